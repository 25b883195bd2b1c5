#include "app/plan_checks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/edits/derive.h"
#include "base/file.h"
#include "plan/edits.h"
#include "plan/rules/approve.h"
#include "support/head_fixture.h"
#include "support/scratch.h"

namespace meso::app {
namespace {

class PlanChecks : public test::OnAHead {
protected:
    static Derived derived(const plan::Plan& plan) {
        auto out = deriveOn(std::make_shared<const HeadContext>(*headContext_), plan, *library_);
        EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().message);
        return std::move(out).value();
    }
    static plan::RuleResult find(const std::vector<plan::RuleResult>& all, const std::string& id) {
        for (const plan::RuleResult& r : all)
            if (r.id == id)
                return r;
        ADD_FAILURE() << "no rule " << id;
        return {};
    }
};

TEST_F(PlanChecks, EveryRuleOfTheClinicalListAnswersOnTheSamplePlan) {
    const Derived d = derived(*samplePlan(*headContext_, *library_));
    for (int i = 1; i <= 25; ++i) {
        const std::string id = (i < 10 ? "R0" : "R") + std::to_string(i);
        EXPECT_TRUE(std::any_of(d.findings.begin(), d.findings.end(),
                                [&](const plan::RuleResult& r) { return r.id.starts_with(id); }))
            << id;
    }
    std::set<std::string> ids;
    for (const plan::RuleResult& r : d.findings) {
        EXPECT_TRUE(ids.insert(r.id).second) << r.id;
        EXPECT_FALSE(r.sentence.empty()) << r.id;
        EXPECT_FALSE(r.source.empty()) << r.id;
    }
    EXPECT_FALSE(plan::blocks(d.findings));
}

TEST_F(PlanChecks, ASiteOnAnArteryIsNamedAndADeepOneBlocks) {
    plan::Plan plan = *samplePlan(*headContext_, *library_);
    const Derived before = derived(plan);
    const anatomy::CorridorMap& map = *before.corridors;
    const auto line =
        std::find_if(map.lines().begin(), map.lines().end(), [&](const anatomy::CorridorLine& l) {
            return map.corridorOf(l).id == "sta_parietal" && l.side == anatomy::Side::Left;
        });
    const geom::Vec3 on = line->pieces[0][line->pieces[0].size() / 2];
    const plan::SkinPlace place{*headContext_->frame.coordinateOf(on),
                                *anatomy::locate(*headContext_->head->scalp, on)};
    plan = *plan::moveSite(plan, plan.sites[0].id, place);
    auto findings = derived(plan).findings;
    const int moved = plan.sites[0].id;
    EXPECT_TRUE(std::ranges::count(find(findings, "R11a").sites, moved) == 1);
    EXPECT_NE(find(findings, "R11a").sentence.find("parietal branch, left"), std::string::npos)
        << find(findings, "R11a").sentence;
    EXPECT_NE(find(findings, "R11a").sentence.find(anatomy::kCorridorCaption), std::string::npos);
    EXPECT_EQ(find(findings, "R11b").state, plan::RuleState::Passed);
    plan = *plan::setDepth(plan, {plan.sites[0].id}, Mm(2.6));
    findings = derived(plan).findings;
    EXPECT_EQ(find(findings, "R11b").state, plan::RuleState::Broken);
    EXPECT_TRUE(plan::blocks(findings));
}

TEST_F(PlanChecks, CorridorsAreKeptWithTheHead) {
    const plan::Plan plan = *samplePlan(*headContext_, *library_);
    const Derived first = derived(plan);
    const plan::Plan next = *plan::setVolume(plan, {}, Ml(0.04));
    const auto second = deriveOn(first.headContext, next, *library_, nullptr);
    const PreviousDerived before{plan, first};
    const auto third = deriveOn(first.headContext, next, *library_, &before);
    ASSERT_TRUE(second.ok() && third.ok());
    EXPECT_NE(second->corridors, first.corridors);
    EXPECT_EQ(third->corridors, first.corridors);
}

TEST_F(PlanChecks, AnEditedFileCountsAndAFaultLeavesTheShippedOneInForce) {
    const test::Scratch scratch;
    const std::size_t shipped = library_->protocol.limits.size();
    ASSERT_TRUE(writeFile(scratch / "protocol.txt",
                          "mesomap protocol 1\nX1 error: spacing >= 8 mm # clinic\n")
                    .ok());
    const auto edited = loadLibrary(*assets_, scratch.path());
    ASSERT_TRUE(edited.ok());
    ASSERT_EQ(edited->protocol.limits.size(), 1u);
    EXPECT_EQ(edited->protocol.limits[0].id, "X1");
    EXPECT_TRUE(edited->warnings.empty());
    ASSERT_TRUE(
        writeFile(scratch / "protocol.txt", "mesomap protocol 1\nX1 error: spacing >= 8 # clinic\n")
            .ok());
    const auto damaged = loadLibrary(*assets_, scratch.path());
    ASSERT_TRUE(damaged.ok());
    EXPECT_EQ(damaged->protocol.limits.size(), shipped);
    ASSERT_EQ(damaged->warnings.size(), 1u);
    for (const char* part : {"protocol.txt, line 2, unit", "shipped values stay in force"})
        EXPECT_NE(damaged->warnings[0].find(part), std::string::npos) << damaged->warnings[0];
}

TEST_F(PlanChecks, EditedFilesThatDoNotFitTogetherAreLeftOut) {
    const test::Scratch scratch;
    std::string compounds = readFile(assets_->data("compounds.json"), 4 << 20).value();
    const std::string from = "\"blockedBy\": [\"";
    ASSERT_NE(compounds.find(from), std::string::npos);
    compounds.replace(compounds.find(from), from.size(), from + "nobody knows ");
    ASSERT_TRUE(writeFile(scratch / "compounds.json", compounds).ok());
    const auto library = loadLibrary(*assets_, scratch.path());
    ASSERT_TRUE(library.ok()) << library.error().message;
    ASSERT_EQ(library->warnings.size(), 1u);
    EXPECT_NE(library->warnings[0].find("nobody knows"), std::string::npos);
}

} // namespace
} // namespace meso::app
