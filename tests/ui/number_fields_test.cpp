// Every number field of the window is given what is no number for it. The fields are found by their
// items, so that a new one is tried from its first day on.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "plan/session_steps.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/host/headless.h"

namespace meso::ui {
namespace {

constexpr float kWidth = 1440;
constexpr float kInspector = 328;

/// What is a number for a field after all, and why.
const std::map<std::string, std::map<std::string, std::string>>& taken() {
    static const std::map<std::string, std::map<std::string, std::string>> all = {};
    return all;
}

class NumberFields : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_, {kWidth, 5000}};
    std::set<std::string> tried_;

    NumberFields() { window_.state().hint = -1; }
    [[nodiscard]] UiState& state() { return window_.state(); }

    [[nodiscard]] std::set<std::string> fieldsNow() const {
        constexpr std::string_view kEnd = ".number";
        std::set<std::string> out;
        for (const auto& [id, item] : window_.items()) {
            const std::string field = id.substr(0, id.size() - std::min(id.size(), kEnd.size()));
            const bool isCell = id.starts_with("sites.cell."); // the column of the numbers
            if (id.ends_with(kEnd) && !isCell && window_.items().at(field).enabled)
                out.insert(field);
        }
        return out;
    }
    /// The letters of the sentence under a field.
    [[nodiscard]] std::string refusalUnder(const std::string& field) {
        const Item box = window_.hand.at(field + ".number");
        return test::lettersIn({kWidth - kInspector, box.max.y}, {kWidth, box.max.y + 90});
    }
    void expectRefused(const std::string& field, const std::string& typed) {
        const plan::Plan before = openCase_->plan();
        window_.hand.enter(field, typed);
        window_.hand.frames(3);
        EXPECT_TRUE(openCase_->plan() == before) << field << " took " << typed;
        const std::string words = refusalUnder(field);
        const bool isRefused = words.find("Allowed:") != std::string::npos ||
                               words.find("isoutside") != std::string::npos;
        EXPECT_TRUE(isRefused && words.find("to") != std::string::npos)
            << field << ", " << typed << ": " << words;
    }
    /// Tries every field that is there now and was not there before.
    void sweep(const std::string& where) {
        window_.hand.frames(4);
        const std::set<std::string> fields = fieldsNow();
        EXPECT_FALSE(fields.empty()) << where;
        for (const std::string& field : fields) {
            if (!tried_.insert(field).second)
                continue;
            for (const char* typed : {"abc", "nan", "inf", "-1", "1e99"}) {
                const auto allowed = taken().find(field);
                if (allowed != taken().end() && allowed->second.contains(typed))
                    continue;
                expectRefused(field, typed);
            }
        }
    }
};

TEST_F(NumberFields, OfThePlanPagesRefuseWhatIsNoNumberForThem) {
    state().selection = {26};
    sweep("area with a site");
    ASSERT_TRUE(window_.perform("area.exclude"));
    state().area.outline = 0;
    state().area.exclusion = 0;
    sweep("area with an outline and a spot");
    state().planPage = PlanPage::Sites;
    sweep("sites");
    state().planPage = PlanPage::Mix;
    ASSERT_TRUE(window_.perform("mix.addMixture"));
    state().mix.mixture = 0;
    state().mix.unfolded.insert({"case.findings", "mix.recipe"});
    sweep("mix");
    state().planPage = PlanPage::Session;
    ASSERT_TRUE(window_.perform("session.begin"));
    ASSERT_TRUE(window_.perform("session.moved"));
    sweep("a site that was moved");
    ASSERT_TRUE(window_.perform("session.extra"));
    sweep("an extra injection");
    EXPECT_GE(tried_.size(), 15U);
    for (const char* field : {"site.volume", "site.depth", "site.angle", "layout.count",
                              "layout.spacing", "case.weight", "case.age", "syringe.volume",
                              "recipe.volume", "session.moved.by", "session.extra.volume"})
        EXPECT_TRUE(tried_.contains(field)) << field;
}

TEST_F(NumberFields, OfTheSimulatePagesRefuseWhatIsNoNumberForThem) {
    plan::Plan few = openCase_->plan();
    few.sites.resize(4);
    ASSERT_TRUE(openCase_->edit(few, "Few").ok());
    openCase_->commit();
    openCase_->simulate();
    waitForSimulation(*openCase_);
    state().workspace = Workspace::Spread;
    for (const SpreadPage page : {SpreadPage::Map, SpreadPage::Exposure, SpreadPage::Balance,
                                  SpreadPage::Compare, SpreadPage::Optimise}) {
        state().page = page;
        window_.hand.frames(4);
        if (!fieldsNow().empty())
            sweep("simulate page " + std::to_string(static_cast<int>(page)));
    }
    EXPECT_TRUE(tried_.contains("spread.thresholdTyped"));
    EXPECT_GE(tried_.size(), 3U);
}

} // namespace
} // namespace meso::ui
