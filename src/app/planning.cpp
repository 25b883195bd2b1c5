#include "app/planning.h"

#include <cmath>
#include <numbers>
#include <set>

#include "anatomy/head_model.h"
#include "anatomy/skin_outline.h"
#include "anatomy/ten_ten.h"
#include "app/library.h"
#include "app/plan_checks.h"
#include "base/text.h"
#include "clinic/compound.h"
#include "plan/layout/route.h"
#include "plan/layout/site_patterns.h"
#include "plan/session_steps.h"

namespace meso::app {

using plan::InjectionSite;
using plan::Plan;

namespace {

std::string presetList(const anatomy::AreaLibrary& areas) {
    std::string list;
    for (const anatomy::AreaPreset& p : areas.presets)
        list += (list.empty() ? "" : ", ") + p.id;
    return list;
}

/// Puts the sites into injection order and numbers those that are not locked, 1 and up, past the
/// numbers of the locked ones.
Plan numberedInRows(Plan plan, const HeadContext& headContext, Mm spacing) {
    std::vector<anatomy::ScalpCoordinate> places;
    std::set<int> taken;
    for (const InjectionSite& site : plan.sites) {
        places.push_back(site.place);
        if (site.locked)
            taken.insert(site.id);
    }
    std::vector<InjectionSite> sites;
    int id = 0;
    for (const int i :
         plan::serpentineOrder(places, spacing, headContext.frame.tenTen().midline.length)) {
        sites.push_back(plan.sites[i]);
        if (sites.back().locked)
            continue;
        do
            ++id;
        while (taken.contains(id));
        sites.back().id = id;
    }
    plan.sites = std::move(sites);
    return plan;
}

} // namespace

Degrees angleFor(Mm depth, Mm needleLength) {
    const double ratio = depth / needleLength;
    return Degrees(ratio >= 1 ? 90 : std::asin(ratio) * 180 / std::numbers::pi);
}

Result<Plan> newPlan(const std::string& presetId, const HeadContext& headContext,
                     const ClinicalLibrary& library) {
    const anatomy::AreaPreset* preset = library.areas.find(presetId);
    if (!preset)
        return Error{"There is no area preset \"" + text::printable(presetId) +
                     "\". Known presets: " + presetList(library.areas) + "."};
    auto outlines =
        anatomy::outlinesOf(*preset, library.areas.hairline, *headContext.head, headContext.frame);
    if (!outlines)
        return outlines.error();
    Plan plan;
    plan.head = headContext.head->asked;
    plan.about.title = preset->name;
    plan.area = {preset->id, std::move(outlines).value(), {}, preset->id};
    plan.needle = {library.protocol.defaultNeedleGauge, library.protocol.defaultNeedleLength};
    return plan;
}

Result<Plan> samplePlan(const HeadContext& headContext, const ClinicalLibrary& library) {
    auto plan = newPlan("norwood_3_vertex", headContext, library);
    if (!plan)
        return plan;
    Plan sample = std::move(plan).value();
    sample.about = {"Sample case: Norwood III vertex", "male", 41};
    for (const char* id : {"minoxidil", "dexpanthenol"}) {
        const clinic::Compound* compound = library.compounds.find(id);
        if (!compound)
            return Error{std::string("The sample case needs ") + id +
                         ", which compounds.json does not have."};
        sample.formulation.push_back({id, compound->usualStrength});
    }
    const auto region = regionOf(sample, headContext);
    if (!region)
        return region.error();
    plan::LayoutRequest request;
    request.count = library.protocol.defaultSites;
    return layOutPlan(std::move(sample), headContext, *region, library, request);
}

Result<geom::Region> regionOf(const Plan& plan, const HeadContext& headContext) {
    std::vector<geom::Outline> areas;
    for (const anatomy::ScalpOutline& outline : plan.area.outlines) {
        auto onSkin = anatomy::onSkin(outline, headContext.frame);
        if (!onSkin)
            return onSkin.error();
        areas.push_back(std::move(onSkin).value());
    }
    std::vector<geom::Disc> exclusions;
    const geom::TriMesh& skin = headContext.frame.skin();
    for (const plan::ExclusionPatch& patch : plan.area.exclusions) {
        const auto centre = headContext.frame.surfacePointAt(patch.centre);
        if (!centre)
            return Error{"The exclusion \"" + text::printable(patch.name) +
                         "\" lies off the scalp: " + centre.error().message};
        exclusions.push_back({patch.name, positionOf(skin, *centre), normalAt(skin, *centre),
                              (patch.radius + patch.margin).value()});
    }
    const anatomy::ScalpGrid& grid = *headContext.head->scalp;
    return geom::Region::make(grid.mesh, grid.centre, std::move(areas), std::move(exclusions));
}

std::vector<double> densityOf(const Plan& plan, const geom::Region& region) {
    std::vector<double> ofOutline;
    for (const anatomy::ScalpOutline& outline : plan.area.outlines)
        ofOutline.push_back(outline.density);
    if (ofOutline.size() != region.areas().size())
        return {};
    return plan::densityField(region, ofOutline);
}

Result<Plan> layOutPlan(Plan plan, const HeadContext& headContext, const geom::Region& region,
                        const ClinicalLibrary& library, plan::LayoutRequest request) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    request.maxSites = library.protocol.maxSites;
    request.minSpacing = library.protocol.minSpacing;
    request.pattern = request.pattern.value_or(plan.pattern);
    request.density = densityOf(plan, region);
    std::erase_if(plan.sites, [](const InjectionSite& site) { return !site.locked; });
    for (const InjectionSite& site : plan.sites)
        request.kept.push_back(site.onScalp);
    const auto layout =
        plan::layOutPattern(region, *headContext.head->scalp->index, headContext.frame, request);
    if (!layout)
        return layout.error();
    const Mm depth = library.protocol.defaultDepth;
    const InjectionSite fresh{
        0, {}, {}, library.protocol.defaultVolume, depth, angleFor(depth, plan.needle.length)};
    plan.wantedSites = request.count;
    plan.wantedSpacing = request.spacing;
    plan.pattern = *request.pattern;
    plan.seed = request.seed;
    for (std::size_t i = 0; i < layout->sites.size(); ++i) {
        const auto place = headContext.frame.coordinateOf(layout->positions[i]);
        if (!place)
            return place.error();
        plan.sites.push_back(fresh);
        plan.sites.back().place = *place;
        plan.sites.back().onScalp = layout->sites[i];
    }
    // Rows of a pattern lie by its own spacing, which is that of its neighbours.
    const bool hasRows = plan.pattern != plan::LayoutPattern::Even && plan.sites.size() > 1;
    return numberedInRows(std::move(plan), headContext,
                          hasRows ? layout->quality.nearestMean : layout->quality.spacing);
}

