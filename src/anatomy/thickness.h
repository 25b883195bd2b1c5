#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/units.h"
#include "geom/vec.h"

namespace meso::anatomy {

class ScalpFrame;

/// A part of the scalp, equal on both sides, and how thick its tissue is.
struct ThicknessRegion {
    std::string id;            ///< "frontal", "occipital" ...
    std::string name;          ///< as shown
    double fromS = 0, toS = 1; ///< of the scalp coordinate s
    double fromT = 0, toT = 1; ///< of |t|
    double factor = 1;         ///< thickness of every layer / that of the tissue profile, > 0
    std::string source;
    bool operator==(const ThicknessRegion&) const = default;
};

/// The regions of a scalp and how softly they pass into each other. From assets/data/tissue.json.
struct ThicknessRegions {
    std::vector<ThicknessRegion> regions; ///< the first that holds a place counts
    Mm blend{20};                         ///< standard deviation of the soft borders, > 0
    bool operator==(const ThicknessRegions&) const = default;
};

/// How thick the scalp of one head is at any place: the regions, averaged over neighbouring scalp
/// coordinates with a Gaussian of the blend's width in space (Nadaraya 1964, Watson 1964), so that
/// it is smooth everywhere, at the rim of the coordinates too. Immutable.
class ThicknessMap {
public:
    /// About 300 places of the frame, 2 ms. Without regions the factor is 1 everywhere.
    ThicknessMap(const ScalpFrame& frame, const ThicknessRegions& regions);
    /// Factor at a place on or near the scalp, mm. Some microseconds.
    [[nodiscard]] double at(const geom::Vec3& position_mm) const;
    /// The same at many places.
    [[nodiscard]] std::vector<float> factorsAt(std::span<const geom::Vec3> positions_mm) const;

private:
    struct Node {
        geom::Vec3 position;
        double factor;
    };
    std::vector<Node> nodes_;
    double blend_mm_;
};

} // namespace meso::anatomy
