#include <benchmark/benchmark.h>

#include <time.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "app/assets.h"
#include "app/case/case_options.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "geom/region.h"
#include "gfx/window_surface.h"
#include "plan/edits.h"
#include "plan/layout/layout.h"
#include "plan/plan.h"
#include "store/settings_file.h"
#include "ui/host/headless.h"
#include "ui/kit/imgui_compat.h"
#include "ui/state/ui_state.h"

// Frames of the whole window at 1440 x 900, on whatever OpenGL there is. Every benchmark prints the
// 5th, 50th and 95th percentile of a frame's time, and the median of the processor time that all
// threads spent on it, in ms.
namespace {

using namespace meso;

constexpr view::PixelSize kWindow{1440, 900};
constexpr int kFrames = 60;

double now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}
double processor_ms() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}
double percentile(std::vector<double>& sorted, double part) {
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

/// Times `frame` kFrames times per iteration.
void timeFrames(benchmark::State& state, const std::function<void()>& frame) {
    std::vector<double> wall, processor;
    for (int i = 0; i < 3; ++i)
        frame();
    for (auto _ : state)
        for (int i = 0; i < kFrames; ++i) {
            const double wallStart = now_ms(), processorStart = processor_ms();
            frame();
            gfx::finishDrawing();
            wall.push_back(now_ms() - wallStart);
            processor.push_back(processor_ms() - processorStart);
        }
    state.counters["p5"] = percentile(wall, 0.05);
    state.counters["p50"] = percentile(wall, 0.5);
    state.counters["p95"] = percentile(wall, 0.95);
    state.counters["cpu50"] = percentile(processor, 0.5);
}

/// The window on the sample case with its spread, at rest.
struct Bench {
    std::unique_ptr<app::OpenCase> openCase;
    std::unique_ptr<ui::HeadlessWindow> window;

    explicit Bench(benchmark::State& state) {
        const app::Assets assets{std::string(MESO_BINARY_DIR) + "/share/mesomap"};
        auto opened = app::OpenCase::open(assets, {});
        if (!opened) {
            state.SkipWithError(opened.error().message.c_str());
            return;
        }
        openCase = std::move(opened).value();
        openCase->settings().hintsSeen = true;
        auto made = ui::HeadlessWindow::open(*openCase, kWindow, 1);
        if (!made) {
            state.SkipWithError(made.error().message.c_str());
            return;
        }
        window = std::move(made).value();
        if (const Status status = window->settle(); !status)
            state.SkipWithError(status.error().message.c_str());
    }
};

/// Nothing has changed: the head's picture is kept.
void idleFrame(benchmark::State& state) {
    Bench bench(state);
    if (bench.window)
        timeFrames(state, [&] { bench.window->frame(); });
}

/// The head is turned by a hand on the background that goes to and fro.
void frameWhileTurning(benchmark::State& state) {
    Bench bench(state);
    if (!bench.window)
        return;
    int frames = 0;
    timeFrames(state, [&] {
        bench.window->frame({}, [&](ui::FrameInput&) {
            const int step = frames++ % 40;
            const auto away = static_cast<float>(step < 20 ? step : 40 - step);
            ui::feedMouse(ImGui::GetIO(), {150 + 10 * away, 250});
            ui::feedButton(ImGui::GetIO(), 0, frames > 1);
        });
    });
}

/// As many sites as given, strewn evenly over the sample's area.
plan::Plan withSites(const app::OpenCase& openCase, std::size_t count) {
    const geom::Region& region = *openCase.derived().region;
    std::vector<geom::Vec3> inside;
    for (std::size_t i = 0; i < region.signedDistance().size(); ++i)
        if (region.signedDistance()[i] < -1)
            inside.push_back(region.mesh().vertices()[i]);
    plan::Plan plan = openCase.plan();
    const plan::InjectionSite like = plan.sites.front();
    plan.sites.clear();
    for (std::size_t k = 0; k < count; ++k) {
        const auto place = openCase.placeAt(inside[k * inside.size() / count]);
        if (!place)
            continue;
        plan.sites.push_back(like);
        plan.sites.back().id = static_cast<int>(plan.sites.size());
        plan.sites.back().place = place->coordinate;
        plan.sites.back().onScalp = place->onScalp;
    }
    return plan;
}

/// 40 sites against 1,000, with the cached head picture.
void frameWithSites(benchmark::State& state) {
    Bench bench(state);
    if (!bench.window)
        return;
    bench.openCase->settings().autoSimulate = false;
    const plan::Plan plan = withSites(*bench.openCase, static_cast<std::size_t>(state.range(0)));
    if (const Status edited = bench.openCase->edit(plan, "Add sites"); !edited)
        return state.SkipWithError(edited.error().message.c_str());
    timeFrames(state, [&] { bench.window->frame(); });
}

/// From a change to the picture of forty sites laid out anew. 0: another pattern in the same area;
/// 1: another area preset, which paints the head anew.
void layoutOnScreen(benchmark::State& state) {
    Bench bench(state);
    if (!bench.window)
        return;
    bench.openCase->settings().autoSimulate = false;
    std::uint64_t seed = 1;
    const auto change = [&]() -> Status {
        ++seed;
        if (state.range(0) == 1)
            return bench.openCase->choosePreset(seed % 2 ? "norwood_3_vertex" : "crown_patch");
        return bench.openCase->layOut({.count = 40, .seed = seed}, "Lay out");
    };
    timeFrames(state, [&] {
        if (const Status changed = change(); !changed)
            state.SkipWithError(changed.error().message.c_str());
        bench.window->frame();
    });
}

/// Only the head, as large as the window's viewport, from all sides. 0: with the care of a still
/// picture; 1: while it moves; 2: the display mesh with nothing painted on it, one sample.
void headPicture(benchmark::State& state) {
    Bench bench(state);
    if (!bench.window)
        return;
    auto renderer = gfx::Renderer::create(bench.openCase->assets().shaders());
    if (!renderer)
        return state.SkipWithError(renderer.error().message.c_str());
    gfx::Renderer draws = std::move(renderer).value();
    view::Scene scene;
    scene.head = bench.openCase->derived().headContext->head;
    scene.camera = view::cameraFor(view::Preset::Back, view::headSphere(*scene.head));
    if (state.range(0) != 2) {
        const auto& grid = *scene.head->scalp;
        scene.field.values = std::make_shared<std::vector<float>>(grid.directions.size(), 0.5F);
        scene.field.contourLevels = {0.1, 0.2, 0.4};
    }
    const gfx::Quality quality = state.range(0) == 0   ? gfx::kStillQuality
                                 : state.range(0) == 1 ? gfx::kMovingQuality
                                                       : gfx::Quality{.samples = 1};
    timeFrames(state, [&] {
        scene.camera.azimuth += Degrees(2);
        benchmark::DoNotOptimize(draws.drawToTexture(scene, {1056, 712}, quality).ok());
    });
}

BENCHMARK(idleFrame)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(frameWhileTurning)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(layoutOnScreen)->Arg(0)->Arg(1)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(frameWithSites)->Arg(40)->Arg(1000)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(headPicture)->Arg(0)->Arg(1)->Arg(2)->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace
