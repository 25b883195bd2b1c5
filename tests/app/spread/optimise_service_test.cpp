#include "app/spread/optimise_service.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "anatomy/danger.h"
#include "app/plan_checks.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

class OptimiseServiceTest : public test::WithOpenCase {
protected:
    [[nodiscard]] static OptimiseChoices choices() {
        OptimiseChoices choices;
        choices.compoundId = "minoxidil";
        choices.bandId = "miniaturised";
        choices.share = 0.3;
        choices.duration = fromHours(1);
        return choices;
    }
    void run(const OptimiseChoices& choices) const {
        openCase_->optimiser().start(openCase_->plan(), openCase_->derived(), choices);
        for (int i = 0; i < 12000 && openCase_->optimiser().busy(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        openCase_->poll();
    }
    std::unique_ptr<OpenCase> openCase_ = open();
};

bool isInside(const OpenCase& openCase, const geom::SurfacePoint& onScalp) {
    const auto nearest = openCase.derived().corridors->nearest(onScalp);
    return nearest && nearest->inside();
}

TEST_F(OptimiseServiceTest, FindsAPlanThatCanBeTakenOverAndBack) {
    const plan::Plan before = openCase_->plan();
    OptimiseChoices fewest = choices();
    fewest.fewestSites = true;
    run(fewest);
    const OptimiseResultPtr answer = openCase_->optimiser().answer();
    ASSERT_TRUE(answer) << openCase_->optimiser().problem();
    EXPECT_EQ(answer->asked, before);
    EXPECT_TRUE(answer->found.figures.reached);
    EXPECT_LT(answer->found.figures.after.sites, answer->found.figures.before.sites);
    ASSERT_TRUE(openCase_->edit(answer->found.plan, "Optimise").ok());
    ASSERT_TRUE(openCase_->commit());
    ASSERT_TRUE(openCase_->undo());
    EXPECT_EQ(openCase_->plan(), before);
}

TEST_F(OptimiseServiceTest, NewPlacesKeepOffCorridors) {
    const auto& sites = openCase_->plan().sites;
    const bool wasInside = std::any_of(sites.begin(), sites.end(), [&](const auto& site) {
        return isInside(*openCase_, site.onScalp);
    });
    ASSERT_TRUE(wasInside) << "the sample has sites in corridors, or this shows nothing";
    run(choices());
    const OptimiseResultPtr answer = openCase_->optimiser().answer();
    ASSERT_TRUE(answer) << openCase_->optimiser().problem();
    int moved = 0;
    for (const plan::InjectionSite& site : answer->found.plan.sites) {
        const bool stayed = std::any_of(sites.begin(), sites.end(), [&](const auto& old) {
            return old.onScalp == site.onScalp;
        });
        if (stayed)
            continue;
        ++moved;
        EXPECT_FALSE(isInside(*openCase_, site.onScalp)) << "site " << site.id;
    }
    EXPECT_GT(moved, 0);
}

TEST_F(OptimiseServiceTest, SaysWhyItFailsAndForgetsWhatIsCancelled) {
    OptimiseChoices unknown = choices();
    unknown.compoundId = "water";
    run(unknown);
    EXPECT_FALSE(openCase_->optimiser().answer());
    EXPECT_NE(openCase_->optimiser().problem().find("\"water\""), std::string::npos);
    openCase_->optimiser().start(openCase_->plan(), openCase_->derived(), choices());
    openCase_->optimiser().cancel();
    EXPECT_FALSE(openCase_->optimiser().busy());
    openCase_->poll();
    EXPECT_FALSE(openCase_->optimiser().answer());
    EXPECT_EQ(openCase_->optimiser().problem(), "") << "a new start forgets the old failure";
}

} // namespace
} // namespace meso::app
