#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/column_balance.h"
#include "sim/live_field.h"
#include "sim/simulate.h"
#include "sim/site_overlap.h"
#include "support/live_fixture.h"

// What a live field says beside its bands, against whole runs of the same sites.
namespace meso::sim {
namespace {

constexpr Seconds kEnd = fromHours(2);
constexpr double kLeastOfDose = 1e-5;

std::vector<SimDepot> someColumnSites() {
    return test::hexagonalSites(5, 6, Mm(2.5), Ml(0.05));
}

struct Cap {
    test::LiveCap live;
    SimInput input;

    Cap() {
        FastTimes times;
        times.duration = kEnd;
        times.marks = {fromMinutes(2), fromMinutes(10), fromHours(1)};
        live = test::liveCap(1.2, 34, times);
        input.surface = live.domain->surface();
        input.compound = test::minoxidil();
        input.tissue = live.tissue;
        input.depots = someColumnSites();
        input.outputTimes = times.marks;
    }
    [[nodiscard]] LiveField field(std::vector<int> columns) const {
        LiveSetup setup = live.setup(15);
        setup.columns = std::move(columns);
        LiveField field(std::move(setup));
        EXPECT_TRUE(field.update(input.depots).ok());
        return field;
    }
};

TEST(LiveColumns, AreThoseOfAWholeRun) {
    const Cap cap;
    const auto whole = simulate(cap.input);
    ASSERT_TRUE(whole.ok()) << whole.error().message;
    const SimResult& result = **whole;
    std::vector<int> columns;
    for (std::size_t v = 0; v < result.meshVertex.size(); v += 7)
        columns.push_back(result.meshVertex[v]);
    const LiveField field = cap.field(columns);
    const std::size_t cells = result.grid.cells();
    for (const SimFrame& frame : result.frames) {
        const std::vector<float> live = field.columnsAt(frame.time);
        ASSERT_EQ(live.size(), columns.size() * cells);
        float highest = 0, worst = 0;
        for (std::size_t i = 0; i < columns.size(); ++i)
            for (std::size_t c = 0; c < cells; ++c) {
                const float wanted = frame.concentration[7 * i * cells + c];
                highest = std::max(highest, wanted);
                worst = std::max(worst, std::abs(wanted - live[i * cells + c]));
            }
        EXPECT_GT(highest, 0.01F);
        EXPECT_LE(worst, 5e-3F * highest) << "after " << frame.time.value() << " s";
    }
}

TEST(LiveColumns, FollowAnEditAndForgetIt) {
    const Cap cap;
    std::vector<int> columns;
    for (const int v : cap.live.domain->within(test::onCap(0, 0), Mm(8)))
        columns.push_back(cap.live.domain->meshVertex()[v]);
    LiveField field = cap.field(columns);
    const std::vector<float> before = field.columnsAt(fromMinutes(20));
    std::vector<SimDepot> sites = cap.input.depots;
    sites[0].position = test::onCap(3, 2);
    ASSERT_TRUE(field.update(sites).ok());
    EXPECT_NE(field.columnsAt(fromMinutes(20)), before);
    ASSERT_TRUE(field.update(cap.input.depots).ok());
    EXPECT_EQ(field.columnsAt(fromMinutes(20)), before);
    EXPECT_TRUE(cap.field({}).columnsAt(fromMinutes(20)).empty());
}

TEST(LiveColumns, TellTheMassBalanceOfAWholeRun) {
    const Cap cap;
    const auto whole = simulate(cap.input);
    ASSERT_TRUE(whole.ok());
    const SimResult& result = **whole;
    const ColumnBalance reader(result.grid, result.transports, cap.input.outputTimes);
    const Mg leaked = result.dose * cap.input.tissue.leakFraction;
    const auto balance = reader.of(cap.field({}).startCells_ug(), leaked);
    ASSERT_EQ(balance.size(), result.balance.size());
    const double least = kLeastOfDose * result.dose.value();
    for (std::size_t f = 0; f < balance.size(); ++f) {
        const MassBalance& wanted = result.balance[f];
        for (std::size_t l = 0; l < wanted.layers.size(); ++l)
            EXPECT_NEAR(balance[f].layers[l].value(), wanted.layers[l].value(), least) << l;
        EXPECT_NEAR(balance[f].blood.value(), wanted.blood.value(), least);
        EXPECT_NEAR(balance[f].lymph.value(), wanted.lymph.value(), least);
        EXPECT_NEAR(balance[f].total().value(), result.dose.value(), least);
    }
    EXPECT_GT(balance.back().blood.value(), 0.1 * result.dose.value());
}

TEST(LiveColumns, TellTheOverlapOfSingleSites) {
    Cap cap;
    const LiveField field = cap.field({});
    const std::vector<Band> bands = field.bands();
    const auto single = siteOverlap(cap.input, cap.live.domain, bands, MgPerMl(0.05));
    ASSERT_TRUE(single.ok()) << single.error().message;
    for (int b = 0; b < 2; ++b) {
        ASSERT_TRUE((*single)[b].has_value());
        EXPECT_GT(*(*single)[b], 0.05);
        EXPECT_NEAR(*field.overlapIndex(b, MgPerMl(0.05)), *(*single)[b], 1e-3) << b;
    }
    EXPECT_FALSE(field.overlapIndex(0, MgPerMl(1e3)).has_value()) << "no site reaches it";
}

} // namespace
} // namespace meso::sim
