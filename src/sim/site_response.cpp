#include "sim/site_response.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/depot_columns.h"
#include "sim/fast_run.h"
#include "sim/fast_step.h"
#include "sim/site_patch.h"

namespace meso::sim {
namespace {

constexpr double kMm3PerMl = 1000;
constexpr double kSpreads = 3; // standard deviations that the active part reaches beyond the depot
// Decay lengths after which loss has taken all that matters: e^-12 is 6e-6 of the strength.
constexpr double kDecayLengths = 12;

// How far from the site there is anything at a time.
Mm reachAt(const FastPlan& plan, const DepotShape& shape, Mm spacing, Seconds time) {
    const double fastest = plan.fastest().value(), edge = shape.edge.value();
    double far_mm = kSpreads * std::sqrt(edge * edge + 2 * fastest * time.value());
    const double loss = plan.slowestLoss().value();
    if (loss > 0)
        far_mm = std::min(far_mm, kSpreads * edge + kDecayLengths * std::sqrt(fastest / loss));
    return shape.halfWidth + Mm(far_mm) + 2 * spacing;
}

} // namespace

struct SiteResponder::Scratch {
    ScalpDomainPtr domain;
    FastPlanPtr plan;
    anatomy::TissueProfile tissue;
    SitePatchCutter cutter;
    SitePatch patch;
    FastScratch arrays;
    std::vector<int> active;    // per step
    std::vector<double> column; // depth cells of one vertex
    DepotShape shape;           // of the columns
    Mm depth{0};
    std::optional<DepotProfile> profile;
    std::optional<DepotColumns> columns;

    Scratch(ScalpDomainPtr onDomain, FastPlanPtr byPlan, const anatomy::TissueProfile& inTissue)
        : domain(std::move(onDomain)), plan(std::move(byPlan)), tissue(inTissue), cutter(domain) {}
    void prepareColumns(const SimDepot& depot);
    void cutPatch(const SimDepot& depot);
    Status layDepot(const SimDepot& depot, SiteResponse& response);
    void takeFrame(int frame, const float* modes, int count, SiteResponse& response) const;
};

void SiteResponder::Scratch::prepareColumns(const SimDepot& depot) {
    const DepotShape wanted = depotShape(depot, tissue, domain->spacing());
    if (!profile || !(wanted == shape)) {
        profile.emplace(wanted.halfWidth, wanted.halfHeight, wanted.edge);
        columns.reset();
        shape = wanted;
    }
    if (!columns || depth != depot.depth) {
        columns.emplace(*profile, depot.depth, plan->grid());
        depth = depot.depth;
    }
}

void SiteResponder::Scratch::cutPatch(const SimDepot& depot) {
    const std::vector<Seconds>& times = plan->frameTimes();
    const Mm start = columns->reach() + domain->spacing();
    const Mm end = std::max(start, reachAt(*plan, shape, domain->spacing(), times.back()));
    cutter.cut(depot.position, end, patch);
    active.clear();
    for (std::size_t step = 0; step + 1 < times.size(); ++step) {
        const Mm reach = reachAt(*plan, shape, domain->spacing(), times[step + 1]);
        active.push_back(patch.within(std::max(start, reach)));
    }
}

// As addDepot does it, from the table of columns.
Status SiteResponder::Scratch::layDepot(const SimDepot& depot, SiteResponse& response) {
    const TissueGrid& grid = plan->grid();
    const int modes = plan->modesAt(0), cells = grid.cells(), count = active.front();
    arrays.reserve(static_cast<int>(patch.vertex.size()), modes);
    float* state = arrays.state.data();
    std::fill(state, state + patch.vertex.size() * modes, 0.0F);
    std::vector<double> sums(cells, 0);
    for (int i = 0; i < count; ++i) {
        const int v = patch.vertex[i];
        const double mass = domain->lateral().mass_mm2[v];
        const geom::Vec3 away = domain->positions()[v] - depot.position;
        std::fill(column.begin(), column.end(), 0.0);
        for (const CellSample& sample : cellSamples(mass, domain->normals()[v]))
            columns->add((away + sample.offset).norm(), sample.weight, column.data());
        for (int c = 0; c < cells; ++c) {
            const double amount = column[c] * grid.volumePerArea_mm(c);
            state[static_cast<std::size_t>(i) * modes + c] = static_cast<float>(amount);
            sums[c] += mass * amount;
        }
    }
    double volume_mm3 = 0;
    for (const double sum : sums)
        volume_mm3 += sum;
    const double wanted_mm3 = shape.delivered.value() * kMm3PerMl;
    if (!(volume_mm3 > 0.05 * wanted_mm3))
        return Error{"An injection site lies off the simulated surface; place it on the scalp."};
    const double scale = depot.strength.value() * wanted_mm3 / volume_mm3;
    for (double& sum : sums)
        sum *= scale;
    response.startCells = std::move(sums);
    const std::size_t used = static_cast<std::size_t>(count) * modes;
    for (std::size_t i = 0; i < used; ++i)
        state[i] *= static_cast<float>(scale);
    return Done{};
}

void SiteResponder::Scratch::takeFrame(int frame, const float* modes, int count,
                                       SiteResponse& response) const {
    ResponseFrame& taken = response.frames[frame];
    taken.active = count;
    taken.modes = plan->modesAt(frame);
    taken.amount.assign(modes, modes + static_cast<std::size_t>(count) * taken.modes);
}

SiteResponder::SiteResponder(ScalpDomainPtr domain, FastPlanPtr plan,
                             const anatomy::TissueProfile& tissue)
    : scratch_(std::make_unique<Scratch>(std::move(domain), std::move(plan), tissue)) {
    scratch_->column.resize(scratch_->plan->grid().cells());
}
SiteResponder::~SiteResponder() = default;
SiteResponder::SiteResponder(SiteResponder&&) noexcept = default;

Result<SiteResponse> SiteResponder::respond(const SimDepot& depot) {
    Scratch& scratch = *scratch_;
    SiteResponse response;
    scratch.prepareColumns(depot);
    scratch.cutPatch(depot);
    response.shape = scratch.shape;
    if (const Status laid = scratch.layDepot(depot, response); !laid)
        return laid.error();
    response.vertex = scratch.patch.vertex;
    response.frames.resize(scratch.plan->frameTimes().size());
    scratch.takeFrame(0, scratch.arrays.state.data(), scratch.active.front(), response);
    FastRun patchRun{*scratch.plan, scratch.patch.rows.view(),
                     static_cast<int>(scratch.patch.vertex.size()), scratch.active};
    patchRun.take = [&](int frame, const float* modes, int count) {
        scratch.takeFrame(frame, modes, count, response);
    };
    run(patchRun, scratch.arrays);
    return response;
}

} // namespace meso::sim
