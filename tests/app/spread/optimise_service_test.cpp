#include "app/spread/optimise_service.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "support/session_fixture.h"

namespace meso::app {
namespace {

class OptimiseServiceTest : public test::WithASession {
protected:
    [[nodiscard]] static OptimiseWish wish() {
        OptimiseWish wish;
        wish.compoundId = "minoxidil";
        wish.bandId = "miniaturised";
        wish.share = 0.3;
        wish.duration = fromHours(1);
        return wish;
    }
    void run(const OptimiseWish& wish) const {
        session_->optimiser().start(session_->plan(), session_->derived(), wish);
        for (int i = 0; i < 12000 && session_->optimiser().busy(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        session_->pump();
    }
    std::unique_ptr<Session> session_ = open();
};

bool isInside(const Session& session, const geom::SurfacePoint& onScalp) {
    const auto nearest = session.derived().corridors->nearest(onScalp);
    return nearest && nearest->inside();
}

TEST_F(OptimiseServiceTest, FindsAPlanThatCanBeTakenOverAndBack) {
    const plan::Plan before = session_->plan();
    OptimiseWish fewest = wish();
    fewest.fewestSites = true;
    run(fewest);
    const OptimiseAnswerPtr answer = session_->optimiser().answer();
    ASSERT_TRUE(answer) << session_->optimiser().problem();
    EXPECT_EQ(answer->asked, before);
    EXPECT_TRUE(answer->found.figures.reached);
    EXPECT_LT(answer->found.figures.after.sites, answer->found.figures.before.sites);
    ASSERT_TRUE(session_->edit(answer->found.plan, "Optimise").ok());
    ASSERT_TRUE(session_->commit());
    ASSERT_TRUE(session_->undo());
    EXPECT_EQ(session_->plan(), before);
}

TEST_F(OptimiseServiceTest, NewPlacesKeepOffCorridors) {
    const auto& sites = session_->plan().sites;
    const bool wasInside = std::any_of(sites.begin(), sites.end(), [&](const auto& site) {
        return isInside(*session_, site.onScalp);
    });
    ASSERT_TRUE(wasInside) << "the sample has sites in corridors, or this shows nothing";
    run(wish());
    const OptimiseAnswerPtr answer = session_->optimiser().answer();
    ASSERT_TRUE(answer) << session_->optimiser().problem();
    int moved = 0;
    for (const plan::InjectionSite& site : answer->found.plan.sites) {
        const bool stayed = std::any_of(sites.begin(), sites.end(), [&](const auto& old) {
            return old.onScalp == site.onScalp;
        });
        if (stayed)
            continue;
        ++moved;
        EXPECT_FALSE(isInside(*session_, site.onScalp)) << "site " << site.id;
    }
    EXPECT_GT(moved, 0);
}

TEST_F(OptimiseServiceTest, SaysWhyItFailsAndForgetsWhatIsCancelled) {
    OptimiseWish unknown = wish();
    unknown.compoundId = "water";
    run(unknown);
    EXPECT_FALSE(session_->optimiser().answer());
    EXPECT_NE(session_->optimiser().problem().find("\"water\""), std::string::npos);
    session_->optimiser().start(session_->plan(), session_->derived(), wish());
    session_->optimiser().cancel();
    EXPECT_FALSE(session_->optimiser().busy());
    session_->pump();
    EXPECT_FALSE(session_->optimiser().answer());
    EXPECT_EQ(session_->optimiser().problem(), "") << "a new start forgets the old failure";
}

} // namespace
} // namespace meso::app
