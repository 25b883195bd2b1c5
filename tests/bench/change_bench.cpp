#include <benchmark/benchmark.h>

#include "bench/bench_context.h"
#include "plan/layout/layout.h"
#include "ui/state/ui_state.h"

/// What stands between a change of the layout and the picture of it: 40 sites have to be on the
/// screen within 100 ms, and the picture takes about 40 of them.
namespace meso {
namespace {

/// Sites, their quality and their findings in a region that stands.
Status fill(const bench::BenchContext& here, const plan::Plan& plan, const geom::Region& region,
            int count) {
    plan::LayoutRequest request;
    request.count = count;
    const auto laid = app::layOutPlan(plan, here.headContext, region, here.library, request);
    if (!laid)
        return laid.error();
    std::vector<geom::SurfacePoint> sites;
    for (const plan::InjectionSite& site : laid->sites)
        sites.push_back(site.onScalp);
    benchmark::DoNotOptimize(plan::qualityOf(region, sites));
    const auto findings = app::checkPlan(*laid, here.headContext, region, here.library);
    return findings ? Status(Done{}) : Status(findings.error());
}

/// Another number of sites in the same area.
void changeOfCount(benchmark::State& state) {
    const auto here = bench::openBenchContext();
    const auto plan = here ? app::samplePlan(here->headContext, here->library) : here.error();
    const auto region = plan ? app::regionOf(*plan, here->headContext) : plan.error();
    if (!region) {
        state.SkipWithError(region.error().message.c_str());
        return;
    }
    int count = static_cast<int>(state.range(0));
    for (auto _ : state)
        if (const Status done = fill(*here, *plan, *region, count); !done)
            state.SkipWithError(done.error().message.c_str());
}

/// Another area preset with as many sites: outlines, region and the rest.
void changeOfPreset(benchmark::State& state, const char* preset) {
    const auto here = bench::openBenchContext();
    if (!here) {
        state.SkipWithError(here.error().message.c_str());
        return;
    }
    for (auto _ : state) {
        const auto plan = app::newPlan(preset, here->headContext, here->library);
        const auto region = plan ? app::regionOf(*plan, here->headContext) : plan.error();
        const Status done = region ? fill(*here, *plan, *region, 40) : Status(region.error());
        if (!done)
            state.SkipWithError(done.error().message.c_str());
    }
}

} // namespace

BENCHMARK(changeOfCount)->Arg(40)->Arg(41)->Arg(80)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(changeOfPreset, norwood_3_vertex, "norwood_3_vertex")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(changeOfPreset, whole_top, "whole_top")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(changeOfPreset, temples, "temples")->Unit(benchmark::kMillisecond);

} // namespace meso
