#include "view/build_scene.h"

#include <gtest/gtest.h>

#include "sim/kernel/simulate.h"
#include "support/shapes.h"
#include "support/tissue_fixture.h"

namespace meso::view {
namespace {

/// Half an hour of one injection on a ball, at a vertex.
struct OneSite {
    sim::SimResultPtr result;
    std::size_t site = 0; ///< vertex below it
};
const OneSite& oneSite() {
    static const OneSite kRun = [] {
        sim::SimInput input;
        input.surface = test::latLongSphere(90, 94, 60);
        input.compound = test::minoxidil();
        input.tissue = test::scalpTissue();
        OneSite run{nullptr, 700};
        input.depots = {{input.surface->vertices()[run.site], Mm(2), Ml(0.05), MgPerMl(5)}};
        input.duration = fromMinutes(30);
        run.result = sim::simulate(input).value();
        return run;
    }();
    return kRun;
}

FieldChoice choiceAt(Seconds time) {
    return {"Minoxidil", {"b", "Band", Mm(1), Mm(2)}, time, MgPerMl(5)};
}

TEST(ConcentrationField, IsTheFieldOfTheRunAtAnyTime) {
    for (const double seconds : {0.0, 90.0, 1234.5}) {
        FieldChoice choice = choiceAt(Seconds(seconds));
        for (const sim::Measure measure : {sim::Measure::Total, sim::Measure::Unbound}) {
            choice.measure = measure;
            const ScalarField field = concentrationField(*oneSite().result, choice);
            EXPECT_EQ(*field.values,
                      oneSite().result->field->at({{Mm(1), Mm(2)}, measure}, Seconds(seconds)));
            EXPECT_GT((*field.values)[oneSite().site], 0.05F);
            EXPECT_EQ(field.values->back(), 0) << "nothing reaches the other side of the ball";
        }
    }
}

TEST(ConcentrationField, ScaleIsFixedWhateverTheTime) {
    const ScalarField early = concentrationField(*oneSite().result, choiceAt(Seconds(0)));
    const ScalarField late = concentrationField(*oneSite().result, choiceAt(fromMinutes(20)));
    EXPECT_EQ(early.scale, late.scale);
    EXPECT_EQ(early.contourLevels, late.contourLevels);
    EXPECT_EQ(early.scale.high, 5);
    EXPECT_EQ(early.unit, "mg/mL");
    EXPECT_LT((*late.values)[oneSite().site], (*early.values)[oneSite().site]);
}

TEST(ConcentrationField, PlaysWithoutJumps) {
    const auto at = [&](double seconds) {
        return (*concentrationField(*oneSite().result, choiceAt(Seconds(seconds)))
                     .values)[oneSite().site];
    };
    float before = at(60);
    for (int i = 1; i <= 60; ++i) {
        const float now = at(60 + 10 * i);
        EXPECT_LT(now, before) << "no jump up and no standstill " << 10 * i << " s later";
        EXPECT_GT(now, 0.9F * before) << "no jump down " << 10 * i << " s later";
        before = now;
    }
}

TEST(ConcentrationField, WeakStrengthsAreShownInMicrograms) {
    FieldChoice choice = choiceAt(fromMinutes(1));
    choice.injected = MgPerMl(0.1);
    const ScalarField field = concentrationField(*oneSite().result, choice);
    EXPECT_EQ(field.unit, "µg/mL");
    EXPECT_FLOAT_EQ(static_cast<float>(field.scale.high), 100);
    const auto mgPerMl = oneSite().result->field->at({{Mm(1), Mm(2)}}, fromMinutes(1));
    EXPECT_FLOAT_EQ((*field.values)[oneSite().site], 1000 * mgPerMl[oneSite().site]);
}

TEST(ConcentrationField, TheTitleKeepsTheCapitalsOfAnAbbreviation) {
    FieldChoice choice = choiceAt(Seconds(0));
    choice.compoundName = "VEGF-165";
    choice.measure = sim::Measure::Unbound;
    EXPECT_EQ(concentrationField(*oneSite().result, choice).title, "Unbound VEGF-165, band");
    choice.compoundName = "Dutasteride";
    EXPECT_EQ(concentrationField(*oneSite().result, choice).title, "Unbound dutasteride, band");
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
