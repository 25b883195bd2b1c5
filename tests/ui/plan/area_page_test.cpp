// The area page with a real mouse: presets, the triangle, outlines and spots on head and map.
#include <gtest/gtest.h>

#include "app/edits/area_edits.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "base/text.h"
#include "plan/layout/gaps.h"
#include "plan/layout/layout.h"
#include "store/plan_file.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/state/area_controller.h"
#include "ui/viewport/area_gestures.h"

namespace meso::ui {
namespace {

class AreaPage : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_, {1440, 2200}};

    AreaPage() {
        window_.state().planPage = PlanPage::Area;
        window_.state().viewMode = ViewMode::HeadAndMap;
        window_.perform("view.top");
        window_.hand.frames(60);
    }
    [[nodiscard]] UiContext context() { return window_.frontend().context(); }
    [[nodiscard]] const plan::TreatmentArea& area() const { return openCase_->plan().area; }
    [[nodiscard]] double cm2() const { return openCase_->derived().region->area().value() / 100; }
    [[nodiscard]] std::size_t sites() const { return openCase_->plan().sites.size(); }
    void choose(const std::string& field, const std::string& line) {
        window_.hand.click(field);
        window_.hand.frames(3);
        window_.hand.click(field + "." + line);
        window_.hand.frames(2);
    }
    /// One undo brings back what was there, bit for bit.
    void expectUndone(const plan::Plan& before) {
        const plan::Plan after = openCase_->plan();
        EXPECT_FALSE(after == before) << "nothing happened";
        window_.key("Ctrl+Z");
        EXPECT_TRUE(openCase_->plan() == before);
        window_.key("Ctrl+Shift+Z");
        EXPECT_TRUE(openCase_->plan() == after);
        EXPECT_TRUE(store::readPlan(store::planText(after), "plan").ok());
    }
    /// Opens the handles of an outline.
    void takeOutline(std::size_t number) {
        window_.hand.click("area.outline." + std::to_string(number));
        window_.hand.frames(2);
        ASSERT_EQ(shownOutline(context()), number);
    }
    /// A corner that can be dragged on the map without leaving the scalp.
    std::string cornerOnMap() {
        for (const auto& [id, item] : window_.items())
            if (id.rfind("map.corner.", 0) == 0)
                return id;
        ADD_FAILURE() << "no corner on the map";
        return {};
    }
};

TEST_F(AreaPage, APresetIsChosenByScaleAndStage) {
    const plan::Plan before = openCase_->plan();
    choose("area.group", "Ludwig");
    EXPECT_TRUE(openCase_->plan() == before) << "looking at a scale is no edit";
    choose("area.preset", "Ludwig II");
    EXPECT_EQ(area().presetId, "ludwig_2");
    EXPECT_EQ(sites(), before.sites.size());
    expectUndone(before);
}

TEST_F(AreaPage, AStageWithoutAnAreaCannotBeChosenAndSaysWhy) {
    const plan::Plan before = openCase_->plan();
    choose("area.group", "Norwood");
    window_.hand.click("area.preset");
    window_.hand.frames(3);
    ASSERT_TRUE(window_.hand.has("area.preset.Norwood I"));
    EXPECT_FALSE(window_.hand.at("area.preset.Norwood I").enabled);
    EXPECT_TRUE(window_.hand.at("area.preset.Norwood V").enabled);
    window_.hand.click("area.preset.Norwood I");
    EXPECT_TRUE(openCase_->plan() == before);
}

TEST_F(AreaPage, TwoCornersOfTheTriangleAreLockedAndTheThirdFollows) {
    window_.hand.enter("layout.count", "30");
    EXPECT_EQ(sites(), 30U);
    EXPECT_EQ(window_.state().area.open, plan::TriangleCorner::Spacing);
    window_.hand.enter("layout.spacing", "14 mm");
    EXPECT_EQ(window_.state().area.open, plan::TriangleCorner::Count);
    EXPECT_EQ(static_cast<int>(sites()), plan::countFor(Mm2(100 * cm2()), Mm(14)));
    // Another area keeps the locked spacing, so the number follows.
    choose("area.group", "Norwood");
    choose("area.preset", "Norwood VI");
    EXPECT_EQ(static_cast<int>(sites()), plan::countFor(Mm2(100 * cm2()), Mm(14)));
    window_.hand.click("layout.lock.area");
    EXPECT_EQ(window_.state().area.open, plan::TriangleCorner::Area);
    const plan::Plan before = openCase_->plan();
    window_.hand.enter("layout.spacing", "20");
    EXPECT_TRUE(openCase_->plan() == before) << "the area cannot follow by itself";
    EXPECT_DOUBLE_EQ(window_.state().area.wantedSpacing.value(), 20);
}

