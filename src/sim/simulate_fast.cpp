#include "sim/simulate_fast.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>
#include <optional>
#include <utility>

#include "base/check.h"
#include "sim/depot_laying.h"
#include "sim/fast_run.h"
#include "sim/fast_step.h"
#include "sim/input_checks.h"
#include "sim/run_setup.h"
#include "sim/shell_bend.h"
#include "sim/simulate.h"

namespace meso::sim {
namespace {

constexpr int kMaxFastThreads = 16, kMaxFastCells = 40;

bool fastPathApplies(const SimInput& input, const RunSetup& setup) {
    const bool even = std::all_of(input.thicknessFactor.begin(), input.thicknessFactor.end(),
                                  [](float factor) { return factor == 1; });
    const bool dissolved =
        std::none_of(input.depots.begin(), input.depots.end(),
                     [&](const SimDepot& d) { return releasesSlowly(input, d); });
    return even && dissolved && setup.phases.size() == 1 &&
           setup.model.grid.cells() <= kMaxFastCells;
}

// Treated vertices with a neighbour that is not treated. The margin around them, with the zone
// itself, is the margin around the zone.
std::vector<int> zoneBorder(const ScalpDomain& domain, const std::vector<char>& treated) {
    const LateralOperator& op = domain.lateral();
    std::vector<int> border;
    for (int v = 0; v < domain.vertices(); ++v)
        if (treated[v] &&
            std::any_of(op.column.begin() + op.rowStart[v], op.column.begin() + op.rowStart[v + 1],
                        [&](int other) { return !treated[other]; }))
            border.push_back(v);
    return border;
}

// Domain vertices within the margin of a depot or of the treated zone, rising.
std::vector<int> solvedVertices(const SimInput& input, const ScalpDomain& domain) {
    std::vector<char> inside(domain.vertices(), 0),
        treatedOnMesh(input.surface->vertices().size(), 0);
    for (const int v : input.treatedVertices)
        treatedOnMesh[v] = 1;
    for (int v = 0; v < domain.vertices(); ++v)
        inside[v] = treatedOnMesh[domain.meshVertex()[v]];
    const auto mark = [&](const geom::Vec3& centre, Mm reach) {
        for (const int v : domain.within(centre, reach))
            inside[v] = 1;
    };
    for (const int v : zoneBorder(domain, inside))
        mark(domain.positions()[v], input.margin);
    for (const SimDepot& depot : input.depots)
        mark(depot.position, input.margin + depotShape(depot, input.tissue, Mm(1)).halfWidth);
    std::vector<int> vertices;
    for (int v = 0; v < domain.vertices(); ++v)
        if (inside[v])
            vertices.push_back(v);
    return vertices;
}

// Depots of about one depth, which share the area scales of one depth: the model is linear, so
// that depots of unlike depths are stepped one after the other and added.
struct DepthShare {
    Mm depth{0};                  // mean, weighted by volume
    std::vector<float> areaScale; // of the part's vertices; empty: all 1
    std::vector<double> amounts;  // the part's vertices x cells
};

// The part of a domain that a run is solved on.
struct Part {
    std::vector<int> vertices; // of the domain
    FastRows rows;
    std::vector<DepthShare> shares; // at least one
    std::vector<int> shareOfDepot;
};

Mm meanDepth(const SimInput& input, std::span<const std::size_t> depots) {
    double volume_ml = 0, moment = 0;
    for (const std::size_t i : depots) {
        volume_ml += input.depots[i].volume.value();
        moment += input.depots[i].volume.value() * input.depots[i].depth.value();
    }
    return Mm(moment / volume_ml);
}

// The depots, shallow ones first.
std::vector<std::size_t> byDepth(const SimInput& input) {
    std::vector<std::size_t> order(input.depots.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return input.depots[a].depth < input.depots[b].depth;
    });
    return order;
}

void shareDepots(const SimInput& input, const ScalpDomain& domain, const TissueGrid& grid,
                 Part& part) {
    constexpr Mm kDepthOfShare(0.5); // errs by up to 0.4 % of the maximum at a flat place
    const std::vector<std::size_t> order = byDepth(input);
    part.shareOfDepot.assign(order.size(), 0);
    const auto add = [&](std::span<const std::size_t> depots) {
        DepthShare share;
        share.depth = meanDepth(input, depots);
        if (input.bend == ShellBend::Surface)
            domain.areaScales(part.vertices, grid, share.depth, share.areaScale);
        for (const std::size_t i : depots)
            part.shareOfDepot[i] = static_cast<int>(part.shares.size());
        part.shares.push_back(std::move(share));
    };
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        const Mm shallowest = input.depots[order[first]].depth;
        while (end < order.size() && input.depots[order[end]].depth <= shallowest + kDepthOfShare)
            ++end;
        add(std::span(order).subspan(first, end - first));
        if (!part.shares.front().areaScale.empty() || end == order.size())
            continue;
        // One curvature everywhere: all depots can go together.
        part.shares.clear();
        add(order);
        return;
    }
}

