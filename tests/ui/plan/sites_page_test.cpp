// The table of sites: looked at, selected, typed into, copied and pasted by hand and by keys.
#include <gtest/gtest.h>

#include <algorithm>

#include "anatomy/danger.h"
#include "app/edits/site_details.h"
#include "app/head_context.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "plan/edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {
namespace {

class SitesPage : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_, {1440, 1600}};

    SitesPage() {
        window_.hand.click("plan.page.Sites");
        window_.hand.frames(2);
    }
    [[nodiscard]] UiState& state() { return window_.state(); }
    [[nodiscard]] const plan::InjectionSite& site(int id) const {
        if (const plan::InjectionSite* site = plan::siteWithId(openCase_->plan().sites, id))
            return *site;
        ADD_FAILURE() << "no site " << id;
        return openCase_->plan().sites.front();
    }
    static std::string cell(int id, const std::string& column) {
        return "sites.cell." + std::to_string(id) + "." + column;
    }
    void click(const std::string& id) {
        window_.hand.click(id);
        window_.hand.frames(2);
    }
    void clickWith(const std::string& id, HeldModifiers held) {
        feedModifiers(ImGui::GetIO(), held);
        click(id);
        feedModifiers(ImGui::GetIO(), {});
        window_.hand.frames(1);
    }
    /// Makes a cell current and types into it, letters first, then Enter.
    void typeInto(const std::string& id, const std::string& words) {
        click(id);
        window_.hand.type(words);
        window_.hand.frames(6);
        window_.hand.tap(ImGuiKey_Enter);
        window_.hand.frames(3);
    }
};

TEST_F(SitesPage, ACellOpensAtTheSecondClickAndTakesWhatIsTyped) {
    click(cell(3, "volume"));
    EXPECT_EQ(state().selection, plan::SiteIds{3});
    EXPECT_EQ(state().sites.editing, 0);
    click(cell(3, "volume"));
    window_.hand.frames(5);
    EXPECT_EQ(state().sites.editing, 3);
    window_.hand.type("0.08");
    window_.hand.tap(ImGuiKey_Enter);
    window_.hand.frames(3);
    EXPECT_EQ(site(3).volume, Ml(0.08));
    EXPECT_EQ(*openCase_->undoLabel(), "Volume of site 3");
    ASSERT_TRUE(openCase_->undo());
    EXPECT_NE(site(3).volume, Ml(0.08));
}

TEST_F(SitesPage, TypingOpensTheCurrentCellWithoutLosingALetter) {
    typeInto(cell(2, "depth"), "3.25");
    EXPECT_EQ(site(2).depth, Mm(3.25));
    EXPECT_EQ(state().sites.editing, 0);
}

TEST_F(SitesPage, NonsenseIsRefusedUnderTheTable) {
    const plan::Plan before = openCase_->plan();
    for (const char* words : {"x", "-3", "1e9", "nan"}) {
        typeInto(cell(2, "volume"), words);
        EXPECT_EQ(openCase_->plan(), before) << words;
        EXPECT_FALSE(state().sites.problem.empty()) << words;
    }
    typeInto(cell(2, "volume"), "0.07");
    EXPECT_TRUE(state().sites.problem.empty());
}

TEST_F(SitesPage, SelectedRowsAreEditedAtOnce) {
    click(cell(2, "volume"));
    clickWith(cell(4, "volume"), {.shift = true});
    EXPECT_EQ(state().selection, (plan::SiteIds{2, 3, 4}));
    clickWith(cell(6, "volume"), {.ctrl = true});
    EXPECT_EQ(state().selection, (plan::SiteIds{2, 3, 4, 6}));
    clickWith(cell(3, "volume"), {.ctrl = true});
    clickWith(cell(6, "volume"), {.ctrl = true});
    clickWith(cell(6, "volume"), {.ctrl = true});
    EXPECT_EQ(state().selection, (plan::SiteIds{2, 4, 6}));
    window_.hand.type("0.09");
    window_.hand.frames(6);
    window_.hand.tap(ImGuiKey_Enter);
    window_.hand.frames(3);
    for (const int id : {2, 4, 6})
        EXPECT_EQ(site(id).volume, Ml(0.09)) << id;
    EXPECT_NE(site(3).volume, Ml(0.09));
}

TEST_F(SitesPage, ArrowsMoveTheCellAndNotTheSites) {
    const plan::Plan before = openCase_->plan();
    click(cell(2, "volume"));
    window_.key("Down");
    EXPECT_EQ(state().selection, plan::SiteIds{3});
    window_.key("Right");
    EXPECT_EQ(state().sites.column, plan::SiteColumn::Depth);
    window_.key("Shift+Down");
    EXPECT_EQ(state().selection, (plan::SiteIds{3, 4}));
    window_.key("Tab");
    EXPECT_EQ(state().sites.column, plan::SiteColumn::Angle);
    window_.key("Shift+Tab");
    EXPECT_EQ(state().sites.column, plan::SiteColumn::Depth);
    window_.key("End");
    EXPECT_EQ(state().sites.site, before.sites.back().id);
    EXPECT_TRUE(window_.hand.at(cell(before.sites.back().id, "depth")).visible);
    EXPECT_EQ(openCase_->plan(), before);
    window_.key("Esc");
    EXPECT_FALSE(state().sites.takesKeys);
    window_.key("Right");
    EXPECT_NE(openCase_->plan(), before) << "now the arrows move the site";
}

TEST_F(SitesPage, TabTakesWhatWasTyped) {
    click(cell(2, "volume"));
    window_.hand.type("0.11");
    window_.hand.frames(6);
    window_.key("Tab");
    EXPECT_EQ(site(2).volume, Ml(0.11));
    EXPECT_EQ(state().sites.column, plan::SiteColumn::Depth);
    window_.hand.type("3.1");
    window_.hand.frames(6);
    window_.hand.tap(ImGuiKey_Escape);
    window_.hand.frames(3);
    EXPECT_NE(site(2).depth, Mm(3.1)) << "Esc forgets";
}

