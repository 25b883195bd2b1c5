#include "plan/rules/approve.h"

#include <gtest/gtest.h>

#include <functional>

#include "plan/edits.h"
#include "plan/history.h"
#include "support/sample_plan.h"
#include "ui/state/ui_state.h"

namespace meso::plan {
namespace {

RuleResult broken(clinic::Severity severity, const std::string& sentence = "5 mm") {
    return {"R15a", severity, RuleState::Broken, sentence, {}, ""};
}

Plan approved() {
    Plan plan = test::randomPlan(7);
    plan.approval.reset();
    plan.acknowledged.clear();
    auto out = approve(plan, {}, "AB", "2026-11-23 14:05");
    EXPECT_TRUE(out.ok());
    return *out;
}

TEST(Acknowledge, NeedsAReasonANameAndAWarning) {
    const Plan plan = test::randomPlan(1);
    EXPECT_FALSE(acknowledge(plan, broken(clinic::Severity::Warning), "", "AB").ok());
    EXPECT_FALSE(acknowledge(plan, broken(clinic::Severity::Warning), "  ", "AB").ok());
    EXPECT_FALSE(acknowledge(plan, broken(clinic::Severity::Warning), "dense area", "").ok());
    EXPECT_FALSE(acknowledge(plan, broken(clinic::Severity::Error), "dense area", "AB").ok());
    EXPECT_FALSE(
        acknowledge(plan, broken(clinic::Severity::Warning), std::string(501, 'a'), "AB").ok());
    RuleResult passed = broken(clinic::Severity::Warning);
    passed.state = RuleState::Passed;
    EXPECT_FALSE(acknowledge(plan, passed, "dense area", "AB").ok());
    EXPECT_TRUE(acknowledge(plan, broken(clinic::Severity::Warning), "dense area", "AB").ok());
}

TEST(Acknowledge, CoversExactlyThatFinding) {
    Plan plan = approved();
    plan = *acknowledge(plan, broken(clinic::Severity::Warning), "dense area", "AB");
    EXPECT_TRUE(isAcknowledged(broken(clinic::Severity::Warning), plan));
    EXPECT_FALSE(isAcknowledged(broken(clinic::Severity::Warning, "4 mm"), plan));
    plan = *acknowledge(plan, broken(clinic::Severity::Warning), "another reason", "CD");
    ASSERT_EQ(plan.acknowledged.size(), 1u);
    EXPECT_EQ(plan.acknowledged[0].reason, "another reason");
    EXPECT_TRUE(
        withdrawAcknowledgement(plan, broken(clinic::Severity::Warning)).acknowledged.empty());
}

TEST(Approve, ErrorsAndOpenWarningsStandAgainstIt) {
    Plan plan = approved();
    const auto refused = [&](const std::vector<RuleResult>& results) {
        return !approve(plan, results, "AB", "2026-11-23 14:05").ok();
    };
    EXPECT_TRUE(refused({broken(clinic::Severity::Error)}));
    EXPECT_TRUE(refused({broken(clinic::Severity::Warning)}));
    EXPECT_FALSE(refused({broken(clinic::Severity::Info)}));
    plan = *acknowledge(plan, broken(clinic::Severity::Warning), "dense area", "AB");
    EXPECT_FALSE(refused({broken(clinic::Severity::Warning)}));
    EXPECT_TRUE(refused({broken(clinic::Severity::Warning, "4 mm")}));
    const auto open = openFindings(
        {broken(clinic::Severity::Warning, "4 mm"), broken(clinic::Severity::Error)}, plan);
    ASSERT_EQ(open.size(), 2u);
    EXPECT_EQ(open[0].severity, clinic::Severity::Error) << "errors first";
    EXPECT_FALSE(approve(plan, {}, "", "2026-11-23 14:05").ok());
    EXPECT_FALSE(approve(plan, {}, "AB", "").ok());
    plan.sites.clear();
    EXPECT_TRUE(refused({}));
}

TEST(Approve, EveryEditRevokesItAndUndoRestoresIt) {
    const Plan start = approved();
    ASSERT_TRUE(approvalHolds(start));
    const SkinPlace place{{0.4, 0.1}, {5, {0.2, 0.3, 0.5}}};
    const std::vector<std::function<Plan(Plan)>> edits = {
        [&](Plan p) {
            return *addSite(p, place, {Ml(0.05), Mm(1.5), Degrees(45)});
        },
        [&](Plan p) { return *moveSite(p, p.sites[0].id, place); },
        [](Plan p) { return eraseSites(p, {p.sites[1].id}); },
        [](Plan p) { return renumberSites(eraseSites(p, {p.sites[0].id})); },
        [](Plan p) { return *setVolume(p, {p.sites[0].id}, Ml(0.0777)); },
        [](Plan p) { return *setDepth(p, {p.sites[0].id}, Mm(1.2345)); },
        [](Plan p) { return *setAngle(p, {p.sites[0].id}, Degrees(33.3)); },
        [](Plan p) {
            return *setNeedle(p, {"32G", Mm(6)});
        },
        [](Plan p) { return *setStrength(p, 0, MgPerMl(7.25)); },
        [](Plan p) {
            return *setCompound(p, 0, {"biotin", MgPerMl(5)});
        },
        [](Plan p) {
            return *addIngredient(p, {"zinc", MgPerMl(1)});
        },
        [](Plan p) { return *removeIngredient(p, 0); }};
    for (std::size_t i = 0; i < edits.size(); ++i) {
        History<Plan> history(start);
        history.edit(edits[i](history.draft()), "Edit");
        history.commit();
        EXPECT_TRUE(history.draft().approval.has_value()) << "kept, but void";
        EXPECT_FALSE(approvalHolds(history.draft())) << "edit " << i;
        (void)history.undo();
        EXPECT_TRUE(approvalHolds(history.draft())) << "undo of edit " << i;
    }
}

TEST(Approve, OtherPartsOfThePlanRevokeItToo) {
    const Plan start = approved();
    const std::vector<std::function<void(Plan&)>> changes = {
        [](Plan& p) { p.about.sex = "male"; },
        [](Plan& p) { p.about.ageYears += 1; },
        [](Plan& p) { p.about.weight_kg = 55.5; },
        [](Plan& p) { p.about.flags.push_back("x"); },
        [](Plan& p) { p.head.length = Mm(199); },
        [](Plan& p) { p.head.style += 0.01; },
        [](Plan& p) { p.about.height_cm = 171; },
        [](Plan& p) { p.area.presetId = "x"; },
        [](Plan& p) { p.area.stageId = "x"; },
        [](Plan& p) { p.area.outlines[0].points[0].s += 1e-9; },
        [](Plan& p) { p.area.outlines[0].density += 0.1; },
        [](Plan& p) { p.area.exclusions[0].margin = Mm(3); },
        [](Plan& p) { p.furtherMixtures[0].ingredients[0].strength = MgPerMl(2.22); },
        [](Plan& p) { p.vehicle += "x"; },
        [](Plan& p) { p.syringe.deadVolume = Ml(0.55); },
        [](Plan& p) { p.tissue.fatPartition = !p.tissue.fatPartition; },
        [](Plan& p) { p.sites[0].locked = !p.sites[0].locked; },
        [](Plan& p) {
            p.sites[0].needle = Needle{"27G", Mm(13)};
        },
        [](Plan& p) { p.sites[0].mixture = 1; },
        [](Plan& p) { std::swap(p.sites[0], p.sites[1]); }};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Plan plan = start;
        changes[i](plan);
        EXPECT_FALSE(approvalHolds(plan)) << "change " << i;
    }
}

TEST(Approve, APlanFromBeforeHeightAndStageKeepsItsHash) {
    Plan plan = approved();
    plan.about.height_cm.reset();
    plan.area.stageId.clear();
    plan.area.presetId.clear();
    const std::uint64_t drawn = approvalHash(plan);
    plan.area.presetId = "norwood_6";
    plan.area.stageId = "norwood_6"; // what a file without a stage is read as
    const std::uint64_t preset = approvalHash(plan);
    plan.area.stageId = "norwood_5";
    EXPECT_NE(approvalHash(plan), preset);
    plan.area.presetId.clear();
    EXPECT_NE(approvalHash(plan), drawn);
    plan.area.stageId.clear();
    EXPECT_EQ(approvalHash(plan), drawn);
}

TEST(Approve, TitleDeliveryAndReasonsDoNot) {
    Plan plan = approved();
    plan = *setTitle(plan, "Another title");
    plan = *acknowledge(plan, broken(clinic::Severity::Warning), "dense area", "AB");
    plan.sessionRecord = SessionRecord{"2026-11-23 14:10", "", {}};
    EXPECT_TRUE(approvalHolds(plan));
    plan.approval.reset();
    EXPECT_FALSE(approvalHolds(plan));
}

} // namespace
} // namespace meso::plan
