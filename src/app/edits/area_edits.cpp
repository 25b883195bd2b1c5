#include "app/edits/area_edits.h"

#include <algorithm>

#include "app/library.h"
#include "base/text.h"
#include "plan/layout/layout.h"

namespace meso::app {

using plan::InjectionSite;
using plan::Plan;

namespace {

/// The value that all sites share; empty where they differ or there are none.
template <class Value>
std::optional<Value> shared(const Plan& plan, Value InjectionSite::*field) {
    if (plan.sites.empty())
        return std::nullopt;
    const Value first = plan.sites.front().*field;
    const bool same = std::all_of(plan.sites.begin(), plan.sites.end(),
                                  [&](const InjectionSite& s) { return s.*field == first; });
    return same ? std::optional<Value>(first) : std::nullopt;
}

template <class Value>
void keepShared(Plan& plan, const Plan& old, Value InjectionSite::*field) {
    if (const auto value = shared(old, field))
        for (InjectionSite& site : plan.sites)
            site.*field = *value;
}

/// As many sites as before, over another area.
Result<Plan> laidOutOver(const Plan& plan, const HeadContext& headContext,
                         const geom::Region& region, const ClinicalLibrary& library) {
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.count =
        plan.sites.empty() ? library.protocol.defaultSites : static_cast<int>(plan.sites.size());
    return withNewLayout(plan, headContext, region, library, request);
}

Error noExclusion(const Plan& plan, std::size_t number) {
    return Error{"The plan has " + std::to_string(plan.area.exclusions.size()) +
                 " exclusions, so there is no exclusion " + std::to_string(number + 1) + "."};
}

Status inBounds(const std::string& what, Mm value, const Bounds& bounds) {
    if (value.value() >= bounds.min && value.value() <= bounds.max)
        return Done{};
    return Error{what + " must be " + text::of(Mm(bounds.min)) + " to " + text::of(Mm(bounds.max)) +
                 "."};
}

Status checkPatch(const plan::ExclusionPatch& patch, const HeadContext& headContext) {
    constexpr std::size_t kLongestName = 200;
    const std::string who = "exclusion \"" + text::printable(patch.name) + "\"";
    if (patch.name.size() > kLongestName || !text::isUtf8(patch.name))
        return Error{"The name of the " + who + " is not a text of at most " +
                     std::to_string(kLongestName) + " bytes."};
    Status radius = inBounds("The radius of the " + who, patch.radius, kPatchRadiusBounds);
    if (!radius)
        return radius;
    Status margin = inBounds("The margin of the " + who, patch.margin, kPatchMarginBounds);
    if (!margin)
        return margin;
    if (const auto place = headContext.frame.surfacePointAt(patch.centre); !place)
        return Error{"The " + who + " would lie off the scalp: " + place.error().message};
    return Done{};
}

} // namespace

Result<Plan> withNewLayout(const Plan& plan, const HeadContext& headContext,
                           const geom::Region& region, const ClinicalLibrary& library,
                           const plan::LayoutRequest& request) {
    auto laidOut = layOutPlan(plan, headContext, region, library, request);
    if (!laidOut)
        return laidOut;
    Plan next = std::move(laidOut).value();
    keepShared(next, plan, &InjectionSite::volume);
    keepShared(next, plan, &InjectionSite::depth);
    keepShared(next, plan, &InjectionSite::angle);
    return next;
}

Result<Plan> withPreset(const Plan& plan, const std::string& presetId,
                        const HeadContext& headContext, const ClinicalLibrary& library) {
    auto fresh = newPlan(presetId, headContext, library);
    if (!fresh)
        return fresh;
    Plan next = plan;
    // A plan that is called after its preset keeps being so.
    const anatomy::AreaPreset* old = library.areas.find(plan.area.presetId);
    if (old && plan.about.title == old->name)
        next.about.title = fresh->about.title;
    next.area.presetId = fresh->area.presetId;
    next.area.stageId = fresh->area.stageId;
    next.area.outlines = fresh->area.outlines;
    const auto region = regionOf(next, headContext);
    if (!region)
        return region.error();
    return laidOutOver(next, headContext, *region, library);
}

Result<Plan> withDrawnArea(const Plan& plan, const std::vector<anatomy::ScalpCoordinate>& corners,
                           const HeadContext& headContext, const ClinicalLibrary& library) {
    if (corners.size() < 3)
        return Error{"An area needs at least three corners; this one has " +
                     std::to_string(corners.size()) + ". Click more places on the scalp."};
    if (corners.size() > kMaxCorners)
        return Error{"An area can have at most " + std::to_string(kMaxCorners) +
                     " corners; this one has " + std::to_string(corners.size()) +
                     ". Draw it with fewer."};
    Plan next = plan;
    next.area.stageId.clear(); // nothing is left of the area that there was
    return withOutlines(next, {{"drawn area", corners}}, headContext, library);
}

Result<Plan> withOutlines(const Plan& plan, const std::vector<anatomy::ScalpOutline>& outlines,
                          const HeadContext& headContext, const ClinicalLibrary& library) {
    if (outlines.size() > kMaxAreas)
        return Error{"A plan can have at most " + std::to_string(kMaxAreas) +
                     " areas; these would be " + std::to_string(outlines.size()) +
                     ". Put some together first."};
    Plan next = plan;
    next.area.presetId.clear();
    next.area.outlines = outlines;
    const auto region = regionOf(next, headContext);
    if (!region)
        return region.error();
    auto laidOut = laidOutOver(next, headContext, *region, library);
    if (!laidOut)
        return Error{laidOut.error().message +
                     " Draw a larger area, or ask for fewer sites first."};
    return laidOut;
}

Result<Plan> addExclusion(Plan plan, const plan::ExclusionPatch& patch,
                          const HeadContext& headContext) {
    if (plan.area.exclusions.size() >= kMaxAreas)
        return Error{"A plan can have at most " + std::to_string(kMaxAreas) +
                     " exclusions. Remove one first."};
    if (const Status fine = checkPatch(patch, headContext); !fine)
        return fine.error();
    plan.area.exclusions.push_back(patch);
    return plan;
}

Result<Plan> setExclusion(Plan plan, std::size_t number, const plan::ExclusionPatch& patch,
                          const HeadContext& headContext) {
    if (number >= plan.area.exclusions.size())
        return noExclusion(plan, number);
    if (const Status fine = checkPatch(patch, headContext); !fine)
        return fine.error();
    plan.area.exclusions[number] = patch;
    return plan;
}

Result<Plan> moveExclusion(Plan plan, std::size_t number, anatomy::ScalpCoordinate to,
                           const HeadContext& headContext) {
    if (number >= plan.area.exclusions.size())
        return noExclusion(plan, number);
    plan::ExclusionPatch patch = plan.area.exclusions[number];
    patch.centre = to;
    return setExclusion(std::move(plan), number, patch, headContext);
}

Result<Plan> removeExclusion(Plan plan, std::size_t number) {
    if (number >= plan.area.exclusions.size())
        return noExclusion(plan, number);
    plan.area.exclusions.erase(plan.area.exclusions.begin() + static_cast<std::ptrdiff_t>(number));
    return plan;
}

} // namespace meso::app
