#include "anatomy/direction_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace meso::anatomy {

using geom::Vec2;
using geom::Vec3;

namespace {

/// Catmull-Rom weights of nodes -1, 0, 1, 2 at u in [0, 1] between nodes 0 and 1.
std::array<double, 4> cubicWeights(double u) {
    const double u2 = u * u;
    const double u3 = u2 * u;
    return {0.5 * (-u3 + 2 * u2 - u), 0.5 * (3 * u3 - 5 * u2 + 2), 0.5 * (-3 * u3 + 4 * u2 + u),
            0.5 * (u3 - u2)};
}

std::array<double, 4> cubicSlopes(double u) {
    const double u2 = u * u;
    return {0.5 * (-3 * u2 + 4 * u - 1), 0.5 * (9 * u2 - 10 * u), 0.5 * (-9 * u2 + 8 * u + 1),
            0.5 * (3 * u2 - 2 * u)};
}

/// Replaces the node before the stretch by the quadratic through its first three nodes.
std::array<double, 4> foldFront(const std::array<double, 4>& w) {
    return {w[1] + 3 * w[0], w[2] - 3 * w[0], w[3] + w[0], 0};
}

/// Replaces the node after the stretch likewise; the result starts one node earlier than w[1].
std::array<double, 4> foldBack(const std::array<double, 4>& w) {
    return {w[0] + w[3], w[1] - 3 * w[3], w[2] + 3 * w[3], 0};
}

} // namespace

TableAxis::TableAxis(std::vector<Stretch> stretches) : stretches_(std::move(stretches)) {
    MESO_CHECK(!stretches_.empty(), "a table axis needs a stretch");
    nodes_.push_back(stretches_.front().low);
    for (const Stretch& s : stretches_) {
        MESO_CHECK(s.steps >= 3 && s.high > s.low, "a stretch needs three steps forward");
        firstNode_.push_back(static_cast<int>(nodes_.size()) - 1);
        for (int i = 1; i <= s.steps; ++i)
            nodes_.push_back(s.low + (s.high - s.low) * i / s.steps);
    }
}

TableAxis::Stencil TableAxis::stencil(double x) const {
    std::size_t k = 0;
    while (k + 1 < stretches_.size() && x >= stretches_[k].high)
        ++k;
    const Stretch& s = stretches_[k];
    const double perUnit = s.steps / (s.high - s.low);
    const double position = (x - s.low) * perUnit;
    const int cell = std::clamp(static_cast<int>(std::floor(position)), 0, s.steps - 1);
    Stencil out;
    out.weight = cubicWeights(position - cell);
    out.slope = cubicSlopes(position - cell);
    out.first = firstNode_[k] + cell - 1;
    if (cell == 0) {
        out.weight = foldFront(out.weight);
        out.slope = foldFront(out.slope);
        out.first += 1;
    } else if (cell == s.steps - 1) {
        out.weight = foldBack(out.weight);
        out.slope = foldBack(out.slope);
    }
    for (double& slope : out.slope)
        slope *= perUnit;
    return out;
}

DirectionTable::DirectionTable(TableAxis first, TableAxis second, std::vector<Vec3> directions)
    : first_(std::move(first)), second_(std::move(second)), directions_(std::move(directions)) {
    MESO_CHECK(directions_.size() == first_.nodes().size() * second_.nodes().size(),
               "a direction table needs one direction per pair of nodes");
}

DirectionSample DirectionTable::at(double a, double b) const {
    const TableAxis::Stencil sa = first_.stencil(a);
    const TableAxis::Stencil sb = second_.stencil(b);
    const std::size_t columns = second_.nodes().size();
    DirectionSample out;
    for (int i = 0; i < 4; ++i) {
        if (sa.weight[i] == 0 && sa.slope[i] == 0)
            continue;
        Vec3 value = Vec3::Zero();
        Vec3 slope = Vec3::Zero();
        for (int j = 0; j < 4; ++j) {
            if (sb.weight[j] == 0 && sb.slope[j] == 0)
                continue;
            const Vec3& node = directions_[(sa.first + i) * columns + sb.first + j];
            value += sb.weight[j] * node;
            slope += sb.slope[j] * node;
        }
        out.direction += sa.weight[i] * value;
        out.byFirst += sa.slope[i] * value;
        out.bySecond += sa.weight[i] * slope;
    }
    return out;
}