TEST_F(AreaPage, EachLockLetsItsNumberFollowAndLocksItAgain) {
    using plan::TriangleCorner;
    const plan::Plan before = openCase_->plan();
    ASSERT_EQ(window_.state().area.open, TriangleCorner::Spacing);
    const std::tuple<const char*, TriangleCorner, TriangleCorner> locks[] = {
        {"layout.lock.area", TriangleCorner::Area, TriangleCorner::Count},
        {"layout.lock.count", TriangleCorner::Count, TriangleCorner::Spacing},
        {"layout.lock.spacing", TriangleCorner::Spacing, TriangleCorner::Count}};
    for (const auto& [id, own, next] : locks) {
        if (window_.state().area.open == own)
            window_.hand.click(id); // open: the press locks it, and another follows
        ASSERT_NE(window_.state().area.open, own) << id;
        window_.hand.click(id);
        EXPECT_EQ(window_.state().area.open, own) << id << " lets its number follow";
        window_.hand.click(id);
        EXPECT_NE(window_.state().area.open, own) << id << " locks it again";
    }
    EXPECT_TRUE(openCase_->plan() == before) << "choosing what follows edits nothing";
}

TEST_F(AreaPage, TheTriangleIsSaidInASentenceWithTheFiguresOfTheFields) {
    const auto figure = [&](const std::string& id) {
        const Item field = window_.hand.at(id);
        return test::lettersIn(field.min, field.max);
    };
    const std::string yours = text::cm2(openCase_->derived().region->area());
    EXPECT_TRUE(test::isWritten("40 sites, 10.0 mm → 34.6 cm². Your area is " + yours +
                                ": spacing becomes "));
    const std::string spacing = figure("layout.spacing");
    EXPECT_FALSE(spacing.empty());
    EXPECT_TRUE(test::isWritten("spacing becomes " + spacing + ".")) << spacing;
    window_.hand.enter("layout.count", "33");
    EXPECT_TRUE(test::isWritten("33 sites, 10.0 mm → "));
    EXPECT_TRUE(test::isWritten("spacing becomes " + figure("layout.spacing") + "."));
    window_.hand.click("layout.lock.count");
    EXPECT_TRUE(test::isWritten("it takes 33 sites."));
}

TEST_F(AreaPage, SpeaksTheWordsOfTheField) {
    for (const char* words : {"Treatment area", "Classification", "Stage", "Pattern", "Excluded",
                              "Offset by half a pitch from"})
        EXPECT_TRUE(test::isWritten(words)) << words;
}

TEST_F(AreaPage, BadNumbersAreRefusedInPlace) {
    const plan::Plan before = openCase_->plan();
    for (const char* typed : {"many", "-3", "nan", "100000", "0", "1e99"})
        window_.hand.enter("layout.count", typed);
    for (const char* typed : {"wide", "-1", "nan", "0.1 mm", "inf"})
        window_.hand.enter("layout.spacing", typed);
    takeOutline(0);
    for (const char* typed : {"a lot", "-1", "nan", "99"})
        window_.hand.enter("area.growth", typed);
    for (const char* typed : {"dense", "0", "nan", "9"})
        window_.hand.enter("area.density", typed);
    EXPECT_TRUE(openCase_->plan() == before);
    EXPECT_DOUBLE_EQ(window_.state().area.growth.value(), 5);
}

TEST_F(AreaPage, EveryPatternLaysOutAsManySites) {
    for (const char* name : {"Hexagonal rows", "Parting rows", "Along the hairline", "Even"}) {
        choose("layout.pattern", name);
        EXPECT_EQ(sites(), 40U) << name;
        EXPECT_EQ(openCase_->plan().wantedSites, 40) << name;
    }
    EXPECT_EQ(openCase_->plan().pattern, plan::LayoutPattern::Even);
}

