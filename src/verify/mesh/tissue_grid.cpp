#include "verify/mesh/tissue_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/check.h"
#include "verify/mesh/shell_bend.h"

namespace meso::verify {
namespace {

constexpr double kSmallestMetric = 0.5;

double cellMetric(double top_mm, double bottom_mm, double radius_mm) {
    if (radius_mm <= 0)
        return 1;
    const double top = 1 - top_mm / radius_mm, bottom = 1 - bottom_mm / radius_mm;
    const double mean = (top * top + top * bottom + bottom * bottom) / 3;
    return std::max(mean, kSmallestMetric);
}

// Cuts [top, bottom] at the band limits that fall inside it.
std::vector<double> segmentEnds(double top_mm, double bottom_mm,
                                const std::vector<anatomy::BulbBand>& bands) {
    constexpr double kTouching_mm = 1e-6;
    std::vector<double> ends{top_mm};
    for (const anatomy::BulbBand& band : bands)
        for (const double limit : {band.from.value(), band.to.value()})
            if (limit > top_mm + kTouching_mm && limit < bottom_mm - kTouching_mm)
                ends.push_back(limit);
    ends.push_back(bottom_mm);
    std::sort(ends.begin(), ends.end());
    const auto same = [](double a, double b) { return b - a < kTouching_mm; };
    ends.erase(std::unique(ends.begin(), ends.end(), same), ends.end());
    return ends;
}

int cellsOf(anatomy::LayerKind kind, DepthResolution resolution) {
    const bool isReport = resolution == DepthResolution::Report;
    const int parts = resolution == DepthResolution::Halved ? 2 : 1;
    switch (kind) {
    case anatomy::LayerKind::ViableEpidermis:
        return parts * 2;
    case anatomy::LayerKind::Dermis:
        return isReport ? 14 : parts * 8;
    case anatomy::LayerKind::Subcutis:
        return isReport ? 18 : parts * 12;
    case anatomy::LayerKind::Galea:
        return isReport ? 6 : parts * 4;
    }
    return 0;
}

// Hands out cells one by one to the segment whose cells are tallest, so that heights stay even.
std::vector<int> shareCells(const std::vector<double>& ends, int cells) {
    std::vector<int> share(ends.size() - 1, 1);
    for (int left = cells - static_cast<int>(share.size()); left > 0; --left) {
        std::size_t tallest = 0;
        double tallestHeight = 0;
        for (std::size_t s = 0; s < share.size(); ++s) {
            const double height = (ends[s + 1] - ends[s]) / share[s];
            if (height > tallestHeight + 1e-9)
                tallest = s, tallestHeight = height;
        }
        ++share[tallest];
    }
    return share;
}

} // namespace

double TissueGrid::metricAt(double depth_mm) const {
    if (radius_mm <= 0)
        return 1;
    const double scale = 1 - depth_mm / radius_mm;
    return std::max(scale * scale, kSmallestMetric);
}

TissueGrid gridFromFaces(std::vector<double> faces_mm, std::vector<int> layer, Mm radius) {
    MESO_CHECK(faces_mm.size() == layer.size() + 1 && !layer.empty(),
               "a depth grid needs one face more than cells");
    TissueGrid grid;
    grid.radius_mm = radius.value();
    grid.faces_mm = std::move(faces_mm);
    grid.layer = std::move(layer);
    for (const double face : grid.faces_mm)
        grid.faceMetric.push_back(grid.metricAt(face));
    for (int i = 0; i < grid.cells(); ++i) {
        MESO_CHECK(grid.height_mm(i) > 0, "faces of a depth grid must increase");
        grid.metric.push_back(cellMetric(grid.faces_mm[i], grid.faces_mm[i + 1], grid.radius_mm));
    }
    return grid;
}

TissueGrid scaledGrid(const TissueGrid& grid, double factor) {
    std::vector<double> faces_mm = grid.faces_mm;
    for (double& face : faces_mm)
        face *= factor;
    return gridFromFaces(std::move(faces_mm), grid.layer, Mm(grid.radius_mm));
}

GridClasses gridClasses(const TissueGrid& grid, std::span<const float> factorOfVertex) {
    GridClasses classes;
    if (factorOfVertex.empty())
        return classes;
    constexpr double kFinest = 5e-4; // finer classes would not show
    const auto [low, high] = std::minmax_element(factorOfVertex.begin(), factorOfVertex.end());
    const double least = static_cast<double>(*low), most = static_cast<double>(*high);
    MESO_CHECK(least > 0 && std::isfinite(most), "thickness factors must be above zero");
    const int count =
        std::clamp(static_cast<int>(std::ceil((most - least) / kFinest)), 1, kMostGridClasses);
    const double width = (most - least) / count;
    for (int k = 0; k < count; ++k) {
        classes.factor.push_back(least + (k + 0.5) * width);
        classes.grids.push_back(scaledGrid(grid, classes.factor.back()));
    }
    for (const float factor : factorOfVertex) {
        const double place = width > 0 ? (static_cast<double>(factor) - least) / width : 0;
        classes.ofVertex.push_back(
            static_cast<std::uint16_t>(std::clamp(static_cast<int>(place), 0, count - 1)));
    }
    return classes;
}

GridClasses gridClasses(const TissueGrid& grid, std::span<const float> factorOfVertex,
                        std::span<const int> bendClassOfVertex) {
    const GridClasses byFactor = gridClasses(grid, factorOfVertex);
    if (std::all_of(bendClassOfVertex.begin(), bendClassOfVertex.end(),
                    [](int bend) { return bend == 0; }))
        return byFactor;
    const auto keyOf = [&](std::size_t v) {
        return std::pair(byFactor.uniform() ? 0 : byFactor.ofVertex[v], bendClassOfVertex[v]);
    };
    std::map<std::pair<int, int>, std::uint16_t> places;
    for (std::size_t v = 0; v < bendClassOfVertex.size(); ++v)
        places[keyOf(v)] = 0;
    GridClasses classes;
    for (auto& [key, place] : places) {
        place = static_cast<std::uint16_t>(classes.grids.size());
        classes.factor.push_back(byFactor.uniform() ? 1 : byFactor.factor[key.first]);
        const TissueGrid& thick = byFactor.uniform() ? grid : byFactor.grids[key.first];
        classes.grids.push_back(key.second == 0 ? thick
                                                : bentGrid(thick, bendOfClass(key.second, grid)));
    }
    for (std::size_t v = 0; v < bendClassOfVertex.size(); ++v)
        classes.ofVertex.push_back(places.at(keyOf(v)));
    return classes;
}

Result<TissueGrid> makeTissueGrid(const anatomy::TissueProfile& tissue,
                                  DepthResolution resolution) {
    if (tissue.layers.empty())
        return Error{"The tissue has no layers, so there is nothing to simulate."};
    std::vector<double> faces_mm{0};
    std::vector<int> layerOfCell;
    for (std::size_t l = 0; l < tissue.layers.size(); ++l) {
        const anatomy::TissueLayer& layer = tissue.layers[l];
        const int cells = cellsOf(layer.kind, resolution);
        if (!(layer.thickness.value() > 0) || !std::isfinite(layer.thickness.value()))
            return Error{"The layer " + layer.name + " has no positive thickness."};
        const double top_mm = faces_mm.back();
        const auto ends = segmentEnds(top_mm, top_mm + layer.thickness.value(), tissue.bulbBands);
        if (cells < static_cast<int>(ends.size()) - 1)
            return Error{"The layer " + layer.name +
                         " has too few depth cells for the bulb-band limits inside it."};
        const std::vector<int> share = shareCells(ends, cells);
        for (std::size_t s = 0; s < share.size(); ++s)
            for (int i = 1; i <= share[s]; ++i) {
                const double part = static_cast<double>(i) / share[s];
                faces_mm.push_back(i == share[s] ? ends[s + 1]
                                                 : ends[s] + part * (ends[s + 1] - ends[s]));
                layerOfCell.push_back(static_cast<int>(l));
            }
    }
    return gridFromFaces(std::move(faces_mm), std::move(layerOfCell), tissue.referenceRadius);
}

} // namespace meso::verify
