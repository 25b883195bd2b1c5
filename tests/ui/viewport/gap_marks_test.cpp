// The rings of the widest gaps on head and map: their words cover nothing.
#include "ui/viewport/gap_marks.h"

#include <gtest/gtest.h>

#include "plan/edits.h"
#include "plan/layout/gaps.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/state/area_controller.h"

namespace meso::ui {
namespace {

class GapMarks : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_, {1440, 2200}};

    GapMarks() {
        window_.state().viewMode = ViewMode::HeadAndMap;
        window_.perform("view.top");
        window_.hand.frames(60);
    }
    void makeAHole() {
        plan::SiteIds some;
        for (std::size_t i = 0; i < 6; ++i)
            some.insert(openCase_->plan().sites[i].id);
        ASSERT_TRUE(openCase_->edit(plan::eraseSites(openCase_->plan(), some), "Make a hole").ok());
        window_.hand.frames(2);
    }
    [[nodiscard]] std::map<std::string, Item> itemsOf(const std::string& prefix) const {
        std::map<std::string, Item> out;
        for (const auto& [id, item] : window_.items())
            if (id.starts_with(prefix))
                out[id] = item;
        return out;
    }
    static bool overlap(const Item& a, const Item& b) {
        return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
    }
    /// The figures of one view cover no ring, no other figure and no site. How many there are.
    int expectApart(const std::string& gaps, const std::string& sites) {
        int figures = 0;
        for (const auto& [id, figure] : itemsOf(gaps)) {
            if (!id.ends_with(".figure"))
                continue;
            ++figures;
            for (const auto& [other, box] : itemsOf(gaps))
                EXPECT_TRUE(other == id || !overlap(figure, box)) << id << ", " << other;
            for (const auto& [other, box] : itemsOf(sites))
                EXPECT_FALSE(overlap(figure, box)) << id << ", " << other;
        }
        return figures;
    }
};

TEST_F(GapMarks, RingEveryGapThatIsSeenAndCoverNothing) {
    EXPECT_TRUE(itemsOf("area.gap.").empty()) << "before they are asked for";
    for (const bool hasHole : {false, true}) {
        if (hasHole)
            makeAHole();
        window_.state().area.ringsGaps = true;
        window_.hand.frames(3);
        EXPECT_TRUE(window_.hand.has("area.gap.A") || window_.hand.has("map.gap.A"));
        EXPECT_TRUE(window_.hand.has("map.gap.A")) << "the map shows the whole scalp";
        EXPECT_GT(expectApart("area.gap.", "site."), 0);
        expectApart("map.gap.", "map.site.");
    }
}

TEST_F(GapMarks, HoldWhenTheViewIsCrowded) {
    makeAHole();
    window_.state().area.ringsGaps = true;
    ImGui::GetIO().DisplaySize = {1100, 680};
    window_.hand.frames(4);
    EXPECT_TRUE(window_.hand.has("map.gap.A"));
    for (const auto& [id, figure] : itemsOf("map.gap."))
        for (const auto& [other, box] : itemsOf("map.gap.")) {
            if (id.ends_with(".figure") && other != id) {
                EXPECT_FALSE(overlap(figure, box)) << id << ", " << other;
            }
        }
}

TEST_F(GapMarks, TheirLettersAndFiguresStandInTheViews) {
    makeAHole();
    window_.state().area.ringsGaps = true;
    window_.hand.frames(3);
    const auto& gaps = widestGaps(window_.frontend().context());
    const Item ring = window_.hand.at("map.gap.A");
    const std::string letters = test::lettersIn(ring.min, ring.max); // with those of the halo
    EXPECT_FALSE(letters.empty());
    EXPECT_EQ(letters.find_first_not_of('A'), std::string::npos) << letters;
    EXPECT_GT(gaps.front().radius, Mm(0));
    EXPECT_TRUE(test::isWritten("A: Add a site here")) << "what a press in the list does";
}

} // namespace
} // namespace meso::ui
