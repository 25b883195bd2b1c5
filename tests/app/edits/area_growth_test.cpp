#include "app/edits/area_growth.h"

#include <cmath>

#include "anatomy/outline_edits.h"
#include "anatomy/outline_growth.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

using plan::Plan;

class AreaGrowthTest : public test::OnAHead {
protected:
    static Plan preset(const std::string& id) {
        auto plan = newPlan(id, *headContext_, *library_);
        EXPECT_TRUE(plan.ok()) << id;
        return std::move(plan).value();
    }
    static geom::Region region(const Plan& plan) {
        auto region = regionOf(plan, *headContext_);
        EXPECT_TRUE(region.ok()) << region.error().message;
        return std::move(region).value();
    }
    static Result<GrownPlan> grown(const Plan& plan, double share) {
        const geom::Region now = region(plan);
        return grownTo(plan, Mm2(share * now.area().value()), *headContext_, now, *library_);
    }
};

TEST_F(AreaGrowthTest, IsAsLargeAsAskedFor) {
    for (const char* id : {"norwood_3_vertex", "crown_patch", "norwood_5", "ludwig_2"})
        for (const double share : {0.7, 0.95, 1.05, 1.3}) {
            const Plan plan = preset(id);
            const double wanted = share * region(plan).area().value();
            const auto out = grown(plan, share);
            ASSERT_TRUE(out.ok()) << id << " " << out.error().message;
            EXPECT_NEAR(region(out->plan).area().value(), wanted, 0.005 * wanted) << id;
            EXPECT_EQ(out->growth.area, region(out->plan).area()) << id;
            EXPECT_EQ(out->growth.missing, Mm2(0)) << id;
            EXPECT_EQ(out->growth.by > Mm(0), share > 1) << id;
        }
}

TEST_F(AreaGrowthTest, TheEstimateIsWhatItComesTo) {
    double worst = 0;
    for (const char* id : {"norwood_3_vertex", "crown_patch", "norwood_5", "ludwig_2"})
        for (const double share : {0.8, 1.1, 1.3}) {
            const Plan plan = preset(id);
            const geom::Region now = region(plan);
            const Mm2 wanted(share * now.area().value());
            const AreaGrowth estimate =
                growthTo(plan, wanted, *headContext_, now, library_->areas.hairline);
            const auto out = grownTo(plan, wanted, *headContext_, now, *library_);
            ASSERT_TRUE(out.ok()) << id;
            worst = std::max(worst, std::abs((estimate.by - out->growth.by).value()));
        }
    RecordProperty("worst_um", static_cast<int>(1000 * worst));
    EXPECT_LT(worst, 0.1);
}

TEST_F(AreaGrowthTest, StaysBehindTheHairline) {
    const Plan plan = preset("norwood_3_vertex");
    const auto out = grown(plan, 1.6);
    ASSERT_TRUE(out.ok()) << out.error().message;
    for (const anatomy::ScalpOutline& outline : out->plan.area.outlines)
        for (const anatomy::ScalpCoordinate& corner : outline.points)
            EXPECT_GT(corner.s, library_->areas.hairline.at(corner.t) - 0.006);
}

TEST_F(AreaGrowthTest, SaysWhatIsMissingWhereItCannotGrowThatFar) {
    const Plan plan = preset("crown_patch");
    const geom::Region now = region(plan);
    const Mm2 wanted(40 * now.area().value());
    const AreaGrowth estimate =
        growthTo(plan, wanted, *headContext_, now, library_->areas.hairline);
    EXPECT_NEAR(estimate.by.value(), anatomy::kMaxGrowth.value(), 1e-6);
    const auto out = grownTo(plan, wanted, *headContext_, now, *library_);
    ASSERT_TRUE(out.ok()) << out.error().message;
    EXPECT_NEAR(out->growth.missing.value(), wanted.value() - region(out->plan).area().value(), 1);
    EXPECT_NEAR(out->growth.missing.value(), estimate.missing.value(), 0.01 * wanted.value());
}

TEST_F(AreaGrowthTest, ExclusionsStayAndAreNotCounted) {
    Plan plan = preset("crown_patch");
    plan.area.exclusions = {{"naevus", plan.area.outlines[0].points[0], Mm(3), Mm(5)}};
    const auto out = grown(plan, 1.25);
    ASSERT_TRUE(out.ok()) << out.error().message;
    EXPECT_EQ(out->plan.area.exclusions, plan.area.exclusions);
    const double wanted = 1.25 * region(plan).area().value();
    EXPECT_NEAR(region(out->plan).area().value(), wanted, 0.005 * wanted);
}

TEST_F(AreaGrowthTest, ShrinkingToNothingIsRefused) {
    const Plan plan = preset("crown_patch");
    const geom::Region now = region(plan);
    EXPECT_FALSE(grownTo(plan, Mm2(0), *headContext_, now, *library_).ok());
}

} // namespace
} // namespace meso::app
