#include "window/window_fixture.h"

// The flat map alone, edited by a real mouse.
namespace meso {
namespace {

using test::RealWindow;
using test::Spot;

class MapDay : public test::WithADisplay {
protected:
    /// The sample case in its file, with the map in the middle of the window.
    std::unique_ptr<RealWindow> openMap() {
        test::writeQuietSettings(scratch_.path(), false);
        auto window = open();
        saveFirst(*window);
        before_ = saved();
        window->keys({"n"});
        (void)window->at("map.site.26");
        window->expectGone("site.26");
        return window;
    }
    static void expectOneSiteChanged(const plan::Plan& now, const plan::Plan& before, int id) {
        ASSERT_EQ(now.sites.size(), before.sites.size());
        for (std::size_t i = 0; i < now.sites.size(); ++i) {
            const bool isAsBefore = now.sites[i] == before.sites[i];
            EXPECT_EQ(isAsBefore, before.sites[i].id != id) << before.sites[i].id;
        }
    }
    plan::Plan before_;
};

TEST_F(MapDay, DragsASite) {
    const auto window = openMap();
    const Spot from = window->at("map.site.26");
    window->drag(from, {from.x + 30, from.y - 20});
    window->expect("undo Move site 26");
    save(*window);
    const plan::Plan moved = saved();
    expectOneSiteChanged(moved, before_, 26);
    const anatomy::ScalpCoordinate was = before_.sites[25].place, is = moved.sites[25].place;
    EXPECT_GT(is.t, was.t + 0.01) << "right on the map is the patient's right";
    EXPECT_LT(is.s, was.s - 0.01) << "up on the map is to the front";
    window->keys({"ctrl+z"});
    window->expect("redo Move site 26");
    save(*window);
    EXPECT_EQ(saved(), before_);
}

TEST_F(MapDay, DragsAHandleOfTheArea) {
    const auto window = openMap();
    window->click("area.outline.0");
    const Spot from = window->at("map.corner.0");
    const Spot middle = window->at("map");
    window->drag(from, {from.x + (middle.x - from.x) / 4, from.y + (middle.y - from.y) / 4});
    window->expect("undo Move a corner");
    save(*window);
    const plan::Plan moved = saved();
    EXPECT_EQ(moved.area.presetId, "");
    ASSERT_EQ(moved.area.outlines.size(), before_.area.outlines.size());
    EXPECT_NE(moved.area.outlines[0], before_.area.outlines[0]);
    for (std::size_t i = 1; i < moved.area.outlines.size(); ++i)
        EXPECT_EQ(moved.area.outlines[i], before_.area.outlines[i]);
    EXPECT_EQ(moved.sites.size(), before_.sites.size()) << "as many sites, laid out anew";
}

TEST_F(MapDay, PlacesAnExclusionAndDragsIt) {
    const auto window = openMap();
    const Spot site = window->at("map.site.26");
    window->click("tool.exclude");
    window->expect("tool Exclude");
    window->clickOnView(site);
    window->expect("undo Leave out Spot 1");
    save(*window);
    plan::Plan now = saved();
    ASSERT_EQ(now.area.exclusions.size(), 1U);
    const anatomy::ScalpCoordinate placed = now.area.exclusions[0].centre;
    EXPECT_NEAR(placed.s, before_.sites[25].place.s, 0.005);
    EXPECT_NEAR(placed.t, before_.sites[25].place.t, 0.02);

    window->keys({"v"});
    window->expect("tool Select");
    const Spot from = window->at("map.exclusion.0");
    window->drag(from, {from.x - 30, from.y});
    window->expect("undo Move Spot 1");
    save(*window);
    now = saved();
    ASSERT_EQ(now.area.exclusions.size(), 1U);
    EXPECT_LT(now.area.exclusions[0].centre.t, placed.t - 0.01);
    EXPECT_EQ(now.area.outlines, before_.area.outlines);
}

} // namespace
} // namespace meso
