#include "view/build_scene.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace meso::view {
namespace {

/// A result of one patch vertex and six depth cells of 1 mm with the given concentrations.
sim::SimResult resultWith(const std::vector<float>& concentrations) {
    sim::SimResult result;
    result.surfaceVertices = 3;
    result.meshVertex = {1};
    result.area_mm2 = {1};
    anatomy::TissueProfile tissue;
    tissue.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(6), 6, 6}};
    tissue.referenceRadius = Mm(90);
    tissue.bulbBands = {};
    result.grid = *sim::makeTissueGrid(tissue, sim::DepthResolution::Standard);
    result.transports = {{1, Mm2PerSecond(1e-4), PerSecond(1e-3), PerSecond(0)}};
    const auto cells = static_cast<std::size_t>(result.grid.cells());
    for (std::size_t f = 0; f < concentrations.size(); ++f)
        result.frames.push_back(
            {Seconds(60.0 * static_cast<double>(f)), std::vector<float>(cells, concentrations[f])});
    return result;
}

TEST(ConcentrationField, ScaleIsFixedWhateverTheTime) {
    const sim::SimResult result = resultWith({5, 0.5F});
    FieldChoice choice{"Minoxidil", {"b", "Band", Mm(1), Mm(2)}, Seconds(0), MgPerMl(5)};
    const ScalarField early = concentrationField(result, choice);
    choice.time = Seconds(60);
    const ScalarField late = concentrationField(result, choice);
    EXPECT_EQ(early.scale, late.scale);
    EXPECT_EQ(early.scale.high, 5);
    EXPECT_EQ(early.unit, "mg/mL");
    EXPECT_FLOAT_EQ((*early.values)[1], 5);
    EXPECT_FLOAT_EQ((*late.values)[1], 0.5F);
    EXPECT_EQ((*late.values)[0], 0) << "nothing was solved there";
}

TEST(ConcentrationField, WeakStrengthsAreShownInMicrograms) {
    const sim::SimResult result = resultWith({0.1F});
    const ScalarField field = concentrationField(
        result, {"Dutasteride", {"b", "Band", Mm(1), Mm(2)}, Seconds(0), MgPerMl(0.1)});
    EXPECT_EQ(field.unit, "µg/mL");
    EXPECT_FLOAT_EQ(static_cast<float>(field.scale.high), 100);
    EXPECT_FLOAT_EQ((*field.values)[1], 100);
}

TEST(ConcentrationField, TheTitleKeepsTheCapitalsOfAnAbbreviation) {
    const sim::SimResult result = resultWith({0.1F});
    FieldChoice choice{"VEGF-165", {"b", "Band", Mm(1), Mm(2)}, Seconds(0), MgPerMl(0.1)};
    choice.measure = sim::Measure::Unbound;
    EXPECT_EQ(concentrationField(result, choice).title, "Unbound VEGF-165, band");
    choice.compoundName = "Dutasteride";
    EXPECT_EQ(concentrationField(result, choice).title, "Unbound dutasteride, band");
}

TEST(ConcentrationFieldAt, IsTheFrameAtAFramesTime) {
    const sim::SimResult result = resultWith({5, 0.5F, 0.125F});
    FieldChoice choice{"Minoxidil", {"b", "Band", Mm(1), Mm(2)}, Seconds(0), MgPerMl(5)};
    for (const double seconds : {0.0, 60.0, 120.0}) {
        choice.time = Seconds(seconds);
        const ScalarField between = concentrationFieldAt(result, choice);
        const ScalarField exact = concentrationField(result, choice);
        EXPECT_EQ(*between.values, *exact.values) << seconds;
        EXPECT_EQ(between.scale, exact.scale);
        EXPECT_EQ(between.contourLevels, exact.contourLevels);
        EXPECT_EQ(between.title, exact.title);
        EXPECT_EQ(between.unit, exact.unit);
    }
}

TEST(ConcentrationFieldAt, MixesTheFramesAroundATime) {
    const sim::SimResult result = resultWith({4, 2, 1});
    FieldChoice choice{"Minoxidil", {"b", "Band", Mm(1), Mm(2)}, Seconds(0), MgPerMl(4)};
    const auto at = [&](double seconds) {
        choice.time = Seconds(seconds);
        return (*concentrationFieldAt(result, choice).values)[1];
    };
    EXPECT_FLOAT_EQ(at(15), 3.5F);
    EXPECT_FLOAT_EQ(at(30), 3);
    EXPECT_FLOAT_EQ(at(90), 1.5F);
    float before = at(0);
    for (int i = 1; i <= 240; ++i) {
        const float now = at(0.5 * i);
        EXPECT_LT(now, before) << "no jump up and no standstill at " << 0.5 * i << " s";
        EXPECT_LT(before - now, 0.05F) << "no jump down at " << 0.5 * i << " s";
        before = now;
    }
}

TEST(ConcentrationFieldAt, StaysWithinTheRun) {
    const sim::SimResult result = resultWith({4, 2});
    FieldChoice choice{"Minoxidil", {"b", "Band", Mm(1), Mm(2)}, Seconds(-5), MgPerMl(4)};
    EXPECT_FLOAT_EQ((*concentrationFieldAt(result, choice).values)[1], 4);
    choice.time = fromHours(24);
    EXPECT_FLOAT_EQ((*concentrationFieldAt(result, choice).values)[1], 2);
    EXPECT_EQ((*concentrationFieldAt(result, choice).values)[0], 0) << "nothing was solved there";
}

TEST(DifferenceField, IsFirstMinusSecondOnAScaleOfBothSigns) {
    FieldChoice choice;
    choice.compoundName = "Minoxidil";
    choice.injected = MgPerMl(5);
    const ScalarField first = concentrationFieldOf({1.0F, 0.25F, 0}, choice);
    const ScalarField second = concentrationFieldOf({0.5F, 0.5F, 0}, choice);
    const ScalarField field = differenceFieldOf(first, second, choice);
    EXPECT_EQ(*field.values, (std::vector<float>{0.5F, -0.25F, 0}));
    EXPECT_EQ(field.scale, (ColourScale{-5, 5, Scaling::SignedLogarithmic, Colormap::BlueOrange}));
    EXPECT_EQ(field.unit, "mg/mL");
    ASSERT_EQ(field.contourLevels.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_DOUBLE_EQ(field.contourLevels[i], -field.contourLevels[3 - i]);
}

TEST(Caption, SaysWhatItIsAndThatItIsAModel) {
    const auto lines =
        captionOf({"Minoxidil", {"b", "Terminal bulbs", Mm(3.5), Mm(4.5)}, Seconds(0), MgPerMl(5)},
                  fromMinutes(30));
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0], "Minoxidil, terminal bulbs 3.5–4.5 mm, 30 min after injection");
    EXPECT_NE(lines[1].find("not a measurement"), std::string::npos);
}

} // namespace
} // namespace meso::view
