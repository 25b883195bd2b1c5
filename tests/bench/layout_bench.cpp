#include <benchmark/benchmark.h>

#include "bench/bench_context.h"
#include "plan/layout/layout.h"
#include "ui/state/ui_state.h"

namespace meso {
namespace {

/// Fills one preset with so many sites; bar: 100 ms for 40.
void layOutPreset(benchmark::State& state, const char* preset) {
    const auto here = bench::openBenchContext();
    if (!here) {
        state.SkipWithError(here.error().message.c_str());
        return;
    }
    const auto plan = app::newPlan(preset, here->headContext, here->library);
    if (!plan) {
        state.SkipWithError(plan.error().message.c_str());
        return;
    }
    const auto region = app::regionOf(*plan, here->headContext);
    plan::LayoutRequest request;
    request.count = static_cast<int>(state.range(0));
    for (auto _ : state) {
        ++request.seed;
        benchmark::DoNotOptimize(
            plan::layOut(*region, *here->headContext.head->scalp->index, request).ok());
    }
}
BENCHMARK_CAPTURE(layOutPreset, norwood_3_vertex, "norwood_3_vertex")
    ->Arg(40)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(layOutPreset, crown_patch, "crown_patch")->Arg(40)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(layOutPreset, frontal_band, "frontal_band")
    ->Arg(40)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(layOutPreset, temples, "temples")->Arg(40)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(layOutPreset, whole_top, "whole_top")->Arg(40)->Unit(benchmark::kMillisecond);

/// Outlines to region: what every change of the area costs.
void cutRegion(benchmark::State& state) {
    const auto here = bench::openBenchContext();
    if (!here) {
        state.SkipWithError(here.error().message.c_str());
        return;
    }
    const auto plan = app::newPlan("norwood_3_vertex", here->headContext, here->library);
    for (auto _ : state)
        benchmark::DoNotOptimize(app::regionOf(*plan, here->headContext).ok());
}
BENCHMARK(cutRegion)->Unit(benchmark::kMillisecond);

/// Base file, head from the cache, scalp frame: the start of every command.
void openHead(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::openBenchContext().ok());
}
BENCHMARK(openHead)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace meso
