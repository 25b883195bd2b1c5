#include "app/edits/site_details.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "anatomy/danger.h"
#include "app/assumed_tissue.h"
#include "app/head_context.h"
#include "app/library.h"
#include "app/plan_checks.h"
#include "base/check.h"

namespace meso::app {

namespace {

/// Thickness of the scalp at a site against that of the tissue profile.
double thicknessAt(const plan::InjectionSite& site, const HeadContext& headContext,
                   const ClinicalLibrary& library) {
    const auto& factors =
        headContext.thickness->factors(*headContext.head, headContext.frame, library.thickness);
    const auto& triangle =
        headContext.head->scalp->mesh->triangles()[static_cast<std::size_t>(site.onScalp.triangle)];
    double factor = 0;
    for (std::size_t k = 0; k < 3; ++k)
        factor += site.onScalp.weights[k] *
                  static_cast<double>(factors[static_cast<std::size_t>(triangle[k])]);
    return factor;
}

std::string layerAt(const std::vector<anatomy::TissueLayer>& layers, Mm depth) {
    Mm bottom;
    for (const anatomy::TissueLayer& layer : layers) {
        bottom += layer.thickness;
        if (depth <= bottom)
            return layer.name;
    }
    return "Below the galea";
}

} // namespace

Result<SiteDetails> siteDetails(const plan::Plan& plan, std::size_t index, const Derived& derived,
                                const ClinicalLibrary& library) {
    MESO_CHECK(index < plan.sites.size(), "details were asked for of a site that is not there");
    const plan::InjectionSite& site = plan.sites[index];
    const auto tissue = assumedTissue(plan.tissue, library.tissue);
    if (!tissue)
        return tissue.error();
    const double factor =
        tissue->thicknessByRegion ? thicknessAt(site, *derived.headContext, library) : 1;
    SiteDetails details;
    details.layers = tissue->profile.layers;
    for (anatomy::TissueLayer& layer : details.layers)
        layer.thickness = layer.thickness * factor;
    details.tipLayer = layerAt(details.layers, site.depth);
    details.needle = site.needle.value_or(plan.needle);
    details.inserted = site.depth / std::sin(site.angle.value() * std::numbers::pi / 180);
    const Mm total = tissue->profile.totalThickness() * factor;
    // No depot can lie in the bone: below the tissue there is none to be drawn.
    if (site.depth < total) {
        sim::SimDepot depot;
        depot.depth = site.depth;
        depot.volume = site.volume;
        details.depot = sim::depotShape(depot, tissue->profile, {}, factor);
    }
    if (derived.corridors)
        details.corridor = derived.corridors->nearest(site.onScalp);
    return details;
}

} // namespace meso::app
