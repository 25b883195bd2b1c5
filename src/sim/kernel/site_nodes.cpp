#include "sim/kernel/site_nodes.h"

#include <algorithm>
#include <cmath>

#include <Eigen/QR>

namespace meso::sim {
namespace {

constexpr double kSixteenths = 16;

std::vector<NodeShare> around(double place) {
    const double rounded = std::round(place * kSixteenths) / kSixteenths;
    const double low = std::floor(rounded), share = rounded - low;
    const int node = static_cast<int>(low);
    if (share == 0)
        return {{node, 1}};
    return {{node, 1 - share}, {node + 1, share}};
}

} // namespace

double curvatureAt(const geom::TriMesh& surface, const geom::PointBins& bins,
                   const geom::Vec3& place) {
    constexpr Mm kAround{10};
    constexpr std::size_t kLeastVertices = 12;
    const std::vector<int> near = bins.within(place, kAround);
    if (near.size() < kLeastVertices)
        return 0;
    geom::Vec3 normal = geom::Vec3::Zero();
    for (const int v : near)
        normal += surface.normals()[v];
    if (!(normal.norm() > 0))
        return 0;
    normal.normalize();
    const geom::Vec3 across = normal.unitOrthogonal(), along = normal.cross(across);
    // height = c + b x + ... + (p x^2 + 2 q x y + r y^2) / 2; mean curvature -(p + r) / 2 where the
    // slope is small (Gray 1997, Modern Differential Geometry, 16.5).
    Eigen::MatrixXd terms(static_cast<Eigen::Index>(near.size()), 6);
    Eigen::VectorXd heights(static_cast<Eigen::Index>(near.size()));
    for (std::size_t i = 0; i < near.size(); ++i) {
        const geom::Vec3 away = surface.vertices()[near[i]] - place;
        const double x = away.dot(across), y = away.dot(along);
        const auto row = static_cast<Eigen::Index>(i);
        terms.row(row) << 1, x, y, x * x / 2, x * y, y * y / 2;
        heights[row] = away.dot(normal);
    }
    const Eigen::VectorXd fit =
        (terms.transpose() * terms).ldlt().solve(terms.transpose() * heights);
    const double b = fit[1], c = fit[2], p = fit[3], q = fit[4], r = fit[5];
    const double slope = 1 + b * b + c * c;
    return -((1 + c * c) * p - 2 * b * c * q + (1 + b * b) * r) / (2 * slope * std::sqrt(slope));
}

std::vector<NodeShare> curvatureNodes(double curvature_per_mm, double most_per_mm) {
    const double kept = std::clamp(curvature_per_mm, 0.0, most_per_mm);
    return around(
        std::min(kept, std::floor(most_per_mm / kCurvatureNode_per_mm) * kCurvatureNode_per_mm) /
        kCurvatureNode_per_mm);
}

std::vector<NodeShare> thicknessNodes(double factor) {
    return around(std::log(factor) / std::log(kThicknessNode));
}

} // namespace meso::sim
