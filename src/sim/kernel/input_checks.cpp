#include "sim/kernel/input_checks.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "sim/kernel/depot_shape.h"

namespace meso::sim {
namespace {

constexpr double kLargestVolume_ml = 5;
constexpr double kLargestStrength_mg_per_ml = 2000;
constexpr double kThickestLayer_mm = 50;
constexpr double kLongest_s = 366.0 * 24 * 3600;
// Wider than any needle's bolus: 0.1 mL raises a wheal of 3 to 5 mm radius. It also bounds the work
// that laying one depot takes.
constexpr double kWidestDepot_mm = 20;

bool within(double value, double above, double upTo) {
    return value > above && value <= upTo;
}

Status checkDepot(const SimInput& input, std::size_t index) {
    const SimDepot& d = input.depots[index];
    const std::string site = "Injection site " + std::to_string(shownNumber(d, index));
    if (!d.position.allFinite())
        return Error{site + " has no valid position."};
    if (!within(d.volume.value(), 0, kLargestVolume_ml))
        return Error{site + " has a volume outside 0 to 5 mL."};
    if (!within(d.strength.value(), 0, kLargestStrength_mg_per_ml))
        return Error{site + " has a strength outside 0 to 2000 mg/mL."};
    const double factor = input.thicknessAt(d.position);
    const Mm thickness = input.tissue.totalThickness() * factor;
    if (!within(d.depth.value(), 0, thickness.value()) || d.depth >= thickness)
        return Error{site + " is " + text::of(d.depth, 2) + " deep, but the tissue is " +
                     text::of(thickness, 2) +
                     " thick; its depth must be between the skin and the bottom of the last "
                     "layer."};
    const Mm halfWidth = depotShape(d, input.tissue, {}, factor).halfWidth;
    if (!within(halfWidth.value(), 0, kWidestDepot_mm))
        return Error{site + " would fill a depot of " + text::of(halfWidth) + " radius with " +
                     text::of(d.volume) + " at a depth of " + text::of(d.depth, 2) +
                     "; a single injection spreads at most " + text::of(Mm(kWidestDepot_mm), 0) +
                     ". Inject less, or further from skin and bone."};
    return Done{};
}

Status checkTimes(const SimInput& input) {
    if (!within(input.duration.value(), 0, kLongest_s))
        return Error{"The simulated time must be above zero and at most a year."};
    Seconds before(-1);
    for (const Seconds t : input.outputTimes) {
        if (!(t > before) || !(t <= input.duration) || !(t.value() >= 0))
            return Error{"Output times must increase and lie within the simulated time."};
        before = t;
    }
    return Done{};
}

Status checkTissue(const anatomy::TissueProfile& tissue) {
    for (const anatomy::TissueLayer& layer : tissue.layers)
        if (!within(layer.thickness.value(), 0, kThickestLayer_mm))
            return Error{"The layer " + layer.name + " has no thickness between 0 and 50 mm."};
    if (!(tissue.leakFraction >= 0 && tissue.leakFraction < 1) ||
        !within(tissue.depotFraction, 0, 100) || !within(tissue.depotHalfHeight.value(), 0, 100) ||
        !(tissue.depotEdgeWidth.value() >= 0.3 && tissue.depotEdgeWidth.value() <= 10))
        return Error{"The tissue's depot values are out of range (leak 0 to 1, an edge of 0.3 to "
                     "10 mm, the rest above 0)."};
    for (const anatomy::TissueLayer& layer : tissue.layers)
        if (!within(layer.poreFraction, 0, 1))
            return Error{"The pores of the layer " + layer.name +
                         " must be above 0 and at most all of its volume."};
    const auto factor = [](double value) { return value >= 0 && value <= 1000; };
    if (!factor(tissue.galeaFlowFactor) || !factor(tissue.epidermisFlowFactor))
        return Error{"The blood flow of galea and epidermis must be 0 to 1000 times the dermis's."};
    if (!(tissue.referenceRadius.value() >= 0 && tissue.referenceRadius.value() <= 1e6))
        return Error{"The head's reference radius must be a length; 0 means flat."};
    return Done{};
}

Status checkThickness(const SimInput& input) {
    const std::vector<float>& factors = input.thicknessFactor;
    if (!factors.empty() && factors.size() != input.surface->vertices().size())
        return Error{
            "There must be one thickness factor for every vertex of the surface, or none."};
    const auto usable = [](float factor) { return factor >= 0.3F && factor <= 3; };
    if (!std::all_of(factors.begin(), factors.end(), usable))
        return Error{"The scalp's thickness must lie between 0.3 and 3 times the tissue's."};
    return Done{};
}

Status checkRelease(const SimInput& input) {
    if (const auto& release = input.compound.release;
        release && (!within(release->rate.value(), 0, 10) || !(release->fromStrength.value() >= 0)))
        return Error{"The release rate of " + input.compound.name +
                     " must lie between 0 and 10 per second."};
    return Done{};
}

} // namespace

Status checkInput(const SimInput& input) {
    if (!input.surface)
        return Error{"There is no surface to simulate on."};
    if (input.depots.empty())
        return Error{"There are no injections of " + input.compound.name + " to simulate."};
    for (const Status& checked :
         {checkTissue(input.tissue), checkThickness(input), checkRelease(input)})
        if (!checked)
            return checked;
    for (std::size_t i = 0; i < input.depots.size(); ++i)
        if (const Status depot = checkDepot(input, i); !depot)
            return depot;
    return checkTimes(input);
}

} // namespace meso::sim
