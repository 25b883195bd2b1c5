#include "app/spread/optimise.h"

#include <algorithm>

#include "anatomy/ten_ten.h"
#include "app/library.h"
#include "app/spread/simulation.h"
#include "base/text.h"
#include "plan/layout/layout.h"
#include "plan/layout/route.h"
#include "plan/session_steps.h"
#include "sim/optimise/optimise_account.h"

namespace meso::app {

namespace {

// The strictest bound of the protocol on a quantity that is only warned about; the fallback where
// it has none.
double bound(const clinic::Protocol& protocol, clinic::LimitedQuantity quantity, bool upper,
             double fallback) {
    std::optional<double> strictest;
    for (const clinic::Limit& limit : protocol.limits) {
        const std::optional<double>& value = upper ? limit.max : limit.min;
        if (limit.quantity == quantity && value)
            strictest = !strictest ? *value
                        : upper    ? std::min(*strictest, *value)
                                   : std::max(*strictest, *value);
    }
    return strictest.value_or(fallback);
}

Result<plan::Ingredient> ingredientOf(const plan::Plan& plan, const ClinicalLibrary& library,
                                      const std::string& id) {
    for (const plan::Ingredient& ingredient : simulatedIngredients(plan, library))
        if (id.empty() || ingredient.compoundId == id)
            return ingredient;
    if (plan.formulation.empty())
        return Error{"The plan does not say what is injected. Add a compound."};
    return Error{"The plan does not contain the compound \"" + text::printable(id) + "\"."};
}

Result<anatomy::BulbBand> bandOf(const anatomy::TissueProfile& tissue, const std::string& id) {
    for (const anatomy::BulbBand& band : depthChoices(tissue))
        if (id.empty() || band.id == id)
            return band;
    return Error{"There is no depth called \"" + text::printable(id) + "\"."};
}

// Inside the area, where nobody forbids it, and where the scalp has coordinates to store.
std::vector<char> allowedPlaces(const HeadContext& headContext, const geom::Region& region,
                                const std::vector<char>& forbidden) {
    const std::vector<geom::Vec3>& vertices = headContext.head->scalp->mesh->vertices();
    std::vector<char> allowed(vertices.size(), 0);
    for (std::size_t v = 0; v < vertices.size(); ++v)
        allowed[v] = region.signedDistance()[v] <= 0 && (forbidden.empty() || !forbidden[v]) &&
                     headContext.frame.coordinateOf(vertices[v]).ok();
    return allowed;
}

// The plan with these depots as its sites, numbered in working order. Sites that stay where they
// were keep their stored places.
Result<plan::Plan> withDepots(const PlannedHead& planned, const std::vector<sim::SimDepot>& depots,
                              const std::vector<sim::SimDepot>& before) {
    const HeadContext& headContext = planned.headContext;
    const std::vector<plan::InjectionSite>& old = planned.plan.sites;
    std::vector<plan::InjectionSite> sites;
    std::vector<anatomy::ScalpCoordinate> places;
    for (std::size_t i = 0; i < depots.size(); ++i) {
        plan::InjectionSite site = old[std::min(i, old.size() - 1)];
        site.volume = depots[i].volume;
        site.depth = depots[i].depth;
        site.angle = angleFor(site.depth, planned.plan.needle.length);
        const auto same = std::find_if(before.begin(), before.end(), [&](const auto& depot) {
            return depot.position == depots[i].position;
        });
        if (same != before.end()) {
            site.place = old[same - before.begin()].place;
            site.onScalp = old[same - before.begin()].onScalp;
        } else {
            const auto place = headContext.frame.coordinateOf(depots[i].position);
            if (!place)
                return place.error();
            site.place = *place;
            site.onScalp = headContext.head->scalp->index->closest(depots[i].position).point;
        }
        sites.push_back(site);
        places.push_back(site.place);
    }
    const Mm spacing = plan::spacingFor(planned.region.area(), static_cast<int>(sites.size()));
    plan::Plan plan = planned.plan;
    plan.sites.clear();
    for (const int i :
         plan::serpentineOrder(places, spacing, headContext.frame.tenTen().midline.length)) {
        plan.sites.push_back(sites[i]);
        plan.sites.back().id = static_cast<int>(plan.sites.size());
    }
    plan.wantedSites = static_cast<int>(plan.sites.size());
    plan.wantedSpacing.reset();
    return plan;
}

Result<sim::OptimiseProblem> coverRequest(const PlannedHead& planned,
                                          const OptimiseRequest& request) {
    for (const plan::InjectionSite& site : planned.plan.sites)
        if (site.locked)
            return Error{"Site " + std::to_string(site.id) +
                         " is locked, and every site may be moved here. Unlock it first."};
    const auto ingredient = ingredientOf(planned.plan, planned.library, request.compoundId);
    if (!ingredient)
        return ingredient.error();
    const auto band = bandOf(planned.library.tissue, request.bandId);
    if (!band)
        return band.error();
    auto input = simInputFor(planned, *ingredient, request.duration);
    if (!input)
        return input.error();
    if (input->depots.size() != planned.plan.sites.size())
        return Error{"Some sites do not get " + input->compound.name +
                     ". Give every site a mixture that holds it, or plan it alone."};
    sim::OptimiseProblem cover;
    cover.input = std::move(input).value();
    cover.store = request.store;
    cover.target_mm2 = planned.region.vertexArea();
    cover.allowed = allowedPlaces(planned.headContext, planned.region, request.forbidden);
    cover.goal = {readingOf(*band), ingredient->strength * request.thresholdShare, request.atLeast,
                  request.share};
    cover.limits = request.limits;
    cover.count = request.fewestSites ? sim::SiteCount::Fewest : sim::SiteCount::AsGiven;
    cover.seed = request.seed;
    return cover;
}

} // namespace

sim::OptimiseLimits optimiseLimits(const clinic::Protocol& protocol) {
    using enum clinic::LimitedQuantity;
    sim::OptimiseLimits limits;
    limits.largestVolume = Ml(bound(protocol, VolumePerSiteMl, true, limits.largestVolume.value()));
    limits.totalVolume = Ml(bound(protocol, VolumePerSessionMl, true, 5));
    limits.spacing = Mm(bound(protocol, SpacingMm, false, limits.spacing.value()));
    limits.mostSites = static_cast<int>(bound(protocol, Sites, true, limits.mostSites));
    return limits;
}

Result<OptimisedPlan> optimise(const PlannedHead& planned, const OptimiseRequest& request,
                               const std::stop_token& stop, const Progress& progress) {
    if (const Status free = plan::checkNoRecord(planned.plan); !free)
        return free.error();
    const auto cover = coverRequest(planned, request);
    if (!cover)
        return cover.error();
    auto answer = sim::optimiseSites(*cover, stop, progress);
    if (!answer)
        return answer.error();
    OptimisedPlan out{planned.plan, *answer, sim::explain(*answer, cover->goal, cover->limits)};
    if (answer->keptStart)
        return out;
    auto better = withDepots(planned, answer->depots, cover->input.depots);
    if (!better)
        return better.error();
    out.plan = std::move(better).value();
    return out;
}

} // namespace meso::app