TEST_F(AreaPage, ADraggedCornerMovesTheOutlineAndTheSitesFollowOnRelease) {
    const plan::Plan before = openCase_->plan();
    takeOutline(0);
    const std::string corner = cornerOnMap();
    const ImVec2 from = window_.hand.centre(corner);
    const ImVec2 middle = window_.hand.centre("map");
    // Toward the middle of the map: that cannot leave the scalp.
    const ImVec2 to{from.x + 0.25F * (middle.x - from.x), from.y + 0.25F * (middle.y - from.y)};
    window_.hand.moveTo(from);
    window_.hand.press();
    window_.hand.moveTo({from.x + 2, from.y});
    EXPECT_TRUE(openCase_->plan() == before) << "a hand that trembles does not drag";
    window_.hand.moveTo(to);
    EXPECT_EQ(window_.state().drag.kind, Drag::Kind::MoveHandle);
    EXPECT_FALSE(area() == before.area);
    EXPECT_TRUE(openCase_->plan().sites == before.sites) << "sites wait for the release";
    EXPECT_EQ(openCase_->undoLabel(), nullptr) << "not while it is dragged";
    window_.hand.release();
    EXPECT_TRUE(area().presetId.empty());
    EXPECT_LE(area().outlines[0].points.size(), kMaxHandles);
    EXPECT_EQ(sites(), before.sites.size());
    for (const plan::InjectionSite& site : openCase_->plan().sites)
        EXPECT_TRUE(openCase_->derived().region->contains(site.onScalp)) << site.id;
    EXPECT_EQ(*openCase_->undoLabel(), "Move a corner");
    expectUndone(before);
}

TEST_F(AreaPage, EscTakesADragBack) {
    const plan::Plan before = openCase_->plan();
    takeOutline(0);
    const ImVec2 from = window_.hand.centre(cornerOnMap());
    const ImVec2 middle = window_.hand.centre("map");
    window_.hand.moveTo(from);
    window_.hand.press();
    window_.hand.moveTo({(from.x + middle.x) / 2, (from.y + middle.y) / 2});
    EXPECT_FALSE(openCase_->plan() == before);
    window_.key("Esc");
    EXPECT_TRUE(openCase_->plan() == before);
    window_.hand.release();
    EXPECT_TRUE(openCase_->plan() == before);
}

TEST_F(AreaPage, AClickOnTheLineAddsACornerAndDeleteRemovesIt) {
    takeOutline(0);
    ASSERT_TRUE(window_.perform("area.simplify"));
    window_.hand.frames(2);
    const plan::Plan before = openCase_->plan();
    const std::size_t corners = area().outlines[0].points.size();
    const ImVec2 a = window_.hand.centre("map.corner.0");
    const ImVec2 b = window_.hand.centre("map.corner.1");
    window_.hand.clickAt({(a.x + b.x) / 2, (a.y + b.y) / 2});
    ASSERT_EQ(area().outlines[0].points.size(), corners + 1);
    ASSERT_TRUE(window_.state().area.corner);
    window_.key("Delete");
    EXPECT_EQ(area().outlines[0].points.size(), corners);
    EXPECT_EQ(sites(), before.sites.size()) << "the key is the corner's, not the sites'";
}

TEST_F(AreaPage, AnOutlineGrowsShrinksMirrorsAndIsRemoved) {
    takeOutline(0);
    const double start = cm2();
    window_.hand.enter("area.growth", "3 mm");
    ASSERT_TRUE(window_.perform("area.shrink"));
    EXPECT_LT(cm2(), start - 1);
    const double small = cm2();
    ASSERT_TRUE(window_.perform("area.next"));
    ASSERT_TRUE(window_.perform("area.grow"));
    EXPECT_GT(cm2(), small + 1);
    const double grown = cm2();
    ASSERT_TRUE(window_.perform("area.mirror"));
    EXPECT_NEAR(cm2(), grown, 0.35 * grown);
    ASSERT_TRUE(window_.perform("area.symmetric"));
    while (area().outlines.size() > 1) {
        ASSERT_TRUE(window_.perform("area.next"));
        ASSERT_TRUE(window_.perform("area.remove"));
    }
    ASSERT_TRUE(window_.perform("area.next"));
    EXPECT_FALSE(window_.perform("area.remove")) << "a plan needs an area";
}

TEST_F(AreaPage, AnOutlineIsDrawnIntoAndOutOfTheArea) {
    const double start = cm2();
    const ImVec2 middle = window_.hand.centre("map");
    const auto draw = [&](const char* action) {
        ASSERT_TRUE(window_.perform(action));
        for (const ImVec2 step :
             {ImVec2{-90, -40}, ImVec2{90, -40}, ImVec2{90, 60}, ImVec2{-90, 60}})
            window_.hand.clickAt({middle.x + step.x, middle.y + step.y});
        window_.key("Enter");
        EXPECT_TRUE(window_.state().corners.empty());
    };
    draw("area.drawAdd");
    const double more = cm2();
    EXPECT_GT(more, start + 1);
    draw("area.drawCut");
    EXPECT_LT(cm2(), more - 1);
    EXPECT_LT(cm2(), start + 1);
    draw("area.draw");
    EXPECT_EQ(area().outlines.size(), 1U);
}

