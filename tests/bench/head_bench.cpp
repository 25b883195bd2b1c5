#include <benchmark/benchmark.h>

#include "support/built_head.h"
#include "support/scratch.h"

namespace {

using namespace meso;

const anatomy::HeadMeasurements kMedianMan = test::measurementsOf(test::percentiles()[1]);

void readBase(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(
            anatomy::readHeadBase(MESO_BINARY_DIR "/share/mesomap/head/base.mesohead"));
}

/// The figure to meet: 1.5 s.
void buildMedianHead(benchmark::State& state) {
    (void)test::builtBase();
    for (auto _ : state)
        benchmark::DoNotOptimize(anatomy::buildHead(kMedianMan, test::builtBase()));
}

/// With both arcs, which take more steps of the fit.
void buildHeadFromFiveMeasures(benchmark::State& state) {
    anatomy::HeadMeasurements asked = kMedianMan;
    asked.nasionInionArc = Mm(375);
    asked.tragusArc = Mm(360);
    for (auto _ : state)
        benchmark::DoNotOptimize(anatomy::buildHead(asked, test::builtBase()));
}

/// The figure to meet: 0.3 s.
void recallMedianHead(benchmark::State& state) {
    const test::Scratch folder;
    (void)anatomy::loadOrBuildHead(kMedianMan, test::builtBase(), folder.path());
    for (auto _ : state)
        benchmark::DoNotOptimize(
            anatomy::loadOrBuildHead(kMedianMan, test::builtBase(), folder.path()));
}

BENCHMARK(readBase)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(buildMedianHead)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(buildHeadFromFiveMeasures)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(recallMedianHead)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