// The columns as the run has them, for readers of its result.
GridClasses columnsOf(const SimInput& input, const ScalpDomain& domain, const TissueGrid& grid,
                      const Part& part) {
    std::vector<int> classes;
    if (part.shares.front().areaScale.empty())
        return {};
    for (const int v : part.vertices)
        classes.push_back(bendClass(static_cast<double>(domain.bend()[v]), grid));
    return widenedClasses(grid, classes, meanDepth(input, byDepth(input)));
}

Result<Part> cutPart(const SimInput& input, const ScalpDomain& domain, RunSetup& setup,
                     SimResult& result) {
    Part part;
    part.vertices = solvedVertices(input, domain);
    if (part.vertices.empty())
        return Error{
            "No part of the surface lies near an injection; place the sites on the scalp."};
    std::vector<int> place(domain.vertices(), -1);
    cutRows(domain.rows(), part.vertices, place, part.rows);
    for (const int v : part.vertices) {
        setup.patch.meshVertex.push_back(domain.meshVertex()[v]);
        setup.model.lateral.mass_mm2.push_back(domain.lateral().mass_mm2[v]);
    }
    shareDepots(input, domain, setup.model.grid, part);
    setup.model.classes = columnsOf(input, domain, setup.model.grid, part);
    result.spacing = domain.spacing();
    if (const Status room = checkRoom(input, setup.model); !room)
        return room.error();
    return part;
}

// Lays all depots into the amounts of their shares.
Status layFastDepots(const SimInput& input, const ScalpDomain& domain, Part& part,
                     const RunWatch& watch, const RunSetup& setup, SimResult& result) {
    std::vector<int> place(domain.vertices(), -1);
    for (std::size_t i = 0; i < part.vertices.size(); ++i)
        place[part.vertices[i]] = static_cast<int>(i);
    const std::size_t cells = setup.model.grid.cells();
    for (DepthShare& share : part.shares)
        share.amounts.assign(part.vertices.size() * cells, 0);
    std::vector<DepotShape> shapes;
    std::optional<DepotProfile> profile;
    std::optional<DepotColumns> columns;
    Mm depth{-1};
    LaidDepot laid;
    std::vector<float> areaScale;
    for (std::size_t i = 0; i < input.depots.size(); ++i) {
        const SimDepot& depot = input.depots[i];
        const DepotShape shape = depotShape(depot, input.tissue, result.spacing);
        const bool sameShape = !shapes.empty() && shape == shapes.back();
        if (!sameShape)
            profile.emplace(shape.halfWidth, shape.halfHeight, shape.edge);
        if (!sameShape || depth != depot.depth)
            columns.emplace(*profile, depot.depth, setup.model.grid);
        depth = depot.depth;
        shapes.push_back(shape);
        const auto near = domain.within(depot.position, columns->reach() + result.spacing);
        DepthShare& share = part.shares[part.shareOfDepot[i]];
        areaScale.clear();
        if (!share.areaScale.empty())
            domain.areaScales(near, setup.model.grid, share.depth, areaScale);
        if (const Status done = layDepot(depot, shape, *columns, {domain, near, areaScale}, laid);
            !done)
            return Error{"Injection site " + std::to_string(shownNumber(depot, i)) + ": " +
                         done.error().message};
        for (std::size_t n = 0; n < near.size(); ++n)
            for (std::size_t c = 0; c < cells && place[near[n]] >= 0; ++c)
                share.amounts[place[near[n]] * cells + c] += laid.amounts[n * cells + c];
        if (!watch.goesOn(kLayingShare * static_cast<double>(i + 1) /
                          static_cast<double>(input.depots.size())))
            return runCancelled();
    }
    result.warnings = depotWarnings(input.depots, shapes);
    return Done{};
}