TEST_F(AreaPage, ASpotIsPlacedChangedDraggedAndRemoved) {
    const plan::Plan before = openCase_->plan();
    ASSERT_TRUE(window_.perform("tool.exclude"));
    const ImVec2 middle = window_.hand.centre("map");
    window_.hand.clickAt({middle.x + 30, middle.y + 20});
    const std::size_t count = before.area.exclusions.size();
    ASSERT_EQ(area().exclusions.size(), count + 1);
    expectUndone(before);
    window_.perform("tool.select");
    const std::string id = "exclusion." + std::to_string(count);
    window_.hand.frames(2);
    ASSERT_TRUE(window_.hand.has(id + ".radius"));
    window_.hand.enter(id + ".radius", "3 mm");
    window_.hand.enter(id + ".margin", "2");
    window_.hand.enter(id + ".radius", "-4");
    window_.hand.enter(id + ".name", "Naevus");
    EXPECT_DOUBLE_EQ(area().exclusions[count].radius.value(), 3);
    EXPECT_DOUBLE_EQ(area().exclusions[count].margin.value(), 2);
    EXPECT_EQ(area().exclusions[count].name, "Naevus");
    const ImVec2 from = window_.hand.centre("map." + id);
    const auto centre = area().exclusions[count].centre;
    window_.hand.drag(from, {from.x - 40, from.y + 10});
    EXPECT_FALSE(area().exclusions[count].centre == centre);
    EXPECT_EQ(*openCase_->undoLabel(), "Move Naevus");
    window_.key("Delete");
    EXPECT_EQ(area().exclusions.size(), count);
}

TEST_F(AreaPage, ASpotIsMarkedAtTheSelectedSite) {
    window_.state().selection.clear();
    window_.state().hoveredSkin.reset();
    EXPECT_FALSE(window_.perform("area.exclude"));
    const plan::InjectionSite site = openCase_->plan().sites[5];
    window_.state().selection = {site.id};
    ASSERT_TRUE(window_.perform("area.exclude"));
    EXPECT_EQ(area().exclusions.back().centre, site.place);
}

TEST_F(AreaPage, GapsAreListedAndEachPressAddsASiteInOne) {
    // A hole: the sites of one corner of the area go.
    plan::SiteIds some;
    for (std::size_t i = 0; i < 6; ++i)
        some.insert(openCase_->plan().sites[i].id);
    ASSERT_TRUE(openCase_->edit(plan::eraseSites(openCase_->plan(), some), "Make a hole").ok());
    window_.hand.frames(2);
    window_.hand.click("layout.gaps");
    window_.hand.frames(2);
    ASSERT_TRUE(window_.hand.has("gap.A"));
    const Mm widest = widestGaps(context()).front().radius;
    const std::size_t count = sites();
    window_.hand.click("gap.A");
    EXPECT_EQ(sites(), count + 1);
    EXPECT_LT(widestGaps(context()).front().radius, widest);
    ASSERT_TRUE(window_.perform("layout.fillGaps"));
    EXPECT_GT(sites(), count + 1);
    ASSERT_TRUE(window_.perform("layout.evenOut"));
}

TEST_F(AreaPage, MirroringAndOffsettingSayWhyNotAndAreUndone) {
    EXPECT_FALSE(window_.perform("layout.offsetSaved")) << "the plan is in no file";
    EXPECT_FALSE(window_.perform("layout.offsetOther"));
    const plan::Plan before = openCase_->plan();
    ASSERT_TRUE(window_.perform("layout.mirrorLeft"));
    expectUndone(before);
    ASSERT_TRUE(openCase_->saveAs(scratch_ / "earlier.json").ok());
    const plan::Plan saved = openCase_->plan();
    ASSERT_TRUE(window_.perform("layout.offsetSaved"));
    EXPECT_EQ(sites(), saved.sites.size());
    expectUndone(saved);
}

TEST_F(AreaPage, SitesAreOffsetFromAFileThatIsAskedFor) {
    ASSERT_TRUE(openCase_->saveAs(scratch_ / "earlier.json").ok());
    const plan::Plan before = openCase_->plan();
    window_.hand.click("layout.offsetFile");
    window_.hand.frames(2);
    ASSERT_TRUE(window_.state().fileQuestion);
    EXPECT_EQ(window_.state().fileQuestion->folder, scratch_.path());
    window_.state().fileQuestion->name = "nowhere.json";
    window_.hand.click("browser.go");
    EXPECT_FALSE(window_.state().fileQuestion->problem.empty());
    EXPECT_TRUE(openCase_->plan() == before);
    window_.hand.click("browser.line.earlier.json");
    window_.hand.frames(2);
    window_.hand.click("browser.go");
    window_.hand.frames(2);
    EXPECT_FALSE(window_.state().fileQuestion);
    EXPECT_EQ(openCase_->file(), scratch_ / "earlier.json") << "it is not opened";
    EXPECT_EQ(sites(), before.sites.size());
    expectUndone(before);
    ASSERT_TRUE(openCase_->edit(plan::eraseSites(before, {1}), "Erase").ok());
}

