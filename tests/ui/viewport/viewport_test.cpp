#include "ui/viewport/viewport.h"

#include <gtest/gtest.h>

#include "geom/geodesic.h"
#include "plan/edits.h"
#include "support/view_bench.h"
#include "ui/viewport/nudge.h"
#include "ui/viewport/viewport_tools.h"

namespace meso::ui {
namespace {

using geom::Vec2;
using geom::Vec3;

class Viewport : public test::WithViews {
protected:
    [[nodiscard]] double offTheSkin(const Vec3& position) const {
        return openCase_->derived().headContext->head->scalp->index->closest(position).distance;
    }
    [[nodiscard]] Vec2 background() const { return {kBackground[0], kBackground[1]}; }
};

TEST_F(Viewport, ShowsSitesChipsAndBothViews) {
    for (const char* id : {"viewport", "map", "view.front", "view.back", "view.left", "view.right",
                           "view.top", "view.threeQuarter"})
        EXPECT_TRUE(items_.contains(id)) << id;
    EXPECT_NE(clearSite(), 0);
    for (const plan::InjectionSite& site : openCase_->plan().sites)
        EXPECT_TRUE(items_.contains("map.site." + std::to_string(site.id)));
}

TEST_F(Viewport, TurningTwentyTimesChangesNoSite) {
    const plan::Plan before = openCase_->plan();
    const view::Camera start = state_.camera;
    for (int i = 0; i < 20; ++i) {
        drag(background(), background() + Vec2(60.0 + i, i % 2 == 0 ? 25 : -25));
        EXPECT_EQ(openCase_->committed(), openCase_->plan()) << "a draft after turn " << i;
    }
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(openCase_->undoLabel(), nullptr);
    EXPECT_NE(state_.camera, start) << "nothing turned";
}

TEST_F(Viewport, PanningAndZoomingChangeNoSiteAndKeepThePointUnderTheHand) {
    const plan::Plan before = openCase_->plan();
    const Vec2 from = bareSkin();
    moveTo(from);
    const Vec3 held = *state_.hoveredSkin;
    drag(from, from + Vec2(70, 45), ImGuiMouseButton_Middle);
    ASSERT_TRUE(state_.hoveredSkin);
    EXPECT_LT((*state_.hoveredSkin - held).norm(), 0.5);
    const Vec3 under = *state_.hoveredSkin;
    for (int i = 0; i < 5; ++i) {
        feedWheel(ImGui::GetIO(), 1);
        frame();
    }
    frame();
    ASSERT_TRUE(state_.hoveredSkin);
    EXPECT_LT((*state_.hoveredSkin - under).norm(), 0.2);
    EXPECT_EQ(openCase_->plan(), before);
}

TEST_F(Viewport, ASmallMoveWhileClickingSelectsAndDoesNotMove) {
    const plan::Plan before = openCase_->plan();
    const int id = clearSite();
    const Vec2 place = middleOf("site." + std::to_string(id));
    drag(place, place + Vec2(2, 0));
    EXPECT_EQ(state_.selection, plan::SiteIds{id});
    EXPECT_EQ(openCase_->plan(), before);
    click(background());
    EXPECT_TRUE(state_.selection.empty());
}

TEST_F(Viewport, ShiftAddsAndCtrlTakesAway) {
    const int first = clearSite();
    const int second = clearSite(first);
    click(middleOf("site." + std::to_string(first)));
    hold(false, true);
    click(middleOf("site." + std::to_string(second)));
    EXPECT_EQ(state_.selection, (plan::SiteIds{first, second}));
    hold(true, false);
    click(middleOf("site." + std::to_string(first)));
    EXPECT_EQ(state_.selection, plan::SiteIds{second});
}

TEST_F(Viewport, ADragMovesTheGrabbedSiteAloneAndItStaysUnderTheCursor) {
    const plan::Plan before = openCase_->plan();
    const int id = clearSite();
    const Vec2 mark = middleOf("site." + std::to_string(id));
    const Vec2 grip(3, -4);
    const Vec2 path(38, 27);
    holdAndDrag(mark + grip, mark + grip + path);
    EXPECT_EQ(openCase_->committed(), before) << "committed while dragging";
    EXPECT_LT((middleOf("site." + std::to_string(id)) - mark - path).norm(), 0.6);
    setButton(false);
    frame();
    ASSERT_EQ(openCase_->plan().sites.size(), before.sites.size());
    for (std::size_t i = 0; i < before.sites.size(); ++i) {
        plan::InjectionSite moved = openCase_->plan().sites[i];
        EXPECT_EQ(moved == before.sites[i], moved.id != id) << "site " << moved.id;
        moved.place = before.sites[i].place;
        moved.onScalp = before.sites[i].onScalp;
        EXPECT_EQ(moved, before.sites[i]) << "more than its place changed";
    }
    EXPECT_LT(offTheSkin(positionOfSite(id)), 0.1);
    ASSERT_TRUE(openCase_->undoLabel());
    EXPECT_EQ(*openCase_->undoLabel(), "Move site " + std::to_string(id));
    openCase_->undo();
    EXPECT_EQ(openCase_->plan(), before) << "one drag is one step";
}

TEST_F(Viewport, ASelectedSiteTakesTheOthersAlong) {
    const plan::Plan before = openCase_->plan();
    const int first = clearSite();
    const int second = clearSite(first);
    state_.selection = {first, second};
    const Vec3 apart = positionOfSite(first) - positionOfSite(second);
    const Vec2 mark = middleOf("site." + std::to_string(first));
    drag(mark, mark + Vec2(20, 10));
    EXPECT_EQ(state_.selection, (plan::SiteIds{first, second}));
    int changed = 0;
    for (std::size_t i = 0; i < before.sites.size(); ++i)
        changed += openCase_->plan().sites[i] == before.sites[i] ? 0 : 1;
    EXPECT_EQ(changed, 2);
    EXPECT_NEAR((positionOfSite(first) - positionOfSite(second)).norm(), apart.norm(), 1);
    EXPECT_LT(offTheSkin(positionOfSite(second)), 0.1);
}

TEST_F(Viewport, CancellingADragPutsTheSitesBack) {
    const plan::Plan before = openCase_->plan();
    const int id = clearSite();
    const Vec2 mark = middleOf("site." + std::to_string(id));
    holdAndDrag(mark, mark + Vec2(40, 30));
    ASSERT_NE(openCase_->plan(), before);
    cancelGesture(context());
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(state_.drag.kind, Drag::Kind::None);
    moveTo(mark + Vec2(60, 50));
    setButton(false);
    frame();
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(openCase_->undoLabel(), nullptr);
}

TEST_F(Viewport, OffTheScalpASiteStaysAtItsLastPlaceAndTheStatusSaysWhy) {
    const int id = clearSite();
    const Vec2 mark = middleOf("site." + std::to_string(id));
    holdAndDrag(mark, mark + Vec2(20, 10));
    const Vec3 last = positionOfSite(id);
    moveTo({5, 5});
    EXPECT_EQ((positionOfSite(id) - last).norm(), 0);
    EXPECT_FALSE(hover_.empty());
    frame();
    EXPECT_FALSE(hover_.empty()) << "the reason vanishes while the hand rests";
    setButton(false);
    frame();
    EXPECT_TRUE(hover_.empty());
}

TEST_F(Viewport, PlacingAddsOneSiteOnReleaseAndNoneWhenDragged) {
    state_.tool = Tool::Place;
    const std::size_t before = openCase_->plan().sites.size();
    const Vec2 place = bareSkin();
    moveTo(place);
    const Vec3 under = *state_.hoveredSkin;
    setButton(true);
    EXPECT_EQ(openCase_->plan().sites.size(), before) << "placed on the press";
    setButton(false);
    frame();
    ASSERT_EQ(openCase_->plan().sites.size(), before + 1);
    const int id = openCase_->plan().sites.back().id;
    EXPECT_EQ(state_.selection, plan::SiteIds{id});
    EXPECT_LT((positionOfSite(id) - under).norm(), 0.1);
    EXPECT_EQ(*openCase_->undoLabel(), "Place site " + std::to_string(id));
    drag(place + Vec2(5, 5), place + Vec2(45, 25));
    EXPECT_EQ(openCase_->plan().sites.size(), before + 1);
}

TEST_F(Viewport, ErasingRemovesTheClickedSite) {
    state_.tool = Tool::Erase;
    const int id = clearSite();
    const std::size_t before = openCase_->plan().sites.size();
    click(background());
    EXPECT_EQ(openCase_->plan().sites.size(), before);
    click(middleOf("site." + std::to_string(id)));
    ASSERT_EQ(openCase_->plan().sites.size(), before - 1);
    for (const plan::InjectionSite& site : openCase_->plan().sites)
        EXPECT_NE(site.id, id);
    EXPECT_EQ(*openCase_->undoLabel(), "Erase site " + std::to_string(id));
}

TEST_F(Viewport, TheRubberBandSelectsWhatIsInIt) {
    const view::Camera before = state_.camera;
    hold(true, false);
    drag(background(), {kWidth - 20, 60});
    hold(false, false);
    plan::SiteIds inside;
    plan::SiteIds outside;
    for (const auto& [id, item] : items_)
        if (id.starts_with("site.")) {
            const Vec2 middle = middleOf(id);
            if (middle.y() > 62 && middle.y() < kBackground[1] - 2)
                inside.insert(std::stoi(id.substr(5)));
            if (middle.y() < 58 || middle.y() > kBackground[1] + 2)
                outside.insert(std::stoi(id.substr(5)));
        }
    EXPECT_GT(inside.size(), 3U);
    EXPECT_GT(state_.selection.size(), inside.size() / 2);
    for (const int id : state_.selection)
        EXPECT_FALSE(outside.contains(id)) << id;
    EXPECT_EQ(state_.camera, before) << "the band turned the head";
}

TEST_F(Viewport, MeasuresAlongTheSkin) {
    state_.tool = Tool::Measure;
    const Vec2 first = bareSkin();
    click(first);
    ASSERT_EQ(state_.measured.size(), 1U);
    click(first + Vec2(40, 20));
    ASSERT_EQ(state_.measured.size(), 2U);
    click(first + Vec2(10, 30));
    EXPECT_EQ(state_.measured.size(), 1U) << "the third click starts anew";
}

TEST_F(Viewport, AnAreaIsDrawnThroughItsCorners) {
    state_.tool = Tool::Area;
    EXPECT_FALSE(finishArea(context()).ok());
    const Vec2 middle(kWidth / 2, kHeight / 2 - 60);
    for (const Vec2& corner : {Vec2(-90, -70), Vec2(90, -70), Vec2(90, 60), Vec2(-90, 60)})
        click(middle + corner);
    ASSERT_EQ(state_.corners.size(), 4U);
    const Status outcome = finishArea(context());
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    frame();
    EXPECT_TRUE(state_.corners.empty());
    EXPECT_TRUE(openCase_->plan().area.presetId.empty());
    EXPECT_EQ(openCase_->plan().area.outlines.size(), 1U);
}

TEST_F(Viewport, ANudgeMovesAsFarAsItSays) {
    const int id = clearSite();
    state_.selection = {id};
    const anatomy::ScalpGrid& grid = *openCase_->derived().headContext->head->scalp;
    for (const double step : {0.1, 1.0, 5.0})
        for (const Vec2& path : {Vec2(1, 0), Vec2(-1, 0), Vec2(0, 1), Vec2(0, -1)}) {
            const Vec3 before = positionOfSite(id);
            const Vec2 pixel = middleOf("site." + std::to_string(id));
            ASSERT_TRUE(nudge(context(), step * path.x(), step * path.y()).ok());
            frame();
            const Vec3 after = positionOfSite(id);
            const auto from = grid.index->closest(before);
            const auto to = grid.index->closest(after);
            EXPECT_NEAR(geom::arcBetween(before, normalAt(*grid.mesh, from.point), after,
                                         normalAt(*grid.mesh, to.point))
                            .value(),
                        step, 0.05 * step);
            const Vec2 moved = middleOf("site." + std::to_string(id)) - pixel;
            if (step > 0.5) {
                EXPECT_GT(moved.dot(Vec2(path.x(), -path.y())), 0.8 * moved.norm());
            }
        }
}

TEST_F(Viewport, FlightsReachTheirPresetAndChipsFly) {
    openCase_->settings().reduceMotion = false;
    click(middleOf("view.left"));
    ASSERT_TRUE(state_.flight);
    for (int i = 0; i < 30; ++i)
        frame();
    EXPECT_FALSE(state_.flight);
    EXPECT_LT(view::eyeOf(state_.camera).x(), -200) << "the eye is not on the patient's left";
    EXPECT_EQ(state_.drag.kind, Drag::Kind::None);
}

TEST_F(Viewport, TheMapAndTheHeadAgree) {
    const int id = clearSite();
    moveTo(middleOf("site." + std::to_string(id)));
    ASSERT_TRUE(state_.hoveredSkin);
    EXPECT_EQ(state_.hoveredSite, id);
    const Vec3 onHead = *state_.hoveredSkin;
    moveTo(middleOf("map.site." + std::to_string(id)));
    ASSERT_TRUE(state_.hoveredSkin);
    EXPECT_EQ(state_.hoveredSite, id);
    // ImGui's mouse stands on whole pixels, here up to 1 mm wide; sight_test compares exactly.
    EXPECT_LT((*state_.hoveredSkin - onHead).norm(), 1.5);
}

TEST_F(Viewport, TheMapMovesAndPlacesSitesToo) {
    const int id = clearSite();
    const Vec2 mark = middleOf("map.site." + std::to_string(id));
    drag(mark, mark + Vec2(15, -9));
    EXPECT_LT((middleOf("map.site." + std::to_string(id)) - mark - Vec2(15, -9)).norm(), 0.1);
    EXPECT_EQ(*openCase_->undoLabel(), "Move site " + std::to_string(id));
    const std::size_t before = openCase_->plan().sites.size();
    state_.tool = Tool::Place;
    click({1.5 * kWidth, kHeight / 2});
    ASSERT_EQ(openCase_->plan().sites.size(), before + 1);
    EXPECT_LT(offTheSkin(openCase_->derived().positions.back()), 0.1);
}

TEST_F(Viewport, MovingASiteNeedsNoNewPictureOfTheHead) {
    const view::Scene before = cache_.scene(context(), theme_, 1);
    const int id = clearSite();
    const Vec2 mark = middleOf("site." + std::to_string(id));
    drag(mark, mark + Vec2(30, 20));
    const view::Scene after = cache_.scene(context(), theme_, 1);
    EXPECT_EQ(after.regionDistance, before.regionDistance);
    EXPECT_EQ(after.exclusionDistance, before.exclusionDistance);
    EXPECT_EQ(after.field.values, before.field.values);
    EXPECT_EQ(after.camera, before.camera);
}

TEST_F(Viewport, ADragEndsWhenItsViewIsNoLongerShown) {
    const int id = clearSite();
    const Vec2 mark = middleOf("map.site." + std::to_string(id));
    const plan::Plan before = openCase_->plan();
    holdAndDrag(mark, mark + Vec2(20, 0));
    state_.viewMode = ViewMode::Head;
    frame();
    EXPECT_EQ(state_.drag.kind, Drag::Kind::None);
    EXPECT_EQ(openCase_->plan(), before);
    setButton(false);
}

} // namespace
} // namespace meso::ui