// All that lies in each depth cell at the start, and nothing cleared yet, microgram.
Eigen::VectorXd wholeColumn(const RunSetup& setup, const Part& part) {
    const int cells = setup.model.grid.cells();
    Eigen::VectorXd column = Eigen::VectorXd::Zero(cells + kClearedRows);
    for (const DepthShare& share : part.shares)
        for (std::size_t v = 0; v < part.vertices.size(); ++v) {
            const double scale =
                share.areaScale.empty() ? 1 : static_cast<double>(share.areaScale[v]);
            const double mass = scale * setup.model.lateral.mass_mm2[v];
            for (int c = 0; c < cells; ++c)
                column[c] += mass * share.amounts[v * cells + c];
        }
    return column;
}

// Balances at the output times, from the whole column alone.
std::vector<MassBalance> balances(const SimInput& input, const RunSetup& setup, const Part& part,
                                  const SimResult& result, const std::vector<Seconds>& outputs) {
    const int cells = setup.model.grid.cells();
    Eigen::VectorXd column = wholeColumn(setup, part);
    DepthPropagator propagator(depthGenerator(setup.model.grid, setup.model.transports));
    std::vector<MassBalance> found;
    Seconds now(0);
    for (const Seconds time : outputs) {
        if (time > now)
            column = (propagator.step(time - now) * column).eval();
        now = time;
        MassBalance balance;
        balance.time = time;
        balance.layers.assign(input.tissue.layers.size(), Mg(0));
        for (int c = 0; c < cells; ++c)
            balance.layers[setup.model.grid.layer[c]] += Mg(column[c] / kMicrogramPerMg);
        balance.blood = Mg(column[cells + static_cast<int>(Cleared::Blood)] / kMicrogramPerMg);
        balance.lymph = Mg(column[cells + static_cast<int>(Cleared::Lymph)] / kMicrogramPerMg);
        balance.leaked = result.dose * input.tissue.leakFraction;
        found.push_back(std::move(balance));
    }
    return found;
}

SimFrame firstFrame(const RunSetup& setup, const Part& part) {
    const int cells = setup.model.grid.cells();
    SimFrame frame{Seconds(0), std::vector<float>(part.vertices.size() * cells, 0)};
    for (const DepthShare& share : part.shares)
        for (std::size_t i = 0; i < share.amounts.size(); ++i)
            frame.concentration[i] += static_cast<float>(
                share.amounts[i] / setup.model.grid.volumePerArea_mm(static_cast<int>(i % cells)));
    return frame;
}

// A frame of one share joins those that were stepped before.
void addFrame(SimFrame taken, SimResult& result) {
    for (SimFrame& frame : result.frames)
        if (frame.time == taken.time) {
            for (std::size_t i = 0; i < taken.concentration.size(); ++i)
                frame.concentration[i] += taken.concentration[i];
            return;
        }
    result.frames.push_back(std::move(taken));
}

// The place of a plan's time among the output times, or -1.
int outputAt(const std::vector<Seconds>& outputs, Seconds time) {
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (std::abs((outputs[i] - time).value()) <= 1e-6 * time.value())
            return static_cast<int>(i);
    return -1;
}

