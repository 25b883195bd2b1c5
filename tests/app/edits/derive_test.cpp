#include "app/edits/derive.h"

#include "base/random.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

using plan::Plan;

class DeriveTest : public test::OnAHead {
protected:
    void SetUp() override {
        auto plan = samplePlan(*headContext_, *library_);
        ASSERT_TRUE(plan.ok()) << plan.error().message;
        plan_ = std::move(plan).value();
    }
    [[nodiscard]] static Derived derived(const Plan& plan,
                                         const PreviousDerived* before = nullptr) {
        auto out = derive(plan, *library_, *assets_, before);
        EXPECT_TRUE(out.ok()) << out.error().message;
        return std::move(out).value();
    }
    /// Everything but the shared parts, which are compared by what they say.
    static void expectSame(const Derived& a, const Derived& b) {
        EXPECT_EQ(a.headContext->head->hash, b.headContext->head->hash);
        EXPECT_EQ(a.region->signedDistance(), b.region->signedDistance());
        EXPECT_EQ(a.positions, b.positions);
        EXPECT_EQ(a.normals, b.normals);
        EXPECT_EQ(a.quality.count, b.quality.count);
        EXPECT_EQ(a.quality.area, b.quality.area);
        EXPECT_EQ(a.quality.nearestMean, b.quality.nearestMean);
        EXPECT_EQ(a.volume, b.volume);
        EXPECT_EQ(a.time, b.time);
        ASSERT_EQ(a.findings.size(), b.findings.size());
        for (std::size_t i = 0; i < a.findings.size(); ++i) {
            EXPECT_EQ(a.findings[i].sentence, b.findings[i].sentence);
            EXPECT_EQ(a.findings[i].sites, b.findings[i].sites);
        }
        ASSERT_EQ(a.doses.size(), b.doses.size());
        for (std::size_t i = 0; i < a.doses.size(); ++i)
            EXPECT_EQ(a.doses[i].total, b.doses[i].total);
    }
    Plan plan_;
};

TEST_F(DeriveTest, SaysWhatTheRoomsSay) {
    const Derived d = derived(plan_);
    EXPECT_EQ(d.positions, *sitePositions(plan_, *d.headContext->head));
    EXPECT_EQ(d.volume, plan::totalVolume(plan_));
    EXPECT_EQ(d.quality.count, 40);
    EXPECT_FALSE(d.findings.empty());
    ASSERT_EQ(d.normals.size(), 40u);
    for (std::size_t i = 0; i < d.normals.size(); ++i) {
        EXPECT_NEAR(d.normals[i].norm(), 1, 1e-9);
        EXPECT_GT(d.normals[i].dot(d.positions[i] - d.headContext->frame.centre()), 0) << "outward";
    }
}

TEST_F(DeriveTest, StepByStepIsTheSameAsAnew) {
    Random random(3);
    Plan before = plan_;
    Derived known = derived(before);
    for (int i = 0; i < 12; ++i) {
        Plan next = before;
        plan::InjectionSite& site = next.sites[random.below(next.sites.size())];
        const int kind = i % 6;
        if (kind == 0)
            site.onScalp.weights = {0.2, 0.3, 0.5};
        if (kind == 1)
            site.volume = Ml(random.uniform(0.01, 0.2));
        if (kind == 2)
            next.sites.pop_back();
        if (kind == 3)
            next.area.exclusions.push_back({"naevus", site.place, Mm(3), Mm(2)});
        if (kind == 4)
            next.formulation.front().strength = MgPerMl(random.uniform(1, 9));
        if (kind == 5)
            next.head.style = random.uniform(-0.01, 0.01);
        const PreviousDerived was{before, known};
        Derived step = derived(next, &was);
        EXPECT_EQ(step.headContext == known.headContext, kind != 5);
        EXPECT_EQ(step.region == known.region, kind != 3 && kind != 5);
        if (kind != 5 || i < 6)
            expectSame(step, derived(next));
        before = next;
        known = std::move(step);
    }
}

TEST_F(DeriveTest, FailsOffTheScalpAndOffTheGrid) {
    Plan off = plan_;
    off.area.outlines.front().points.front().s = 0.02;
    EXPECT_FALSE(derive(off, *library_, *assets_).ok());
    Plan beyond = plan_;
    beyond.sites[4].onScalp.triangle = 9'000'000;
    const auto refused = derive(beyond, *library_, *assets_);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("Site 5"), std::string::npos);
    Plan noHead = plan_;
    noHead.head.length = Mm(20);
    EXPECT_FALSE(derive(noHead, *library_, *assets_).ok());
}

} // namespace
} // namespace meso::app
