#include "sim/simulate.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <optional>
#include <span>
#include <utility>

#include "sim/depot.h"
#include "sim/input_checks.h"
#include "sim/run_setup.h"
#include "sim/schedule.h"
#include "sim/shell_bend.h"
#include "sim/stepper.h"

namespace meso::sim {
namespace {

constexpr int kMostThreads = 16;
Patch cutSolvedPatch(const SimInput& input) {
    std::vector<PatchSeed> seeds;
    for (const SimDepot& d : input.depots) {
        const DepotShape shape = depotShape(d, input.tissue, Mm(1), input.thicknessAt(d.position));
        seeds.push_back({d.position, (input.margin + shape.halfWidth).value()});
    }
    for (const int v : input.treatedVertices)
        seeds.push_back({input.surface->vertices()[v], input.margin.value()});
    return cutPatch(*input.surface, seeds);
}

// Of the whole surface, so that a depot has one shape whatever else is injected, and the same as in
// the fast path.
Mm spacingOf(const geom::TriMesh& surface) {
    const auto vertices = static_cast<double>(surface.vertices().size());
    return Mm(std::sqrt(2 / std::sqrt(3.0) * surface.area().value() / vertices));
}

bool isEmpty(const LateralOperator& lateral) {
    return std::none_of(lateral.mass_mm2.begin(), lateral.mass_mm2.end(),
                        [](double mass) { return mass > 0; });
}

// Most plans inject one volume at one depth, so a profile is kept for the next depot.
Status layDepots(const SimInput& input, RunSetup& setup, const RunWatch& watch, SimResult& result) {
    const DepotCanvas canvas{setup.patch, setup.model.lateral, setup.model.grid,
                             &setup.model.classes};
    std::vector<DepotShape> shapes;
    std::optional<DepotProfile> profile;
    for (std::size_t i = 0; i < input.depots.size(); ++i) {
        const SimDepot& depot = input.depots[i];
        const DepotShape shape =
            depotShape(depot, input.tissue, result.spacing, input.thicknessAt(depot.position));
        if (shapes.empty() || !(shape == shapes.back()))
            profile.emplace(shape.halfWidth, shape.halfHeight, shape.edge);
        shapes.push_back(shape);
        std::vector<double>& into = releasesSlowly(input, depot) ? setup.store : setup.amounts;
        if (const Status added = addDepot(depot, shape, *profile, canvas, into); !added)
            return Error{"Injection site " + std::to_string(shownNumber(depot, i)) + ": " +
                         added.error().message};
        const double laid = static_cast<double>(i + 1) / static_cast<double>(input.depots.size());
        if (!watch.goesOn(kLayingShare * laid))
            return runCancelled();
    }
    result.warnings = depotWarnings(input.depots, shapes);
    return Done{};
}

std::vector<float> patchThickness(const SimInput& input, const Patch& patch) {
    std::vector<float> factors;
    if (!input.thicknessFactor.empty())
        for (const int v : patch.meshVertex)
            factors.push_back(input.thicknessFactor[v]);
    return factors;
}

// The class of curvature of every patch vertex.
std::vector<int> patchBends(const SimInput& input, const RunSetup& setup) {
    std::vector<int> classes;
    if (input.bend == ShellBend::Tissue)
        return classes;
    for (const float bend : surfaceBend(setup.model.lateral, setup.patch.positions,
                                        setup.patch.normals, setup.patch.triangles))
        classes.push_back(bendClass(static_cast<double>(bend), setup.model.grid));
    return classes;
}

Status layStart(const SimInput& input, const RunWatch& watch, RunSetup& setup, SimResult& result) {
    const std::size_t size =
        static_cast<std::size_t>(setup.patch.vertices()) * setup.model.grid.cells();
    setup.amounts.assign(size, 0);
    if (std::any_of(input.depots.begin(), input.depots.end(),
                    [&](const SimDepot& depot) { return releasesSlowly(input, depot); }))
        setup.store.assign(size, 0);
    return layDepots(input, setup, watch, result);
}

Result<RunSetup> prepare(const SimInput& input, const RunWatch& watch, SimResult& result) {
    auto begun = setupOf(input);
    if (!begun)
        return begun.error();
    RunSetup setup = std::move(begun).value();
    setup.patch = cutSolvedPatch(input);
    setup.model.lateral = lateralOperator(setup.patch.positions, setup.patch.triangles);
    setup.model.classes =
        gridClasses(setup.model.grid, patchThickness(input, setup.patch), patchBends(input, setup));
    result.spacing = spacingOf(*input.surface);
    if (isEmpty(setup.model.lateral))
        return Error{
            "No part of the surface lies near an injection; place the sites on the scalp."};
    if (const Status room = checkRoom(input, setup.model); !room)
        return room.error();
    if (const Status laid = layStart(input, watch, setup, result); !laid)
        return laid.error();
    return setup;
}

SimFrame takeFrame(const Stepper<float>& stepper, Seconds time) {
    SimFrame frame{time, {}};
    frame.concentration.reserve(static_cast<std::size_t>(stepper.vertices()) * stepper.cells());
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            frame.concentration.push_back(static_cast<float>(stepper.concentration(v, c)));
    return frame;
}

MassBalance takeBalance(Stepper<float>& stepper, const SimInput& input, const SimResult& result,
                        Seconds time) {
    MassBalance balance;
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

void record(Stepper<float>& stepper, const SimInput& input, Seconds time, SimResult& result) {
    result.frames.push_back(takeFrame(stepper, time));
    result.balance.push_back(takeBalance(stepper, input, result, time));
}

// Output times, and the time in between at which the rates change.
std::vector<Seconds> marksOf(const std::vector<Seconds>& outputs, const RunSetup& setup) {
    std::vector<Seconds> marks = outputs;
    const Seconds change = setup.phases.front().until;
    if (setup.phases.size() > 1 && !std::binary_search(marks.begin(), marks.end(), change))
        marks.insert(std::upper_bound(marks.begin(), marks.end(), change), change);
    return marks;
}

Status march(const SimInput& input, const RunSetup& setup, const RunWatch& watch,
             Stepper<float>& stepper, SimResult& result) {
    const std::vector<Seconds> outputs = outputTimesOf(input);
    const std::vector<Seconds> marks = marksOf(outputs, setup);
    const std::vector<StepRun> runs = makeSchedule(marks);
    if (const Status fits = checkMemory(input, setup.patch.meshVertex.size(),
                                        setup.model.grid.cells(), outputs.size());
        !fits)
        return fits;
    if (outputs.front() == Seconds(0))
        record(stepper, input, Seconds(0), result);
    int done = 0, all = 0;
    for (const StepRun& run : runs)
        all += run.steps;
    auto mark = marks.begin() + (marks.front() == Seconds(0) ? 1 : 0);
    for (const StepRun& run : runs) {
        const Status advanced = stepper.advance(run.dt, run.steps, [&] {
            const double stepped = static_cast<double>(++done) / all;
            return watch.goesOn(done == all ? 1 : kLayingShare + (1 - kLayingShare) * stepped);
        });
        if (!advanced)
            return runCancelled();
        if (!run.output)
            continue;
        const Seconds now = *mark++;
        if (std::binary_search(outputs.begin(), outputs.end(), now))
            record(stepper, input, now, result);
        if (setup.phases.size() > 1 && now == setup.phases.front().until)
            stepper.useLosses(setup.phases.back().transports);
    }
    return Done{};
}

Result<SimResultPtr> run(const SimInput& input, const RunWatch& watch, int threads) {
    if (const Status checked = checkInput(input); !checked)
        return checked.error();
    auto result = std::make_shared<SimResult>();
    Result<RunSetup> setup = prepare(input, watch, *result);
    if (!setup)
        return setup.error();
    describeRun(input, *setup, *result);
    BlockTeam team(std::clamp(threads, 1, kMostThreads));
    Stepper<float> stepper(setup->model, team);
    stepper.setAmounts(setup->amounts);
    if (!setup->store.empty())
        stepper.setStore(setup->store, input.compound.release->rate);
    if (const Status marched = march(input, *setup, watch, stepper, *result); !marched)
        return marched.error();
    return SimResultPtr(std::move(result));
}

} // namespace

Result<SimResultPtr> simulate(const SimInput& input, std::stop_token stop, const Progress& progress,
                              int threads) {
    // Memory is the one thing that a valid input may still lack.
    try {
        return run(input, RunWatch{std::move(stop), progress}, threads);
    } catch (const std::bad_alloc&) {
        return Error{"There is not enough memory for this simulation. Ask for fewer output times, "
                     "or for a smaller area."};
    }
}

} // namespace meso::sim
