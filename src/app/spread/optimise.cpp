#include "app/spread/optimise.h"

#include <algorithm>

#include "anatomy/ten_ten.h"
#include "app/spread/fast_setup.h"
#include "app/spread/simulation.h"
#include "base/text.h"
#include "plan/layout/layout.h"
#include "plan/layout/route.h"
#include "plan/session_steps.h"
#include "sim/cover_account.h"

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
Result<plan::Plan> withDepots(plan::Plan plan, const std::vector<sim::SimDepot>& depots,
                              const std::vector<geom::Vec3>& before, const HeadContext& headContext,
                              const geom::Region& region) {
    const std::vector<plan::InjectionSite> old = plan.sites;
    std::vector<plan::InjectionSite> sites;
    std::vector<anatomy::ScalpCoordinate> places;
    for (std::size_t i = 0; i < depots.size(); ++i) {
        plan::InjectionSite site = old[std::min(i, old.size() - 1)];
        site.volume = depots[i].volume;
        site.depth = depots[i].depth;
        site.angle = angleFor(site.depth, plan.needle.length);
        const auto same = std::find(before.begin(), before.end(), depots[i].position);
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
    const Mm spacing = plan::spacingFor(region.area(), static_cast<int>(sites.size()));
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

Result<sim::CoverRequest> coverRequest(const plan::Plan& plan, const HeadContext& headContext,
                                       const geom::Region& region, const ClinicalLibrary& library,
                                       const OptimiseRequest& request) {
    for (const plan::InjectionSite& site : plan.sites)
        if (site.locked)
            return Error{"Site " + std::to_string(site.id) +
                         " is locked, and every site may be moved here. Unlock it first."};
    const auto ingredient = ingredientOf(plan, library, request.compoundId);
    if (!ingredient)
        return ingredient.error();
    const auto band = bandOf(library.tissue, request.bandId);
    if (!band)
        return band.error();
    const auto compound = respondingCompound(*ingredient, library);
    if (!compound)
        return compound.error();
    const auto input =
        simInputFor(plan, *ingredient, headContext, region, library, request.duration);
    if (!input)
        return input.error();
    if (input->depots.size() != plan.sites.size())
        return Error{"Some sites do not get " + compound->name +
                     ". Give every site a mixture that holds it, or plan it alone."};
    auto domain = request.domain ? Result<sim::ScalpDomainPtr>(request.domain)
                                 : sim::ScalpDomain::make(input->surface);
    if (!domain)
        return domain.error();
    const auto tissue = assumedTissue(plan.tissue, library.tissue);
    if (!tissue)
        return tissue.error();
    const auto fast = fastPlanFor(*compound, *tissue, **domain, request.duration);
    if (!fast)
        return fast.error();
    sim::CoverRequest cover;
    cover.domain = *domain;
    cover.plan = *fast;
    cover.tissue = tissue->profile;
    cover.target_mm2 = region.vertexArea();
    cover.allowed = allowedPlaces(headContext, region, request.forbidden);
    cover.start = input->depots;
    cover.goal = {{{band->from, band->to}, sim::Measure::Total},
                  ingredient->strength * request.thresholdShare,
                  request.atLeast,
                  request.share};
    cover.limits = request.limits;
    cover.count = request.fewestSites ? sim::SiteCount::Fewest : sim::SiteCount::AsGiven;
    cover.seed = request.seed;
    return cover;
}

} // namespace

sim::CoverLimits optimiseLimits(const clinic::Protocol& protocol) {
    using enum clinic::LimitedQuantity;
    sim::CoverLimits limits;
    limits.largestVolume = Ml(bound(protocol, VolumePerSiteMl, true, limits.largestVolume.value()));
    limits.totalVolume = Ml(bound(protocol, VolumePerSessionMl, true, 5));
    limits.spacing = Mm(bound(protocol, SpacingMm, false, limits.spacing.value()));
    limits.mostSites = static_cast<int>(bound(protocol, Sites, true, limits.mostSites));
    return limits;
}

Result<OptimisedPlan> optimise(const plan::Plan& plan, const HeadContext& headContext,
                               const geom::Region& region, const ClinicalLibrary& library,
                               const OptimiseRequest& request, const std::stop_token& stop,
                               const Progress& progress) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    const auto cover = coverRequest(plan, headContext, region, library, request);
    if (!cover)
        return cover.error();
    auto answer = sim::coverPlan(*cover, stop, progress);
    if (!answer)
        return answer.error();
    OptimisedPlan out{plan, *answer, sim::explain(*answer, cover->goal, cover->limits)};
    if (answer->keptStart)
        return out;
    std::vector<geom::Vec3> before;
    for (const sim::SimDepot& depot : cover->start)
        before.push_back(depot.position);
    auto better = withDepots(plan, answer->depots, before, headContext, region);
    if (!better)
        return better.error();
    out.plan = std::move(better).value();
    return out;
}

} // namespace meso::app
