#include "verify/mesh/shell_bend.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Core>

namespace meso::verify {
namespace {

using Eigen::VectorXd;

constexpr double kSmoothing_mm = 5; // standard deviation along the surface
constexpr int kSteps = 3;

double ownBend(const TissueGrid& grid) {
    return grid.radius_mm > 0 ? 1 / grid.radius_mm : 0;
}

// 1 where a vertex lies inside, 0 on a border and beside it: there B x leans along the surface, and
// the operator may lack a triangle.
VectorXd innerVertices(const LateralOperator& op, std::span<const geom::Triangle> triangles) {
    // Around an inner vertex every neighbour comes once as next and once as last.
    std::vector<long> open(op.vertices(), 0);
    for (const geom::Triangle& t : triangles)
        for (int k = 0; k < 3; ++k)
            open[t[k]] += t[(k + 1) % 3] - t[(k + 2) % 3];
    VectorXd inner(op.vertices());
    for (int v = 0; v < op.vertices(); ++v)
        inner[v] = op.mass_mm2[v] > 0 && op.rowStart[v + 1] > op.rowStart[v] ? 1 : 0;
    for (const geom::Triangle& t : triangles)
        if (open[t[0]] != 0 || open[t[1]] != 0 || open[t[2]] != 0)
            inner[t[0]] = inner[t[1]] = inner[t[2]] = 0;
    return inner;
}

// Solves (I - reach^2 B) x = b by conjugate gradients in the scalar product of the masses, in which
// B is symmetric, from x = b.
class Smoother {
public:
    Smoother(const LateralOperator& op, double reach_mm2)
        : op_(op), reach_mm2_(reach_mm2),
          mass_(Eigen::Map<const VectorXd>(op.mass_mm2.data(), op.vertices())) {}

    [[nodiscard]] VectorXd solve(const VectorXd& b) const {
        constexpr int kMostTurns = 200;
        constexpr double kResidual = 1e-4;
        VectorXd x = b, r = b - apply(x), p = r;
        double size = dot(r, r);
        const double enough = kResidual * kResidual * dot(b, b);
        for (int turn = 0; turn < kMostTurns && size > enough; ++turn) {
            const VectorXd ap = apply(p);
            const double along = size / dot(p, ap);
            x += along * p;
            r -= along * ap;
            const double left = dot(r, r);
            p = r + left / size * p;
            size = left;
        }
        return x;
    }

private:
    [[nodiscard]] double dot(const VectorXd& a, const VectorXd& b) const {
        return (mass_.array() * a.array() * b.array()).sum();
    }
    [[nodiscard]] VectorXd apply(const VectorXd& x) const {
        VectorXd y(x.size());
        for (int v = 0; v < op_.vertices(); ++v) {
            double sum = 0;
            for (int e = op_.rowStart[v]; e < op_.rowStart[v + 1]; ++e)
                sum += op_.weight[e] * (x[v] - x[op_.column[e]]);
            y[v] = x[v] + reach_mm2_ * sum;
        }
        return y;
    }

    const LateralOperator& op_;
    double reach_mm2_;
    VectorXd mass_;
};

} // namespace

std::vector<float> surfaceBend(const LateralOperator& lateral,
                               std::span<const geom::Vec3> positions,
                               std::span<const geom::Vec3> normals,
                               std::span<const geom::Triangle> triangles) {
    VectorXd known = innerVertices(lateral, triangles);
    VectorXd bend = VectorXd::Zero(lateral.vertices());
    for (int v = 0; v < lateral.vertices(); ++v) {
        geom::Vec3 pull = geom::Vec3::Zero();
        for (int e = lateral.rowStart[v]; e < lateral.rowStart[v + 1]; ++e)
            pull += lateral.weight[e] * (positions[lateral.column[e]] - positions[v]);
        if (known[v] > 0)
            bend[v] = -0.5 * pull.dot(normals[v]);
    }
    const Smoother smoother(lateral, kSmoothing_mm * kSmoothing_mm / (2 * kSteps));
    for (int step = 0; step < kSteps; ++step) {
        bend = smoother.solve(bend);
        known = smoother.solve(known);
    }
    constexpr double kLeastKnown = 0.05;
    std::vector<float> found(lateral.vertices(), std::numeric_limits<float>::quiet_NaN());
    for (int v = 0; v < lateral.vertices(); ++v)
        if (known[v] > kLeastKnown)
            found[v] = static_cast<float>(bend[v] / known[v]);
    return found;
}

int bendClass(double bend_per_mm, const TissueGrid& grid) {
    if (std::isnan(bend_per_mm) || grid.radius_mm <= 0)
        return 0;
    const double sane = std::clamp(bend_per_mm, kLeastBend_per_mm, kMostBend_per_mm);
    return static_cast<int>(std::lround((sane - ownBend(grid)) / kBendClassWidth_per_mm));
}

double bendOfClass(int bendClass, const TissueGrid& grid) {
    return std::max(0.0, ownBend(grid) + bendClass * kBendClassWidth_per_mm);
}

TissueGrid bentGrid(const TissueGrid& grid, double bend_per_mm) {
    return gridFromFaces(grid.faces_mm, grid.layer, Mm(bend_per_mm > 0 ? 1 / bend_per_mm : 0));
}

} // namespace meso::verify
