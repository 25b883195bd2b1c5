#include "view/colormap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "view/theme.h"

namespace meso::view {
namespace {

TEST(Colormap, LightnessRisesEverywhereInBothMaps) {
    for (const Colormap map : {Colormap::Viridis, Colormap::Cividis})
        for (int i = 1; i <= 255; ++i)
            EXPECT_GT(lightness(colourAt(map, i / 255.0)),
                      lightness(colourAt(map, (i - 1) / 255.0)) - 0.12)
                << i;
}

// The map is even in CAM02-UCS; CIE L*, which is measured here, differs by up to 2.
TEST(Colormap, LightnessIsNearlyALineSoThatEqualStepsLookEqual) {
    const double low = lightness(colourAt(Colormap::Viridis, 0));
    const double high = lightness(colourAt(Colormap::Viridis, 1));
    for (int i = 0; i <= 255; ++i)
        EXPECT_NEAR(lightness(colourAt(Colormap::Viridis, i / 255.0)), low + (high - low) * i / 255,
                    2.5);
}

TEST(Colormap, EndsAreThePublishedOnesAndOutsideIsClamped) {
    EXPECT_EQ(colourAt(Colormap::Viridis, 0), colourOf(0x440154));
    EXPECT_EQ(colourAt(Colormap::Viridis, 1), colourOf(0xFDE725));
    EXPECT_EQ(colourAt(Colormap::Viridis, -3), colourOf(0x440154));
    EXPECT_EQ(colourAt(Colormap::Viridis, 7), colourOf(0xFDE725));
    EXPECT_EQ(colourAt(Colormap::Viridis, std::numeric_limits<double>::quiet_NaN()),
              colourOf(0x440154));
}

TEST(ColourScale, PositionAndValueAreInverse) {
    for (const Scaling scaling : {Scaling::Linear, Scaling::SquareRoot, Scaling::Logarithmic}) {
        const double low = scaling == Scaling::Logarithmic ? 0.02 : -2;
        const ColourScale scale{low, 18, scaling, Colormap::Viridis};
        for (double v = low; v <= 18; v += 0.37)
            EXPECT_NEAR(valueAt(scale, positionOn(scale, v)), v, 1e-12);
        EXPECT_EQ(positionOn(scale, -5), 0);
        EXPECT_EQ(positionOn(scale, 99), 1);
    }
}

TEST(ColourScale, EvenRatiosAreEvenStepsOnALogarithmicScale) {
    const ColourScale scale{0.01, 100, Scaling::Logarithmic, Colormap::Viridis};
    EXPECT_NEAR(positionOn(scale, 0.1), 0.25, 1e-12);
    EXPECT_NEAR(positionOn(scale, 1), 0.5, 1e-12);
    EXPECT_EQ(opacityAt(scale, 0.01), 0);
    EXPECT_NEAR(opacityAt(scale, 0.1), 0.92, 1e-12);
    EXPECT_EQ(positionOn(scale, 0), 0);
    EXPECT_EQ(positionOn(scale, -1), 0);
}

TEST(Colormap, OfDifferencesIsEvenToBothSidesOfWhite) {
    EXPECT_GT(lightness(colourAt(Colormap::BlueOrange, 0.5)), 95);
    double last = 200;
    for (int i = 0; i <= 50; ++i) {
        const Colour minus = colourAt(Colormap::BlueOrange, 0.5 - 0.01 * i);
        const Colour plus = colourAt(Colormap::BlueOrange, 0.5 + 0.01 * i);
        EXPECT_NEAR(lightness(minus), lightness(plus), 1.5) << i;
        EXPECT_LT(lightness(plus), last);
        last = lightness(plus);
        if (i >= 10) { // blue against yellow is what red-green blind eyes keep
            EXPECT_GT(minus.blue - minus.red, 0.05F) << i;
            EXPECT_GT(plus.red - plus.blue, 0.05F) << i;
        }
    }
}

TEST(ColourScale, OfDifferencesIsSignedAndCentredAtZero) {
    const ColourScale scale{-5, 5, Scaling::SignedLogarithmic, Colormap::BlueOrange};
    EXPECT_DOUBLE_EQ(positionOn(scale, 0), 0.5);
    EXPECT_DOUBLE_EQ(positionOn(scale, 5), 1);
    EXPECT_DOUBLE_EQ(positionOn(scale, -50), 0);
    EXPECT_DOUBLE_EQ(positionOn(scale, 0.004), 0.5) << "below a thousandth nothing is told";
    for (const double value : {0.01, 0.1, 0.5, 3.0}) {
        EXPECT_NEAR(positionOn(scale, value) + positionOn(scale, -value), 1, 1e-12);
        EXPECT_NEAR(valueAt(scale, positionOn(scale, value)), value, 1e-12);
        EXPECT_NEAR(valueAt(scale, positionOn(scale, -value)), -value, 1e-12);
        EXPECT_DOUBLE_EQ(opacityAt(scale, value), opacityAt(scale, -value));
    }
    EXPECT_EQ(opacityAt(scale, 0), 0);
    EXPECT_NEAR(opacityAt(scale, -0.05), 0.92, 1e-9);
    EXPECT_EQ(valueAt(scale, 0.5), 0);
}

TEST(ColourScale, SkinShowsWhereThereIsNothing) {
    const ColourScale scale{0, 20};
    EXPECT_EQ(opacityAt(scale, 0), 0);
    EXPECT_EQ(opacityAt(scale, 0.6), 0);
    EXPECT_NEAR(opacityAt(scale, 4.4), 0.92, 1e-9);
    EXPECT_GT(opacityAt(scale, 2), 0.1);
    EXPECT_LT(opacityAt(scale, 2), 0.9);
}

TEST(Theme, EveryTextTokenReachesTheContrastThatTextNeeds) {
    for (const Theme& t : {lightTheme(), darkTheme()}) {
        for (const Colour ink : {t.text, t.muted, t.faint, t.accent, t.warn, t.danger, t.ok})
            EXPECT_GE(contrast(ink, t.surface), 4.5) << t.dark;
        EXPECT_GE(contrast(t.onAccent, t.accent), 4.5);
        EXPECT_GE(contrast(t.warn, t.warnTint), 4.5);
        EXPECT_GE(contrast(t.danger, t.dangerTint), 4.5);
        EXPECT_GE(contrast(t.ok, t.okTint), 4.5);
        EXPECT_GE(contrast(t.text, t.viewInner), 4.5);
        EXPECT_GE(contrast(t.text, t.viewOuter), 4.5);
        EXPECT_GE(contrast(t.markerRing, t.marker), 4.5);
    }
}

TEST(Colour, ContrastOfBlackAndWhiteIsTwentyOne) {
    EXPECT_NEAR(contrast(colourOf(0x000000), colourOf(0xFFFFFF)), 21, 1e-9);
    EXPECT_NEAR(lightness(colourOf(0xFFFFFF)), 100, 1e-6);
    EXPECT_NEAR(lightness(colourOf(0x777777)), 50.03, 0.05);
}

} // namespace
} // namespace meso::view
