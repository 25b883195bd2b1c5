#include <gtest/gtest.h>

#include <cmath>

#include "app/case/compared_plan.h"
#include "app/edits/derive.h"
#include "app/export/simulation_export.h"
#include "store/plan_file.h"
#include "support/simulate_fixture.h"
#include "ui/spread/cut_panel.h"
#include "ui/spread/cut_points.h"
#include "ui/viewport/field_marks.h"

// The Simulate workspace: its pages, the cut, the comparison, the files.
namespace meso::ui {
namespace {

class Simulate : public test::SimulatedFew {};

TEST_F(Simulate, IsWhatTheWorkspaceIsCalled) {
    EXPECT_EQ(window_->frontend().actions().at("workspace.spread").label, "Simulate");
    EXPECT_TRUE(hand().has("workspace.Simulate"));
}

TEST_F(Simulate, PagesFollowTheirSwitch) {
    simulate();
    for (const auto& [word, page, item] :
         {std::tuple{"Exposure", SpreadPage::Exposure, "exposure.curve"},
          std::tuple{"Balance", SpreadPage::Balance, "balance.bar"},
          std::tuple{"Compare", SpreadPage::Compare, "compare.open"},
          std::tuple{"Map", SpreadPage::Map, "spread.coverageCurve"}}) {
        hand().click(std::string("simulate.page.") + word);
        hand().frames(2);
        untilIdle();
        EXPECT_EQ(state().page, page);
        EXPECT_TRUE(hand().has(item)) << item;
    }
}

TEST_F(Simulate, AnotherPageBeginsAtItsTopWhateverLedThere) {
    simulate();
    const float top = hand().at("spread.coverageCurve").min.y;
    hand().moveTo(hand().centre("spread.coverageCurve"));
    hand().scroll(-20);
    ASSERT_LT(hand().at("spread.coverageCurve").min.y, top) << "the page has scrolled";
    window_->perform("page.exposure");
    hand().frames(3);
    window_->perform("page.map");
    hand().frames(3);
    EXPECT_EQ(hand().at("spread.coverageCurve").min.y, top);
}

TEST_F(Simulate, TheThresholdIsChosenSlidAndTyped) {
    simulate();
    hand().click("spread.threshold.10 %");
    EXPECT_DOUBLE_EQ(state().threshold, 0.1);
    const Item track = hand().at("spread.thresholdSlider");
    const float middle = (track.min.y + track.max.y) / 2;
    hand().drag({(track.min.x + track.max.x) / 2, middle}, {track.min.x, middle});
    EXPECT_DOUBLE_EQ(state().threshold, 0.001) << "the low end";
    hand().enter("spread.thresholdTyped", "2.5 %");
    EXPECT_DOUBLE_EQ(state().threshold, 0.025);
    hand().enter("spread.thresholdTyped", "0");
    EXPECT_DOUBLE_EQ(state().threshold, 0.025) << "a share of nothing is refused";
    EXPECT_DOUBLE_EQ(shownThreshold(*openCase_, state()).value(),
                     0.025 * openCase_->plan().formulation[0].strength.value());
}

TEST_F(Simulate, TheMeasureHoldsForMapAndFigures) {
    simulate();
    const auto meanAtEnd = [&] {
        return app::curveOf(*shownHistory(*openCase_, state())).mean.back().value();
    };
    const auto expected = [&](sim::Measure measure) {
        const sim::SimResult& result = *shownRun(*openCase_, state())->result;
        const std::vector<float> field = result.field->at(
            app::readingOf(shownDepth(*openCase_, state()), measure), result.duration());
        const auto& weights = openCase_->simulation().shown()->region->vertexArea();
        double sum = 0, area = 0;
        for (std::size_t v = 0; v < weights.size(); ++v) {
            sum += weights[v] * static_cast<double>(field[v]);
            area += weights[v];
        }
        return sum / area;
    };
    EXPECT_NEAR(meanAtEnd(), expected(sim::Measure::Total), 1e-9);
    hand().click("spread.measure.Unbound");
    EXPECT_EQ(state().measure, sim::Measure::Unbound);
    EXPECT_NEAR(meanAtEnd(), expected(sim::Measure::Unbound), 1e-9);
    EXPECT_GT(std::abs(meanAtEnd() / expected(sim::Measure::Total) - 1), 0.01);
}

TEST_F(Simulate, GapsAreTheLowestPlacesOfTheArea) {
    simulate();
    EXPECT_FALSE(shownWorstSpots(*openCase_, state()).empty());
    ASSERT_TRUE(window_->perform("map.gaps"));
    EXPECT_TRUE(state().ringsWorstSpots);
    const auto gaps = shownWorstSpots(*openCase_, state());
    for (std::size_t i = 1; i < gaps.size(); ++i)
        EXPECT_GE(gaps[i].highest, gaps[i - 1].highest);
}

TEST_F(Simulate, ChartsSayTheirValuesUnderTheCursor) {
    simulate();
    ImGui::GetIO().DisplaySize = {1440, 2400}; // so that nothing has to be scrolled to
    show("page.exposure");
    hand().hover("exposure.curve");
    EXPECT_TRUE(hand().has("exposure.curve"));
    hand().click("exposure.histogramOf.AUC");
    EXPECT_EQ(state().histogramOf, HistogramQuantity::Integral);
}

TEST_F(Simulate, TheOverlapOfTheSitesStandsAmongTheFigures) {
    simulate();
    ImGui::GetIO().DisplaySize = {1440, 2400};
    show("page.exposure");
    EXPECT_TRUE(hand().has("exposure.overlap"));
    state().depthId = "galea";
    hand().frames(2);
    EXPECT_FALSE(hand().has("exposure.overlap")) << "figures are made for the bulbs alone";
}

TEST_F(Simulate, ACutOpensUnderTheViewsAndClosesByButtonAndEsc) {
    simulate();
    const Item before = hand().at("viewport");
    window_->key("K");
    ASSERT_TRUE(state().cut.has_value());
    hand().frames(2);
    const Item cut = hand().at("cut");
    const Item head = hand().at("viewport");
    EXPECT_LT(head.max.y, before.max.y);
    EXPECT_GE(cut.min.y, head.max.y);
    hand().hover("cut");
    EXPECT_TRUE(hand().has("cut.value")) << "depth and value under the cursor";
    hand().click("cut.close");
    EXPECT_FALSE(state().cut.has_value());
    window_->key("K");
    window_->key("Esc");
    EXPECT_FALSE(state().cut.has_value());
}

TEST_F(Simulate, ACutGoesThroughWhatWasMeasuredElseThroughTheSelection) {
    const auto& places = openCase_->derived().positions;
    state().selection = {openCase_->plan().sites[0].id, openCase_->plan().sites[3].id};
    const auto chosen = suggestedCut(*openCase_, state());
    ASSERT_TRUE(chosen.has_value());
    EXPECT_EQ(*chosen, (Cut{places[0], places[3]}));
    state().measured = {places[5], places[6]};
    EXPECT_EQ(*suggestedCut(*openCase_, state()), (Cut{places[5], places[6]}));
    state().measured.clear();
    state().selection.clear();
    const auto middle = suggestedCut(*openCase_, state());
    ASSERT_TRUE(middle.has_value());
    EXPECT_GT((middle->to - middle->from).norm(), 1);
}

TEST_F(Simulate, ACutStaysInTheSmallestWindowAtLargeText) {
    simulate();
    openCase_->settings().textScale = 2;
    ImGui::GetIO().DisplaySize = {1100, 680};
    hand().frames(4);
    window_->key("K");
    hand().frames(3);
    EXPECT_TRUE(hand().has("cut"));
    EXPECT_TRUE(hand().has("cut.close"));
}

TEST_F(Simulate, TwoPlansStandOnOneScale) {
    simulate();
    const auto file = scratch_ / "twin.json";
    plan::Plan twin = openCase_->plan();
    for (plan::InjectionSite& site : twin.sites)
        site.volume = Ml(0.5 * site.volume.value());
    ASSERT_TRUE(store::savePlan(twin, file).ok());
    ASSERT_TRUE(openCase_->compareWith(file).ok());
    show("page.compare");
    ASSERT_NE(comparedRun(*openCase_, state()), nullptr);
    EXPECT_TRUE(hand().has("compare.mean"));
    EXPECT_TRUE(hand().has("compare.coverage"));
    const double mine = app::curveOf(*shownHistory(*openCase_, state())).mean.back().value();
    const double other = app::curveOf(*comparedHistory(*openCase_, state())).mean.back().value();
    EXPECT_LT(other, mine) << "half the volume";
    hand().click("compare.painted.Difference");
    EXPECT_EQ(state().painted, ComparedField::Difference);
    hand().click("compare.close");
    EXPECT_EQ(openCase_->other(), nullptr);
    EXPECT_EQ(state().painted, ComparedField::First);
}

TEST_F(Simulate, FilesOfFieldAndCurvesAreWritten) {
    simulate();
    const app::PlanSimulation& simulation = *openCase_->simulation().shown();
    ASSERT_TRUE(app::exportField(simulation, fromMinutes(2), scratch_ / "field.vtu").ok());
    EXPECT_GT(std::filesystem::file_size(scratch_ / "field.vtu"), 1000U);
    const auto& tissue = openCase_->library().tissue;
    ASSERT_TRUE(app::exportCurves(simulation, tissue, scratch_ / "curves.csv").ok());
    const auto files = app::curveFiles(simulation, tissue, scratch_ / "curves.csv");
    ASSERT_EQ(files.size(), 3U);
    for (const auto& one : files)
        EXPECT_GT(std::filesystem::file_size(one), 100U) << one;
    EXPECT_FALSE(app::exportField(simulation, fromMinutes(2), scratch_ / "none" / "f.vtu").ok());
}

TEST(ContourNumbers, StandOnTheirLines) {
    view::ScalarField none;
    EXPECT_TRUE(contourNumbers(none, {}, {}).empty()) << "without a field there are none";
}

} // namespace
} // namespace meso::ui
