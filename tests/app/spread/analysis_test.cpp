#include "app/spread/analysis.h"

#include <algorithm>
#include <cmath>

#include "app/spread/summary.h"
#include "sim/topical.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class AnalysisOfThePlan : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        plan_ = std::make_unique<plan::Plan>(samplePlan(*headContext_, *library_).value());
        region_ = std::make_unique<geom::Region>(regionOf(*plan_, *headContext_).value());
        const auto runs = simulatePlan(*plan_, *headContext_, *region_, *library_, fromHours(2),
                                       {"minoxidil"}, {}, {});
        ASSERT_TRUE(runs.ok()) << runs.error().message;
        run_ = std::make_unique<CompoundRun>(runs->front());
    }
    static void TearDownTestSuite() {
        run_.reset();
        region_.reset();
        plan_.reset();
        OnAHead::TearDownTestSuite();
    }
    inline static std::unique_ptr<plan::Plan> plan_;
    inline static std::unique_ptr<geom::Region> region_;
    inline static std::unique_ptr<CompoundRun> run_;
};

TEST_F(AnalysisOfThePlan, GathersEveryFigureOfEachBulbBand) {
    const auto analysis = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(analysis.ok()) << analysis.error().message;
    EXPECT_EQ(analysis->compoundId, "minoxidil");
    EXPECT_NEAR(analysis->request.threshold.value(), 0.05, 1e-12) << "1 % of 5 mg/mL";
    EXPECT_NEAR(analysis->area.value(), region_->area().value(), 1e-6);
    EXPECT_EQ(analysis->unsolved, Mm2(0));
    ASSERT_EQ(analysis->bands.size(), 2U);
    for (const BandAnalysis& band : analysis->bands) {
        EXPECT_GE(band.covered, band.coveredLongEnough);
        EXPECT_GT(band.covered, 0);
        EXPECT_LT(band.covered, 1);
        ASSERT_TRUE(band.peak && band.auc && band.conformity);
        EXPECT_LE(band.peak->d95, band.peak->d50);
        EXPECT_LE(band.peak->d50, band.peak->d5);
        EXPECT_GT(band.auc->mean, 0);
        EXPECT_GT(band.meanResidence.value(), 60);
        EXPECT_LE(band.timeAbove, analysis->duration);
        EXPECT_EQ(band.peakHistogram.shares.front(), 1);
        EXPECT_GT(*band.conformity, 0);
        EXPECT_LT(*band.conformity, band.covered + 1e-9);
    }
    EXPECT_EQ(analysis->balance.size(), run_->result->frames.size());
    EXPECT_NEAR(*analysis->systemic.dailyDosesInTheEnd, 10 * (1 - 0.046) / 2.5, 1e-9)
        << "a session of 10 mg beside low-dose tablets";
}

TEST_F(AnalysisOfThePlan, AgreesWithTheCoverageCurves) {
    const auto analysis = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(analysis.ok());
    for (const BandCoverage& c : coverageOf(*run_, *region_, library_->tissue))
        for (const BandAnalysis& band : analysis->bands)
            if (c.band.id == band.band.id && c.thresholdShare == 0.01) {
                EXPECT_NEAR(band.covered, c.curve.back().ever, 1e-9) << band.band.id;
            }
}

TEST_F(AnalysisOfThePlan, StandsBesideAProductOnTheSkinWithItsCaveat) {
    const auto analysis = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(analysis.ok());
    ASSERT_TRUE(analysis->topical.has_value());
    const TopicalComparison& topical = *analysis->topical;
    EXPECT_NEAR(topical.flux_mg_per_cm2_h, 1.7e-4 * 2.2, 1e-12);
    EXPECT_NEAR(topical.uptakePerDay.value(),
                topical.flux_mg_per_cm2_h * toCm2(region_->area()) * 24, 1e-9);
    ASSERT_EQ(topical.bands.size(), 2U);
    for (const TopicalBand& band : topical.bands)
        EXPECT_GT(*band.peakRatio, 1e3) << band.bandId;
    EXPECT_TRUE(std::count(analysis->remarks.begin(), analysis->remarks.end(),
                           std::string(sim::kTopicalCaveat)));
}

TEST_F(AnalysisOfThePlan, OfAShortRunKnowsTheSameTimeIntegral) {
    const auto runs = simulatePlan(*plan_, *headContext_, *region_, *library_, fromMinutes(30),
                                   {"minoxidil"}, {}, {});
    ASSERT_TRUE(runs.ok());
    const auto small = analyse(runs->front(), *region_, *library_);
    const auto whole = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(small.ok() && whole.ok());
    for (std::size_t b = 0; b < 2; ++b) {
        EXPECT_GT(small->bands[b].tail, 0.05);
        EXPECT_LT(whole->bands[b].tail, 0.01);
        EXPECT_NEAR(small->bands[b].auc->mean / whole->bands[b].auc->mean, 1, 3e-3);
    }
}

TEST_F(AnalysisOfThePlan, HasLowAndHighAroundTheMiddle) {
    plan::Plan few = *plan_;
    few.sites.resize(4);
    const auto input = simInputFor(few, few.formulation.front(), *headContext_, *region_, *library_,
                                   fromMinutes(30));
    ASSERT_TRUE(input.ok()) << input.error().message;
    double last = 0;
    const auto band = analyseBand(*input, *region_, *library_, {}, {}, [&](double fraction) {
        EXPECT_GE(fraction, last);
        last = fraction;
    });
    ASSERT_TRUE(band.ok()) << band.error().message;
    EXPECT_DOUBLE_EQ(last, 1);
    for (std::size_t b = 0; b < 2; ++b) {
        EXPECT_LT(band->low.bands[b].auc->mean, band->mid.bands[b].auc->mean);
        EXPECT_LT(band->mid.bands[b].auc->mean, band->high.bands[b].auc->mean);
    }
}

TEST_F(AnalysisOfThePlan, SaysWhyItKnowsNoOverlap) {
    auto made = analyse(*run_, *region_, *library_);
    auto given = simInputFor(*plan_, plan_->formulation.front(), *headContext_, *region_, *library_,
                             run_->result->frames.back().time);
    ASSERT_TRUE(made.ok() && given.ok());
    Analysis analysis = std::move(made).value();
    sim::SimInput input = std::move(given).value();
    const auto domain = sim::ScalpDomain::make(input.surface);
    ASSERT_TRUE(domain.ok());
    addOverlap(input, *domain, analysis);
    EXPECT_EQ(analysis.noOverlapReason, "");
    ASSERT_TRUE(analysis.bands[0].overlap.has_value());
    EXPECT_GE(*analysis.bands[0].overlap, 0);
    EXPECT_LT(*analysis.bands[0].overlap, 0.5) << "the sample's sites keep their distance";
    input.thicknessFactor.assign(input.surface->vertices().size(), 1.1F);
    addOverlap(input, *domain, analysis);
    EXPECT_FALSE(analysis.bands[0].overlap.has_value());
    EXPECT_NE(analysis.noOverlapReason.find("thickness"), std::string::npos);
}

TEST_F(AnalysisOfThePlan, RefusesAnotherHeadsArea) {
    CompoundRun other = *run_;
    auto result = std::make_shared<sim::SimResult>(*run_->result);
    result->surfaceVertices += 1;
    other.result = result;
    EXPECT_FALSE(analyse(other, *region_, *library_).ok());
}

} // namespace
} // namespace meso::app
