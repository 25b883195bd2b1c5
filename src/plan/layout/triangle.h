#pragma once
#include <string>

#include "base/result.h"
#include "base/units.h"

namespace meso::plan {

/// The three numbers of a pattern that always stand together.
enum class TriangleCorner { Area, Count, Spacing };

struct Triangle {
    Mm2 area{0};
    int count = 0; ///< sites
    Mm spacing{0}; ///< of the ideal hexagonal pattern
    bool operator==(const Triangle&) const = default;
};

/// Works out the corner that is not locked from the other two of `known`. Fails when one of these
/// is not above 0, and when not one site comes out.
Result<Triangle> solved(const Triangle& known, TriangleCorner open);

/// What two locked numbers mean for the area that there is, in plain words: "40 sites, 10 mm →
/// 34.6 cm². Your area is 112.0 cm²: spacing becomes 18.0 mm." `gives`: Spacing keeps the count,
/// Count keeps the spacing; Area says only what the two would cover. Fails as solved() does.
Result<std::string> triangleSentence(int count, Mm spacing, Mm2 yourArea, TriangleCorner gives);

} // namespace meso::plan