std::optional<Vec2> DirectionTable::parametersOf(const Vec3& direction) const {
    double best = -std::numeric_limits<double>::infinity();
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < directions_.size(); ++i)
        if (const double cosine = directions_[i].dot(direction); cosine > best) {
            best = cosine;
            nearest = i;
        }
    const std::size_t columns = second_.nodes().size();
    return parametersNear(direction,
                          {first_.nodes()[nearest / columns], second_.nodes()[nearest % columns]});
}

std::vector<DirectionTable::Start> DirectionTable::startsNear(const Vec3& direction,
                                                              double within) const {
    const std::size_t rows = first_.nodes().size();
    const std::size_t columns = second_.nodes().size();
    std::vector<double> best(rows, -1);
    std::vector<std::size_t> column(rows, 0);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j)
            if (const double cosine = directions_[i * columns + j].dot(direction);
                cosine > best[i]) {
                best[i] = cosine;
                column[i] = j;
            }
    std::vector<Start> starts;
    const double least = std::cos(within);
    for (std::size_t i = 0; i < rows; ++i) {
        if (best[i] <= least)
            continue;
        const bool isPeak =
            (i == 0 || best[i] >= best[i - 1]) && (i + 1 == rows || best[i] >= best[i + 1]);
        starts.push_back({{first_.nodes()[i], second_.nodes()[column[i]]}, isPeak});
    }
    return starts;
}

std::optional<Vec2> DirectionTable::parametersNear(const Vec3& direction, const Vec2& start) const {
    constexpr int kMaxSteps = 60;
    constexpr double kFound = 1e-10; // of the direction: a hundred-millionth of a millimetre
    const Vec3 target = direction.normalized();
    const Vec2 step(first_.nodes()[1] - first_.nodes()[0], second_.nodes()[1] - second_.nodes()[0]);
    const Vec2 low = Vec2(first_.low(), second_.low()) - 0.5 * step;
    const Vec2 high = Vec2(first_.high(), second_.high()) + 0.5 * step;
    Vec2 at = start;
    Miss miss = missAt(at, target);
    double damping = 0;
    for (int i = 0; i < kMaxSteps; ++i) {
        if (miss.residual.norm() < kFound)
            return at;
        // Steps in units of the table's own, so that damping treats both parameters alike.
        const Eigen::Matrix2d scaled = miss.slope * step.asDiagonal();
        Eigen::Matrix2d normal = scaled.transpose() * scaled;
        normal.diagonal().array() += damping * normal.trace() + 1e-30;
        const Vec2 move = normal.inverse() * (scaled.transpose() * miss.residual);
        const Vec2 next = (at - step.cwiseProduct(move)).cwiseMax(low).cwiseMin(high);
        const Miss nextMiss = missAt(next, target);
        if (nextMiss.residual.norm() < miss.residual.norm()) {
            at = next;
            miss = nextMiss;
            damping *= 0.1;
        } else if (damping > 1e6) {
            return std::nullopt;
        } else {
            damping = std::max(10 * damping, 1e-3);
        }
    }
    return std::nullopt;
}

DirectionTable::Miss DirectionTable::missAt(const Vec2& at, const Vec3& target) const {
    const DirectionSample f = this->at(at.x(), at.y());
    const Vec3 across = target.unitOrthogonal();
    const Vec3 along = target.cross(across);
    Miss out;
    out.residual = Vec2(f.direction.dot(across), f.direction.dot(along));
    // The opposite direction would pass for a hit.
    if (f.direction.dot(target) < 0.5)
        out.residual *= 1e3;
    out.slope << f.byFirst.dot(across), f.bySecond.dot(across), f.byFirst.dot(along),
        f.bySecond.dot(along);
    return out;
}

} // namespace meso::anatomy
