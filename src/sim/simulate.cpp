#include "sim/simulate.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "sim/depot.h"
#include "sim/schedule.h"
#include "sim/stepper.h"

namespace meso::sim {
namespace {

constexpr double kMicrogramPerMg = 1000;
constexpr double kLargestVolume_ml = 5;
constexpr double kLargestStrength_mg_per_ml = 2000;
constexpr double kLongest_s = 366.0 * 24 * 3600;
constexpr int kMostThreads = 16;
// Wider than any needle's bolus: 0.1 mL raises a wheal of 3 to 5 mm radius. It also bounds the work
// that laying one depot takes.
constexpr double kWidestDepot_mm = 20;
// Laying depots takes about this share of a usual run.
constexpr double kLayingShare = 0.1;

Error cancelled() {
    return Error{"The simulation was cancelled."};
}

// Who is told how far a run is, and who may end it.
struct Watch {
    std::stop_token stop;
    const Progress& progress;
    /// Tells the fraction; false when the run shall end.
    [[nodiscard]] bool goesOn(double fraction) const {
        if (progress)
            progress(fraction);
        return !stop.stop_requested();
    }
};

bool within(double value, double above, double upTo) {
    return value > above && value <= upTo;
}

Status checkDepot(const SimInput& input, std::size_t index) {
    const SimDepot& d = input.depots[index];
    const std::string site = "Injection site " + std::to_string(shownNumber(d, index));
    if (!d.position.allFinite())
        return Error{site + " has no valid position."};
    if (!within(d.volume.value(), 0, kLargestVolume_ml))
        return Error{site + " has a volume outside 0 to 5 mL."};
    if (!within(d.strength.value(), 0, kLargestStrength_mg_per_ml))
        return Error{site + " has a strength outside 0 to 2000 mg/mL."};
    if (!within(d.depth.value(), 0, input.tissue.totalThickness().value()) ||
        d.depth >= input.tissue.totalThickness())
        return Error{site + " is " + text::of(d.depth, 2) + " deep, but the tissue is " +
                     text::of(input.tissue.totalThickness(), 2) +
                     " thick; its depth must be between the skin and the bottom of the last "
                     "layer."};
    const Mm halfWidth = depotShape(d, input.tissue, Mm(0)).halfWidth;
    if (!within(halfWidth.value(), 0, kWidestDepot_mm))
        return Error{site + " would fill a depot of " + text::of(halfWidth) + " radius with " +
                     text::of(d.volume) + " at a depth of " + text::of(d.depth, 2) +
                     "; a single injection spreads at most " + text::of(Mm(kWidestDepot_mm), 0) +
                     ". Inject less, or further from skin and bone."};
    return Done{};
}

Status checkTimes(const SimInput& input) {
    if (!within(input.duration.value(), 0, kLongest_s))
        return Error{"The simulated time must be above zero and at most a year."};
    Seconds before(-1);
    for (const Seconds t : input.outputTimes) {
        if (!(t > before) || !(t <= input.duration) || !(t.value() >= 0))
            return Error{"Output times must increase and lie within the simulated time."};
        before = t;
    }
    return Done{};
}

Status checkInput(const SimInput& input) {
    const anatomy::TissueProfile& tissue = input.tissue;
    if (!input.surface)
        return Error{"There is no surface to simulate on."};
    if (input.depots.empty())
        return Error{"There are no injections of " + input.compound.name + " to simulate."};
    if (!(tissue.leakFraction >= 0 && tissue.leakFraction < 1) || !(tissue.depotFraction > 0) ||
        !(tissue.depotHalfHeight.value() > 0) || !(tissue.depotEdgeWidth.value() >= 0))
        return Error{"The tissue's depot values are out of range (leak 0 to 1, the rest above 0)."};
    if (!within(input.margin.value(), 9.999, 1000))
        return Error{"The margin around the treated zone must be 10 mm or more."};
    for (const int v : input.treatedVertices)
        if (v < 0 || v >= static_cast<int>(input.surface->vertices().size()))
            return Error{"A treated vertex does not exist on the surface."};
    for (std::size_t i = 0; i < input.depots.size(); ++i)
        if (const Status depot = checkDepot(input, i); !depot)
            return depot;
    return checkTimes(input);
}

Patch cutSolvedPatch(const SimInput& input) {
    std::vector<PatchSeed> seeds;
    for (const SimDepot& d : input.depots) {
        const DepotShape shape = depotShape(d, input.tissue, Mm(1));
        seeds.push_back({d.position, (input.margin + shape.halfWidth).value()});
    }
    for (const int v : input.treatedVertices)
        seeds.push_back({input.surface->vertices()[v], input.margin.value()});
    return cutPatch(*input.surface, seeds);
}

Mm spacingOf(const LateralOperator& lateral) {
    double area_mm2 = 0;
    int vertices = 0;
    for (const double mass : lateral.mass_mm2)
        if (mass > 0)
            area_mm2 += mass, ++vertices;
    return Mm(vertices > 0 ? std::sqrt(2 / std::sqrt(3.0) * area_mm2 / vertices) : 0);
}

// Depots cannot hold more than the tissue that they lie in.
Status checkRoom(const SimInput& input, const DiffusionModel& model) {
    constexpr double kMm3PerMl = 1000;
    double height_mm = 0, area_mm2 = 0;
    for (int c = 0; c < model.grid.cells(); ++c)
        height_mm += model.grid.volumePerArea_mm(c);
    for (const double mass : model.lateral.mass_mm2)
        area_mm2 += mass;
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

// What a run needs beside its input: built once, then stepped.
struct Setup {
    Patch patch;
    DiffusionModel model;
    std::vector<double> amounts; // vertices x cells, (mg/mL) mm
};

// Most plans inject one volume at one depth, so a profile is kept for the next depot.
Status layDepots(const SimInput& input, const DepotCanvas& canvas, std::span<double> amounts,
                 const Watch& watch, SimResult& result) {
    std::vector<DepotShape> shapes;
    std::optional<DepotProfile> profile;
    for (std::size_t i = 0; i < input.depots.size(); ++i) {
        const DepotShape shape = depotShape(input.depots[i], input.tissue, result.spacing);
        if (shapes.empty() || !(shape == shapes.back()))
            profile.emplace(shape.halfWidth, shape.halfHeight, shape.edge);
        shapes.push_back(shape);
        if (const Status added = addDepot(input.depots[i], shape, *profile, canvas, amounts);
            !added)
            return Error{"Injection site " + std::to_string(shownNumber(input.depots[i], i)) +
                         ": " + added.error().message};
        const double laid = static_cast<double>(i + 1) / static_cast<double>(input.depots.size());
        if (!watch.goesOn(kLayingShare * laid))
            return cancelled();
    }
    result.warnings = depotWarnings(input.depots, shapes);
    return Done{};
}

Result<Setup> prepare(const SimInput& input, const Watch& watch, SimResult& result) {
    Setup setup;
    auto transports = layerTransports(input.compound, input.tissue, input.pharmacokinetics);
    if (!transports)
        return transports.error();
    auto grid = makeTissueGrid(input.tissue, input.resolution);
    if (!grid)
        return grid.error();
    setup.patch = cutSolvedPatch(input);
    setup.model = {lateralOperator(setup.patch.positions, setup.patch.triangles), *grid,
                   *transports};
    result.spacing = spacingOf(setup.model.lateral);
    if (!(result.spacing.value() > 0))
        return Error{
            "No part of the surface lies near an injection; place the sites on the scalp."};
    if (const Status room = checkRoom(input, setup.model); !room)
        return room.error();
    setup.amounts.assign(static_cast<std::size_t>(setup.patch.vertices()) * grid->cells(), 0);
    const DepotCanvas canvas{setup.patch, setup.model.lateral, setup.model.grid};
    if (const Status laid = layDepots(input, canvas, setup.amounts, watch, result); !laid)
        return laid.error();
    return setup;
}

void describe(const SimInput& input, const Setup& setup, SimResult& result) {
    result.inputHash = input.hash();
    result.grid = setup.model.grid;
    result.transports = setup.model.transports;
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
    balance.leaked = result.dose * input.tissue.leakFraction;
    return balance;
}

void record(Stepper<float>& stepper, const SimInput& input, Seconds time, SimResult& result) {
    result.frames.push_back(takeFrame(stepper, time));
    result.balance.push_back(takeBalance(stepper, input, result, time));
}

} // namespace

Result<SimResultPtr> simulate(const SimInput& input, std::stop_token stop, const Progress& progress,
                              int threads) {
    if (const Status checked = checkInput(input); !checked)
        return checked.error();
    const Watch watch{std::move(stop), progress};
    auto result = std::make_shared<SimResult>();
    Result<Setup> setup = prepare(input, watch, *result);
    if (!setup)
        return setup.error();
    describe(input, *setup, *result);
    BlockTeam team(std::clamp(threads, 1, kMostThreads));
    Stepper<float> stepper(setup->model, team);
    stepper.setAmounts(setup->amounts);
    const std::vector<Seconds> times =
        input.outputTimes.empty() ? standardOutputTimes(input.duration) : input.outputTimes;
    if (times.front() == Seconds(0))
        record(stepper, input, Seconds(0), *result);
    Seconds now(0);
    const std::vector<StepRun> runs = makeSchedule(times);
    int done = 0, all = 0;
    for (const StepRun& run : runs)
        all += run.steps;
    for (const StepRun& run : runs) {
        const Status advanced = stepper.advance(run.dt, run.steps, [&] {
            const double stepped = static_cast<double>(++done) / all;
            return watch.goesOn(done == all ? 1 : kLayingShare + (1 - kLayingShare) * stepped);
        });
        if (!advanced)
            return cancelled();
        now += run.dt * run.steps;
        if (run.output)
            record(stepper, input, times[result->frames.size()], *result);
    }
    return SimResultPtr(std::move(result));
}

} // namespace meso::sim