TEST_F(SitesPage, RowsGoToTheClipboardAndBack) {
    click(cell(2, "volume"));
    clickWith(cell(3, "volume"), {.shift = true});
    ASSERT_TRUE(window_.perform("sites.copy"));
    const std::string copied = ImGui::GetClipboardText();
    EXPECT_EQ(std::count(copied.begin(), copied.end(), '\n'), 3) << copied;
    ImGui::SetClipboardText("0.06\t3.5\n0.07\t3.6\n");
    click(cell(2, "volume"));
    window_.key("Ctrl+V");
    EXPECT_EQ(site(2).volume, Ml(0.06));
    EXPECT_EQ(site(3).depth, Mm(3.6));
    const plan::Plan pasted = openCase_->plan();
    ImGui::SetClipboardText("0.08\t4\n99\t4\n");
    window_.key("Ctrl+V");
    EXPECT_EQ(openCase_->plan(), pasted) << "all or nothing";
    EXPECT_NE(state().sites.problem.find("Site 3"), std::string::npos);
    window_.key("Ctrl+Z");
    EXPECT_NE(site(2).volume, Ml(0.06));
}

TEST_F(SitesPage, LocksWithTheButtonAndInTheCell) {
    click(cell(2, "locked"));
    click("sites.lock");
    EXPECT_TRUE(site(2).locked);
    click("sites.lock");
    EXPECT_FALSE(site(2).locked);
    click(cell(5, "locked"));
    click(cell(5, "locked"));
    EXPECT_TRUE(site(5).locked);
}

TEST_F(SitesPage, TheSectionBelowSetsNeedleMixtureAndLock) {
    ASSERT_TRUE(openCase_->edit(plan::addMixture(openCase_->plan(), "Temples"), "Add").ok());
    state().selection = {4};
    window_.hand.frames(3);
    EXPECT_TRUE(window_.hand.has("site.needleView"));
    window_.hand.enter("site.needle", "32G 4 mm");
    ASSERT_TRUE(site(4).needle);
    EXPECT_EQ(site(4).needle->length, Mm(4));
    click("site.mixture");
    click("site.mixture.Mixture 2 (Temples)");
    EXPECT_EQ(site(4).mixture, 1);
    click("site.locked");
    EXPECT_TRUE(site(4).locked);
    state().selection = {4, 5};
    window_.hand.frames(2);
    EXPECT_FALSE(window_.hand.has("site.needleView"));
}

TEST_F(SitesPage, OneSiteHasItsAddressItsNeedleAndItsNearestCorridor) {
    state().selection = {26};
    window_.hand.frames(3);
    const std::size_t index = plan::indexOfSite(openCase_->plan().sites, 26).value();
    const auto details =
        app::siteDetails(openCase_->plan(), index, openCase_->derived(), openCase_->library());
    ASSERT_TRUE(details.ok());
    const auto address =
        openCase_->derived().headContext->frame.addressOf(openCase_->derived().positions[index]);
    ASSERT_TRUE(address.ok());
    EXPECT_TRUE(test::isWritten("By tape: " + sentenceOf(*address) + "."));
    EXPECT_TRUE(test::isWritten("Tip of the needle in " + details->tipLayer));
    ASSERT_TRUE(details->corridor);
    EXPECT_TRUE(test::isWritten("Nearest corridor " + text::of(details->corridor->toEdge())));
    EXPECT_TRUE(test::isWritten(anatomy::sentenceOf(*details->corridor) + ". " +
                                anatomy::kCorridorCaption + "."));
    EXPECT_TRUE(window_.hand.has("site.needleView"));
    window_.hand.enter("site.depth", "4");
    window_.hand.frames(3);
    EXPECT_FALSE(test::isWritten("Tip of the needle in " + details->tipLayer))
        << "a deeper tip ends in another layer";
}

TEST_F(SitesPage, HeadingsAreWordsWithTheirUnits) {
    for (const char* heading : {"Volume", "Depth", "Angle", "Lock", "Copy", "Paste", "Renumber"})
        EXPECT_TRUE(test::isWritten(heading)) << heading;
    EXPECT_TRUE(test::isWritten("No. Volume mL Depth mm Angle °"));
}

TEST_F(SitesPage, AThousandRowsDrawOnlyThoseThatAreSeen) {
    plan::Plan many = openCase_->plan();
    for (int id = static_cast<int>(many.sites.size()) + 1; id <= 1000; ++id) {
        many.sites.push_back(many.sites[static_cast<std::size_t>(id) % 40]);
        many.sites.back().id = id;
    }
    ASSERT_TRUE(openCase_->edit(many, "Many").ok());
    window_.hand.frames(3);
    const auto cells =
        std::count_if(window_.items().begin(), window_.items().end(),
                      [](const auto& entry) { return entry.first.starts_with("sites.cell."); });
    EXPECT_LT(cells, 200);
    state().selection = {900};
    window_.hand.frames(3);
    EXPECT_TRUE(window_.hand.has(cell(900, "volume"))) << "the table follows the head";
}

TEST_F(SitesPage, NoSitesSayHowToMakeSome) {
    ASSERT_TRUE(window_.perform("edit.eraseAll"));
    window_.hand.frames(3);
    EXPECT_FALSE(window_.hand.has("sites.table"));
    EXPECT_FALSE(window_.perform("sites.type"));
    EXPECT_FALSE(window_.perform("sites.paste"));
}

} // namespace
} // namespace meso::ui
