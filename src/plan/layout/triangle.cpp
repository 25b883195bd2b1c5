#include "plan/layout/triangle.h"

#include "base/text.h"
#include "plan/layout/layout.h"

namespace meso::plan {

namespace {

std::string sitesText(int count) {
    return count == 1 ? "1 site" : std::to_string(count) + " sites";
}

} // namespace

Result<Triangle> solved(const Triangle& known, TriangleCorner open) {
    const auto isLength = [](double value) { return value > 0 && value < 1e9; };
    if (open != TriangleCorner::Area && !isLength(known.area.value()))
        return Error{"The area must be above 0 cm²."};
    if (open != TriangleCorner::Count && known.count < 1)
        return Error{"The number of sites must be at least 1."};
    if (open != TriangleCorner::Spacing && !isLength(known.spacing.value()))
        return Error{"The spacing must be a length above 0 mm."};
    Triangle out = known;
    if (open == TriangleCorner::Area)
        out.area = areaFor(known.count, known.spacing);
    else if (open == TriangleCorner::Count)
        out.count = countFor(known.area, known.spacing);
    else
        out.spacing = spacingFor(known.area, known.count);
    if (out.count < 1)
        return Error{"The area of " + text::cm2(known.area) + " is too small for a spacing of " +
                     text::of(known.spacing) + ": not one site fits."};
    return out;
}

Result<std::string> triangleSentence(int count, Mm spacing, Mm2 yourArea, TriangleCorner gives) {
    const auto covered = solved({Mm2(0), count, spacing}, TriangleCorner::Area);
    if (!covered)
        return covered.error();
    std::string sentence =
        sitesText(count) + ", " + text::of(spacing) + " → " + text::cm2(covered->area) + ".";
    if (gives == TriangleCorner::Area)
        return sentence;
    const auto yours = solved({yourArea, count, spacing}, gives);
    if (!yours)
        return yours.error();
    sentence += " Your area is " + text::cm2(yourArea) + ": ";
    sentence += gives == TriangleCorner::Spacing
                    ? "spacing becomes " + text::of(yours->spacing) + "."
                    : "it takes " + sitesText(yours->count) + ".";
    return sentence;
}

} // namespace meso::plan
