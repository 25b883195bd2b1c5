#include <benchmark/benchmark.h>

#include <cstdlib>

#include "app/assets.h"
#include "app/case/case_options.h"
#include "app/case/open_case.h"
#include "plan/plan.h"
#include "store/settings_file.h"
#include "support/scratch.h"
#include "ui/state/ui_state.h"

namespace {

using namespace meso;

app::Assets assets() {
    ::setenv("MESOMAP_CACHE", MESO_BINARY_DIR "/test-cache", 1);
    return {MESO_BINARY_DIR "/share/mesomap"};
}

std::unique_ptr<app::OpenCase> opened(const test::Scratch& scratch) {
    store::Settings quiet;
    quiet.autoSimulate = false;
    (void)store::saveSettings(quiet, scratch / "settings.json");
    return app::OpenCase::open(assets(), {scratch / "settings.json", scratch / "drafts", {}})
        .value();
}

/// Everything up to the sample case, with its head in the cache; the figure to meet: 0.5 s.
void openTheCase(benchmark::State& state) {
    const test::Scratch scratch;
    (void)opened(scratch);
    for (auto _ : state)
        benchmark::DoNotOptimize(opened(scratch));
}

/// What a frame of a drag asks for, with so many sites; the figure to meet: 5 ms for 40.
void dragSite(benchmark::State& state) {
    const test::Scratch scratch;
    const auto openCase = opened(scratch);
    plan::Plan many = openCase->plan();
    for (int i = 0; static_cast<int>(many.sites.size()) < state.range(0); ++i) {
        plan::InjectionSite copy = many.sites[i];
        copy.id = static_cast<int>(many.sites.size()) + 1;
        copy.onScalp.triangle += 7;
        many.sites.push_back(copy);
    }
    (void)openCase->edit(many, "Many sites");
    double weight = 0;
    for (auto _ : state) {
        plan::Plan next = openCase->plan();
        weight = weight > 0.9 ? 0 : weight + 0.001;
        next.sites[3].onScalp.weights = {weight, 1 - weight, 0};
        benchmark::DoNotOptimize(openCase->edit(next, "Move site 4"));
    }
}

/// A step of the history with its draft on the disk.
void commitEdit(benchmark::State& state) {
    const test::Scratch scratch;
    const auto openCase = opened(scratch);
    double volume = 0.01;
    for (auto _ : state) {
        plan::Plan next = openCase->plan();
        next.sites[3].volume = Ml(volume = volume > 0.1 ? 0.01 : volume + 0.0001);
        (void)openCase->edit(next, "Volume of site 4");
        benchmark::DoNotOptimize(openCase->commit());
    }
}

void choosePreset(benchmark::State& state) {
    const test::Scratch scratch;
    const auto openCase = opened(scratch);
    bool other = false;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            openCase->choosePreset((other = !other) ? "norwood_3" : "norwood_3_vertex"));
}

BENCHMARK(openTheCase)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(dragSite)->Arg(40)->Arg(200)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(commitEdit)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(choosePreset)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
