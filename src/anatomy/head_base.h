#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "anatomy/head.h"
#include "base/result.h"
#include "geom/mesh.h"

namespace meso::anatomy {

/// One surface of the neutral head in the three styles that all others are blended from. Vertex i
/// is the same place in each.
struct StyledSurface {
    std::vector<geom::Triangle> triangles;            ///< closed manifold
    std::array<std::vector<geom::Vec3>, 3> positions; ///< style -1, 0, +1; mm
    /// Positions for a style in [-1, 1], blended linearly towards the nearer end.
    [[nodiscard]] std::vector<geom::Vec3> blended(double style) const;
};

/// The mannequin before any measurement: grown from its recipe at build time (grow-head), loaded
/// at run time.
struct HeadBase {
    StyledSurface display;              ///< scalp edges about 2 mm, eyes, nose, lips and ears finer
    StyledSurface coarse;               ///< edges about 4 mm: the fit measures on it
    std::vector<float> occlusion;       ///< per display vertex: 1 open to the sky .. 0 hidden
    std::array<Landmarks, 3> landmarks; ///< style -1, 0, +1; on the surface
    std::uint64_t hash = 0;             ///< of everything above
    /// Landmarks for a style in [-1, 1].
    [[nodiscard]] Landmarks blendedLandmarks(double style) const;
};

/// Hash of the content, as stored in HeadBase::hash.
std::uint64_t contentHash(const HeadBase& base);

/// Reads a base file. Fails, naming the file, when it is missing, truncated, of another version or
/// damaged (its checksum does not fit). About 20 ms.
Result<HeadBase> readHeadBase(const std::filesystem::path& file);
/// Writes it whole or not at all.
Status writeHeadBase(const HeadBase& base, const std::filesystem::path& file);

} // namespace meso::anatomy
