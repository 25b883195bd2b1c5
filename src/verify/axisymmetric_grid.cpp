#include "verify/axisymmetric_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include "base/check.h"

namespace meso::verify {
namespace {

// Cells grow by these widths per mm, over cells per spread: outside the depot, and from a border.
constexpr double kRingGrowth = 0.16;
constexpr double kDepthGrowth = 0.20;
constexpr double kBorderGrowth = 0.40;
constexpr double kBorderWidth = 0.4;     // of a cell at a border, as a share of those in the depot
constexpr double kWidestBorder_mm = 0.1; // the most that may be, over cells per spread
constexpr int kLeastLayerCells = 4;
constexpr int kWidthSamples = 400; // per stretch between two given faces
constexpr int kReadingCells = 7;

using CellWidth = std::function<double(double)>;

// Adds the faces after `from` up to `to`, so that equal shares of the integral of 1 / width lie
// between them.
void addFaces(std::vector<double>& faces, double from, double to, const CellWidth& width,
              int halvings) {
    std::vector<double> sum{0};
    const double step = (to - from) / kWidthSamples;
    for (int i = 0; i < kWidthSamples; ++i)
        sum.push_back(sum.back() + step / width(from + (i + 0.5) * step));
    const int count = std::max(1, static_cast<int>(std::ceil(sum.back() - 1e-9))) << halvings;
    for (int n = 1; n < count; ++n) {
        const double wanted = sum.back() * n / count;
        const auto after = std::upper_bound(sum.begin(), sum.end(), wanted);
        const auto i = static_cast<int>(after - sum.begin()) - 1;
        faces.push_back(from + step * (i + (wanted - sum[i]) / (sum[i + 1] - sum[i])));
    }
    faces.push_back(to);
}

std::vector<double> borderDepths(const AxisymmetricGrading& grading) {
    std::vector<double> borders{0};
    for (const double thickness : grading.layers_mm) {
        MESO_CHECK(thickness > 0, "a layer needs a thickness");
        borders.push_back(borders.back() + thickness);
    }
    return borders;
}

// Depths where a face must lie, increasing; a cut that all but meets another is that one.
std::vector<double> fixedDepths(const AxisymmetricGrading& grading,
                                const std::vector<double>& borders) {
    std::vector<double> fixed = borders;
    for (const double cut : grading.cuts_mm) {
        const bool isNew = std::all_of(fixed.begin(), fixed.end(),
                                       [&](double f) { return std::abs(f - cut) > 1e-9; });
        if (isNew && cut > 0 && cut < borders.back())
            fixed.push_back(cut);
    }
    std::sort(fixed.begin(), fixed.end());
    return fixed;
}

void setDepthFaces(const AxisymmetricGrading& grading, AxisymmetricGrid& grid) {
    const std::vector<double> borders = borderDepths(grading);
    const double finest = grading.depot.spread_mm / grading.cellsPerSpread;
    const auto layerAt = [&](double z) {
        const auto after = std::upper_bound(borders.begin() + 1, borders.end() - 1, z);
        return static_cast<int>(after - borders.begin()) - 1;
    };
    const auto fromBorder = [&](double z, int layer) { // the skin and the bone are none
        const double above = layer > 0 ? z - borders[layer] : borders.back();
        const bool isLast = layer + 2 == static_cast<int>(borders.size());
        return std::min(above, isLast ? borders.back() : borders[layer + 1] - z);
    };
    const CellWidth width = [&](double z) {
        const EllipsoidShape& d = grading.depot;
        const double away = std::abs(z - d.centre_mm) - d.deep_mm - 3 * d.spread_mm;
        const int layer = layerAt(z);
        const double atBorder =
            std::min(kBorderWidth * finest, kWidestBorder_mm / grading.cellsPerSpread);
        return std::min({finest + kDepthGrowth / grading.cellsPerSpread * std::max(0.0, away),
                         atBorder + kBorderGrowth / grading.cellsPerSpread * fromBorder(z, layer),
                         (borders[layer + 1] - borders[layer]) / kLeastLayerCells});
    };
    const std::vector<double> fixed = fixedDepths(grading, borders);
    grid.depthFaces_mm = {0};
    for (std::size_t i = 0; i + 1 < fixed.size(); ++i)
        addFaces(grid.depthFaces_mm, fixed[i], fixed[i + 1], width, grading.halvings);
    for (std::size_t j = 0; j + 1 < grid.depthFaces_mm.size(); ++j)
        grid.layer.push_back(layerAt((grid.depthFaces_mm[j] + grid.depthFaces_mm[j + 1]) / 2));
}

double onSkin(const AxisymmetricGrid& grid, double r) { // distance to the axis / mm
    return grid.radius_mm > 0 ? grid.radius_mm * std::sin(r / grid.radius_mm) : r;
}

double shrunk(const AxisymmetricGrid& grid, double z) {
    return grid.radius_mm > 0 ? 1 - z / grid.radius_mm : 1;
}

} // namespace

double ringMeasure_mm2(double radius_mm, double r_mm) {
    if (radius_mm <= 0)
        return r_mm * r_mm / 2;
    const double s = radius_mm * std::sin(r_mm / (2 * radius_mm));
    return 2 * s * s;
}

double depthMeasure_mm(double radius_mm, double z_mm) {
    if (radius_mm <= 0)
        return z_mm;
    const double share = z_mm / radius_mm;
    return z_mm * (1 - share + share * share / 3);
}

double AxisymmetricGrid::volume_mm3(int ring, int cell) const {
    return 2 * std::numbers::pi * (ringMeasures_mm2[ring + 1] - ringMeasures_mm2[ring]) *
           (depthMeasures_mm[cell + 1] - depthMeasures_mm[cell]);
}

AxisymmetricGrid axisymmetricGrid(const AxisymmetricGrading& grading) {
    MESO_CHECK(!grading.layers_mm.empty() && grading.wall_mm > 0 && grading.cellsPerSpread > 0,
               "a grid needs a layer, a wall and cells");
    AxisymmetricGrid grid;
    grid.radius_mm = grading.radius_mm;
    setDepthFaces(grading, grid);
    MESO_CHECK(grid.radius_mm <= 0 || (grid.depthFaces_mm.back() < grid.radius_mm &&
                                       grading.wall_mm < 3.1 * grid.radius_mm),
               "the tissue must fit the ball");
    const EllipsoidShape& d = grading.depot;
    const CellWidth width = [&](double r) {
        const double away = std::max(0.0, r - d.along_mm - 3 * d.spread_mm);
        return (d.spread_mm + kRingGrowth * away) / grading.cellsPerSpread;
    };
    grid.ringFaces_mm = {0};
    addFaces(grid.ringFaces_mm, 0, grading.wall_mm, width, grading.halvings);
    for (const double r : grid.ringFaces_mm)
        grid.ringMeasures_mm2.push_back(ringMeasure_mm2(grid.radius_mm, r));
    for (const double z : grid.depthFaces_mm)
        grid.depthMeasures_mm.push_back(depthMeasure_mm(grid.radius_mm, z));
    return grid;
}

CellWeights valueBetweenCells(std::span<const double> measures, double at, int from, int to) {
    MESO_CHECK(0 <= from && from < to && to < static_cast<int>(measures.size()) &&
                   measures[from] <= at && at <= measures[to],
               "the place must lie in the cells that may be used");
    const int count = std::min(kReadingCells, to - from);
    const auto after = std::upper_bound(measures.begin() + from, measures.begin() + to, at);
    const int cell = std::max(from, static_cast<int>(after - measures.begin()) - 1);
    const int first = std::clamp(cell - count / 2, from, to - count);
    CellWeights result{first, std::vector<double>(count, 0.0)};
    // Slope at `at` of the polynomial that is 1 at one face and 0 at the others; the integral at a
    // face is the sum of the cells before it.
    for (int f = 1; f <= count; ++f) {
        const double here = measures[first + f];
        double slope = 0;
        for (int g = 0; g <= count; ++g) {
            if (g == f)
                continue;
            double product = 1 / (here - measures[first + g]);
            for (int h = 0; h <= count; ++h)
                if (h != f && h != g)
                    product *= (at - measures[first + h]) / (here - measures[first + h]);
            slope += product;
        }
        for (int c = 0; c < f; ++c)
            result.weights[c] += slope * (measures[first + c + 1] - measures[first + c]);
    }
    return result;
}

std::vector<double> depotShares(const AxisymmetricGrid& grid, const EllipsoidShape& depot) {
    constexpr std::array<double, 3> kNode{-0.7745966692414834, 0, 0.7745966692414834};
    constexpr std::array<double, 3> kWeight{5.0 / 18, 8.0 / 18, 5.0 / 18};
    const SmoothedEllipsoid field(depot);
    const double bone = grid.depthFaces_mm.back();
    std::vector<double> shares;
    for (int i = 0; i < grid.rings(); ++i)
        for (int j = 0; j < grid.cells(); ++j) {
            double sum = 0, volume = 0;
            for (int p = 0; p < 9; ++p) {
                const double r0 = grid.ringFaces_mm[i], r1 = grid.ringFaces_mm[i + 1];
                const double z0 = grid.depthFaces_mm[j], z1 = grid.depthFaces_mm[j + 1];
                const double r = (r0 + r1 + (r1 - r0) * kNode[p / 3]) / 2;
                const double z = (z0 + z1 + (z1 - z0) * kNode[p % 3]) / 2, s = shrunk(grid, z);
                const double weight = kWeight[p / 3] * kWeight[p % 3] * onSkin(grid, r) * s * s;
                sum += weight * field.between(bone, r * s, z);
                volume += weight;
            }
            shares.push_back(sum / volume);
        }
    return shares;
}

} // namespace meso::verify
