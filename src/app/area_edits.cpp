#include "app/area_edits.h"

#include <algorithm>

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
Result<Plan> laidOutOver(const Plan& plan, const HeadDesk& desk, const geom::Region& region,
                         const ClinicalLibrary& library) {
    plan::LayoutRequest request;
    request.seed = plan.seed;
    request.count =
        plan.sites.empty() ? library.protocol.defaultSites : static_cast<int>(plan.sites.size());
    return laidOutAnew(plan, desk, region, library, request);
}

} // namespace

Result<Plan> laidOutAnew(const Plan& plan, const HeadDesk& desk, const geom::Region& region,
                         const ClinicalLibrary& library, const plan::LayoutRequest& request) {
    auto laidOut = layOutPlan(plan, desk, region, library, request);
    if (!laidOut)
        return laidOut;
    Plan next = std::move(laidOut).value();
    keepShared(next, plan, &InjectionSite::volume);
    keepShared(next, plan, &InjectionSite::depth);
    keepShared(next, plan, &InjectionSite::angle);
    return next;
}

Result<Plan> withPreset(const Plan& plan, const std::string& presetId, const HeadDesk& desk,
                        const ClinicalLibrary& library) {
    auto fresh = newPlan(presetId, desk, library);
    if (!fresh)
        return fresh;
    Plan next = plan;
    // A plan that is called after its preset keeps being so.
    const anatomy::AreaPreset* old = library.areas.find(plan.area.presetId);
    if (old && plan.about.title == old->name)
        next.about.title = fresh->about.title;
    next.area.presetId = fresh->area.presetId;
    next.area.outlines = fresh->area.outlines;
    const auto region = regionOf(next, desk);
    if (!region)
        return region.error();
    return laidOutOver(next, desk, *region, library);
}

Result<Plan> withDrawnArea(const Plan& plan, const std::vector<anatomy::ScalpCoordinate>& corners,
                           const HeadDesk& desk, const ClinicalLibrary& library) {
    if (corners.size() < 3)
        return Error{"An area needs at least three corners; this one has " +
                     std::to_string(corners.size()) + ". Click more places on the scalp."};
    if (corners.size() > kMostCorners)
        return Error{"An area can have at most " + std::to_string(kMostCorners) +
                     " corners; this one has " + std::to_string(corners.size()) +
                     ". Draw it with fewer."};
    Plan next = plan;
    next.area.presetId.clear();
    next.area.outlines = {{"drawn area", corners}};
    const auto region = regionOf(next, desk);
    if (!region)
        return region.error();
    auto laidOut = laidOutOver(next, desk, *region, library);
    if (!laidOut)
        return Error{laidOut.error().message +
                     " Draw a larger area, or ask for fewer sites first."};
    return laidOut;
}

} // namespace meso::app
