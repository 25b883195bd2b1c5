#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/inverse_plan.h"
#include "support/live_fixture.h"
#include "ui/state/ui_state.h"

/// The simulation's share of a frame while a site is dragged over a scalp-like cap with edges of
/// 1 mm, 24 h, both bulb bands, of minoxidil (cleared in an hour) and of VEGF-165 (spreads for a
/// day); and inverse planning on the same cap.
namespace meso {
namespace {

constexpr int kLiveFrames = 200;

const test::LiveCap& scalp(bool lasting = false) {
    static const test::LiveCap brief = test::liveCap(1, 95, {});
    static const test::LiveCap slow = test::liveCap(1, 95, {}, test::vegf165());
    return lasting ? slow : brief;
}

double cpuSeconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Everything that the window shows of a drag: the map, every curve, gaps and warnings.
void readAll(const sim::LiveField& live) {
    benchmark::DoNotOptimize(live.fieldAt(1, fromMinutes(37)));
    for (int band = 0; band < static_cast<int>(live.bands().size()); ++band) {
        benchmark::DoNotOptimize(live.mean(band));
        benchmark::DoNotOptimize(live.highest(band));
        for (int k = 0; k < static_cast<int>(live.thresholds().size()); ++k)
            benchmark::DoNotOptimize(live.coverage(band, k));
    }
    benchmark::DoNotOptimize(live.worstGaps(1, 5, Mm(5)));
    benchmark::DoNotOptimize(live.overlaps());
}

void reportLive(benchmark::State& state, std::vector<double> frames_ms, const char* what) {
    std::sort(frames_ms.begin(), frames_ms.end());
    const auto at = [&](double share) {
        return frames_ms[static_cast<std::size_t>(share * (frames_ms.size() - 1))];
    };
    state.counters[std::string(what) + "_p05_ms"] = at(0.05);
    state.counters[std::string(what) + "_p50_ms"] = at(0.50);
    state.counters[std::string(what) + "_p95_ms"] = at(0.95);
}

void dragOneSite(benchmark::State& state) {
    using Clock = std::chrono::steady_clock;
    const int count = static_cast<int>(state.range(0));
    const double spacing_mm = count > 100 ? 6 : 10;
    const double target_mm = spacing_mm * (0.5 * std::sqrt(count) + 0.5);
    const auto ms = [](Clock::time_point from) {
        return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
    };
    for (auto _ : state) {
        sim::LiveField live(scalp(state.range(1) != 0).setup(target_mm));
        auto sites = test::hexagonalSites(count, spacing_mm, Mm(2.5), Ml(0.05));
        const auto begun = Clock::now();
        if (!live.update(sites, 2)) {
            state.SkipWithError("the sites could not be simulated");
            return;
        }
        state.counters["fill_ms"] = ms(begun);
        std::vector<double> update_ms, whole_ms, cpu_ms;
        for (int f = 0; f < kLiveFrames; ++f) {
            const double angle = 0.05 * f;
            sites[5].position = test::onCap(12 * std::cos(angle), 9 * std::sin(angle));
            const double worked = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
            const auto start = Clock::now();
            benchmark::DoNotOptimize(live.update(sites));
            update_ms.push_back(ms(start));
            readAll(live);
            whole_ms.push_back(ms(start));
            cpu_ms.push_back(1000 * (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - worked));
        }
        reportLive(state, update_ms, "update");
        reportLive(state, whole_ms, "frame");
        reportLive(state, cpu_ms, "frame_cpu"); // what neighbours on the machine do not disturb
    }
    state.counters["vertices"] = scalp().domain->vertices();
}

void planForty(benchmark::State& state) {
    sim::CoverRequest request;
    request.domain = scalp().domain;
    request.plan = scalp().plan;
    request.tissue = scalp().tissue;
    request.target_mm2 = test::discTarget(*request.domain, 26);
    for (const double weight : request.target_mm2)
        request.allowed.push_back(weight > 0);
    request.start = test::hexagonalSites(40, 8, Mm(4), Ml(0.06));
    request.goal = {{test::kTerminal}, MgPerMl(0.05), Seconds(0), 0.95};
    request.limits.spacing = Mm(5);
    request.count = state.range(0) != 0 ? sim::SiteCount::Fewest : sim::SiteCount::AsGiven;
    for (auto _ : state) {
        const double begun = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        const auto plan = sim::coverPlan(request);
        state.counters["cpu_s"] = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - begun;
        if (!plan) {
            state.SkipWithError(plan.error().message.c_str());
            return;
        }
        state.counters["before_share"] = plan->before.share;
        state.counters["before_ml"] = plan->before.volume.value();
        state.counters["share"] = plan->after.share;
        state.counters["ml"] = plan->after.volume.value();
        state.counters["sites"] = plan->after.sites;
    }
}

} // namespace

BENCHMARK(dragOneSite)
    ->ArgsProduct({{40, 200}, {0, 1}})
    ->ArgNames({"sites", "lasting"})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(planForty)->Arg(0)->Arg(1)->ArgName("fewest")->Iterations(1)->UseRealTime()->Unit(
    benchmark::kSecond);

} // namespace meso
