#include <benchmark/benchmark.h>

#include "gfx/offscreen.h"
#include "gfx/renderer.h"
#include "support/round_head.h"
#include "ui/state/ui_state.h"
#include "view/flat_map.h"

// Frames of a 1440 x 900 picture; the software driver pays per triangle, so the ball-like head of
// the tests is cut as finely as the display head (about 126 thousand triangles).
namespace {

using namespace meso;

constexpr view::PixelSize kSize{1440, 900};
constexpr int kDisplayFrequency = 79;
constexpr int kGridFrequency = 103;

view::Scene fullScene() {
    view::Scene scene;
    auto head = std::make_shared<anatomy::Head>(*test::roundHead(kDisplayFrequency));
    head->scalp = test::roundGrid(kGridFrequency, test::eggRadius);
    scene.head = head;
    auto field = std::make_shared<std::vector<float>>();
    auto region = std::make_shared<std::vector<float>>();
    for (const geom::Vec3& d : head->scalp->directions) {
        field->push_back(static_cast<float>(10 + 10 * std::sin(40 * d.x()) * std::sin(40 * d.y())));
        region->push_back(static_cast<float>((std::acos(d.z()) - 0.6) * 90));
    }
    scene.field.values = field;
    scene.field.scale.high = 20;
    scene.field.contourLevels = {2, 5, 10};
    scene.regionDistance = region;
    scene.camera = view::cameraFor(view::Preset::Back, view::headSphere(*head));
    return scene;
}

void drawFrames(benchmark::State& state, bool changeField) {
    auto context = gfx::OffscreenContext::create();
    auto renderer = context ? gfx::Renderer::create(MESO_SOURCE_DIR "/shaders")
                            : Result<gfx::Renderer>(context.error());
    if (!renderer) {
        state.SkipWithError(renderer.error().message.c_str());
        return;
    }
    gfx::Renderer draws = std::move(renderer).value();
    view::Scene scene = fullScene();
    const gfx::Quality quality{static_cast<int>(state.range(0))};
    benchmark::DoNotOptimize(draws.draw(scene, kSize, quality).ok());
    for (auto _ : state) {
        scene.camera.azimuth += Degrees(1);
        if (changeField)
            scene.field.values = std::make_shared<std::vector<float>>(*scene.field.values);
        benchmark::DoNotOptimize(draws.draw(scene, kSize, quality).ok());
    }
}

void turnedView(benchmark::State& state) {
    drawFrames(state, false);
}
void newFieldEveryFrame(benchmark::State& state) {
    drawFrames(state, true);
}

void scalpChartOnce(benchmark::State& state) {
    const auto grid = test::roundGrid(kGridFrequency, test::eggRadius);
    for (auto _ : state)
        benchmark::DoNotOptimize(view::ScalpChart(*grid, 1024).side());
}

void flatMap(benchmark::State& state) {
    const view::Scene scene = fullScene();
    const view::ScalpChart chart(*scene.head->scalp, 1024);
    for (auto _ : state)
        benchmark::DoNotOptimize(view::drawFlatMap(scene, chart, {900, 900}).picture.rgba.data());
}

BENCHMARK(turnedView)
    ->ArgName("samples")
    ->Arg(4)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(newFieldEveryFrame)
    ->ArgName("samples")
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(scalpChartOnce)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(flatMap)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

} // namespace
