#include <benchmark/benchmark.h>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"
#include "ui/state/ui_state.h"

namespace meso {
namespace {

// 40 sites of 0.05 mL over three patches of a scalp-like cap, about 50 cm2 together: a front and
// two temples. Edges of 1 mm.
sim::SimInput patchyPlan() {
    constexpr double kRadius_mm = 90, kGolden = 2.399963;
    sim::SimInput input;
    input.surface = test::cap(kRadius_mm, 1, 95).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    const auto addPatch = [&](double x, double y, int sites) {
        for (int i = 0; i < sites; ++i) {
            const double r = 6.2 * std::sqrt(i + 0.5), angle = i * kGolden;
            const geom::Vec3 p(x + r * std::cos(angle), y + r * std::sin(angle), 0);
            const double z = std::sqrt(kRadius_mm * kRadius_mm - p.squaredNorm());
            input.depots.push_back({{p.x(), p.y(), z}, Mm(2.5), Ml(0.05), MgPerMl(5)});
        }
    };
    addPatch(0, 0, 20);
    addPatch(48, 20, 10);
    addPatch(-48, 20, 10);
    const auto& vertices = input.surface->vertices();
    for (std::size_t v = 0; v < vertices.size(); ++v)
        for (const sim::SimDepot& depot : input.depots)
            if ((vertices[v] - depot.position).norm() < 7) {
                input.treatedVertices.push_back(static_cast<int>(v));
                break;
            }
    return input;
}

// Area of the triangles whose corners are all treated.
double treatedArea_mm2(const sim::SimInput& input) {
    std::vector<char> treated(input.surface->vertices().size(), 0);
    for (const int v : input.treatedVertices)
        treated[v] = 1;
    double area_mm2 = 0;
    for (std::size_t t = 0; t < input.surface->triangles().size(); ++t) {
        const geom::Triangle& corners = input.surface->triangles()[t];
        if (treated[corners[0]] && treated[corners[1]] && treated[corners[2]])
            area_mm2 += input.surface->triangleArea(static_cast<int>(t)).value();
    }
    return area_mm2;
}

// Highest memory that the process has held so far, MiB; 0 where the system does not say.
double peakMemory_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

void simulateOneDay(benchmark::State& state) {
    const sim::SimInput input = patchyPlan();
    state.counters["treated_cm2"] = treatedArea_mm2(input) / 100;
    const int threads = static_cast<int>(state.range(0));
    for (auto _ : state) {
        const auto result = sim::simulate(input, {}, {}, threads);
        if (!result) {
            state.SkipWithError(result.error().message.c_str());
            return;
        }
        state.counters["vertices"] = static_cast<double>((*result)->meshVertex.size());
        state.counters["cells"] = (*result)->grid.cells();
        state.counters["spacing_mm"] = (*result)->spacing.value();
    }
    state.counters["peak_MiB"] = peakMemory_mib();
}

} // namespace

BENCHMARK(simulateOneDay)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace meso
