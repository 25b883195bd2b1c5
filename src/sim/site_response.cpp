#include "sim/site_response.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/depot_laying.h"
#include "sim/fast_run.h"
#include "sim/fast_step.h"
#include "sim/site_patch.h"

namespace meso::sim {
namespace {

constexpr double kSpreads = 3; // standard deviations that the active part reaches beyond the depot
// Decay lengths after which loss has taken all that matters: e^-11 is 2e-5 of the strength.
constexpr double kDecayLengths = 11;

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
    std::vector<int> active;      // per step
    std::vector<float> areaScale; // of the patch; empty: all 1
    LaidDepot laid;
    DepotShape shape; // of the columns
    Mm depth{0};
    std::optional<DepotProfile> profile;
    std::optional<DepotColumns> columns;

    Scratch(ScalpDomainPtr onDomain, FastPlanPtr byPlan, const anatomy::TissueProfile& inTissue)
        : domain(std::move(onDomain)), plan(std::move(byPlan)), tissue(inTissue), cutter(domain) {}
    void prepareColumns(const SimDepot& depot);
    void cutPatch(const SimDepot& depot);
    Status lay(const SimDepot& depot, SiteResponse& response);
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
    domain->areaScales(patch.vertex, plan->grid(), depot.depth, areaScale);
    if (!areaScale.empty())
        widenRows(patch.rows, areaScale);
    active.clear();
    for (std::size_t step = 0; step + 1 < times.size(); ++step) {
        const Mm reach = reachAt(*plan, shape, domain->spacing(), times[step + 1]);
        active.push_back(patch.within(std::max(start, reach)));
    }
}

Status SiteResponder::Scratch::lay(const SimDepot& depot, SiteResponse& response) {
    const std::span<const int> reached(patch.vertex.data(), active.front());
    const LayingGround ground{*domain, reached, areaScale};
    if (const Status done = layDepot(depot, shape, *columns, ground, laid); !done)
        return done;
    response.startCells = laid.cellTotals_ug;
    const std::size_t modes = plan->modesAt(0), cells = plan->grid().cells();
    arrays.reserve(static_cast<int>(patch.vertex.size()), static_cast<int>(modes));
    float* state = arrays.state.data();
    std::fill(state, state + patch.vertex.size() * modes, 0.0F);
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (std::size_t c = 0; c < cells; ++c)
            state[i * modes + c] = static_cast<float>(laid.amounts[i * cells + c]);
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
    : scratch_(std::make_unique<Scratch>(std::move(domain), std::move(plan), tissue)) {}
SiteResponder::~SiteResponder() = default;
SiteResponder::SiteResponder(SiteResponder&&) noexcept = default;

Result<SiteResponse> SiteResponder::respond(const SimDepot& depot) {
    Scratch& scratch = *scratch_;
    SiteResponse response;
    scratch.prepareColumns(depot);
    scratch.cutPatch(depot);
    response.shape = scratch.shape;
    if (const Status laid = scratch.lay(depot, response); !laid)
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
