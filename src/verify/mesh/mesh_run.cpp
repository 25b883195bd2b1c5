#include "verify/mesh/mesh_run.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "sim/kernel/input_checks.h"
#include "sim/model/transport_phases.h"
#include "verify/mesh/mesh_depot.h"
#include "verify/mesh/patch.h"
#include "verify/mesh/schedule.h"
#include "verify/mesh/shell_bend.h"
#include "verify/mesh/stepper.h"

namespace meso::verify {
namespace {

// What a run needs beside its input: built once, then stepped.
struct RunSetup {
    std::vector<sim::TransportPhase> phases;
    std::vector<double> capacities; // of the layers
    std::vector<sim::DepotShape> shapes;
    Patch patch;
    DiffusionModel model;
    std::vector<double> amounts; // vertices x cells, (mg/mL) mm
    std::vector<double> store;   // the same, not dissolved; empty without slow release
};

bool releasesSlowly(const sim::SimInput& input, const sim::SimDepot& depot) {
    return input.compound.release && depot.strength >= input.compound.release->fromStrength;
}

std::vector<Seconds> outputTimesOf(const sim::SimInput& input) {
    return input.outputTimes.empty() ? sim::standardOutputTimes(input.duration) : input.outputTimes;
}

Patch cutSolvedPatch(const sim::SimInput& input, const RunSetup& setup, Mm margin) {
    std::vector<PatchSeed> seeds;
    for (std::size_t i = 0; i < input.depots.size(); ++i)
        seeds.push_back({input.depots[i].position, (margin + setup.shapes[i].halfWidth).value()});
    return cutPatch(*input.surface, seeds);
}

bool isEmpty(const LateralOperator& lateral) {
    return std::none_of(lateral.mass_mm2.begin(), lateral.mass_mm2.end(),
                        [](double mass) { return mass > 0; });
}

std::vector<float> patchThickness(const sim::SimInput& input, const Patch& patch) {
    std::vector<float> factors;
    if (!input.thicknessFactor.empty())
        for (const int v : patch.meshVertex)
            factors.push_back(input.thicknessFactor[v]);
    return factors;
}

// The class of curvature of every patch vertex.
std::vector<int> patchBends(const RunSetup& setup, ShellBend bend) {
    std::vector<int> classes;
    if (bend == ShellBend::Tissue)
        return classes;
    for (const float found : surfaceBend(setup.model.lateral, setup.patch.positions,
                                         setup.patch.normals, setup.patch.triangles))
        classes.push_back(bendClass(static_cast<double>(found), setup.model.grid));
    return classes;
}

// Most plans inject one volume at one depth, so a profile is kept for the next depot.
Status layDepots(const sim::SimInput& input, RunSetup& setup) {
    DepotCanvas canvas{setup.patch, setup.model.lateral, setup.model.grid, &setup.model.classes};
    if (input.tissue.depotRoom == anatomy::DepotRoom::Pores)
        canvas.capacities = setup.capacities;
    const std::size_t size =
        static_cast<std::size_t>(setup.patch.vertices()) * setup.model.grid.cells();
    setup.amounts.assign(size, 0);
    std::optional<DepotProfile> profile;
    for (std::size_t i = 0; i < input.depots.size(); ++i) {
        const sim::SimDepot& depot = input.depots[i];
        const sim::DepotShape& shape = setup.shapes[i];
        if (i == 0 || !(shape == setup.shapes[i - 1]))
            profile.emplace(shape.halfWidth, shape.halfHeight, shape.edge);
        const bool isSlow = releasesSlowly(input, depot);
        if (isSlow && setup.store.empty())
            setup.store.assign(size, 0);
        if (const Status added =
                addDepot(depot, shape, *profile, canvas, isSlow ? setup.store : setup.amounts);
            !added)
            return Error{"Injection site " + std::to_string(sim::shownNumber(depot, i)) + ": " +
                         added.error().message};
    }
    return Done{};
}

Result<RunSetup> setupOf(const sim::SimInput& input, const MeshSettings& settings) {
    auto phases = sim::transportPhases(input);
    if (!phases)
        return phases.error();
    auto grid = makeTissueGrid(input.tissue, settings.resolution);
    if (!grid)
        return grid.error();
    RunSetup setup;
    setup.phases = std::move(phases).value();
    setup.model.grid = std::move(grid).value();
    setup.model.transports = setup.phases.front().transports;
    for (const sim::LayerTransport& layer : setup.model.transports)
        setup.capacities.push_back(layer.capacity);
    for (const sim::SimDepot& depot : input.depots)
        setup.shapes.push_back(sim::depotShape(depot, input.tissue, setup.capacities,
                                               input.thicknessAt(depot.position)));
    setup.patch = cutSolvedPatch(input, setup, settings.margin);
    setup.model.lateral = lateralOperator(setup.patch.positions, setup.patch.triangles);
    setup.model.classes = gridClasses(setup.model.grid, patchThickness(input, setup.patch),
                                      patchBends(setup, settings.bend));
    if (isEmpty(setup.model.lateral))
        return Error{
            "No part of the surface lies near an injection; place the sites on the scalp."};
    if (const Status laid = layDepots(input, setup); !laid)
        return laid.error();
    return setup;
}

void describe(const sim::SimInput& input, const RunSetup& setup, MeshResult& result) {
    result.grid = setup.model.grid;
    result.classes = setup.model.classes;
    result.transports = setup.phases.back().transports;
    result.surfaceVertices = static_cast<int>(input.surface->vertices().size());
    result.meshVertex = setup.patch.meshVertex;
    result.area_mm2 = setup.model.lateral.mass_mm2;
    for (const sim::SimDepot& depot : input.depots) {
        result.injectedStrength = std::max(result.injectedStrength, depot.strength);
        result.dose += depot.strength * depot.volume;
    }
}

sim::MassBalance takeBalance(const Stepper& stepper, const sim::SimInput& input,
                             const MeshResult& result, Seconds time) {
    sim::MassBalance balance;
    balance.time = time;
    balance.layers.assign(input.tissue.layers.size(), Mg(0));
    const std::vector<double> totals_ug = stepper.cellTotals();
    for (int c = 0; c < result.grid.cells(); ++c)
        balance.layers[result.grid.layer[c]] += Mg(totals_ug[c] / kMicrogramPerMg);
    balance.blood = Mg(stepper.cleared()[static_cast<int>(Cleared::Blood)] / kMicrogramPerMg);
    balance.lymph = Mg(stepper.cleared()[static_cast<int>(Cleared::Lymph)] / kMicrogramPerMg);
    balance.store = Mg(stepper.storeTotal() / kMicrogramPerMg);
    balance.leaked = result.dose * input.tissue.leakFraction;
    return balance;
}

void record(const Stepper& stepper, const sim::SimInput& input, Seconds time, MeshResult& result) {
    MeshFrame& frame = result.frames.emplace_back();
    frame.time = time;
    frame.concentration.reserve(static_cast<std::size_t>(stepper.vertices()) * stepper.cells());
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            frame.concentration.push_back(static_cast<float>(stepper.concentration(v, c)));
    result.balance.push_back(takeBalance(stepper, input, result, time));
}

// Output times, and the times in between at which the rates change.
std::vector<Seconds> marksOf(std::vector<Seconds> marks, const RunSetup& setup) {
    for (const sim::TransportPhase& phase : setup.phases)
        if (phase.until < marks.back())
            marks.push_back(phase.until);
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    return marks;
}

void march(const sim::SimInput& input, const RunSetup& setup, Stepper& stepper,
           MeshResult& result) {
    const std::vector<Seconds> outputs = outputTimesOf(input);
    const std::vector<Seconds> marks = marksOf(outputs, setup);
    if (outputs.front() == Seconds(0))
        record(stepper, input, Seconds(0), result);
    auto mark = marks.begin() + (marks.front() == Seconds(0) ? 1 : 0);
    for (const StepRun& run : makeSchedule(marks)) {
        stepper.advance(run.dt, run.steps);
        if (!run.output)
            continue;
        const Seconds now = *mark++;
        if (std::binary_search(outputs.begin(), outputs.end(), now))
            record(stepper, input, now, result);
        for (std::size_t p = 0; p + 1 < setup.phases.size(); ++p)
            if (now == setup.phases[p].until)
                stepper.useLosses(setup.phases[p + 1].transports);
    }
}

} // namespace

Result<MeshResultPtr> simulateOnMesh(const sim::SimInput& input, const MeshSettings& settings) {
    if (const Status checked = sim::checkInput(input); !checked)
        return checked.error();
    const Result<RunSetup> setup = setupOf(input, settings);
    if (!setup)
        return setup.error();
    auto result = std::make_shared<MeshResult>();
    describe(input, *setup, *result);
    Stepper stepper(setup->model);
    stepper.setAmounts(setup->amounts);
    if (!setup->store.empty())
        stepper.setStore(setup->store, input.compound.release->rate);
    march(input, *setup, stepper, *result);
    return MeshResultPtr(std::move(result));
}

} // namespace meso::verify