TEST_F(AreaPage, TheOpenAreaGrowsAndShrinksToSitesAndSpacing) {
    EXPECT_FALSE(window_.perform("layout.fitArea")) << "the spacing is open";
    window_.hand.click("layout.lock.area");
    window_.hand.frames(2);
    for (const char* spacing : {"14 mm", "10 mm"}) {
        window_.hand.enter("layout.spacing", spacing);
        window_.hand.frames(2);
        const plan::Plan before = openCase_->plan();
        const double wanted = wantedArea(context())->value() / 100;
        ASSERT_GT(std::abs(wanted - cm2()), 5);
        window_.hand.click("layout.fitArea");
        window_.hand.frames(2);
        EXPECT_NEAR(cm2(), wanted, 0.005 * wanted) << spacing;
        EXPECT_EQ(sites(), before.sites.size());
        EXPECT_FALSE(window_.perform("layout.fitArea")) << "it fits now";
        expectUndone(before);
    }
    EXPECT_EQ(openCase_->undoLabel()->rfind("Shrink the area by ", 0), 0U);
}

TEST_F(AreaPage, AnAreaThatCannotGrowThatFarSaysHowMuchIsMissing) {
    window_.hand.click("layout.lock.area");
    window_.hand.enter("layout.spacing", "60 mm");
    window_.hand.frames(2);
    const double before = cm2();
    ASSERT_TRUE(growthWanted(context()));
    EXPECT_GT(growthWanted(context())->missing.value(), 1000);
    window_.hand.click("layout.fitArea");
    window_.hand.frames(2);
    EXPECT_GT(cm2(), before + 20) << "as far as it can";
    ASSERT_FALSE(openCase_->notices().empty());
    EXPECT_NE(openCase_->notices().back().sentence.find(" short of "), std::string::npos);
}

TEST_F(AreaPage, TheToolForSpotsIsInTheRailAndOnThePage) {
    const Item rail = window_.hand.at("tool.exclude");
    EXPECT_LT(rail.max.x, 60) << "in the rail";
    EXPECT_LT(std::abs(rail.min.y - window_.hand.at("tool.area").max.y), 12) << "under the area's";
    for (const char* item : {"tool.exclude", "area.placeSpot"}) {
        window_.state().tool = Tool::Select;
        window_.hand.click(item);
        EXPECT_EQ(window_.state().tool, Tool::Exclude) << item;
    }
    window_.hand.hover("tool.exclude");
    EXPECT_NE(window_.state().hoverSentence.find("(W)"), std::string::npos);
}

TEST_F(AreaPage, DensityMovesSitesBetweenOutlinesAtAConstantTotal) {
    choose("area.group", "Norwood");
    choose("area.preset", "Norwood III vertex");
    ASSERT_GT(area().outlines.size(), 1U);
    takeOutline(0);
    const plan::Plan before = openCase_->plan();
    window_.hand.enter("area.density", "3");
    EXPECT_DOUBLE_EQ(area().outlines[0].density, 3);
    EXPECT_EQ(sites(), before.sites.size());
    expectUndone(before);
}

TEST_F(AreaPage, OutlinesAddUpToTheArea) {
    double sum = 0;
    for (const auto& part : outlineAreas(context())) {
        ASSERT_TRUE(part);
        sum += part->value() / 100;
    }
    EXPECT_GE(sum, cm2() - 0.01) << "exclusions and overlaps count once";
    window_.state().drag.kind = Drag::Kind::MoveHandle;
    ASSERT_EQ(outlineAreas(context()).size(), area().outlines.size());
    window_.state().drag = {};
}

TEST_F(AreaPage, TurningTheHeadWithHandlesShownEditsNothing) {
    const plan::Plan before = openCase_->plan();
    takeOutline(0);
    const Item view = window_.hand.at("viewport");
    for (int i = 0; i < 6; ++i)
        window_.hand.drag({view.min.x + 12, view.min.y + 300}, {view.min.x + 70, view.min.y + 340});
    EXPECT_TRUE(openCase_->plan() == before);
    EXPECT_EQ(openCase_->undoLabel(), nullptr);
}

} // namespace
} // namespace meso::ui
