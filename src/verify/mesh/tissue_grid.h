#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "base/units.h"

namespace meso::verify {

/// How finely the depth is cut, in cells of viable epidermis, dermis, subcutis and galea.
enum class DepthResolution {
    Standard, ///< 2, 8, 12 and 4
    Report,   ///< 2, 14, 18 and 6
    Halved    ///< those of Standard, each cut in two
};

/// The depth axis as finite-volume cells, z from the skin inward. Layer interfaces and the limits
/// of bulb bands lie on faces, so that a band average needs no interpolation. The head is a shell
/// of one reference radius R: a column that is 1 mm2 at the skin has (1 - z/R)^2 mm2 at depth z.
struct TissueGrid {
    std::vector<double> faces_mm;   ///< cells + 1 depths, increasing
    std::vector<int> layer;         ///< per cell: index of its tissue layer
    std::vector<double> metric;     ///< per cell: mean of (1 - z/R)^2 over the cell, (0, 1]
    std::vector<double> faceMetric; ///< per face: (1 - z/R)^2
    double radius_mm = 0;           ///< R; 0 means flat (metric 1)

    [[nodiscard]] int cells() const { return static_cast<int>(layer.size()); }
    [[nodiscard]] double height_mm(int cell) const { return faces_mm[cell + 1] - faces_mm[cell]; }
    [[nodiscard]] double centre_mm(int cell) const {
        return 0.5 * (faces_mm[cell] + faces_mm[cell + 1]);
    }
    /// Tissue volume of the cell under one mm2 of skin, mm.
    [[nodiscard]] double volumePerArea_mm(int cell) const { return height_mm(cell) * metric[cell]; }
    /// (1 - z/R)^2, never below 0.5 (deeper shells are not heads).
    [[nodiscard]] double metricAt(double depth_mm) const;
};

/// A grid with these faces (increasing) and the layer of each cell; radius 0 mm is flat.
TissueGrid gridFromFaces(std::vector<double> faces_mm, std::vector<int> layer, Mm radius);

/// The same cells with every depth multiplied by a factor (> 0): a thinner or a thicker scalp.
TissueGrid scaledGrid(const TissueGrid& grid, double factor);

/// Depth grids where the tissue's thickness or the scalp's curvature vary along the surface:
/// classes with equal cells, moved faces and their own shell metric, and the class of each vertex.
/// Depth cell i is the same layer in every class, so that diffusion along the surface follows the
/// layers (sigma coordinates). Empty: one grid everywhere.
struct GridClasses {
    std::vector<TissueGrid> grids;
    std::vector<double> factor;          ///< of each class: thickness / thickness of the tissue
    std::vector<std::uint16_t> ofVertex; ///< the class of each patch vertex
    [[nodiscard]] bool uniform() const { return grids.empty(); }
};

/// At most this many classes of thickness: 0.2 % each over a whole scalp. Late after an injection a
/// concentration changes by up to 12 times the relative change of thickness (the galea, which keeps
/// what reaches it, moves), so that 16 classes would err by 6 %.
inline constexpr int kMostGridClasses = 128;

/// Sorts vertices by their thickness factor (> 0) into classes of equal width, each with the middle
/// of its width. No factors give no classes; equal ones give one class of that factor.
GridClasses gridClasses(const TissueGrid& grid, std::span<const float> factorOfVertex);

/// The same, sorted further by the class of curvature of each vertex (bendClass, shell_bend.h).
/// Only classes that a vertex has are made. Curvatures that are all of class 0 change nothing.
GridClasses gridClasses(const TissueGrid& grid, std::span<const float> factorOfVertex,
                        std::span<const int> bendClassOfVertex);

/// Cuts the tissue into cells: each layer gets its number of cells, shared between the bulb-band
/// limits inside it by length. Fails, naming the layer, when a thickness or a cell count is not
/// positive, or when a layer has fewer cells than the band limits cut it into.
Result<TissueGrid> makeTissueGrid(const anatomy::TissueProfile& tissue,
                                  DepthResolution resolution = DepthResolution::Standard);

} // namespace meso::verify
