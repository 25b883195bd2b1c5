#include "app/area_edits.h"

#include "support/desk_fixture.h"

namespace meso::app {
namespace {

using anatomy::ScalpCoordinate;
using plan::Plan;

class AreaEditsTest : public test::OnAHead {
protected:
    void SetUp() override {
        auto plan = newPlan("norwood_3", *desk_, *library_);
        ASSERT_TRUE(plan.ok()) << plan.error().message;
        plan_ = laidOut(*plan, 25);
    }
    static Plan laidOut(const Plan& plan, int count) {
        plan::LayoutRequest request;
        request.count = count;
        auto out = laidOutAnew(plan, *desk_, *regionOf(plan, *desk_), *library_, request);
        EXPECT_TRUE(out.ok()) << out.error().message;
        return std::move(out).value();
    }
    static std::string refusal(const Result<Plan>& result) {
        return result.ok() ? "(accepted)" : result.error().message;
    }
    Plan plan_;
    const std::vector<ScalpCoordinate> square_ = {{0.4, -0.3}, {0.4, 0.3}, {0.6, 0.3}, {0.6, -0.3}};
};

TEST_F(AreaEditsTest, KeepsWhatAllSitesShare) {
    for (std::size_t i = 0; i < plan_.sites.size(); ++i) {
        plan_.sites[i].volume = Ml(0.033);
        plan_.sites[i].depth = Mm(i == 3 ? 2.0 : 1.1);
    }
    const Plan next = laidOut(plan_, 30);
    ASSERT_EQ(next.sites.size(), 30u);
    for (const plan::InjectionSite& site : next.sites) {
        EXPECT_EQ(site.volume, Ml(0.033));
        EXPECT_EQ(site.depth, library_->protocol.defaultDepth) << "they differed";
    }
}

TEST_F(AreaEditsTest, APresetKeepsCountExclusionsAndOwnTitle) {
    plan_.area.exclusions = {{"naevus", {0.5, 0.1}, Mm(3), Mm(5)}};
    const auto next = withPreset(plan_, "crown_patch", *desk_, *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_EQ(next->sites.size(), 25u);
    EXPECT_EQ(next->area.presetId, "crown_patch");
    EXPECT_EQ(next->area.exclusions, plan_.area.exclusions);
    EXPECT_EQ(next->about.title, "Crown patch") << "it was called after its preset";
    plan_.about.title = "Case 7";
    EXPECT_EQ(withPreset(plan_, "crown_patch", *desk_, *library_)->about.title, "Case 7");
    EXPECT_NE(refusal(withPreset(plan_, "nonsense", *desk_, *library_)).find("no area preset"),
              std::string::npos);
}

TEST_F(AreaEditsTest, ADrawnAreaHasAsManySitesInsideIt) {
    plan_.area.exclusions = {{"naevus", {0.5, 0.1}, Mm(3), Mm(5)}};
    const auto next = withDrawnArea(plan_, square_, *desk_, *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_EQ(next->sites.size(), 25u);
    EXPECT_EQ(next->area.presetId, "");
    ASSERT_EQ(next->area.outlines.size(), 1u);
    EXPECT_EQ(next->area.outlines[0].name, "drawn area");
    EXPECT_EQ(next->area.outlines[0].points, square_);
    EXPECT_EQ(next->area.exclusions, plan_.area.exclusions);
    const auto region = regionOf(*next, *desk_);
    for (const plan::InjectionSite& site : next->sites)
        EXPECT_TRUE(region->contains(site.onScalp));
    Plan empty = plan_;
    empty.sites.clear();
    EXPECT_EQ(withDrawnArea(empty, square_, *desk_, *library_)->sites.size(), 40u);
}

TEST_F(AreaEditsTest, EveryRefusedDrawingSaysWhatToDo) {
    const auto drawn = [&](const std::vector<ScalpCoordinate>& corners) {
        return refusal(withDrawnArea(plan_, corners, *desk_, *library_));
    };
    EXPECT_NE(drawn({{0.4, 0}, {0.5, 0}}).find("at least three corners"), std::string::npos);
    EXPECT_NE(drawn(std::vector<ScalpCoordinate>(501, {0.4, 0})).find("at most 500"),
              std::string::npos);
    EXPECT_NE(drawn({{0.4, -0.3}, {0.6, 0.3}, {0.6, -0.3}, {0.4, 0.3}}).find("crosses itself"),
              std::string::npos);
    const std::string small = drawn({{0.5, 0}, {0.51, 0.01}, {0.51, -0.01}});
    EXPECT_NE(small.find("too small for 25 sites"), std::string::npos) << small;
    EXPECT_NE(small.find("Draw a larger area"), std::string::npos) << small;
    EXPECT_NE(drawn({{0.02, 0}, {0.5, 0.2}, {0.5, -0.2}}).find("leaves the scalp"),
              std::string::npos);
    EXPECT_NE(drawn({{0.5, 0}, {0.5, 0}, {0.5, 0}}), "(accepted)");
}

} // namespace
} // namespace meso::app
