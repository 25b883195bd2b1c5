#include "plan/rules/approve.h"
#include "plan/session_steps.h"
#include "window/window_fixture.h"

// From the checks to the end of a session at the chair, by a real mouse and real keys.
namespace meso {
namespace {

using test::RealWindow;

class SessionDay : public test::WithADisplay {
protected:
    std::unique_ptr<RealWindow> openPage(const std::string& page) {
        test::writeQuietSettings(scratch_.path(), false);
        auto window = open();
        window->click("plan.page." + page);
        return window;
    }
    /// "finding.R05" of the first warning that can be acknowledged; empty: none is open.
    static std::string firstWarning(RealWindow& window) {
        const std::string button = window.first("finding.", ".accept");
        return button.substr(0, button.rfind('.'));
    }
    static void acknowledge(RealWindow& window, const std::string& finding) {
        window.click(finding + ".accept");
        window.enter(finding + ".reason", "Discussed with the patient");
        window.enter(finding + ".by", "AB");
        window.click(finding + ".keep");
        window.expect("undo Acknowledge " + finding.substr(finding.find('.') + 1));
        (void)window.at(finding + ".takeBack"); // the cards are in their new order
    }
};

TEST_F(SessionDay, AnApprovalLapsesWithTheNextEdit) {
    const auto window = openPage("Checks");
    saveFirst(*window);
    const plan::Plan before = saved();
    EXPECT_TRUE(before.acknowledged.empty());
    EXPECT_FALSE(before.approval);

    std::size_t accepted = 0;
    for (std::string open = firstWarning(*window); !open.empty(); open = firstWarning(*window)) {
        acknowledge(*window, open);
        ASSERT_LE(++accepted, 10U);
    }
    ASSERT_GE(accepted, 1U);
    save(*window);
    plan::Plan now = saved();
    ASSERT_EQ(now.acknowledged.size(), accepted);
    for (const plan::Acknowledgement& kept : now.acknowledged) {
        EXPECT_EQ(kept.reason, "Discussed with the patient");
        EXPECT_EQ(kept.by, "AB");
    }
    EXPECT_FALSE(now.approval);

    window->enter("approval.by", "Dr AB");
    window->click("checks.approve");
    window->expect("undo Approve the plan");
    window->expect("approval Approved by Dr AB, ");
    save(*window);
    now = saved();
    ASSERT_TRUE(now.approval);
    EXPECT_EQ(now.approval->by, "Dr AB");
    EXPECT_FALSE(now.approval->at.empty());
    EXPECT_TRUE(plan::approvalHolds(now));

    window->keys({"ctrl+a", "Right"});
    window->expect("approval Approval lapsed");
    save(*window);
    EXPECT_FALSE(plan::approvalHolds(saved()));
    window->keys({"ctrl+z"});
    window->expect("approval Approved by Dr AB, ");
    save(*window);
    EXPECT_EQ(saved(), now);
}

TEST_F(SessionDay, WhatIsDoneAtTheChairIsInTheFile) {
    const auto window = openPage("Session");
    saveFirst(*window);
    const plan::Plan planned = saved();
    ASSERT_EQ(planned.sites.size(), 40U);
    const auto site = [&](std::size_t n) { return std::to_string(planned.sites[n].id); };
    window->click("session.begin");
    window->expect("undo Begin the session");
    window->keys({"space"});
    window->expect("undo Done: site " + site(0));
    window->keys({"space"});
    window->expect("undo Done: site " + site(1));
    window->keys({"s"});
    window->expect("undo Skipped: site " + site(2));
    window->keys({"a"});
    window->enter("session.moved.by", "7 mm");
    window->click("session.moved.note");
    window->expect("undo Moved: site " + site(3));
    window->keys({"p"});
    window->enter("session.extra.volume", "0.03 ml");
    window->click("session.extra.note");
    window->expect("undo Extra injection");
    save(*window);
    EXPECT_TRUE(saved().sessionRecord && saved().sessionRecord->endedAt.empty()) << "under way";
    window->click("session.finish");
    window->expect("undo Finish the session");
    save(*window);

    const plan::Plan over = saved();
    ASSERT_TRUE(over.sessionRecord);
    const plan::SessionRecord& record = *over.sessionRecord;
    EXPECT_FALSE(record.begunAt.empty());
    EXPECT_FALSE(record.endedAt.empty());
    using plan::Outcome;
    const Outcome outcomes[] = {Outcome::Done, Outcome::Done, Outcome::Skipped, Outcome::Moved,
                                Outcome::Extra};
    ASSERT_EQ(record.steps.size(), std::size(outcomes));
    for (std::size_t i = 0; i < std::size(outcomes); ++i) {
        const bool isExtra = outcomes[i] == Outcome::Extra;
        EXPECT_EQ(record.steps[i].outcome, outcomes[i]) << i;
        EXPECT_EQ(record.steps[i].siteId, isExtra ? 0 : planned.sites[i].id) << i;
    }
    EXPECT_EQ(record.steps[0].volume, planned.sites[0].volume);
    EXPECT_EQ(record.steps[2].volume, Ml(0));
    EXPECT_EQ(plan::movedBy(record.steps[3]), Mm(7)) << record.steps[3].note;
    EXPECT_EQ(record.steps[4].volume, Ml(0.03));
    plan::Plan rest = over;
    rest.sessionRecord.reset();
    EXPECT_EQ(rest, planned) << "the record changes nothing of the plan";
}

} // namespace
} // namespace meso
