#include <gtest/gtest.h>

#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "plan/rules/approve.h"
#include "support/plan_page.h"
#include "support/window_text.h"
#include "ui/kit/icons.h"
#include "ui/state/checks_controller.h"

namespace meso::ui {
namespace {

using app::ApprovalState;

class ChecksPage : public test::OnAPlanPage {
protected:
    ChecksPage() {
        openPage("Checks");
        setVolumeOfAll(Ml(0.02)); // far from the ceilings of the session
        setVolume(1, Ml(0.15));   // R14a: a warning above 0.1 mL
    }
    [[nodiscard]] UiContext context() { return window_->frontend().context(); }
    [[nodiscard]] ApprovalState standing() const {
        return app::approvalStateOf(plan(), openCase_->derived().findings);
    }
    void acknowledge(const std::string& rule, const std::string& reason, const std::string& by) {
        const std::string id = "finding." + rule;
        click(id + ".accept");
        hand().enter(id + ".reason", reason);
        if (!by.empty())
            hand().enter(id + ".by", by);
        click(id + ".keep");
    }
    /// Accepts every warning that is open.
    void acknowledgeAll() {
        for (const plan::RuleResult& rule : rulesOf(context(), FindingStatus::OpenWarning))
            acknowledge(rule.id, "Known", "AB");
        hand().frames(2);
        ASSERT_TRUE(rulesOf(context(), FindingStatus::OpenWarning).empty());
    }
};

TEST_F(ChecksPage, ListsEveryRuleOnceByGravity) {
    setVolume(2, Ml(0.3)); // R14b: an error above 0.2 mL
    state().checks.passed = state().checks.notApplicable = true;
    hand().frames(3);
    float error = 0;
    float warning = 0;
    for (const plan::RuleResult& rule : openCase_->derived().findings) {
        const bool broken = rule.state == plan::RuleState::Broken;
        const std::string id = (broken ? "finding." : "rule.") + rule.id;
        ASSERT_TRUE(has(id)) << id;
        EXPECT_NE(has("finding." + rule.id), has("rule." + rule.id)) << rule.id;
        if (rule.id == "R14b")
            error = hand().at(id).min.y;
        if (rule.id == "R14a")
            warning = hand().at(id).min.y;
    }
    EXPECT_GT(error, 0);
    EXPECT_GT(warning, error);
    EXPECT_GT(hand().at("checks.passed").min.y, warning);
    click("checks.passed");
    EXPECT_FALSE(state().checks.passed) << "folded away again";
}

TEST_F(ChecksPage, ARuleThatMatchesNothingHasADashAndNoTick) {
    state().checks.passed = state().checks.notApplicable = true;
    hand().frames(3);
    int dashes = 0;
    int ticks = 0;
    for (const plan::RuleResult& rule : openCase_->derived().findings) {
        if (rule.state == plan::RuleState::Broken)
            continue;
        const Item line = hand().at("rule." + rule.id);
        const std::string letters = test::lettersIn(line.min, line.max);
        const bool isPassed = rule.state == plan::RuleState::Passed;
        EXPECT_EQ(letters.find(kIconMinus) != std::string::npos, !isPassed) << rule.id;
        EXPECT_EQ(letters.find(kIconCheck) != std::string::npos, isPassed) << rule.id;
        EXPECT_EQ(letters.find("Nothingtojudge") != std::string::npos, !isPassed) << rule.id;
        ++(isPassed ? ticks : dashes);
    }
    EXPECT_GT(dashes, 0);
    EXPECT_GT(ticks, 0);
}

TEST_F(ChecksPage, TheSourceOfEveryRuleIsUnfoldedByTheKeyboard) {
    state().checks.passed = true;
    hand().frames(3);
    const auto unfold = [&](const plan::RuleResult& rule, const std::string& line) {
        const std::string start = rule.source.substr(0, 40);
        for (int i = 0; i < 200 && window_->frontend().focusedItem() != line; ++i)
            window_->key("Tab");
        ASSERT_EQ(window_->frontend().focusedItem(), line);
        EXPECT_FALSE(state().checks.sources.contains(rule.id));
        window_->key("Space");
        EXPECT_TRUE(state().checks.sources.contains(rule.id));
        EXPECT_TRUE(test::isWritten(start)) << rule.id << ": " << rule.source;
        window_->key("Space");
        EXPECT_FALSE(state().checks.sources.contains(rule.id));
    };
    const auto& findings = openCase_->derived().findings;
    const auto named = [&](const std::string& id) {
        return *std::find_if(findings.begin(), findings.end(),
                             [&](const auto& rule) { return rule.id == id; });
    };
    unfold(named("R14a"), "finding.R14a.source");
    const auto passed = std::find_if(findings.begin(), findings.end(), [](const auto& rule) {
        return rule.state == plan::RuleState::Passed && !rule.source.empty();
    });
    ASSERT_NE(passed, findings.end());
    unfold(*passed, "rule." + passed->id);
    for (const plan::RuleResult& rule : findings)
        if (rule.state == plan::RuleState::Broken) {
            EXPECT_TRUE(has("finding." + rule.id + ".source")) << rule.id;
        }
}

TEST_F(ChecksPage, ShowsTheSitesThatAreMeant) {
    setVolume(1, Ml(0.05));
    setVolume(40, Ml(0.15));
    state().camera = view::cameraFor(view::Preset::Below, view::BoundingSphere{});
    const view::Camera before = state().camera;
    click("finding.R14a.show");
    hand().frames(30);
    EXPECT_EQ(state().selection, (std::set<int>{40}));
    EXPECT_NE(state().camera, before) << "it turns to the site";
    const geom::Vec3 towards = view::axesOf(state().camera).forward * -1;
    EXPECT_GT(towards.dot(openCase_->derived().normals[39]), 0.9);
}

TEST_F(ChecksPage, AWarningIsAcceptedWithReasonAndNameAndTakenBack) {
    click("finding.R14a.accept");
    EXPECT_FALSE(isEnabled("finding.R14a.keep")) << "without reason and name";
    hand().enter("finding.R14a.reason", "Larger papule over a scar");
    EXPECT_FALSE(isEnabled("finding.R14a.keep")) << "without a name";
    hand().enter("finding.R14a.by", "AB");
    click("finding.R14a.keep");
    ASSERT_EQ(plan().acknowledged.size(), 1U);
    EXPECT_EQ(plan().acknowledged[0].ruleId, "R14a");
    EXPECT_EQ(plan().acknowledged[0].reason, "Larger papule over a scar");
    EXPECT_EQ(plan().acknowledged[0].by, "AB");
    EXPECT_EQ(*openCase_->undoLabel(), "Acknowledge R14a");
    EXPECT_FALSE(has("finding.R14a.accept"));
    setVolume(1, Ml(0.16));
    EXPECT_TRUE(has("finding.R14a.accept")) << "other numbers are another finding";
    ASSERT_TRUE(openCase_->undo());
    hand().frames(3);
    click("finding.R14a.takeBack");
    EXPECT_TRUE(plan().acknowledged.empty());
    click("finding.R14a.accept");
    click("finding.R14a.cancel");
    EXPECT_TRUE(has("finding.R14a.accept")) << "the lines are gone";
}

TEST_F(ChecksPage, AnErrorCannotBeAcceptedAndBlocksApproval) {
    setVolume(2, Ml(0.3));
    EXPECT_TRUE(has("finding.R14b.show"));
    EXPECT_FALSE(has("finding.R14b.accept"));
    hand().enter("approval.by", "AB");
    acknowledgeAll();
    EXPECT_FALSE(isEnabled("checks.approve"));
    EXPECT_NE(approveDisabledReason(context()).find("1 error"), std::string::npos)
        << approveDisabledReason(context());
    click("checks.approve");
    EXPECT_FALSE(plan().approval);
}

TEST_F(ChecksPage, ApprovalNamesWhoAndWhenAndLapsesWithAnyEdit) {
    EXPECT_FALSE(isEnabled("checks.approve"));
    EXPECT_NE(approveDisabledReason(context()).find("acknowledged"), std::string::npos)
        << approveDisabledReason(context());
    acknowledgeAll();
    state().checks.by.clear();
    hand().frames(2);
    EXPECT_FALSE(isEnabled("checks.approve")) << "nobody is named";
    hand().enter("approval.by", "Dr. Ä. B.");
    click("checks.approve");
    ASSERT_TRUE(plan().approval);
    EXPECT_EQ(plan().approval->by, "Dr. Ä. B.");
    EXPECT_EQ(plan().approval->at, "2026-11-23 14:05");
    EXPECT_EQ(standing(), ApprovalState::Holds);
    EXPECT_EQ(app::approvalText(plan(), openCase_->derived().findings),
              "Approved by Dr. Ä. B., 2026-11-23 14:05");
    setVolume(3, Ml(0.06));
    EXPECT_EQ(standing(), ApprovalState::PlanEdited);
    EXPECT_EQ(app::approvalText(plan(), openCase_->derived().findings), "Approval lapsed");
    EXPECT_TRUE(isEnabled("checks.approve")) << "it can be approved anew";
    ASSERT_TRUE(openCase_->undo());
    hand().frames(3);
    EXPECT_EQ(standing(), ApprovalState::Holds);
    click("finding.R14a.takeBack");
    EXPECT_EQ(standing(), ApprovalState::FindingOpen);
    ASSERT_TRUE(openCase_->undo());
    hand().frames(3);
    click("checks.withdraw");
    EXPECT_FALSE(plan().approval);
    EXPECT_EQ(standing(), ApprovalState::NotGiven);
    EXPECT_TRUE(has("status.approval"));
}

TEST_F(ChecksPage, TakesABadNameForWhatItIs) {
    acknowledgeAll();
    hand().enter("approval.by", "   ");
    click("checks.approve");
    EXPECT_FALSE(plan().approval);
    EXPECT_NE(lastSentence(*openCase_).find("Type who approves"), std::string::npos);
    hand().enter("approval.by", std::string(201, 'x'));
    click("checks.approve");
    EXPECT_FALSE(plan().approval);
}

TEST_F(ChecksPage, ActionsReachFindingsFromAnywhere) {
    openPage("Area");
    ASSERT_TRUE(window_->perform("checks.next"));
    EXPECT_EQ(state().planPage, PlanPage::Checks);
    EXPECT_FALSE(state().checks.shown.empty());
    openPage("Area");
    ASSERT_TRUE(window_->perform("checks.acknowledge"));
    EXPECT_FALSE(state().checks.acknowledging.empty());
    ASSERT_TRUE(window_->perform("checks.foldPassed"));
    EXPECT_TRUE(state().checks.passed);
    ASSERT_TRUE(window_->perform("checks.foldNotApplicable"));
    EXPECT_TRUE(state().checks.notApplicable);
    ASSERT_TRUE(window_->perform("edit.eraseAll"));
    EXPECT_FALSE(isEnabled("checks.approve"));
    EXPECT_EQ(approveDisabledReason(context()), "There are no sites to approve.");
}

} // namespace
} // namespace meso::ui
