#include "anatomy/direction_table.h"

#include <algorithm>
#include <array>
#include <cmath>

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
    const auto nearest =
        std::max_element(directions_.begin(), directions_.end(), [&](const Vec3& a, const Vec3& b) {
            return a.dot(direction) < b.dot(direction);
        });
    const auto index = static_cast<std::size_t>(nearest - directions_.begin());
    const std::size_t columns = second_.nodes().size();
    return parametersNear(direction,
                          Vec2(first_.nodes()[index / columns], second_.nodes()[index % columns]));
}

std::optional<Vec2> DirectionTable::parametersNear(const Vec3& direction, Vec2 start) const {
    const Vec3 target = direction.normalized();
    const Vec3 across = target.unitOrthogonal();
    const Vec3 along = target.cross(across);
    const double marginA = 0.5 * (first_.nodes()[1] - first_.nodes()[0]);
    const double marginB = 0.5 * (second_.nodes()[1] - second_.nodes()[0]);
    constexpr int kMostSteps = 40;
    constexpr double kClose = 1e-11;
    Vec2 at = start;
    double damping = 1;
    for (int step = 0; step < kMostSteps; ++step) {
        const DirectionSample f = this->at(at.x(), at.y());
        Eigen::Matrix2d jacobian;
        jacobian << f.byFirst.dot(across), f.bySecond.dot(across), f.byFirst.dot(along),
            f.bySecond.dot(along);
        const Vec2 residual(f.direction.dot(across), f.direction.dot(along));
        const double determinant = jacobian.determinant();
        if (!(std::abs(determinant) > 1e-12))
            return std::nullopt;
        const Vec2 move = jacobian.inverse() * residual;
        if (move.cwiseAbs().maxCoeff() < kClose && residual.norm() < 1e-8)
            return at;
        // Corners of the map can make full steps alternate between two pieces: shorten them then.
        if (step > 12)
            damping = 0.5;
        at -= damping * move;
        at.x() = std::clamp(at.x(), first_.low() - marginA, first_.high() + marginA);
        at.y() = std::clamp(at.y(), second_.low() - marginB, second_.high() + marginB);
    }
    return std::nullopt;
}

} // namespace meso::anatomy
