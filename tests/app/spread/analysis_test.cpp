#include "app/spread/analysis.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/spread/summary.h"
#include "support/head_fixture.h"
#include "support/shapes.h"

namespace meso::app {
namespace {

class AnalysisOfThePlan : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        plan_ = std::make_unique<plan::Plan>(samplePlan(*headContext_, *library_).value());
        region_ = std::make_unique<geom::Region>(regionOf(*plan_, *headContext_).value());
        const auto runs = simulatePlan(planned(), fromHours(2), {}, {"minoxidil"});
        ASSERT_TRUE(runs.ok()) << runs.error().message;
        run_ = std::make_unique<CompoundRun>(runs->front());
    }
    static void TearDownTestSuite() {
        run_.reset();
        region_.reset();
        plan_.reset();
        OnAHead::TearDownTestSuite();
    }
    static PlannedHead planned() { return {*plan_, *headContext_, *region_, *library_}; }

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
        ASSERT_TRUE(band.overlap.has_value());
        EXPECT_GE(*band.overlap, 0);
        EXPECT_LT(*band.overlap, 0.5) << "the sample's sites keep their distance";
    }
    EXPECT_EQ(analysis->balance.size(), run_->result->times.size());
    EXPECT_NEAR(*analysis->systemic.dailyDosesInTheEnd, 10 * (1 - 0.046) / 2.5, 1e-9)
        << "a session of 10 mg beside low-dose tablets";
}

TEST_F(AnalysisOfThePlan, AgreesWithTheCoverageCurves) {
    const auto analysis = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(analysis.ok());
    for (const BandCoverage& c : coverageOf(*run_, *region_, library_->tissue))
        for (const BandAnalysis& band : analysis->bands)
            if (c.band.id == band.band.id && c.thresholdShare == 0.01) {
                EXPECT_GE(band.covered, c.curve.back().ever - 1e-9) << band.band.id;
                EXPECT_NEAR(band.covered, c.curve.back().ever, 5e-3)
                    << band.band.id << ": peaks between output times count for the figures";
            }
}

TEST_F(AnalysisOfThePlan, StandsBesideAProductOnTheSkin) {
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
}

TEST_F(AnalysisOfThePlan, OfAShortRunKnowsTheSameTimeIntegral) {
    const auto runs = simulatePlan(planned(), fromMinutes(30), {}, {"minoxidil"});
    ASSERT_TRUE(runs.ok());
    const auto small = analyse(runs->front(), *region_, *library_);
    const auto whole = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(small.ok() && whole.ok());
    for (std::size_t b = 0; b < 2; ++b) {
        EXPECT_NEAR(small->bands[b].auc->mean / whole->bands[b].auc->mean, 1, 1e-6)
            << "without end, however long the run";
    }
}

TEST_F(AnalysisOfThePlan, AHalfLifeThatTheRunDoesNotReachIsOpen) {
    const auto brief = simulatePlan(planned(), fromMinutes(2), {}, {"minoxidil"});
    ASSERT_TRUE(brief.ok());
    const auto open = analyse(brief->front(), *region_, *library_);
    const auto whole = analyse(*run_, *region_, *library_);
    ASSERT_TRUE(open.ok() && whole.ok());
    for (std::size_t b = 0; b < 2; ++b) {
        EXPECT_FALSE(open->bands[b].halfLife.has_value()) << "minoxidil takes some 8 minutes";
        EXPECT_GT(open->bands[b].halfLifeOpen, 0.5);
        ASSERT_TRUE(whole->bands[b].halfLife.has_value());
        EXPECT_GT(*whole->bands[b].halfLife, fromMinutes(2));
        EXPECT_LT(whole->bands[b].halfLifeOpen, 0.5);
    }
}

TEST_F(AnalysisOfThePlan, IsMadeOfNumbersForAPlanWithOneSite) {
    plan::Plan single = *plan_;
    single.sites.resize(1);
    const auto runs =
        simulatePlan({single, *headContext_, *region_, *library_}, fromHours(2), {}, {"minoxidil"});
    ASSERT_TRUE(runs.ok()) << runs.error().message;
    const auto analysis = analyse(runs->front(), *region_, *library_);
    ASSERT_TRUE(analysis.ok()) << analysis.error().message;
    for (const BandAnalysis& band : analysis->bands) {
        ASSERT_TRUE(band.peak && band.auc && band.conformity && band.overlap) << band.band.id;
        EXPECT_EQ(*band.overlap, 0) << "nothing to overlap with";
        for (const double figure :
             {band.covered, band.coveredLongEnough, band.spill.value(), *band.conformity,
              band.peak->mean, band.peak->cv, band.peak->d95, band.auc->mean, band.meaningful,
              band.peakTime.value(), band.meanResidence.value(), band.halfLifeOpen,
              band.timeAbove.value()})
            EXPECT_TRUE(std::isfinite(figure)) << band.band.id;
        for (const sim::CumulativeHistogram* histogram :
             {&band.peakHistogram, &band.aucHistogram, &band.aboveHistogram})
            for (std::size_t i = 0; i < histogram->levels.size(); ++i)
                EXPECT_TRUE(std::isfinite(histogram->levels[i]) &&
                            std::isfinite(histogram->shares[i]));
    }
    for (const sim::BalanceShares& at : analysis->balance)
        EXPECT_TRUE(std::isfinite(at.systemic()));
    for (const SummaryRow& row : summaryOf(single, *headContext_, *region_, *library_)) {
        EXPECT_EQ(row.value.find("nan"), std::string::npos) << row.label << ": " << row.value;
        EXPECT_EQ(row.value.find("inf"), std::string::npos) << row.label << ": " << row.value;
    }
}

TEST_F(AnalysisOfThePlan, RefusesAnotherHeadsArea) {
    const auto smaller = test::latLongSphere(90, 12, 24);
    geom::Outline outline{"cap", {}};
    for (int i = 0; i < 12; ++i) {
        const double phi = 2 * std::numbers::pi * i / 12;
        outline.points.push_back(
            90 * geom::Vec3(0.4 * std::cos(phi), 0.4 * std::sin(phi), 1).normalized());
    }
    const auto area = geom::Region::make(smaller, geom::Vec3::Zero(), {outline}, {});
    ASSERT_TRUE(area.ok()) << area.error().message;
    const auto refused = analyse(*run_, *area, *library_);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("another head"), std::string::npos);
}

} // namespace
} // namespace meso::app
