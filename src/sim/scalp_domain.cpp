#include "sim/scalp_domain.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "base/random.h"
#include "sim/shell_bend.h"

namespace meso::sim {
namespace {

// Vertices of one connected piece, breadth first from a root, low degrees first.
void breadthFirst(const LateralOperator& op, int root, std::vector<char>& seen,
                  std::vector<int>& order) {
    const auto degree = [&](int v) { return op.rowStart[v + 1] - op.rowStart[v]; };
    std::size_t head = order.size();
    order.push_back(root);
    seen[root] = 1;
    std::vector<int> next;
    for (; head < order.size(); ++head) {
        const int v = order[head];
        next.clear();
        for (int e = op.rowStart[v]; e < op.rowStart[v + 1]; ++e)
            if (!seen[op.column[e]]) {
                seen[op.column[e]] = 1;
                next.push_back(op.column[e]);
            }
        std::stable_sort(next.begin(), next.end(),
                         [&](int a, int b) { return degree(a) < degree(b); });
        order.insert(order.end(), next.begin(), next.end());
    }
}

// Cuthill & McKee 1969, reversed: rows that a lateral stage reads form three streams that the
// hardware foresees. Measured 1.8 to 4.7 times as fast as a random order, and faster than Morton's.
std::vector<int> orderOf(const LateralOperator& op) {
    std::vector<char> seen(op.vertices(), 0), probed(op.vertices(), 0);
    std::vector<int> order, probe;
    for (int v = 0; v < op.vertices(); ++v) {
        if (seen[v] || op.mass_mm2[v] <= 0)
            continue;
        probe.clear();
        breadthFirst(op, v, probed, probe);
        breadthFirst(op, probe.back(), seen, order);
    }
    std::reverse(order.begin(), order.end());
    return order;
}

// The operator with vertex i standing for `order[i]`.
LateralOperator renumbered(const LateralOperator& op, const std::vector<int>& order) {
    std::vector<int> place(op.vertices(), -1);
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = static_cast<int>(i);
    LateralOperator out;
    out.largestRowSum = op.largestRowSum;
    std::vector<std::pair<int, double>> row;
    for (const int v : order) {
        row.clear();
        for (int e = op.rowStart[v]; e < op.rowStart[v + 1]; ++e)
            row.emplace_back(place[op.column[e]], op.weight[e]);
        std::sort(row.begin(), row.end());
        out.rowStart.push_back(static_cast<int>(out.column.size()));
        for (const auto& [column, weight] : row) {
            out.column.push_back(column);
            out.weight.push_back(weight);
        }
        out.mass_mm2.push_back(op.mass_mm2[v]);
        out.rowSum.push_back(op.rowSum[v]);
    }
    out.rowStart.push_back(static_cast<int>(out.column.size()));
    return out;
}

// y = -M^(1/2) B M^(-1/2) x, which is symmetric and has the eigenvalues of -B.
Eigen::VectorXd symmetricProduct(const LateralOperator& op, const Eigen::VectorXd& rootMass,
                                 const Eigen::VectorXd& x) {
    const Eigen::VectorXd u = x.cwiseQuotient(rootMass);
    Eigen::VectorXd y(x.size());
    for (int v = 0; v < op.vertices(); ++v) {
        double sum = op.rowSum[v] * u[v];
        for (int e = op.rowStart[v]; e < op.rowStart[v + 1]; ++e)
            sum -= op.weight[e] * u[op.column[e]];
        y[v] = rootMass[v] * sum;
    }
    return y;
}

// Largest Ritz value after a few dozen steps of Lanczos 1950, from below; within a percent.
double largestRitzValue(const LateralOperator& op) {
    constexpr int kSteps = 60;
    const Eigen::Index n = op.vertices();
    const Eigen::VectorXd rootMass =
        Eigen::Map<const Eigen::VectorXd>(op.mass_mm2.data(), n).cwiseSqrt();
    Random random(1);
    Eigen::VectorXd q(n), before = Eigen::VectorXd::Zero(n);
    for (double& x : q)
        x = random.uniform() - 0.5;
    q.normalize();
    std::vector<double> diagonal, off;
    for (int k = 0; k < kSteps; ++k) {
        Eigen::VectorXd r = symmetricProduct(op, rootMass, q);
        diagonal.push_back(q.dot(r));
        r -= diagonal.back() * q + (off.empty() ? 0 : off.back()) * before;
        const double length = r.norm();
        if (k + 1 == kSteps || length < 1e-9 * (1 + diagonal.front()))
            break;
        off.push_back(length);
        before = q;
        q = r / length;
    }
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    const auto size = static_cast<Eigen::Index>(diagonal.size());
    solver.computeFromTridiagonal(Eigen::Map<Eigen::VectorXd>(diagonal.data(), size),
                                  Eigen::Map<Eigen::VectorXd>(off.data(), size - 1),
                                  Eigen::EigenvaluesOnly);
    return solver.eigenvalues()[size - 1];
}

// The two row sums at the ends of an edge bound every eigenvalue (Anderson & Morley 1985).
double boundByEdges(const LateralOperator& op) {
    double bound = 0;
    for (int v = 0; v < op.vertices(); ++v)
        for (int e = op.rowStart[v]; e < op.rowStart[v + 1]; ++e)
            bound = std::max(bound, op.rowSum[v] + op.rowSum[op.column[e]]);
    return bound;
}

double eigenvalueBound(const LateralOperator& op) {
    constexpr double kAboveRitz = 1.03;
    return std::min(kAboveRitz * largestRitzValue(op), boundByEdges(op));
}

Mm domainSpacing(const LateralOperator& op) {
    double area_mm2 = 0;
    for (const double mass : op.mass_mm2)
        area_mm2 += mass;
    return Mm(std::sqrt(2 / std::sqrt(3.0) * area_mm2 / op.vertices()));
}

} // namespace

Result<ScalpDomainPtr> ScalpDomain::make(geom::MeshPtr surface) {
    if (!surface)
        return Error{"There is no surface to simulate on."};
    const LateralOperator whole = lateralOperator(surface->vertices(), surface->triangles());
    const std::vector<int> order = orderOf(whole);
    if (order.empty())
        return Error{"The surface has no triangle that can be simulated on."};
    std::shared_ptr<ScalpDomain> domain(new ScalpDomain);
    domain->surface_ = surface;
    domain->meshVertex_ = order;
    const std::vector<float> bend =
        surfaceBend(whole, surface->vertices(), surface->normals(), surface->triangles());
    for (const int v : order) {
        domain->positions_.push_back(surface->vertices()[v]);
        domain->normals_.push_back(surface->normals()[v]);
        domain->bend_.push_back(bend[v]);
    }
    domain->lateral_ = renumbered(whole, order);
    domain->rows_ = fastRows(domain->lateral_);
    domain->spacing_ = domainSpacing(domain->lateral_);
    domain->largestEigenvalue_ = eigenvalueBound(domain->lateral_);
    domain->sortIntoBins();
    return ScalpDomainPtr(std::move(domain));
}

namespace {

std::array<int, 3> binOf(const geom::Vec3& offset_mm, double width_mm,
                         const std::array<int, 3>& bins) {
    std::array<int, 3> bin{};
    for (int k = 0; k < 3; ++k)
        bin[k] = std::clamp(static_cast<int>(std::floor(offset_mm[k] / width_mm)), 0, bins[k] - 1);
    return bin;
}

int binNumber(const std::array<int, 3>& bin, const std::array<int, 3>& bins) {
    return (bin[0] * bins[1] + bin[1]) * bins[2] + bin[2];
}

} // namespace

void ScalpDomain::sortIntoBins() {
    constexpr int kMostBins = 200; // along an axis
    geom::Vec3 low = positions_.front(), high = low;
    for (const geom::Vec3& p : positions_) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    corner_ = low;
    binWidth_mm_ = std::max({4.0, 4 * spacing_.value(), (high - low).maxCoeff() / kMostBins});
    for (int k = 0; k < 3; ++k)
        bins_[k] = 1 + static_cast<int>((high[k] - low[k]) / binWidth_mm_);
    std::vector<int> bin;
    binStart_.assign(static_cast<std::size_t>(bins_[0]) * bins_[1] * bins_[2] + 1, 0);
    for (const geom::Vec3& p : positions_) {
        bin.push_back(binNumber(binOf(p - corner_, binWidth_mm_, bins_), bins_));
        ++binStart_[bin.back() + 1];
    }
    for (std::size_t b = 1; b < binStart_.size(); ++b)
        binStart_[b] += binStart_[b - 1];
    binned_.resize(positions_.size());
    std::vector<int> next(binStart_.begin(), binStart_.end() - 1);
    for (std::size_t v = 0; v < positions_.size(); ++v)
        binned_[next[bin[v]]++] = static_cast<int>(v);
}

void ScalpDomain::areaScales(std::span<const int> vertices, const TissueGrid& grid, Mm depth,
                             std::vector<float>& out) const {
    const int least = std::min(0, bendClass(kLeastBend_per_mm, grid));
    const int most = std::max(0, bendClass(kMostBend_per_mm, grid));
    std::vector<float> ofClass;
    for (int k = least; k <= most; ++k)
        ofClass.push_back(static_cast<float>(bendAreaScale(k, grid, depth)));
    out.clear();
    bool varies = false;
    for (const int v : vertices) {
        const int k = bendClass(static_cast<double>(bend_[v]), grid);
        out.push_back(ofClass[k - least]);
        varies = varies || k != 0;
    }
    if (!varies)
        out.clear();
}

double ScalpDomain::largestEigenvalue(const TissueGrid& grid) const {
    int roundest = 0;
    for (const float bend : bend_)
        roundest = std::max(roundest, bendClass(static_cast<double>(bend), grid));
    return largestEigenvalue_ / bendAreaScale(roundest, grid, Mm(grid.faces_mm.back()));
}

std::vector<int> ScalpDomain::within(const geom::Vec3& centre_mm, Mm reach) const {
    std::vector<int> found;
    const double r = reach.value();
    if (!(r >= 0) || !centre_mm.allFinite())
        return found;
    const geom::Vec3 away = centre_mm - corner_;
    const geom::Vec3 half = geom::Vec3::Constant(r);
    const auto low = binOf(away - half, binWidth_mm_, bins_);
    const auto high = binOf(away + half, binWidth_mm_, bins_);
    for (int i = low[0]; i <= high[0]; ++i)
        for (int j = low[1]; j <= high[1]; ++j) {
            // Bins along the last axis follow each other.
            const int first = binStart_[binNumber({i, j, low[2]}, bins_)];
            const int last = binStart_[binNumber({i, j, high[2]}, bins_) + 1];
            for (int b = first; b < last; ++b)
                if ((positions_[binned_[b]] - centre_mm).squaredNorm() <= r * r)
                    found.push_back(binned_[b]);
        }
    return found;
}

} // namespace meso::sim
