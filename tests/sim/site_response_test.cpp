#include "sim/site_response.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/live_field.h"
#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"
#include "verify/exact_reference.h"

namespace meso::sim {
namespace {

constexpr double kResponseRadius_mm = 90;

SimInput oneSite() {
    SimInput input;
    input.surface = test::cap(kResponseRadius_mm, 0.9, 34).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{geom::Vec3(1, 2, std::sqrt(kResponseRadius_mm * kResponseRadius_mm - 5)),
                     Mm(2.5), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(4);
    input.outputTimes = {Seconds(0), fromMinutes(2), fromMinutes(10), fromHours(1)};
    return input;
}

struct Prepared {
    ScalpDomainPtr domain;
    FastPlanPtr plan;
};

Prepared prepare(const SimInput& input) {
    Prepared prepared;
    prepared.domain = ScalpDomain::make(input.surface).value();
    const TissueGrid grid = makeTissueGrid(input.tissue).value();
    const auto transports = layerTransports(input.compound, input.tissue).value();
    std::vector<Seconds> times = input.outputTimes;
    times.push_back(input.duration);
    prepared.plan = FastPlan::make(grid, transports, prepared.domain->largestEigenvalue(),
                                   {input.duration, times})
                        .value();
    return prepared;
}

int frameAtTime(const FastPlan& plan, Seconds time) {
    const auto& times = plan.frameTimes();
    for (std::size_t f = 0; f < times.size(); ++f)
        if (std::abs((times[f] - time).value()) <= 1e-6 * time.value())
            return static_cast<int>(f);
    return -1;
}

// Concentrations on the input's surface, vertices x cells.
std::vector<double> fieldOf(const Prepared& prepared, const SiteResponse& response, int frame) {
    const int cells = prepared.plan->grid().cells();
    std::vector<double> field(prepared.domain->surface()->vertices().size() * cells, 0);
    const ResponseFrame& f = response.frames[frame];
    for (int i = 0; i < f.active; ++i) {
        const int v = prepared.domain->meshVertex()[response.vertex[i]];
        const std::span<double> row(field.data() + static_cast<std::size_t>(v) * cells, cells);
        prepared.plan->toCells(frame,
                               {f.amount.data() + static_cast<std::size_t>(i) * f.modes,
                                static_cast<std::size_t>(f.modes)},
                               row);
        for (int c = 0; c < cells; ++c)
            row[c] /= prepared.plan->grid().volumePerArea_mm(c);
    }
    return field;
}

// Largest difference of two fields over the largest value of the second.
double apart(const std::vector<double>& field, const std::vector<double>& wanted) {
    double difference = 0, highest = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        difference = std::max(difference, std::abs(field[i] - wanted[i]));
        highest = std::max(highest, wanted[i]);
    }
    return difference / highest;
}

// Of a frame of a run, on the input's surface.
std::vector<double> fieldOf(const SimResult& result, int frame) {
    const int cells = result.grid.cells();
    std::vector<double> field(static_cast<std::size_t>(result.surfaceVertices) * cells, 0);
    for (std::size_t i = 0; i < result.meshVertex.size(); ++i)
        for (int c = 0; c < cells; ++c)
            field[static_cast<std::size_t>(result.meshVertex[i]) * cells + c] =
                static_cast<double>(result.frames[frame].concentration[i * cells + c]);
    return field;
}

TEST(SiteResponder, GivesTheFieldOfTheReferenceRun) {
    const SimInput input = oneSite();
    const Prepared prepared = prepare(input);
    const auto reference = simulate(input);
    const auto response =
        SiteResponder(prepared.domain, prepared.plan, input.tissue).respond(input.depots[0]);
    ASSERT_TRUE(reference.ok() && response.ok());
    for (std::size_t f = 0; f < input.outputTimes.size(); ++f) {
        const int frame = frameAtTime(*prepared.plan, input.outputTimes[f]);
        ASSERT_GE(frame, 0) << input.outputTimes[f].value() << " s is not met";
        EXPECT_LE(
            apart(fieldOf(prepared, *response, frame), fieldOf(**reference, static_cast<int>(f))),
            5e-3)
            << input.outputTimes[f].value() << " s";
    }
}

TEST(SiteResponder, FollowsTheExactSolution) {
    const SimInput input = oneSite();
    const Prepared prepared = prepare(input);
    const auto response =
        SiteResponder(prepared.domain, prepared.plan, input.tissue).respond(input.depots[0]);
    ASSERT_TRUE(response.ok());
    const TissueGrid& grid = prepared.plan->grid();
    const std::vector<double> start = fieldOf(prepared, *response, 0);
    std::vector<double> amounts;
    for (const int v : prepared.domain->meshVertex())
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(start[static_cast<std::size_t>(v) * grid.cells() + c] *
                              grid.volumePerArea_mm(c));
    const std::vector<Seconds> times{fromMinutes(2), fromMinutes(10), fromHours(1), fromHours(4)};
    const auto exact = verify::exactFields(
        {prepared.domain->lateral(), grid, prepared.plan->transports()}, amounts, times);
    for (std::size_t t = 0; t < times.size(); ++t) {
        std::vector<double> wanted(start.size(), 0);
        for (int v = 0; v < prepared.domain->vertices(); ++v)
            for (int c = 0; c < grid.cells(); ++c)
                wanted[static_cast<std::size_t>(prepared.domain->meshVertex()[v]) * grid.cells() +
                       c] = exact[t][static_cast<std::size_t>(v) * grid.cells() + c] /
                            grid.volumePerArea_mm(c);
        const int frame = frameAtTime(*prepared.plan, times[t]);
        ASSERT_GE(frame, 0);
        const std::vector<double> field = fieldOf(prepared, *response, frame);
        EXPECT_LE(apart(field, wanted), 2e-3) << times[t].value() << " s";
        EXPECT_GE(*std::min_element(field.begin(), field.end()),
                  -1e-4 * *std::max_element(wanted.begin(), wanted.end()))
            << times[t].value() << " s";
    }
}

TEST(SiteResponder, HoldsTheDeliveredDoseAtTheStart) {
    const SimInput input = oneSite();
    const Prepared prepared = prepare(input);
    const auto response =
        SiteResponder(prepared.domain, prepared.plan, input.tissue).respond(input.depots[0]);
    ASSERT_TRUE(response.ok());
    double total_ug = 0;
    for (const double amount : response->startCells)
        total_ug += amount;
    EXPECT_NEAR(total_ug, 0.05 * (1 - 0.046) * 5 * 1000, 1e-9);
    EXPECT_EQ(response->frames.size(), prepared.plan->frameTimes().size());
}

TEST(SiteResponder, RepeatsItselfAndRefusesASiteOffTheSurface) {
    const SimInput input = oneSite();
    const Prepared prepared = prepare(input);
    SiteResponder responder(prepared.domain, prepared.plan, input.tissue);
    SimDepot other = input.depots[0];
    other.depth = Mm(4);
    const auto first = responder.respond(input.depots[0]);
    ASSERT_TRUE(responder.respond(other).ok());
    const auto again = responder.respond(input.depots[0]);
    ASSERT_TRUE(first.ok() && again.ok());
    EXPECT_EQ(first->vertex, again->vertex);
    for (std::size_t f = 0; f < first->frames.size(); ++f)
        EXPECT_EQ(first->frames[f].amount, again->frames[f].amount) << "frame " << f;
    other.position = {0, 0, 300};
    EXPECT_FALSE(responder.respond(other).ok());
}

} // namespace
} // namespace meso::sim
