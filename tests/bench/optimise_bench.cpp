#include <benchmark/benchmark.h>

#include <memory>

#include "bench/cap_problem.h"
#include "bench/timing.h"
#include "sim/optimise/optimise_sites.h"

namespace meso::bench {
namespace {

// Inverse planning of 40 sites on the cap: 1 % of the injected strength among the terminal bulbs,
// for 95 % of a disc of 26 mm, from even sites that inject too much. 0: places and volumes; 1: the
// fewest sites.
void planForty(benchmark::State& state) {
    sim::OptimiseProblem request;
    request.input = capInput();
    const geom::TriMesh& cap = *request.input.surface;
    request.target_mm2 = sim::vertexAreas(cap);
    for (std::size_t v = 0; v < request.target_mm2.size(); ++v) {
        const bool inside = (cap.vertices()[v] - onBall(0, 0)).norm() <= 26;
        request.allowed.push_back(static_cast<char>(inside));
        if (!inside)
            request.target_mm2[v] = 0;
    }
    request.input.depots = hexagonalDepots(40, 8);
    for (sim::SimDepot& depot : request.input.depots) {
        depot.depth = Mm(4);
        depot.volume = Ml(0.06);
    }
    request.goal = {kTerminal, MgPerMl(0.05), Seconds(0), 0.95};
    request.limits.spacing = Mm(5);
    request.count = state.range(0) != 0 ? sim::SiteCount::Fewest : sim::SiteCount::AsGiven;
    for (auto _ : state) {
        const double begun = threadSeconds();
        const auto plan = sim::optimiseSites(request);
        state.counters["cpu_s"] = threadSeconds() - begun;
        if (!plan)
            return state.SkipWithError(plan.error().message.c_str());
        state.counters["before_share"] = plan->before.share;
        state.counters["before_ml"] = plan->before.volume.value();
        state.counters["share"] = plan->after.share;
        state.counters["ml"] = plan->after.volume.value();
        state.counters["sites"] = plan->after.sites;
    }
}

} // namespace

BENCHMARK(planForty)->Arg(0)->Arg(1)->ArgName("fewest")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace meso::bench
