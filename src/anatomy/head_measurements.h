#pragma once
#include <optional>

#include "base/units.h"

namespace meso::anatomy {

/// Which ear-to-ear tape is meant; the two differ by 2 to 8 mm on real heads.
enum class TragusArc {
    InFrontalPlane, ///< straight up over the head, in the plane of the ears (ANSUR style)
    ThroughCz       ///< over the midpoint of the nasion-inion tape (10-20 style)
};

/// What a person measures with calliper and tape. A field that is empty was not measured and takes
/// the value that fits the others best. Ranges: see measurementRanges().
struct HeadMeasurements {
    double style = 0;                 ///< -1 feminine .. 0 neutral mannequin .. +1 masculine
    std::optional<Mm> length;         ///< glabella to opisthocranion, calliper
    std::optional<Mm> breadth;        ///< greatest, above the ears, calliper
    std::optional<Mm> circumference;  ///< greatest, over the glabella, taut tape
    std::optional<Mm> nasionInionArc; ///< over the top, taut tape
    std::optional<Mm> tragusArc;      ///< ear to ear over the top, taut tape
    TragusArc tragusArcKind = TragusArc::ThroughCz;
    Mm hairUnderTape{0}; ///< thickness of hair under the tape, 0 to 15 mm
    bool operator==(const HeadMeasurements&) const = default;
};

} // namespace meso::anatomy
