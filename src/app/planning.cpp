#include "app/planning.h"

#include <cmath>
#include <numbers>

#include "anatomy/head_model.h"
#include "base/text.h"
#include "plan/route.h"

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

} // namespace

Degrees angleFor(Mm depth, Mm needleLength) {
    const double ratio = depth / needleLength;
    return Degrees(ratio >= 1 ? 90 : std::asin(ratio) * 180 / std::numbers::pi);
}

Result<HeadDesk> openHead(const anatomy::HeadMeasurements& measurements, const Assets& assets) {
    const auto base = anatomy::readHeadBase(assets.headBase());
    if (!base)
        return base.error();
    const auto head = anatomy::loadOrBuildHead(measurements, *base, cacheFolder());
    if (!head)
        return head.error();
    auto frame = anatomy::ScalpFrame::make((*head)->display, (*head)->landmarks);
    if (!frame)
        return frame.error();
    return HeadDesk{*head, std::move(frame).value()};
}

Result<Plan> newPlan(const std::string& presetId, const HeadDesk& desk,
                     const ClinicalLibrary& library) {
    const anatomy::AreaPreset* preset = library.areas.find(presetId);
    if (!preset)
        return Error{"There is no area preset \"" + text::printable(presetId) +
                     "\". Known presets: " + presetList(library.areas) + "."};
    auto outlines = anatomy::outlinesOf(*preset, library.areas.hairline, *desk.head, desk.frame);
    if (!outlines)
        return outlines.error();
    Plan plan;
    plan.head = desk.head->asked;
    plan.about.title = preset->name;
    plan.area = {preset->id, std::move(outlines).value(), {}};
    plan.needle = {library.protocol.defaultNeedleGauge, library.protocol.defaultNeedleLength};
    return plan;
}

Result<Plan> samplePlan(const HeadDesk& desk, const ClinicalLibrary& library) {
    auto plan = newPlan("norwood_3_vertex", desk, library);
    if (!plan)
        return plan;
    Plan sample = std::move(plan).value();
    sample.about = {"Sample case: Norwood III vertex", "male", 41};
    for (const char* id : {"minoxidil", "dexpanthenol"}) {
        const plan::Compound* compound = library.compounds.find(id);
        if (!compound)
            return Error{std::string("The sample case needs ") + id +
                         ", which compounds.json does not have."};
        sample.formulation.push_back({id, compound->usualStrength});
    }
    const auto region = regionOf(sample, desk);
    if (!region)
        return region.error();
    plan::LayoutRequest request;
    request.count = library.protocol.defaultSites;
    return layOutPlan(std::move(sample), desk, *region, library, request);
}

Result<geom::Region> regionOf(const Plan& plan, const HeadDesk& desk) {
    std::vector<geom::Outline> areas;
    for (const anatomy::ScalpOutline& outline : plan.area.outlines) {
        auto onSkin = anatomy::onSkin(outline, desk.frame);
        if (!onSkin)
            return onSkin.error();
        areas.push_back(std::move(onSkin).value());
    }
    std::vector<geom::Disc> exclusions;
    const geom::TriMesh& skin = desk.frame.skin();
    for (const plan::ExclusionPatch& patch : plan.area.exclusions) {
        const auto centre = desk.frame.surfacePointAt(patch.centre);
        if (!centre)
            return Error{"The exclusion \"" + text::printable(patch.name) +
                         "\" lies off the scalp: " + centre.error().message};
        exclusions.push_back({patch.name, positionOf(skin, *centre), normalAt(skin, *centre),
                              (patch.radius + patch.margin).value()});
    }
    const anatomy::ScalpGrid& grid = *desk.head->scalp;
    return geom::Region::make(grid.mesh, grid.centre, std::move(areas), std::move(exclusions));
}

Result<Plan> layOutPlan(Plan plan, const HeadDesk& desk, const geom::Region& region,
                        const ClinicalLibrary& library, plan::LayoutRequest request) {
    request.mostSites = library.protocol.mostSites;
    request.smallestSpacing = library.protocol.smallestSpacing;
    const auto layout = plan::layOut(region, *desk.head->scalp->index, request);
    if (!layout)
        return layout.error();
    std::vector<anatomy::ScalpCoordinate> places;
    for (const geom::Vec3& position : layout->positions) {
        const auto place = desk.frame.coordinateOf(position);
        if (!place)
            return place.error();
        places.push_back(*place);
    }
    plan.wantedSites = request.count;
    plan.wantedSpacing = request.spacing;
    plan.seed = request.seed;
    plan.sites.clear();
    const Mm depth = library.protocol.defaultDepth;
    const Degrees angle = angleFor(depth, plan.needle.length);
    for (const int i :
         plan::serpentineOrder(places, layout->quality.spacing, desk.frame.tenTen().midline.length))
        plan.sites.push_back({static_cast<int>(plan.sites.size()) + 1, places[i], layout->sites[i],
                              library.protocol.defaultVolume, depth, angle});
    return plan;
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

Status checkPlaces(const Plan& plan, const HeadDesk& desk) {
    constexpr double kMostApartMm = 1;
    const auto positions = sitePositions(plan, *desk.head);
    if (!positions)
        return positions.error();
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        const InjectionSite& site = plan.sites[i];
        if (!anatomy::ScalpFrame::isPrecise(site.place))
            continue;
        const auto named = desk.frame.positionAt(site.place);
        if (!named)
            return named.error();
        const double apart = (*named - (*positions)[i]).norm();
        if (apart > kMostApartMm)
            return Error{"The two places of site " + std::to_string(site.id) + " lie " +
                         text::of(Mm(apart)) +
                         " apart: its s and t name another place than its triangle. The file was "
                         "changed by hand, or the head was; lay the sites out again."};
    }
    return Done{};
}

Result<std::vector<plan::RuleResult>> checkPlan(const Plan& plan, const HeadDesk& desk,
                                                const geom::Region& region,
                                                const ClinicalLibrary& library) {
    const auto positions = sitePositions(plan, *desk.head);
    if (!positions)
        return positions.error();
    return plan::check(plan,
                       {library.protocol, library.compounds, library.tissue, region, *positions});
}

} // namespace meso::app
