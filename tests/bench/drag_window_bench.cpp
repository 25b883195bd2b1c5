#include <benchmark/benchmark.h>

#include <algorithm>
#include <sstream>

#include "support/real_window.h"
#include "support/scratch.h"
#include "ui/state/ui_state.h"

// A site dragged with a real mouse in the real window on a display of its own, 1440 x 900, with the
// field shown at a bulb band: what the window says of every frame in which the hand has moved.
namespace {

using namespace meso;

constexpr int kSteps = 200;
constexpr std::chrono::seconds kQuiet{3};

/// Milliseconds of the frames, and of what following the edit took of each.
struct Frames {
    std::vector<double> whole_ms, simulation_ms;
};

/// Of the log of a drag: the first frame after each move of the pointer.
Frames framesOf(const std::string& said) {
    Frames frames;
    std::istringstream lines(said);
    bool moved = false;
    for (std::string line; std::getline(lines, line);) {
        moved = moved || line.starts_with("pointer ");
        std::istringstream words(line);
        std::string what, unit, simulation;
        double whole_ms = 0, simulation_ms = 0;
        if (!(words >> what >> whole_ms >> unit >> simulation >> simulation_ms) ||
            what != "drag-frame" || !moved)
            continue;
        moved = false;
        frames.whole_ms.push_back(whole_ms);
        frames.simulation_ms.push_back(simulation_ms);
    }
    return frames;
}

void report(benchmark::State& state, std::vector<double> values, const std::string& what) {
    if (values.empty())
        return state.SkipWithError("the window said nothing of a drag");
    std::sort(values.begin(), values.end());
    for (const int percent : {5, 50, 95})
        state.counters[what + "_p" + std::to_string(percent) + "_ms"] =
            values[static_cast<std::size_t>(percent) * (values.size() - 1) / 100];
}

/// Page of the inspector that is open meanwhile, and whether the cut is: 0 the map's, 1 that of
/// exposures, 2 the balance, 3 the map's with the cut. The figure to meet: 12 ms of simulation.
void dragSiteOnScreen(benchmark::State& state) {
    const test::Scratch scratch;
    test::writeQuietSettings(scratch.path(), true);
    const test::XServer screen;
    test::RealWindow window(screen, {scratch.path(), {"--size", "1440x900"}, {}});
    window.expect("spread done");
    window.expect("settled");
    window.click("workspace.Simulate");
    if (state.range(0) == 1 || state.range(0) == 2)
        window.click(state.range(0) == 1 ? "simulate.page.Exposure" : "simulate.page.Balance");
    if (state.range(0) == 3)
        window.keys({"k"});
    // What follows a drag is made ready behind the window, which says nothing of it.
    while (window.process().nextLine(kQuiet))
        continue;
    for (auto _ : state) {
        const test::Spot from = window.at("site.20");
        const std::size_t before = window.process().said().size();
        window.drag(from, {from.x - 60, from.y + 200}, kSteps);
        const Frames frames = framesOf(window.process().said().substr(before));
        report(state, frames.whole_ms, "frame");
        report(state, frames.simulation_ms, "simulation");
        state.counters["frames"] = static_cast<double>(frames.whole_ms.size());
    }
}

BENCHMARK(dragSiteOnScreen)->DenseRange(0, 3)->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
