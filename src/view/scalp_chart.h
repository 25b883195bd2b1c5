#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "anatomy/scalp_grid.h"
#include "base/units.h"
#include "geom/vec.h"

namespace meso::view {

/// The scalp rolled out flat: an azimuthal equidistant map of the directions seen from the centre
/// of the scalp grid, around straight up (Snyder, Map Projections, USGS 1395, 1987, chapter 25).
/// u runs to the patient's right, v to the front, both 0 to 1; the top of the head is (0.5, 0.5)
/// and the rim of the inscribed circle lies kChartReach away from it.
inline constexpr Degrees kChartReach{120};

/// Where a direction (any length but zero) lies on the chart. Straight down has no place of its
/// own.
geom::Vec2 chartFromDirection(const geom::Vec3& direction);
/// The unit direction at a place of the chart: the inverse of chartFromDirection.
geom::Vec3 directionFromChart(const geom::Vec2& place);

/// A square raster on the chart; row 0 lies at v = 0 (the back), texel centres at (i + 0.5) / side.
struct ChartRaster {
    int side = 0;
    std::vector<float> values; ///< side x side, row by row
};

/// Bilinear value at a place of the chart; places outside take the nearest border.
double sampleAt(const ChartRaster& raster, const geom::Vec2& place);

/// Knows for every texel of the chart which triangle of the scalp grid it looks through and where,
/// so that a field on the grid's vertices becomes a smooth texture in milliseconds. Depends only on
/// the grid's directions, which are equal on every head: build it once per grid frequency.
/// Immutable and safe to share between threads.
class ScalpChart {
public:
    /// `side` texels, 16 to 4096. O(side^2 + triangles).
    ScalpChart(const anatomy::ScalpGrid& grid, int side);

    [[nodiscard]] int side() const { return side_; }
    /// Number of values that raster() expects: the grid's vertices.
    [[nodiscard]] std::size_t vertexCount() const { return vertexCount_; }
    /// Barycentric interpolation of one value per grid vertex. Texels that look past the grid get
    /// `outside`, except for a seam of a few texels that repeats the border, so that bilinear
    /// lookups stay clean up to the grid's edge.
    [[nodiscard]] ChartRaster raster(std::span<const float> perVertex, float outside) const;

private:
    struct Texel {
        std::array<int, 3> vertices{-1, -1, -1}; ///< -1: looks past the grid
        std::array<float, 3> weights{0, 0, 0};
    };
    void fillTriangle(const anatomy::ScalpGrid& grid, const std::array<int, 3>& triangle);
    void growSeam();
    int side_;
    std::size_t vertexCount_;
    std::vector<Texel> texels_;
};

/// Distance of every grid vertex from the grid's centre, mm.
std::vector<float> skinDistances(const anatomy::ScalpGrid& grid);

} // namespace meso::view
