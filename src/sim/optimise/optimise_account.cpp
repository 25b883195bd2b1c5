#include "sim/optimise/optimise_account.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/text.h"

namespace meso::sim {
namespace {

constexpr double kRounding = 1e-9;

// Depth that most sites have.
int usualDepth(const DepotKit& kit, const std::vector<SimDepot>& depots) {
    std::vector<int> counts(kit.depths.size(), 0);
    for (const SimDepot& depot : depots)
        ++counts[kit.depthClass(depot.depth)];
    return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

double shareOutOfReach(const OptimiseProblem& request, double reach_mm) {
    const auto surface = request.store->surface(request.input.surface);
    const std::vector<geom::Vec3>& places = surface->mesh->vertices();
    const auto allowed = [&](std::size_t v) { return request.allowed[v] != 0; };
    double out = 0, total = 0;
    for (std::size_t v = 0; v < places.size(); ++v) {
        const double weight = request.target_mm2[v];
        total += weight;
        if (weight <= 0 || allowed(v))
            continue;
        const std::vector<int> near = surface->bins.within(places[v], Mm(reach_mm));
        if (std::none_of(near.begin(), near.end(), allowed))
            out += weight;
    }
    return out / total;
}

// Some pair stands as close as the surface's vertices let it.
bool spacingBinds(const OptimiseProblem& request, const std::vector<SimDepot>& depots) {
    const double close = (request.limits.spacing + placeSpacing(*request.input.surface)).value();
    for (std::size_t i = 0; i < depots.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if ((depots[i].position - depots[j].position).norm() < close)
                return true;
    return false;
}

std::vector<Binding> bindings(const OptimiseProblem& request, const DepotKit& kit,
                              const OptimisedSites& plan) {
    const auto holds = [&](Ml volume) {
        return std::any_of(plan.depots.begin(), plan.depots.end(), [&](const SimDepot& depot) {
            return std::abs((depot.volume - volume).value()) < kRounding;
        });
    };
    const bool allSmallest =
        std::all_of(plan.depots.begin(), plan.depots.end(), [&](const SimDepot& depot) {
            return depot.volume.value() <= kit.volumes.front().value() + kRounding;
        });
    const auto& total = request.limits.totalVolume;
    std::vector<Binding> out;
    if (allSmallest)
        out.push_back(Binding::SmallestVolume);
    if (!plan.reached && holds(kit.volumes.back()))
        out.push_back(Binding::LargestVolume);
    if (total &&
        (plan.after.volume + request.limits.volumeStep).value() > total->value() + kRounding)
        out.push_back(Binding::TotalVolume);
    if (spacingBinds(request, plan.depots))
        out.push_back(Binding::Spacing);
    if (plan.outOfReach > 0.5 * (1 - request.goal.share))
        out.push_back(Binding::Places);
    if (!plan.reached &&
        (request.count == SiteCount::AsGiven || plan.after.sites >= request.limits.mostSites))
        out.push_back(Binding::Sites);
    return out;
}

std::string percent(double share) {
    return text::fixed(100 * share, 1) + " %";
}

std::string sites(int count) {
    return std::to_string(count) + (count == 1 ? " site" : " sites");
}

std::string sentenceOf(Binding binding, const OptimiseLimits& limits) {
    switch (binding) {
    case Binding::LargestVolume:
        return "Sites hold the largest volume that is allowed, " + text::of(limits.largestVolume) +
               ".";
    case Binding::SmallestVolume:
        return "Every site holds the smallest volume that is allowed, " +
               text::of(limits.smallestVolume) + ".";
    case Binding::TotalVolume:
        return "The volume of the session is used up: " + text::of(*limits.totalVolume) + ".";
    case Binding::Spacing:
        return "Some sites stand as close as they may, " + text::of(limits.spacing) + ".";
    case Binding::Places:
        return "Part of the area is too far from every place where a needle may enter.";
    case Binding::Sites:
        return "The number of sites is the limit.";
    }
    return {};
}

// Why a goal is missed, in terms of one depot.
std::vector<std::string> reasons(const OptimisedSites& plan, const OptimiseGoal& goal) {
    if (!(plan.largestReach.value() > 0))
        return {"No single depot reaches the threshold in this depth range for that long, not even "
                "at its centre: inject nearer to the range, a higher strength, or ask for less."};
    std::vector<std::string> out;
    if (plan.reach.value() > 0)
        out.push_back("One depot of " + text::of(plan.typicalVolume) + " is " +
                      text::of(plan.depotRadius) + " in radius and meets the goal out to " +
                      text::of(plan.reach) +
                      ": its size sets the coverage, and diffusion adds little.");
    if (plan.sitesNeeded > plan.after.sites)
        out.push_back("An even pattern of such depots needs about " + sites(plan.sitesNeeded) +
                      " and " + text::of(plan.lowestTotal) + " for " + percent(goal.share) +
                      " of the area.");
    return out;
}

} // namespace

void account(const OptimiseProblem& request, const DepotKit& kit, OptimisedSites& plan) {
    plan.reached = plan.after.share >= request.goal.share;
    const int depth = usualDepth(kit, plan.depots);
    const Ml mean = plan.after.volume / std::max(1, plan.after.sites);
    const int volume = kit.volumeClass(mean);
    plan.typicalVolume = kit.volumes[volume];
    plan.depotRadius = kit.radius[depth][volume];
    plan.reach = Mm(kit.level[depth][volume].reach_mm());
    plan.largestReach = Mm(kit.level[depth].back().reach_mm());
    const double area_mm2 = std::reduce(request.target_mm2.begin(), request.target_mm2.end());
    plan.sitesNeeded = hexagonalCount(Mm2(area_mm2), plan.reach, request.goal.share);
    plan.lowestTotal = plan.typicalVolume * plan.sitesNeeded;
    plan.outOfReach = shareOutOfReach(request, plan.largestReach.value());
    plan.binding = bindings(request, kit, plan);
}

std::vector<std::string> explain(const OptimisedSites& plan, const OptimiseGoal& goal,
                                 const OptimiseLimits& limits) {
    const std::string figures = percent(plan.after.share) + " of the area with " +
                                sites(plan.after.sites) + " and " + text::of(plan.after.volume);
    const std::string before = " (before: " + percent(plan.before.share) + " with " +
                               sites(plan.before.sites) + " and " + text::of(plan.before.volume) +
                               ").";
    std::vector<std::string> out;
    if (plan.reached)
        out.push_back("The goal is met on " + figures + before);
    else
        out.push_back("The goal is met on only " + figures + before + " " +
                      percent(goal.share - plan.after.share) + " of the area are missing.");
    if (plan.keptStart)
        out.push_back("Nothing better than the sites as they were has been found.");
    if (!plan.reached)
        for (std::string& reason : reasons(plan, goal))
            out.push_back(std::move(reason));
    for (const Binding binding : plan.binding)
        out.push_back(sentenceOf(binding, limits));
    if (!plan.before.valid)
        out.push_back("The sites as they were broke a limit, so they do not count as an answer.");
    return out;
}

double hexagonalShare(Mm spacing, Mm reach) {
    const double d = spacing.value(), r = reach.value();
    const double cell = std::sqrt(3.0) / 2 * d * d;
    if (r >= d / std::sqrt(3.0))
        return 1;
    const double disc = std::numbers::pi * r * r;
    if (r <= d / 2)
        return disc / cell;
    const double overlap = r * r * std::acos(d / (2 * r)) - d / 2 * std::sqrt(r * r - d * d / 4);
    return (disc - 6 * overlap) / cell;
}

int hexagonalCount(Mm2 area, Mm reach, double share) {
    if (!(reach.value() > 0))
        return 0;
    double covered = std::sqrt(3.0) * reach.value(), bare = 100 * covered; // spacings, mm
    for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (covered + bare);
        (hexagonalShare(Mm(middle), reach) >= share ? covered : bare) = middle;
    }
    const double cell_mm2 = std::sqrt(3.0) / 2 * covered * covered;
    return std::max(1, static_cast<int>(std::ceil(area.value() / cell_mm2 - 1e-6)));
}

} // namespace meso::sim
