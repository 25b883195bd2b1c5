#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <sstream>

#include "support/real_window.h"
#include "support/scratch.h"
#include "ui/state/ui_state.h"

// The real window on a display of its own, from outside: what a user waits for, and what the open
// window costs while nobody touches it.
namespace {

using namespace meso;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// From the start of the process until the line is there, with the head in the cache.
void startUntil(benchmark::State& state, const char* line) {
    const test::Scratch scratch;
    test::writeQuietSettings(scratch.path(), true);
    const test::XServer screen;
    for (auto _ : state) {
        const auto start = Clock::now();
        test::RealWindow window(screen, {scratch.path(), {}, {}});
        window.expect(line);
        state.SetIterationTime(secondsSince(start));
    }
}

void startUntilFirstFrame(benchmark::State& state) {
    startUntil(state, "first-frame");
}

/// The figure to meet: 1.5 s.
void startUntilFirstSimulation(benchmark::State& state) {
    startUntil(state, "first-spread");
}

/// Processor time that a process has used.
double usedSeconds(pid_t id) {
    std::ifstream file("/proc/" + std::to_string(id) + "/stat");
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    std::istringstream after(all.substr(all.rfind(')') + 1)); // the name may hold anything
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        after >> skipped;
    double user = 0, system = 0;
    after >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// Share of one core that the open window uses while nothing happens, over 20 s; the figure to
/// meet: 1 %.
void idleShareOfACore(benchmark::State& state) {
    constexpr std::chrono::seconds kSpan{20};
    const test::Scratch scratch;
    test::writeQuietSettings(scratch.path(), true);
    const test::XServer screen;
    test::RealWindow window(screen, {scratch.path(), {}, {}});
    window.expect("first-spread");
    window.expect("settled");
    for (auto _ : state) {
        const auto start = Clock::now();
        const double before = usedSeconds(window.process().id());
        while (window.process().nextLine(
            kSpan - std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - start)))
            continue;
        const double span = secondsSince(start);
        state.counters["percent"] = 100 * (usedSeconds(window.process().id()) - before) / span;
        state.SetIterationTime(span);
    }
}

BENCHMARK(startUntilFirstFrame)->Iterations(7)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(startUntilFirstSimulation)->Iterations(7)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(idleShareOfACore)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace
