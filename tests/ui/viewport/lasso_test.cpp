#include "ui/viewport/lasso.h"

#include <gtest/gtest.h>

#include "support/view_bench.h"
#include "ui/viewport/picking.h"
#include "ui/viewport/viewport_tools.h"

namespace meso::ui {
namespace {

using geom::Vec2;

view::VisibleSite seen(int number, const Vec2& pixel, double clarity = 1) {
    view::VisibleSite site;
    site.mark.number = number;
    site.pixel = pixel;
    site.clarity = clarity;
    return site;
}

TEST(SitesWithin, TakesWhatTheLoopHoldsAndFacesTheOnlooker) {
    const std::vector<view::VisibleSite> sites{seen(1, {5, 5}), seen(2, {15, 5}),
                                               seen(3, {5, 5}, 0), seen(4, {9.9, 9.9})};
    const geom::Polygon box{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    EXPECT_EQ(sitesWithin(sites, box), (plan::SiteIds{1, 4}));
    EXPECT_EQ(sitesWithin(sites, {box.rbegin(), box.rend()}), (plan::SiteIds{1, 4}));
    EXPECT_TRUE(sitesWithin(sites, {}).empty());
    EXPECT_TRUE(sitesWithin(sites, {{0, 0}, {10, 10}}).empty()) << "a line holds nothing";
}

TEST(SitesWithin, AHandThatGoesOnPastItsStartStillMeansTheMiddle) {
    geom::Polygon loop;
    for (int degrees = 0; degrees <= 700; degrees += 10)
        loop.emplace_back(10 * std::cos(degrees * 3.14159265 / 180),
                          10 * std::sin(degrees * 3.14159265 / 180));
    EXPECT_EQ(sitesWithin({seen(1, {0, 0}), seen(2, {8, 2}), seen(3, {11, 0})}, loop),
              (plan::SiteIds{1, 2}));
    const geom::Polygon eight{{0, 0}, {10, 10}, {10, 0}, {0, 10}};
    EXPECT_EQ(sitesWithin({seen(1, {2, 5}), seen(2, {8, 5}), seen(3, {5, 9})}, eight),
              (plan::SiteIds{1, 2}));
}

class Lasso : public test::WithViews {
protected:
    void holdKeys(bool alt, bool shift = false, bool ctrl = false) {
        feedModifiers(ImGui::GetIO(), {ctrl, shift, alt});
    }
    static geom::Polygon ringAround(const Vec2& middle, double radius) {
        geom::Polygon ring;
        for (int i = 0; i < 12; ++i)
            ring.emplace_back((middle + radius * Vec2(std::cos(i * 0.5236), std::sin(i * 0.5236)))
                                  .array()
                                  .round());
        return ring;
    }
    void drawTo(const geom::Polygon& loop) {
        moveTo(loop.front());
        setButton(true);
        for (const Vec2& place : loop)
            moveTo(place);
    }
    void draw(const geom::Polygon& loop) {
        drawTo(loop);
        setButton(false);
        frame();
    }
    /// The sites whose marks lie in the loop, by their items.
    [[nodiscard]] plan::SiteIds within(const geom::Polygon& loop, const std::string& prefix) const {
        plan::SiteIds out;
        for (const auto& [id, item] : items_)
            if (id.starts_with(prefix) && geom::contains(loop, middleOf(id)))
                out.insert(std::stoi(id.substr(prefix.size())));
        return out;
    }
    void expectNoEdit(const plan::Plan& before) const {
        EXPECT_EQ(openCase_->plan(), before);
        EXPECT_EQ(openCase_->undoLabel(), nullptr);
    }
};

TEST_F(Lasso, AltAndADragSelectOnTheHeadAndOnTheMap) {
    const plan::Plan before = openCase_->plan();
    const view::Camera camera = state_.camera;
    for (const std::string prefix : {"site.", "map.site."}) {
        const geom::Polygon loop = ringAround(middleOf(prefix + std::to_string(clearSite())), 60);
        const plan::SiteIds expected = within(loop, prefix);
        ASSERT_GT(expected.size(), 2U) << prefix;
        state_.selection.clear();
        holdKeys(true);
        draw(loop);
        EXPECT_EQ(state_.selection, expected) << prefix;
    }
    EXPECT_EQ(state_.camera, camera) << "the loop turned the head";
    expectNoEdit(before);
}

TEST_F(Lasso, ShiftAddsAndCtrlRemoves) {
    const int first = clearSite();
    const int second = clearSite(first);
    const auto ring = [&](int id) { return ringAround(middleOf("site." + std::to_string(id)), 9); };
    holdKeys(true);
    draw(ring(first));
    EXPECT_EQ(state_.selection, plan::SiteIds{first});
    holdKeys(true, true);
    draw(ring(second));
    EXPECT_EQ(state_.selection, (plan::SiteIds{first, second}));
    holdKeys(true, false, true);
    draw(ring(first));
    EXPECT_EQ(state_.selection, plan::SiteIds{second});
    holdKeys(true);
    draw(ringAround({30, 560}, 9));
    EXPECT_TRUE(state_.selection.empty()) << "a loop around nothing selects nothing";
}

TEST_F(Lasso, TheToolNeedsNoKeyAndNeverEdits) {
    const plan::Plan before = openCase_->plan();
    const view::Camera camera = state_.camera;
    state_.tool = Tool::Lasso;
    const Vec2 mark = middleOf("site." + std::to_string(clearSite()));
    draw({mark, mark + Vec2(60, 0), mark + Vec2(60, 60), mark + Vec2(-60, 60),
          mark + Vec2(-60, -40)});
    EXPECT_GT(state_.selection.size(), 1U) << "it began on a site, which stayed where it is";
    EXPECT_EQ(state_.camera, camera);
    expectNoEdit(before);
    state_.selection.clear();
    drag(mark, mark + Vec2(2, 1));
    EXPECT_EQ(state_.selection, plan::SiteIds{clearSite()}) << "a click, below the threshold";
    expectNoEdit(before);
}

TEST_F(Lasso, SaysWhatItHoldsAndEscEndsIt) {
    const int id = clearSite();
    state_.selection = {id};
    const geom::Polygon loop = ringAround(middleOf("site." + std::to_string(id)), 60);
    holdKeys(true);
    drawTo(loop);
    ASSERT_EQ(state_.drag.kind, Drag::Kind::Lasso);
    EXPECT_GT(state_.drag.loop.size(), 5U);
    const std::string count = std::to_string(within(loop, "site.").size());
    EXPECT_EQ(hover_.rfind(count + " sites in the loop", 0), 0U) << hover_;
    EXPECT_EQ(state_.selection, plan::SiteIds{id}) << "not before the hand lets go";
    cancelGesture(context());
    EXPECT_EQ(state_.drag.kind, Drag::Kind::None);
    setButton(false);
    frame();
    EXPECT_EQ(state_.selection, plan::SiteIds{id});
}

TEST_F(Lasso, WithoutTheKeyADragStillTurnsTheHeadAndNudgesTheSite) {
    const view::Camera camera = state_.camera;
    holdKeys(false);
    drag({30, 560}, {90, 570});
    EXPECT_NE(state_.camera, camera);
    EXPECT_TRUE(state_.selection.empty());
}

} // namespace
} // namespace meso::ui
