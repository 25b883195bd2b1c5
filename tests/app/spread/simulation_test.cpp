#include "app/spread/simulation.h"

#include "app/spread/summary.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class Simulation : public test::OnAHead {};

TEST(Concentration, IsNotStatedBelowWhatTheModelReaches) {
    EXPECT_EQ(concentrationText(MgPerMl(0.25), MgPerMl(5)), "0.25 mg/mL");
    EXPECT_EQ(concentrationText(MgPerMl(4.3e-5), MgPerMl(5)), "below 0.5 µg/mL");
    EXPECT_EQ(concentrationText(MgPerMl(0), MgPerMl(5)), "below 0.5 µg/mL");
}

TEST_F(Simulation, SampleIsSimulatedAndCleared) {
    const auto sample = samplePlan(*headContext_, *library_);
    ASSERT_TRUE(sample.ok()) << sample.error().message;
    const auto region = regionOf(*sample, *headContext_);
    ASSERT_TRUE(region.ok());
    const auto runs =
        simulatePlan({*sample, *headContext_, *region, *library_}, fromHours(2), {}, {"minoxidil"});
    ASSERT_TRUE(runs.ok()) << runs.error().message;
    ASSERT_EQ(runs->size(), 1u);
    const CompoundRun& run = runs->front();
    EXPECT_NEAR(run.result->dose.value(), 10, 1e-9) << "2 mL of 5 mg/mL";
    EXPECT_LE(massError(*run.result), 1e-9);
    // Dermal half-life of minoxidil at this flow: 7.9 min.
    ASSERT_TRUE(halfCleared(*run.result).has_value());
    const Seconds half = *halfCleared(*run.result);
    EXPECT_NEAR(half.value() / 60, 7.9, 1.0);
    const auto then = sim::massBalance(*run.result->field, run.result->leaked, {&half, 1});
    EXPECT_NEAR(clearedShare(then.front(), run.result->dose), 0.5, 1e-3) << "within a second";
    double ever = 0;
    for (const BandCoverage& c : coverageOf(run, *region, library_->tissue)) {
        for (const sim::Coverage& at : c.curve) {
            EXPECT_GE(at.now, 0);
            EXPECT_LE(at.now, at.ever + 1e-12);
            EXPECT_LE(at.ever, 1 + 1e-9);
        }
        if (c.band.id == "miniaturised" && c.thresholdShare == 0.01)
            ever = c.curve.back().ever;
    }
    // 40 depots of about 4 mm reach at 1 % cover 40 * pi * 16 mm2 = 20 cm2 of about 50.
    EXPECT_GT(ever, 0.25);
    EXPECT_LT(ever, 0.60);
}

TEST_F(Simulation, NothingIsPaintedFarFromTheSites) {
    const auto sample = samplePlan(*headContext_, *library_);
    const auto region = regionOf(*sample, *headContext_);
    const auto runs = simulatePlan({*sample, *headContext_, *region, *library_}, fromMinutes(30),
                                   {}, {"minoxidil"});
    ASSERT_TRUE(runs.ok());
    const sim::Reading reading{{Mm(1.5), Mm(2.5)}, sim::Measure::Total};
    const auto band = runs->front().result->field->at(reading, Seconds(0));
    const auto positions = sitePositions(*sample, *headContext_->head);
    const auto& vertices = headContext_->head->scalp->mesh->vertices();
    double highest = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        double nearest = 1e9;
        for (const geom::Vec3& p : *positions)
            nearest = std::min(nearest, (p - vertices[v]).norm());
        if (nearest > 8) {
            EXPECT_LT(band[v], 1e-3) << "at the start, 8 mm from every depot";
        }
        highest = std::max(highest, static_cast<double>(band[v]));
    }
    EXPECT_GT(highest, 0.6 * 0.6 * 5) << "the fluid fills the pores, 0.6 of the dermis";
    EXPECT_LT(highest, 0.6 * 5 * 1.1) << "and nothing but the pores";
}

TEST_F(Simulation, RefusesWhatCannotBeSimulated) {
    auto sample = samplePlan(*headContext_, *library_);
    const auto region = regionOf(*sample, *headContext_);
    plan::Plan plan = *sample;
    const auto refusal = [&](const plan::Plan& p, const std::vector<std::string>& only) {
        const auto runs =
            simulatePlan({p, *headContext_, *region, *library_}, fromMinutes(10), {}, only);
        return runs.ok() ? std::string("(accepted)") : runs.error().message;
    };
    EXPECT_NE(refusal(plan, {"minoxidil", "moon dust"}).find("moon dust"), std::string::npos);
    plan.sites.resize(3);
    plan.sites[1].id = 77;
    plan.sites[1].depth = Mm(20);
    EXPECT_NE(refusal(plan, {}).find("site 77"), std::string::npos)
        << "named by its number on the picture: " << refusal(plan, {});
    plan.sites.clear();
    EXPECT_NE(refusal(plan, {}).find("no sites"), std::string::npos);
    plan.formulation.clear();
    EXPECT_NE(refusal(plan, {}).find("what is injected"), std::string::npos);
}

TEST_F(Simulation, CancelIsHeard) {
    const auto sample = samplePlan(*headContext_, *library_);
    const auto region = regionOf(*sample, *headContext_);
    std::stop_source stop;
    const auto runs = simulatePlan({*sample, *headContext_, *region, *library_}, fromHours(24),
                                   {stop.get_token(),
                                    [&](double fraction) {
                                        if (fraction > 0.05)
                                            stop.request_stop();
                                    },
                                    {}});
    ASSERT_FALSE(runs.ok());
    EXPECT_NE(runs.error().message.find("cancelled"), std::string::npos);
}

} // namespace
} // namespace meso::app
