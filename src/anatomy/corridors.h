#pragma once
#include <optional>
#include <string>
#include <vector>

#include "anatomy/scalp_coordinate.h"
#include "base/units.h"
#include "geom/vec.h"

namespace meso::anatomy {

/// To be shown wherever a corridor is drawn or named.
inline constexpr const char* kCorridorCaption =
    "Corridor of usual course, not this patient's vessel";

enum class CorridorKind {
    Artery,
    Nerve,
    Vein,
    Landmark ///< a line to find one's way by, such as the brow: drawn, never a danger
};

/// One control point of a corridor's centre line on the patient's right.
struct CorridorPoint {
    geom::Vec3 median = geom::Vec3::Zero(); ///< on the median man of the reference, mm
    std::optional<ScalpCoordinate> place;   ///< the same place on every head; empty: xyz only
    bool operator==(const CorridorPoint&) const = default;
};

/// Where a vessel or a nerve usually runs, on the patient's right; the left is its mirror image.
struct Corridor {
    std::string id;   ///< stable key, lower case
    std::string name; ///< as shown, e.g. "Supraorbital nerve, deep branch"
    CorridorKind kind = CorridorKind::Artery;
    Mm halfWidth{0};                   ///< to either side of the centre line, 0 to 30
    std::string plane;                 ///< depth or tissue plane in words
    std::vector<CorridorPoint> points; ///< one (a round corridor) or more, 1 to 50
    std::string source;
    bool operator==(const Corridor&) const = default;
};

/// The head that CorridorPoint::median is given on: what xyz are scaled by. Mm in the head frame.
struct CorridorReference {
    double preauricular_x = 72; ///< of the right preauricular point
    double nasion_y = 95;
    double inion_y = -100;
    double vertex_z = 131; ///< of the highest point over the ears
    bool operator==(const CorridorReference&) const = default;
};

/// All corridors, in file order. From assets/data/danger.json.
struct CorridorLibrary {
    CorridorReference reference;
    std::vector<Corridor> corridors;
    /// The corridor with this id, or nullptr.
    [[nodiscard]] const Corridor* find(const std::string& id) const;
    bool operator==(const CorridorLibrary&) const = default;
};

} // namespace meso::anatomy
