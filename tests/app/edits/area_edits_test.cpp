#include "app/edits/area_edits.h"

#include <cmath>

#include "anatomy/outline_edits.h"
#include "plan/layout/layout.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

using anatomy::ScalpCoordinate;
using plan::Plan;

class AreaEditsTest : public test::OnAHead {
protected:
    void SetUp() override {
        auto plan = newPlan("norwood_3", *headContext_, *library_);
        ASSERT_TRUE(plan.ok()) << plan.error().message;
        plan_ = laidOut(*plan, 25);
    }
    static Plan laidOut(const Plan& plan, int count) {
        plan::LayoutRequest request;
        request.count = count;
        auto out =
            withNewLayout(plan, *headContext_, *regionOf(plan, *headContext_), *library_, request);
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
    const auto next = withPreset(plan_, "crown_patch", *headContext_, *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_EQ(next->sites.size(), 25u);
    EXPECT_EQ(next->area.presetId, "crown_patch");
    EXPECT_EQ(next->area.exclusions, plan_.area.exclusions);
    EXPECT_EQ(next->about.title, "Crown patch") << "it was called after its preset";
    plan_.about.title = "Case 7";
    EXPECT_EQ(withPreset(plan_, "crown_patch", *headContext_, *library_)->about.title, "Case 7");
    EXPECT_NE(
        refusal(withPreset(plan_, "nonsense", *headContext_, *library_)).find("no area preset"),
        std::string::npos);
}

TEST_F(AreaEditsTest, ADrawnAreaHasAsManySitesInsideIt) {
    plan_.area.exclusions = {{"naevus", {0.5, 0.1}, Mm(3), Mm(5)}};
    const auto next = withDrawnArea(plan_, square_, *headContext_, *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_EQ(next->sites.size(), 25u);
    EXPECT_EQ(next->area.presetId, "");
    ASSERT_EQ(next->area.outlines.size(), 1u);
    EXPECT_EQ(next->area.outlines[0].name, "drawn area");
    EXPECT_EQ(next->area.outlines[0].points, square_);
    EXPECT_EQ(next->area.exclusions, plan_.area.exclusions);
    const auto region = regionOf(*next, *headContext_);
    for (const plan::InjectionSite& site : next->sites)
        EXPECT_TRUE(region->contains(site.onScalp));
    Plan empty = plan_;
    empty.sites.clear();
    EXPECT_EQ(withDrawnArea(empty, square_, *headContext_, *library_)->sites.size(), 40u);
}

TEST_F(AreaEditsTest, AnAreaKeepsTheStageThatItBeganAsUntilItIsDrawnAnew) {
    EXPECT_EQ(plan_.area.stageId, "norwood_3");
    auto outlines = plan_.area.outlines;
    outlines[0].points[0].s += 0.001;
    const auto edited = withOutlines(plan_, outlines, *headContext_, *library_);
    ASSERT_TRUE(edited.ok()) << edited.error().message;
    EXPECT_EQ(edited->area.presetId, "");
    EXPECT_EQ(edited->area.stageId, "norwood_3");
    EXPECT_EQ(withPreset(*edited, "norwood_6", *headContext_, *library_)->area.stageId,
              "norwood_6");
    EXPECT_EQ(withDrawnArea(*edited, square_, *headContext_, *library_)->area.stageId, "");
}

TEST_F(AreaEditsTest, EveryRefusedDrawingSaysWhatToDo) {
    const auto drawn = [&](const std::vector<ScalpCoordinate>& corners) {
        return refusal(withDrawnArea(plan_, corners, *headContext_, *library_));
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

TEST_F(AreaEditsTest, SeveralOutlinesHaveAsManySitesInThem) {
    const anatomy::ScalpOutline left{"left", {{0.4, -0.5}, {0.4, -0.2}, {0.6, -0.2}, {0.6, -0.5}}};
    const auto next =
        withOutlines(plan_, {left, anatomy::mirrored(left)}, *headContext_, *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_EQ(next->sites.size(), 25u);
    EXPECT_EQ(next->area.presetId, "");
    const auto region = regionOf(*next, *headContext_);
    EXPECT_EQ(region->pieceCount(), 2);
    for (const plan::InjectionSite& site : next->sites)
        EXPECT_TRUE(region->contains(site.onScalp));
    EXPECT_NE(refusal(withOutlines(plan_, {}, *headContext_, *library_)).find("no treatment area"),
              std::string::npos);
    EXPECT_NE(refusal(withOutlines(plan_, std::vector(51, left), *headContext_, *library_))
                  .find("at most 50 areas"),
              std::string::npos);
}

TEST_F(AreaEditsTest, ExclusionsComeMoveChangeAndGo) {
    const plan::ExclusionPatch naevus{"naevus", {0.4, 0.3}, Mm(4), Mm(10)};
    const auto added = addExclusion(plan_, naevus, *headContext_);
    ASSERT_TRUE(added.ok()) << added.error().message;
    EXPECT_EQ(added->area.exclusions.back(), naevus);
    EXPECT_EQ(added->sites, plan_.sites);
    const auto moved = moveExclusion(*added, 0, {0.42, -0.3}, *headContext_);
    ASSERT_TRUE(moved.ok());
    EXPECT_EQ(moved->area.exclusions[0].centre, (ScalpCoordinate{0.42, -0.3}));
    EXPECT_EQ(*moveExclusion(*moved, 0, naevus.centre, *headContext_), *added);
    const plan::ExclusionPatch scar{"scar", {0.5, 0}, Mm(8), Mm(0)};
    EXPECT_EQ(setExclusion(*added, 0, scar, *headContext_)->area.exclusions[0], scar);
    EXPECT_EQ(*removeExclusion(*added, 0), plan_);
}

TEST_F(AreaEditsTest, EveryRefusedExclusionSaysWhy) {
    const auto said = [&](const plan::ExclusionPatch& patch) {
        return refusal(addExclusion(plan_, patch, *headContext_));
    };
    EXPECT_NE(said({"x", {0.5, 0}, Mm(0), Mm(5)}).find("radius"), std::string::npos);
    EXPECT_NE(said({"x", {0.5, 0}, Mm(61), Mm(5)}).find("0.1 mm to 60"), std::string::npos);
    EXPECT_NE(said({"x", {0.5, 0}, Mm(NAN), Mm(5)}).find("radius"), std::string::npos);
    EXPECT_NE(said({"x", {0.5, 0}, Mm(5), Mm(-1)}).find("margin"), std::string::npos);
    EXPECT_NE(said({"x", {0.05, 0}, Mm(5), Mm(5)}).find("off the scalp"), std::string::npos);
    EXPECT_NE(said({std::string(201, 'x'), {0.5, 0}, Mm(5), Mm(5)}).find("name"),
              std::string::npos);
    EXPECT_NE(refusal(removeExclusion(plan_, 0)).find("no exclusion 1"), std::string::npos);
    EXPECT_NE(refusal(moveExclusion(plan_, 2, {0.5, 0}, *headContext_)).find("no exclusion 3"),
              std::string::npos);
    Plan full = plan_;
    full.area.exclusions.assign(50, {"x", {0.5, 0}, Mm(5), Mm(5)});
    EXPECT_NE(
        refusal(addExclusion(full, full.area.exclusions[0], *headContext_)).find("at most 50"),
        std::string::npos);
}

} // namespace
} // namespace meso::app
