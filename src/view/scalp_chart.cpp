#include "view/scalp_chart.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/LU>

#include "base/check.h"

namespace meso::view {

namespace {

constexpr double kReachRadians = kChartReach.value() * std::numbers::pi / 180;
constexpr int kSeamTexels = 3;

/// Weights of the corners' directions whose sum points along `direction`; negative outside.
geom::Vec3 directionWeights(const Eigen::Matrix3d& inverse, const geom::Vec3& direction) {
    const geom::Vec3 w = inverse * direction;
    const double sum = w.sum();
    return sum > 0 ? geom::Vec3(w / sum) : geom::Vec3(-1, -1, -1);
}

} // namespace

geom::Vec2 chartFromDirection(const geom::Vec3& direction) {
    const double flat = std::hypot(direction.x(), direction.y());
    if (flat == 0)
        return {0.5, 0.5};
    const double angle = std::atan2(flat, direction.z());
    const double k = 0.5 * angle / kReachRadians / flat;
    return {0.5 + k * direction.x(), 0.5 + k * direction.y()};
}

geom::Vec3 directionFromChart(const geom::Vec2& place) {
    const geom::Vec2 q = (place - geom::Vec2(0.5, 0.5)) * 2 * kReachRadians;
    const double angle = q.norm();
    const double k = angle > 1e-12 ? std::sin(angle) / angle : 1.0;
    return {k * q.x(), k * q.y(), std::cos(angle)};
}

double sampleAt(const ChartRaster& raster, const geom::Vec2& place) {
    const auto last = static_cast<double>(raster.side - 1);
    const double x = std::clamp(place.x() * raster.side - 0.5, 0.0, last);
    const double y = std::clamp(place.y() * raster.side - 0.5, 0.0, last);
    const int i = std::min(static_cast<int>(x), raster.side - 2);
    const int j = std::min(static_cast<int>(y), raster.side - 2);
    const double fx = x - i;
    const double fy = y - j;
    const float* p = raster.values.data() + static_cast<std::size_t>(j) * raster.side + i;
    const float* q = p + raster.side;
    return (1 - fy) * ((1 - fx) * p[0] + fx * p[1]) + fy * ((1 - fx) * q[0] + fx * q[1]);
}

ScalpChart::ScalpChart(const anatomy::ScalpGrid& grid, int side)
    : side_(side), vertexCount_(grid.directions.size()) {
    MESO_CHECK(side >= 16 && side <= 4096, "the chart's side must be 16 to 4096 texels");
    texels_.resize(static_cast<std::size_t>(side) * side);
    for (const geom::Triangle& t : grid.mesh->triangles())
        fillTriangle(grid, t);
    growSeam();
}

void ScalpChart::fillTriangle(const anatomy::ScalpGrid& grid, const std::array<int, 3>& triangle) {
    Eigen::Matrix3d corners;
    geom::Vec2 low(2, 2);
    geom::Vec2 high(-1, -1);
    for (int k = 0; k < 3; ++k) {
        corners.col(k) = grid.directions[triangle[k]];
        const geom::Vec2 place = chartFromDirection(grid.directions[triangle[k]]);
        low = low.cwiseMin(place);
        high = high.cwiseMax(place);
    }
    // Straight edges of the triangle bulge on the chart, in proportion to their length.
    const geom::Vec2 bulge = 0.15 * (high - low) + geom::Vec2::Constant(1.0 / side_);
    const Eigen::Matrix3d inverse = corners.inverse();
    const int iLow = std::max(0, static_cast<int>((low.x() - bulge.x()) * side_));
    const int jLow = std::max(0, static_cast<int>((low.y() - bulge.y()) * side_));
    const int iHigh = std::min(side_ - 1, static_cast<int>((high.x() + bulge.x()) * side_));
    const int jHigh = std::min(side_ - 1, static_cast<int>((high.y() + bulge.y()) * side_));
    for (int j = jLow; j <= jHigh; ++j)
        for (int i = iLow; i <= iHigh; ++i) {
            Texel& texel = texels_[static_cast<std::size_t>(j) * side_ + i];
            if (texel.vertices[0] >= 0)
                continue;
            const geom::Vec2 place((i + 0.5) / side_, (j + 0.5) / side_);
            const geom::Vec3 w = directionWeights(inverse, directionFromChart(place));
            if (w.minCoeff() >= -1e-9)
                texel = {
                    triangle,
                    {static_cast<float>(w[0]), static_cast<float>(w[1]), static_cast<float>(w[2])}};
        }
}

void ScalpChart::growSeam() {
    for (int ring = 0; ring < kSeamTexels; ++ring) {
        const std::vector<Texel> before = texels_;
        for (int j = 1; j + 1 < side_; ++j)
            for (int i = 1; i + 1 < side_; ++i) {
                const auto at = static_cast<std::size_t>(j) * side_ + i;
                if (before[at].vertices[0] >= 0)
                    continue;
                for (const std::size_t near : {at - 1, at + 1, at - side_, at + side_})
                    if (before[near].vertices[0] >= 0)
                        texels_[at] = before[near];
            }
    }
}

ChartRaster ScalpChart::raster(std::span<const float> perVertex, float outside) const {
    MESO_CHECK(perVertex.size() == vertexCount_, "a scalp field needs one value per grid vertex");
    ChartRaster raster{side_, std::vector<float>(texels_.size(), outside)};
    for (std::size_t i = 0; i < texels_.size(); ++i) {
        const Texel& t = texels_[i];
        if (t.vertices[0] >= 0)
            raster.values[i] = t.weights[0] * perVertex[t.vertices[0]] +
                               t.weights[1] * perVertex[t.vertices[1]] +
                               t.weights[2] * perVertex[t.vertices[2]];
    }
    return raster;
}

std::vector<float> skinDistances(const anatomy::ScalpGrid& grid) {
    std::vector<float> radii;
    radii.reserve(grid.mesh->vertices().size());
    for (const geom::Vec3& p : grid.mesh->vertices())
        radii.push_back(static_cast<float>((p - grid.centre).norm()));
    return radii;
}

} // namespace meso::view
