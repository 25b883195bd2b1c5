#include <algorithm>

#include "window/head_of_plan.h"
#include "window/window_fixture.h"

// Where to treat and how sites lie there, by a real mouse and real keys.
namespace meso {
namespace {

using test::HeadOfPlan;
using test::RealWindow;
using test::Spot;

class AreaDay : public test::WithADisplay {
protected:
    std::unique_ptr<RealWindow> openQuietly() {
        test::writeQuietSettings(scratch_.path(), false);
        return open();
    }
    /// A square on the crown, seen from above.
    static void drawSquare(RealWindow& window) {
        constexpr int kHalf = 70;
        window.keys({"5"});
        window.expect("camera ");
        window.click("area.draw");
        window.expect("tool Area");
        const Spot middle = window.at("viewport");
        for (const auto& [right, down] :
             {std::pair{-1, -1}, std::pair{1, -1}, std::pair{1, 1}, std::pair{-1, 1}})
            window.clickOnView({middle.x + right * kHalf, middle.y + down * kHalf});
        window.keys({"Return"});
        window.expect("undo Draw area");
        window.keys({"v"});
        window.expect("tool Select");
    }
};

TEST_F(AreaDay, DrawsAnOutlineDragsAHandleAndGrows) {
    const auto window = openQuietly();
    drawSquare(*window);
    saveFirst(*window);
    const plan::Plan drawn = saved();
    EXPECT_EQ(drawn.area.presetId, "");
    ASSERT_EQ(drawn.area.outlines.size(), 1U);
    ASSERT_EQ(drawn.area.outlines[0].points.size(), 4U);
    EXPECT_EQ(drawn.sites.size(), 40U) << "laid out in the new area";
    const HeadOfPlan head(drawn);

    window->click("area.outline.0");
    const Spot corner = window->at("area.corner.0");
    const Spot middle = window->at("viewport");
    window->drag(corner, {corner.x + (corner.x - middle.x) / 2, corner.y});
    window->expect("undo Move a corner");
    save(*window);
    const plan::Plan dragged = saved();
    ASSERT_EQ(dragged.area.outlines.size(), 1U);
    ASSERT_EQ(dragged.area.outlines[0].points.size(), 4U);
    EXPECT_NE(dragged.area.outlines[0].points[0], drawn.area.outlines[0].points[0]);
    for (const std::size_t other : {1U, 2U, 3U})
        EXPECT_EQ(dragged.area.outlines[0].points[other], drawn.area.outlines[0].points[other]);
    // A triangle over the square's side is added: half of a quarter of it.
    const double share = head.areaOf(dragged) / head.areaOf(drawn);
    EXPECT_GT(share, 1.08);
    EXPECT_LT(share, 1.17);

    window->enter("area.growth", "4 mm");
    window->click("area.grow");
    window->expect("undo Grow the outline");
    save(*window);
    const Mm2 added = head.areaOf(saved()) - head.areaOf(dragged);
    const Mm2 border = Mm(4) * head.wayAround(dragged.area.outlines[0]);
    EXPECT_GT(added, 0.9 * border);
    EXPECT_LT(added, 1.2 * border) << "and the four corners";
}

TEST_F(AreaDay, TheThirdCornerOfTheTriangleFollows) {
    const auto window = openQuietly();
    saveFirst(*window);
    const plan::Plan sample = saved();
    const HeadOfPlan head(sample);

    window->enter("layout.spacing", "9 mm"); // area and spacing: the number of sites follows
    window->expect("undo Lay out sites 9.0 mm apart");
    save(*window);
    const plan::Plan spaced = saved();
    EXPECT_EQ(spaced.wantedSpacing, Mm(9));
    EXPECT_EQ(head.areaOf(spaced), head.areaOf(sample));
    EXPECT_GT(spaced.sites.size(), sample.sites.size());

    window->click("layout.lock.area"); // sites and spacing: the area follows
    window->enter("layout.count", "40");
    window->enter("layout.spacing", "10 mm");
    window->click("layout.fitArea");
    window->expect("undo Shrink the area by ");
    save(*window);
    const plan::Plan fitted = saved();
    EXPECT_EQ(fitted.sites.size(), 40U);
    EXPECT_NEAR(head.areaOf(fitted).value() / 100, 34.64, 0.35) << "40 hexagons 10 mm wide, cm2";
}

TEST_F(AreaDay, ChoosesAnotherPatternAndFillsAGap) {
    const auto window = openQuietly();
    saveFirst(*window);
    const plan::Plan sample = saved();
    window->click("layout.pattern");
    window->click("layout.pattern.Hexagonal rows");
    window->expect("undo Lay out hexagonal rows");
    save(*window);
    const plan::Plan rows = saved();
    EXPECT_EQ(rows.pattern, plan::LayoutPattern::HexagonalRows);
    EXPECT_EQ(rows.area, sample.area);
    EXPECT_NE(rows.sites, sample.sites);

    window->click("site.26");
    window->expect("selected 26");
    window->keys({"Delete"});
    window->expect("undo Remove site 26");
    window->click("layout.gaps");
    window->click("gap.A");
    window->expect("undo Add a site in a gap");
    save(*window);
    const plan::Plan filled = saved();
    ASSERT_EQ(filled.sites.size(), rows.sites.size());
    const HeadOfPlan head(rows);
    EXPECT_LT(head.between(filled.sites.back().place, rows.sites[25].place), Mm(6));
}

TEST_F(AreaDay, ShowsTheCorridorsAndHidesThem) {
    const auto window = openQuietly();
    window->reveal("show.corridors");
    window->pointAt(window->at("show.corridors"));
    const test::Pixels without = window->stillPictureOf("viewport");
    window->click("show.corridors");
    const test::Pixels with = window->expectOtherPicture("viewport", without);
    ASSERT_EQ(with.size(), without.size());
    std::size_t changed = 0;
    for (std::size_t i = 0; i < with.size(); ++i)
        changed += with[i] != without[i] ? 1 : 0;
    EXPECT_GT(changed, with.size() / 200) << "bands on the head, not a mark or two";
    window->click("show.corridors");
    window->expectPicture("viewport", without);
    EXPECT_EQ(window->last("undo "), "undo nothing") << "what is shown is no edit";
}

} // namespace
} // namespace meso
