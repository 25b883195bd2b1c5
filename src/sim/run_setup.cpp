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
    const auto height_mm = [](const TissueGrid& grid) {
        double sum_mm = 0;
        for (int c = 0; c < grid.cells(); ++c)
            sum_mm += grid.volumePerArea_mm(c);
        return sum_mm;
    };
    std::vector<double> heights_mm;
    for (const TissueGrid& grid : model.classes.grids)
        heights_mm.push_back(height_mm(grid));
    const double everywhere_mm = height_mm(model.grid);
    double volume_mm3 = 0;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        volume_mm3 +=
            model.lateral.mass_mm2[v] *
            (model.classes.uniform() ? everywhere_mm : heights_mm[model.classes.ofVertex[v]]);
    const Ml room(volume_mm3 / kMm3PerMl);
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
