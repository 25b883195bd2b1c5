#include <benchmark/benchmark.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "app/spread/analysis.h"
#include "app/spread/simulation.h"
#include "bench/bench_context.h"
#include "bench/timing.h"
#include "sim/model/parameter_set.h"

/// The sample case on its head, where curvature and thickness vary from site to site, as the
/// programs simulate it; one thread.
namespace meso {
namespace {

constexpr int kTries = 15;

/// The sample with all that simulating it needs.
struct Sample {
    bench::BenchContext here;
    plan::Plan plan;
    geom::Region region;
    [[nodiscard]] app::PlannedHead planned() const {
        return {plan, here.headContext, region, here.library};
    }
};

Result<std::unique_ptr<Sample>> openSample() {
    auto here = bench::openBenchContext();
    if (!here)
        return here.error();
    auto plan = app::samplePlan(here->headContext, here->library);
    if (!plan)
        return plan.error();
    auto region = app::regionOf(*plan, here->headContext);
    if (!region)
        return region.error();
    return std::make_unique<Sample>(
        Sample{std::move(here).value(), std::move(plan).value(), std::move(region).value()});
}

// Highest memory that the process has held so far, MiB; 0 where the system does not say.
double peakMemory_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

// Every compound of the plan with the coverage and the curves that the window shows.
Status simulateAll(const Sample& sample, const sim::KernelStorePtr& store) {
    const auto runs = app::simulatePlan(sample.planned(), fromHours(24), {{}, {}, store});
    if (!runs)
        return runs.error();
    for (const app::CompoundRun& run : *runs) {
        benchmark::DoNotOptimize(app::coverageOf(run, sample.region, sample.here.library.tissue));
        benchmark::DoNotOptimize(
            app::concentrationOf(run, sample.region, sample.here.library.tissue));
    }
    return Done{};
}

void simulateOneDay(benchmark::State& state) {
    const auto sample = openSample();
    if (!sample)
        return state.SkipWithError(sample.error().message.c_str());
    Status done = Done{};
    const auto simulate = [&](const sim::KernelStorePtr& store) {
        if (Status status = simulateAll(**sample, store); !status)
            done = status;
    };
    for (auto _ : state) {
        bench::tell(
            state,
            bench::timed(kTries, [&](int) { simulate(std::make_shared<sim::KernelStore>()); }),
            "cold_");
        const auto store = std::make_shared<sim::KernelStore>();
        simulate(store);
        bench::tell(state, bench::timed(kTries, [&](int) { simulate(store); }), "warm_");
        state.counters["store_MiB"] = static_cast<double>(store->bytes()) / (1 << 20);
    }
    if (!done)
        state.SkipWithError(done.error().message.c_str());
    state.counters["peak_MiB"] = peakMemory_mib();
}

// The first compound under three assumptions with every figure of each.
Status studyFirst(const Sample& sample, const sim::KernelStorePtr& store) {
    const auto ingredients = app::simulatedIngredients(sample.plan, sample.here.library);
    if (ingredients.empty())
        return Error{"The sample has nothing to simulate."};
    const auto input = app::simInputFor(sample.planned(), ingredients.front(), fromHours(24));
    if (!input)
        return input.error();
    using enum sim::ParameterSet;
    for (const sim::ParameterSet set : {Fast, Given, Slow}) {
        auto result = sim::simulate(sim::withParameters(*input, set), {{}, {}, store});
        if (!result)
            return result.error();
        const app::CompoundRun run{input->compound, ingredients.front().strength,
                                   std::move(result).value()};
        const auto analysis = app::analyse(run, sample.region, sample.here.library);
        if (!analysis)
            return analysis.error();
        benchmark::DoNotOptimize(analysis->bands.size());
    }
    return Done{};
}

void study(benchmark::State& state) {
    const auto sample = openSample();
    if (!sample)
        return state.SkipWithError(sample.error().message.c_str());
    Status done = Done{};
    for (auto _ : state)
        bench::tell(state, bench::timed(kTries, [&](int) {
                        if (Status status =
                                studyFirst(**sample, std::make_shared<sim::KernelStore>());
                            !status)
                            done = status;
                    }));
    if (!done)
        state.SkipWithError(done.error().message.c_str());
}

} // namespace

BENCHMARK(simulateOneDay)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(study)->Name("kernel/study")->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace meso