Result<std::vector<geom::Vec3>> sitePositions(const Plan& plan, const anatomy::Head& head) {
    const geom::TriMesh& mesh = *head.scalp->mesh;
    const int triangles = static_cast<int>(mesh.triangles().size());
    std::vector<geom::Vec3> out;
    for (const InjectionSite& site : plan.sites) {
        if (site.onScalp.triangle >= triangles)
            return Error{"Site " + std::to_string(site.id) + " lies on triangle " +
                         std::to_string(site.onScalp.triangle) + ", but the scalp grid has " +
                         std::to_string(triangles) + ". Lay the sites out again."};
        out.push_back(positionOf(mesh, site.onScalp));
    }
    return out;
}

Status checkPlaces(const Plan& plan, const HeadContext& headContext) {
    constexpr double kMaxApartMm = 1;
    const auto positions = sitePositions(plan, *headContext.head);
    if (!positions)
        return positions.error();
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        const InjectionSite& site = plan.sites[i];
        if (!anatomy::ScalpFrame::isPrecise(site.place))
            continue;
        const auto named = headContext.frame.positionAt(site.place);
        if (!named)
            return named.error();
        const double apart = (*named - (*positions)[i]).norm();
        if (apart > kMaxApartMm)
            return Error{"The two places of site " + std::to_string(site.id) + " lie " +
                         text::of(Mm(apart)) +
                         " apart: its s and t name another place than its triangle. The file was "
                         "changed by hand, or the head was; lay the sites out again."};
    }
    return Done{};
}

Result<std::vector<plan::RuleResult>> checkPlan(const Plan& plan, const HeadContext& headContext,
                                                const geom::Region& region,
                                                const ClinicalLibrary& library) {
    const auto positions = sitePositions(plan, *headContext.head);
    if (!positions)
        return positions.error();
    const auto corridors = corridorsOn(headContext, library);
    if (!corridors)
        return corridors.error();
    return checkOn(plan, {headContext, region, *positions, corridors->get()}, library);
}

} // namespace meso::app