// One share through the plan. The balances, made before, tell the output times.
Status stepThrough(const FastPlan& plan, const Part& part, const DepthShare& share,
                   const RunWatch& watch, BlockTeam& team, SimResult& result) {
    std::vector<Seconds> outputs;
    for (const MassBalance& balance : result.balance)
        outputs.push_back(balance.time);
    const std::size_t vertices = part.vertices.size(), cells = plan.grid().cells();
    FastRows widened;
    if (!share.areaScale.empty()) {
        widened = part.rows;
        widenRows(widened, share.areaScale);
    }
    const FastRows& rows = share.areaScale.empty() ? part.rows : widened;
    const std::size_t modes = plan.modesAt(0);
    FastScratch scratch;
    scratch.reserve(static_cast<int>(vertices), static_cast<int>(modes));
    for (std::size_t v = 0; v < vertices; ++v)
        for (std::size_t c = 0; c < cells; ++c)
            scratch.state.data()[v * modes + c] = static_cast<float>(share.amounts[v * cells + c]);
    FastRun fast{plan, rows.view(), static_cast<int>(vertices)};
    fast.team = &team;
    const std::vector<Seconds>& times = plan.frameTimes();
    fast.wants = [&](int frame) { return outputAt(outputs, times[frame]) >= 0; };
    fast.take = [&](int frame, const float* state, int) {
        SimFrame taken{outputs[outputAt(outputs, times[frame])],
                       std::vector<float>(vertices * cells)};
        plan.toConcentrations(frame, {state, vertices * plan.modesAt(frame)}, taken.concentration);
        addFrame(std::move(taken), result);
    };
    int told = 0;
    fast.goesOn = [&](int done) {
        if (done == std::exchange(told, done))
            return !watch.stop.stop_requested();
        const auto before = static_cast<double>(&share - part.shares.data());
        const double stepped = (before + static_cast<double>(done) / times.size()) /
                               static_cast<double>(part.shares.size());
        return watch.goesOn(kLayingShare + (1 - kLayingShare) * stepped);
    };
    return sim::run(fast, scratch) ? Status(Done{}) : Status(runCancelled());
}

Result<SimResultPtr> runFast(const SimInput& input, const ScalpDomain& domain,
                             const RunWatch& watch, int threads, RunSetup setup) {
    auto result = std::make_shared<SimResult>();
    auto cut = cutPart(input, domain, setup, *result);
    if (!cut)
        return cut.error();
    Part part = std::move(cut).value();
    const std::vector<Seconds> outputs = outputTimesOf(input);
    if (const Status fits =
            checkMemory(input, part.vertices.size(), setup.model.grid.cells(), outputs.size());
        !fits)
        return fits.error();
    if (const Status laid = layFastDepots(input, domain, part, watch, setup, *result); !laid)
        return laid.error();
    describeRun(input, setup, *result);
    result->balance = balances(input, setup, part, *result, outputs);
    if (outputs.front() == Seconds(0))
        result->frames.push_back(firstFrame(setup, part));
    if (outputs.back() > Seconds(0)) {
        const auto plan =
            FastPlan::make(setup.model.grid, setup.model.transports,
                           domain.largestEigenvalue(setup.model.grid), {outputs.back(), outputs});
        if (!plan)
            return plan.error();
        BlockTeam team(std::clamp(threads, 1, kMaxFastThreads));
        for (const DepthShare& share : part.shares)
            if (const Status stepped = stepThrough(**plan, part, share, watch, team, *result);
                !stepped)
                return stepped.error();
    }
    if (!watch.goesOn(1))
        return runCancelled();
    return SimResultPtr(std::move(result));
}

} // namespace

Result<SimResultPtr> simulateFast(const SimInput& input, const ScalpDomainPtr& domain,
                                  std::stop_token stop, const Progress& progress, int threads) {
    if (const Status checked = checkInput(input); !checked)
        return checked.error();
    MESO_CHECK(domain && domain->surface()->vertices().size() == input.surface->vertices().size(),
               "a domain belongs to one surface");
    auto setup = setupOf(input);
    if (!setup)
        return setup.error();
    if (!fastPathApplies(input, *setup))
        return simulate(input, std::move(stop), progress, threads);
    try {
        return runFast(input, *domain, RunWatch{std::move(stop), progress}, threads,
                       std::move(setup).value());
    } catch (const std::bad_alloc&) {
        return Error{"There is not enough memory for this simulation. Ask for fewer output times, "
                     "or for a smaller area."};
    }
}

} // namespace meso::sim
