#include "app/edits/plan_copies.h"

#include <gtest/gtest.h>

#include "app/edits/derive.h"
#include "app/local_time.h"
#include "plan/rules/approve.h"
#include "plan/session_steps.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

class PlanCopies : public test::WithOpenCase {
protected:
    std::unique_ptr<OpenCase> openCase_ = open();

    /// The open plan as one that was approved and worked by.
    plan::Plan worked() {
        plan::Plan plan = openCase_->plan();
        plan.about.weight_kg = 80;
        plan.acknowledged.push_back({"R26", "Some sentence.", "Known", "AB"});
        plan.approval = plan::Approval{"AB", "2026-11-23 14:05", plan::approvalHash(plan)};
        return *plan::beginSession(plan, "2026-11-23 14:10");
    }
};

TEST_F(PlanCopies, ANewCaseHasNeitherRecordNorApproval) {
    const plan::Plan copy = asNewCase(worked());
    EXPECT_FALSE(copy.sessionRecord);
    EXPECT_FALSE(copy.approval);
    EXPECT_TRUE(copy.acknowledged.empty());
    EXPECT_EQ(copy.about.title, openCase_->plan().about.title + " (copy)");
    EXPECT_EQ(copy.about.weight_kg, 80);
    EXPECT_EQ(copy.sites, openCase_->plan().sites);
    plan::Plan named = worked();
    named.about.title = std::string(200, 'x');
    EXPECT_LE(asNewCase(named).about.title.size(), 200U);
}

TEST_F(PlanCopies, TheCaseContinuesAsAnUnsavedCopy) {
    ASSERT_TRUE(openCase_->saveAs(scratch_ / "plan.json").ok());
    ASSERT_TRUE(openCase_->edit(worked(), "Work").ok());
    ASSERT_TRUE(openCase_->copyAsNewCase().ok());
    EXPECT_TRUE(openCase_->file().empty());
    EXPECT_TRUE(openCase_->hasUnsavedEdits());
    EXPECT_FALSE(openCase_->plan().sessionRecord);
    EXPECT_EQ(openCase_->undoLabel(), nullptr);
}

TEST_F(PlanCopies, ATemplateLeavesTheCaseOut) {
    plan::Plan plan = worked();
    plan.area.exclusions.push_back({"Naevus", {0.5, 0}, Mm(3), Mm(10)});
    const auto kept = asTemplate(plan, *openCase_->derived().headContext, "Crown");
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    EXPECT_EQ(kept->about.title, "Crown");
    EXPECT_FALSE(kept->about.weight_kg);
    EXPECT_EQ(kept->about.ageYears, 0);
    EXPECT_TRUE(kept->area.exclusions.empty());
    EXPECT_FALSE(kept->sessionRecord);
    EXPECT_EQ(kept->formulation, plan.formulation);
    EXPECT_EQ(kept->needle, plan.needle);
    EXPECT_EQ(kept->sites, plan.sites);
}

TEST_F(PlanCopies, ATemplateOfAnotherHeadLiesOnThePlainOne) {
    const std::size_t count = openCase_->plan().sites.size();
    plan::Plan large = openCase_->plan();
    large.head.length = Mm(205);
    const auto kept = asTemplate(large, *openCase_->derived().headContext, "Large");
    ASSERT_TRUE(kept.ok()) << kept.error().message;
    EXPECT_EQ(kept->head, anatomy::HeadMeasurements{});
    EXPECT_EQ(kept->sites.size(), count);
    EXPECT_TRUE(checkPlaces(*kept, *openCase_->derived().headContext).ok());
}

TEST_F(PlanCopies, TemplatesAreKeptAndBegunFrom) {
    const plan::Plan before = openCase_->plan();
    const auto file = openCase_->templateFolder() / "Crown.json";
    ASSERT_TRUE(openCase_->saveTemplate(file).ok());
    ASSERT_TRUE(openCase_->newCase().ok());
    ASSERT_TRUE(openCase_->newFromTemplate(file).ok());
    EXPECT_EQ(openCase_->plan().about.title, "Crown");
    EXPECT_EQ(openCase_->plan().sites, before.sites);
    EXPECT_TRUE(openCase_->file().empty()) << "saving does not replace the template";
    const plan::Plan now = openCase_->plan();
    EXPECT_FALSE(openCase_->newFromTemplate(openCase_->templateFolder() / "none.json").ok());
    EXPECT_EQ(openCase_->plan(), now);
}

TEST_F(PlanCopies, TheHistoryIsTravelledInOneGo) {
    const plan::Plan start = openCase_->plan();
    for (int n = 1; n <= 4; ++n)
        editOnce(*openCase_, n);
    const plan::Plan last = openCase_->plan();
    EXPECT_EQ(openCase_->undoLabels(),
              (std::vector<std::string>{"Edit 4", "Edit 3", "Edit 2", "Edit 1"}));
    ASSERT_TRUE(openCase_->travel(-3));
    EXPECT_EQ(openCase_->undoLabels(), std::vector<std::string>{"Edit 1"});
    EXPECT_EQ(openCase_->redoLabels(), (std::vector<std::string>{"Edit 2", "Edit 3", "Edit 4"}));
    ASSERT_TRUE(openCase_->travel(-9)) << "as far as there is something";
    EXPECT_EQ(openCase_->plan(), start);
    EXPECT_FALSE(openCase_->travel(-1));
    ASSERT_TRUE(openCase_->travel(4));
    EXPECT_EQ(openCase_->plan(), last);
    EXPECT_EQ(openCase_->derived().volume.value(), [&] {
        double sum = 0;
        for (const auto& site : last.sites)
            sum += site.volume.value();
        return sum;
    }());
}

TEST(LocalTime, IsWrittenToTheMinute) {
    const std::string now = localNow();
    ASSERT_EQ(now.size(), 16U) << now;
    EXPECT_EQ(now[4], '-');
    EXPECT_EQ(now[10], ' ');
    EXPECT_EQ(now[13], ':');
}

} // namespace
} // namespace meso::app
