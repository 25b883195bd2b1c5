#include "sim/run_setup.h"

#include <algorithm>

#include "base/text.h"

namespace meso::sim {

Error runCancelled() {
    return Error{"The simulation was cancelled."};
}

Result<RunSetup> setupOf(const SimInput& input) {
    auto phases = transportPhases(input);
    if (!phases)
        return phases.error();
    auto grid = makeTissueGrid(input.tissue, input.resolution);
    if (!grid)
        return grid.error();
    RunSetup setup;
    setup.phases = std::move(phases).value();
    setup.model.grid = std::move(grid).value();
    setup.model.transports = setup.phases.front().transports;
    return setup;
}

Status checkRoom(const SimInput& input, const DiffusionModel& model) {
    constexpr double kMm3PerMl = 1000;
    double height_mm = 0, area_mm2 = 0;
    for (int c = 0; c < model.grid.cells(); ++c)
        height_mm += model.grid.volumePerArea_mm(c);
    for (int v = 0; v < model.lateral.vertices(); ++v)
        area_mm2 += model.lateral.mass_mm2[v] *
                    (model.classes.uniform() ? 1 : model.classes.factor[model.classes.ofVertex[v]]);
    const Ml room(area_mm2 * height_mm / kMm3PerMl);
    Ml filled(0);
    for (std::size_t i = 0; i < input.depots.size(); ++i) {
        filled +=
            input.depots[i].volume * ((1 - input.tissue.leakFraction) / input.tissue.depotFraction);
        if (filled > room)
            return Error{"With injection site " + std::to_string(shownNumber(input.depots[i], i)) +
                         " the depots fill " + text::of(filled, 1) + ", more than the " +
                         text::of(room, 1) +
                         " of tissue around them. Inject less or at fewer sites."};
    }
    return Done{};
}

bool releasesSlowly(const SimInput& input, const SimDepot& depot) {
    return input.compound.release && depot.strength >= input.compound.release->fromStrength;
}

std::vector<Seconds> outputTimesOf(const SimInput& input) {
    return input.outputTimes.empty() ? standardOutputTimes(input.duration) : input.outputTimes;
}

void describeRun(const SimInput& input, const RunSetup& setup, SimResult& result) {
    result.inputHash = input.hash();
    result.grid = setup.model.grid;
    result.classes = setup.model.classes;
    result.transports = setup.phases.back().transports;
    for (const anatomy::TissueLayer& layer : input.tissue.layers)
        result.layerNames.push_back(layer.name);
    result.surfaceVertices = static_cast<int>(input.surface->vertices().size());
    result.meshVertex = setup.patch.meshVertex;
    result.area_mm2 = setup.model.lateral.mass_mm2;
    for (const SimDepot& d : input.depots) {
        result.injectedStrength = std::max(result.injectedStrength, d.strength);
        result.dose += d.strength * d.volume;
    }
}

} // namespace meso::sim
