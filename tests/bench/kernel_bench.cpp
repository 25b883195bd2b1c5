#include <cmath>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/cap_problem.h"
#include "bench/eigen_baseline.h"
#include "bench/timing.h"
#include "sim/kernel/simulate.h"
#include "sim/observe/exposure.h"

/// The simulation on the cap, by processor time of one thread: best and median of several tries,
/// and its ratios to others, everything in one run. Whole benchmarks are one iteration.
namespace meso::bench {
namespace {

constexpr int kTries = 15;
constexpr Seconds kShownTime = fromMinutes(37);

sim::KernelStorePtr freshStore() {
    return std::make_shared<sim::KernelStore>();
}

// Inputs are ours and valid: a run that fails is a bug of the benchmark.
sim::SimResultPtr simulated(const sim::SimInput& input, const sim::KernelStorePtr& store) {
    return sim::simulate(input, {{}, {}, store}).value();
}

// What the window shows of a run: both bulb bands at all output times with their coverage at two
// thresholds, and a map.
void readAll(const sim::SimResult& run) {
    for (const sim::Reading& band : {kTerminal, kMiniaturised}) {
        const sim::Courses courses = run.field->courses(band, run.times);
        for (const double share : sim::kThresholdShares)
            benchmark::DoNotOptimize(
                sim::coverage(courses, run.injectedStrength * share, targetWeights()));
    }
    benchmark::DoNotOptimize(run.field->at(kMiniaturised, kShownTime));
}

Timing coldDays(const sim::SimInput& input, int tries = kTries) {
    return timed(tries, [&](int) { readAll(*simulated(input, freshStore())); });
}

Timing warmDays(const sim::SimInput& input) {
    const sim::KernelStorePtr store = freshStore();
    readAll(*simulated(input, store));
    return timed(kTries, [&](int) { readAll(*simulated(input, store)); });
}

void cold(benchmark::State& state) {
    const sim::SimInput input = capInput();
    (void)targetWeights();
    for (auto _ : state)
        tell(state, coldDays(input));
    state.counters["vertices"] = static_cast<double>(input.surface->vertices().size());
}

// Nothing has changed: everything is known to the store.
void warm(benchmark::State& state) {
    const sim::SimInput input = capInput();
    for (auto _ : state) {
        const Timing whole = coldDays(input), again = warmDays(input);
        tell(state, again);
        state.counters["of_cold"] = again.median_ms() / whole.median_ms();
    }
}

// Thickness slopes over the target by a quarter.
void byRegion(benchmark::State& state) {
    sim::SimInput sloping = capInput();
    sloping.thicknessFactor = slopingThickness();
    for (auto _ : state) {
        const Timing even = coldDays(capInput()), uneven = coldDays(sloping);
        tell(state, uneven);
        state.counters["of_cold"] = uneven.median_ms() / even.median_ms();
    }
}

// A map, coverage of one band and its exposure.
void readOneBand(const sim::SimResult& run) {
    const MgPerMl threshold = run.injectedStrength * sim::kThresholdShares[0];
    benchmark::DoNotOptimize(run.field->at(kMiniaturised, kShownTime));
    benchmark::DoNotOptimize(
        sim::coverage(run.field->courses(kMiniaturised, run.times), threshold, targetWeights()));
    benchmark::DoNotOptimize(sim::exposureOf(run, kMiniaturised, threshold));
}

// "site": the moved one alone; "whole": all 40 anew; "shown": all 40 with what the window shows
// while the page of exposures is closed.
void movedSite(benchmark::State& state) {
    sim::SimInput all = capInput(), one = capInput();
    one.depots.resize(1);
    const sim::KernelStorePtr store = freshStore();
    readAll(*simulated(all, store));
    readOneBand(*simulated(all, store));
    constexpr int kMoves = 40;
    const auto placeOf = [](int move) {
        return onBall(12 * std::cos(0.15 * move) + 1e-3, 9 * std::sin(0.15 * move));
    };
    for (auto _ : state) {
        tell(state,
             timed(kMoves,
                   [&](int move) {
                       one.depots[0].position = placeOf(move);
                       readOneBand(*simulated(one, store));
                   }),
             "site_");
        tell(state,
             timed(kMoves,
                   [&](int move) {
                       all.depots[5].position = placeOf(kMoves + move);
                       readOneBand(*simulated(all, store));
                   }),
             "whole_");
        tell(state,
             timed(kMoves,
                   [&](int move) {
                       all.depots[5].position = placeOf(2 * kMoves + move);
                       readAll(*simulated(all, store));
                   }),
             "shown_");
    }
}

// One site whose kernel is new at every step. "kernel": it alone, with courses of a band and a map;
// "whole": all 40 with all that the window shows.
template <class Change>
void dragOne(benchmark::State& state, const Change& change) {
    sim::SimInput all = capInput(), one = capInput();
    one.depots.resize(1);
    const sim::KernelStorePtr store = freshStore();
    readAll(*simulated(all, store));
    constexpr int kSteps = 40;
    for (auto _ : state) {
        tell(state,
             timed(kSteps,
                   [&](int step) {
                       change(one.depots[0], step);
                       const sim::SimResultPtr run = simulated(one, store);
                       benchmark::DoNotOptimize(run->field->courses(kMiniaturised, run->times));
                       benchmark::DoNotOptimize(run->field->at(kMiniaturised, kShownTime));
                   }),
             "kernel_");
        tell(state,
             timed(kSteps,
                   [&](int step) {
                       change(all.depots[5], kSteps + step);
                       readAll(*simulated(all, store));
                   }),
             "whole_");
    }
}

void depthDrag(benchmark::State& state) {
    dragOne(state, [](sim::SimDepot& depot, int step) { depot.depth = Mm(2.01 + 0.02 * step); });
}

void volumeDrag(benchmark::State& state) {
    dragOne(state, [](sim::SimDepot& depot, int step) { depot.volume = Ml(0.02 + 0.0006 * step); });
}

void sites200(benchmark::State& state) {
    const sim::SimInput few = capInput(40), many = capInput(200);
    for (auto _ : state) {
        const Timing cold40 = coldDays(few), cold200 = coldDays(many);
        tell(state, cold200, "cold_");
        state.counters["cold_of_40"] = cold200.median_ms() / cold40.median_ms();
        const Timing warm40 = warmDays(few), warm200 = warmDays(many);
        tell(state, warm200, "warm_");
        state.counters["warm_of_40"] = warm200.median_ms() / warm40.median_ms();
    }
}

// Another compound in the same sites, whose medium is new.
void secondCompound(benchmark::State& state) {
    sim::SimInput input = capInput();
    const sim::KernelStorePtr store = freshStore();
    readAll(*simulated(input, store));
    const Dalton first = input.compound.molarMass;
    for (auto _ : state)
        tell(state, timed(kTries, [&](int i) {
                 input.compound.molarMass = first * (1 + 0.01 * (i + 1));
                 readAll(*simulated(input, store));
             }));
}

struct Difference {
    double highest = 0;         // of the kernel's values, mg/mL
    double worst = 0, mean = 0; // over `highest`; root mean square over that of the field
};

Difference differenceOf(const std::vector<double>& values, const std::vector<float>& exact) {
    double highest = 0, worst = 0, squares = 0, norm = 0;
    for (std::size_t v = 0; v < exact.size(); ++v) {
        const auto here = static_cast<double>(exact[v]), off = values[v] - here;
        highest = std::max(highest, here);
        worst = std::max(worst, std::abs(off));
        squares += off * off;
        norm += here * here;
    }
    return {highest, worst / highest, std::sqrt(squares / norm)};
}

// Where the baseline stands from 2 min to 6 h; nothing where what is left reads as zero.
void tellDifferences(benchmark::State& state, const EigenRun& eigen, const sim::SimResult& run) {
    const char* const names[] = {"2min_", "10min_", "1h_", "6h_"};
    for (std::size_t m = 0; m < std::size(names); ++m) {
        const Difference off =
            differenceOf(eigen.bandMeans[m], run.field->at(kMiniaturised, kMarks[m]));
        const std::string what = std::string("eigen_") + names[m];
        state.counters[what + "s"] = eigen.secondsTo[m];
        state.counters[what + "left_%"] = 100 * off.highest / run.injectedStrength.value();
        if (off.highest > 0) {
            state.counters[what + "worst_%"] = 100 * off.worst;
            state.counters[what + "L2_%"] = 100 * off.mean;
        }
    }
}

// 0: minoxidil; 1: VEGF-165, of which much is left after 6 h. The kernel before and after Eigen's
// recipe, so that a machine that slows down meets both.
void againstEigen(benchmark::State& state) {
    sim::SimInput input = capInput();
    if (state.range(0) != 0)
        input.compound = test::vegf165();
    (void)targetWeights();
    for (auto _ : state) {
        Timing ours = coldDays(input);
        const auto eigen = runEigen(input, Mm(kRadius_mm), kMiniaturised.range);
        if (!eigen)
            return state.SkipWithError(eigen.error().message.c_str());
        ours.add(coldDays(input));
        tell(state, ours, "kernel_");
        state.counters["eigen_s"] = eigen->seconds;
        state.counters["eigen_steps"] = eigen->steps;
        state.counters["eigen_unknowns"] = static_cast<double>(eigen->unknowns);
        state.counters["ratio_best"] = 1e3 * eigen->seconds / ours.best_ms();
        state.counters["ratio_median"] = 1e3 * eigen->seconds / ours.median_ms();
        tellDifferences(state, *eigen, *simulated(input, freshStore()));
    }
}

} // namespace

#define MESO_KERNEL_BENCH(function)                                                                \
    BENCHMARK(function)->Name("kernel/" #function)->Iterations(1)->Unit(benchmark::kMillisecond)
MESO_KERNEL_BENCH(cold);
MESO_KERNEL_BENCH(warm);
MESO_KERNEL_BENCH(byRegion);
MESO_KERNEL_BENCH(movedSite);
MESO_KERNEL_BENCH(depthDrag);
MESO_KERNEL_BENCH(volumeDrag);
MESO_KERNEL_BENCH(sites200);
MESO_KERNEL_BENCH(secondCompound);
MESO_KERNEL_BENCH(againstEigen)->Arg(0)->Arg(1)->ArgName("lasting");

} // namespace meso::bench
