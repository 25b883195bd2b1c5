#include "sim/simulate_fast.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <optional>
#include <utility>

#include "base/check.h"
#include "sim/depot_laying.h"
#include "sim/fast_run.h"
#include "sim/fast_step.h"
#include "sim/input_checks.h"
#include "sim/run_setup.h"
#include "sim/simulate.h"

namespace meso::sim {
namespace {

constexpr double kMicrogramPerMg = 1000;
constexpr int kMostThreads = 16, kMostCells = 40;

bool fastPathApplies(const SimInput& input, const RunSetup& setup) {
    const bool even = std::all_of(input.thicknessFactor.begin(), input.thicknessFactor.end(),
                                  [](float factor) { return factor == 1; });
    const bool dissolved =
        std::none_of(input.depots.begin(), input.depots.end(),
                     [&](const SimDepot& d) { return releasesSlowly(input, d); });
    return even && dissolved && setup.phases.size() == 1 && setup.model.grid.cells() <= kMostCells;
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

// The part of a domain that a run is solved on.
struct Part {
    std::vector<int> vertices; // of the domain
    FastRows rows;
};

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
    result.spacing = domain.spacing();
    if (const Status room = checkRoom(input, setup.model); !room)
        return room.error();
    return part;
}

// Lays all depots; places: where each domain vertex is in the part, or -1.
Status layDepots(const SimInput& input, const ScalpDomain& domain, const Part& part,
                 const RunWatch& watch, RunSetup& setup, SimResult& result) {
    std::vector<int> place(domain.vertices(), -1);
    for (std::size_t i = 0; i < part.vertices.size(); ++i)
        place[part.vertices[i]] = static_cast<int>(i);
    const std::size_t cells = setup.model.grid.cells();
    setup.amounts.assign(part.vertices.size() * cells, 0);
    std::vector<DepotShape> shapes;
    std::optional<DepotProfile> profile;
    std::optional<DepotColumns> columns;
    Mm depth{-1};
    LaidDepot laid;
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
        if (const Status done = layDepot(depot, shape, *columns, domain, near, laid); !done)
            return Error{"Injection site " + std::to_string(shownNumber(depot, i)) + ": " +
                         done.error().message};
        for (std::size_t n = 0; n < near.size(); ++n)
            for (std::size_t c = 0; c < cells && place[near[n]] >= 0; ++c)
                setup.amounts[place[near[n]] * cells + c] += laid.amounts[n * cells + c];
        if (!watch.goesOn(kLayingShare * static_cast<double>(i + 1) /
                          static_cast<double>(input.depots.size())))
            return runCancelled();
    }
    result.warnings = depotWarnings(input.depots, shapes);
    return Done{};
}

// Balances at the output times, from the whole column alone.
std::vector<MassBalance> balances(const SimInput& input, const RunSetup& setup,
                                  const SimResult& result, const std::vector<Seconds>& outputs) {
    const int cells = setup.model.grid.cells();
    Eigen::VectorXd column = Eigen::VectorXd::Zero(cells + kClearedRows);
    for (std::size_t v = 0; v < setup.model.lateral.mass_mm2.size(); ++v)
        for (int c = 0; c < cells; ++c)
            column[c] += setup.model.lateral.mass_mm2[v] * setup.amounts[v * cells + c];
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

SimFrame firstFrame(const RunSetup& setup) {
    SimFrame frame{Seconds(0), std::vector<float>(setup.amounts.size())};
    const int cells = setup.model.grid.cells();
    for (std::size_t i = 0; i < setup.amounts.size(); ++i)
        frame.concentration[i] = static_cast<float>(
            setup.amounts[i] / setup.model.grid.volumePerArea_mm(static_cast<int>(i % cells)));
    return frame;
}

// The place of a plan's time among the output times, or -1.
int outputAt(const std::vector<Seconds>& outputs, Seconds time) {
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (std::abs((outputs[i] - time).value()) <= 1e-6 * time.value())
            return static_cast<int>(i);
    return -1;
}

// The balances, made before, tell the output times.
Status stepThrough(const FastPlan& plan, const Part& part, const RunSetup& setup,
                   const RunWatch& watch, BlockTeam& team, SimResult& result) {
    std::vector<Seconds> outputs;
    for (const MassBalance& balance : result.balance)
        outputs.push_back(balance.time);
    const std::size_t vertices = part.vertices.size(), cells = setup.model.grid.cells();
    const std::size_t modes = plan.modesAt(0);
    FastScratch scratch;
    scratch.reserve(static_cast<int>(vertices), static_cast<int>(modes));
    for (std::size_t v = 0; v < vertices; ++v)
        for (std::size_t c = 0; c < cells; ++c)
            scratch.state.data()[v * modes + c] = static_cast<float>(setup.amounts[v * cells + c]);
    FastRun fast{plan, part.rows.view(), static_cast<int>(vertices)};
    fast.team = &team;
    const std::vector<Seconds>& times = plan.frameTimes();
    fast.wants = [&](int frame) { return outputAt(outputs, times[frame]) >= 0; };
    fast.take = [&](int frame, const float* state, int) {
        SimFrame taken{outputs[outputAt(outputs, times[frame])],
                       std::vector<float>(vertices * cells)};
        plan.toConcentrations(frame, {state, vertices * plan.modesAt(frame)}, taken.concentration);
        result.frames.push_back(std::move(taken));
    };
    int told = 0;
    fast.goesOn = [&](int done) {
        if (done == std::exchange(told, done))
            return !watch.stop.stop_requested();
        const double stepped = static_cast<double>(done) / static_cast<double>(times.size());
        return watch.goesOn(kLayingShare + (1 - kLayingShare) * stepped);
    };
    return sim::run(fast, scratch) ? Status(Done{}) : Status(runCancelled());
}

Result<SimResultPtr> run(const SimInput& input, const ScalpDomain& domain, const RunWatch& watch,
                         int threads, RunSetup setup) {
    auto result = std::make_shared<SimResult>();
    auto part = cutPart(input, domain, setup, *result);
    if (!part)
        return part.error();
    const std::vector<Seconds> outputs = outputTimesOf(input);
    if (const Status fits =
            checkMemory(input, part->vertices.size(), setup.model.grid.cells(), outputs.size());
        !fits)
        return fits.error();
    if (const Status laid = layDepots(input, domain, *part, watch, setup, *result); !laid)
        return laid.error();
    describeRun(input, setup, *result);
    result->balance = balances(input, setup, *result, outputs);
    if (outputs.front() == Seconds(0))
        result->frames.push_back(firstFrame(setup));
    if (outputs.back() > Seconds(0)) {
        const auto plan = FastPlan::make(setup.model.grid, setup.model.transports,
                                         domain.largestEigenvalue(), {outputs.back(), outputs});
        if (!plan)
            return plan.error();
        BlockTeam team(std::clamp(threads, 1, kMostThreads));
        if (const Status stepped = stepThrough(**plan, *part, setup, watch, team, *result);
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
        return run(input, *domain, RunWatch{std::move(stop), progress}, threads,
                   std::move(setup).value());
    } catch (const std::bad_alloc&) {
        return Error{"There is not enough memory for this simulation. Ask for fewer output times, "
                     "or for a smaller area."};
    }
}

} // namespace meso::sim
