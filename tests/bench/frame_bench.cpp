#include <benchmark/benchmark.h>

#include "anatomy/scalp_frame.h"
#include "support/model_heads.h"
#include "ui/state/ui_state.h"

namespace meso::anatomy {
namespace {

/// A frame on a model head of 20 * frequency^2 triangles.
ScalpFrame modelFrame(int frequency) {
    const test::ModelHead head;
    return *ScalpFrame::make(head.mesh(frequency), head.landmarks());
}

/// Everything from an indexed mesh to a frame; 38 gives 28,880 triangles and 76 gives 115,520.
void buildScalpFrame(benchmark::State& state) {
    const test::ModelHead head;
    const auto skin =
        std::make_shared<const geom::SurfaceIndex>(head.mesh(static_cast<int>(state.range(0))));
    for (auto _ : state)
        benchmark::DoNotOptimize(ScalpFrame::make(skin, head.landmarks()));
}
BENCHMARK(buildScalpFrame)->Arg(38)->Arg(76)->Unit(benchmark::kMillisecond);

void buildIndexAndScalpFrame(benchmark::State& state) {
    const test::ModelHead head;
    const auto mesh = head.mesh(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(ScalpFrame::make(mesh, head.landmarks()));
}
BENCHMARK(buildIndexAndScalpFrame)->Arg(38)->Arg(76)->Unit(benchmark::kMillisecond);

void scalpCoordinateToSkin(benchmark::State& state) {
    const ScalpFrame frame = modelFrame(76);
    double s = 0.2;
    for (auto _ : state) {
        s = s > 0.8 ? 0.2 : s + 0.001;
        benchmark::DoNotOptimize(frame.positionAt(ScalpCoordinate{s, 0.7 - s}));
    }
}
BENCHMARK(scalpCoordinateToSkin);

void skinToScalpCoordinate(benchmark::State& state) {
    const ScalpFrame frame = modelFrame(76);
    const geom::Vec3 site = *frame.positionAt(ScalpCoordinate{0.31, 0.42});
    for (auto _ : state)
        benchmark::DoNotOptimize(frame.coordinateOf(site));
}
BENCHMARK(skinToScalpCoordinate);

void skinToTapeAddress(benchmark::State& state) {
    const ScalpFrame frame = modelFrame(76);
    const geom::Vec3 site = *frame.positionAt(ScalpCoordinate{0.31, 0.42});
    for (auto _ : state)
        benchmark::DoNotOptimize(frame.addressOf(site));
}
BENCHMARK(skinToTapeAddress);

} // namespace
} // namespace meso::anatomy
