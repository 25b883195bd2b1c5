#include "report/canvas.h"

#include <gtest/gtest.h>

#include "support/paths.h"
#include "view/colormap.h"

namespace meso::report {
namespace {

using view::Anchor;
using view::Colour;
using view::FontWeight;
using view::Overlay;
using view::Picture;

constexpr Colour kWhite{1, 1, 1, 1};
constexpr Colour kBlack{0, 0, 0, 1};

Picture blank() {
    return view::filledPicture({120, 60}, kWhite);
}

/// Pixels that are not white, inside a column range.
int inkIn(const Picture& picture, int fromX, int toX) {
    int count = 0;
    for (int y = 0; y < picture.size.height; ++y)
        for (int x = fromX; x < toX; ++x)
            count += view::pixelAt(picture, x, y).green < 0.9F ? 1 : 0;
    return count;
}

Picture painted(const Overlay& overlay) {
    Picture picture = blank();
    paint(picture, overlay, Fonts(test::kFontFolder));
    return picture;
}

TEST(Canvas, PaintingNothingChangesNothing) {
    Picture picture = blank();
    view::setPixel(picture, 3, 4, view::colourOf(0x123456));
    const Picture before = picture;
    paint(picture, {}, Fonts(test::kFontFolder));
    EXPECT_EQ(picture, before);
}

TEST(Canvas, ACircleHasItsFillAndItsRing) {
    Overlay overlay;
    overlay.add(view::Circle{{40, 30}, 8, view::colourOf(0x0000FF), view::colourOf(0xFF0000), 4});
    const Picture picture = painted(overlay);
    EXPECT_EQ(view::pixelAt(picture, 40, 30), view::colourOf(0x0000FF));
    EXPECT_EQ(view::pixelAt(picture, 50, 30), view::colourOf(0xFF0000));
    EXPECT_EQ(view::pixelAt(picture, 54, 30), kWhite);
}

TEST(Canvas, ABoxAndALineLieWhereTheyShould) {
    Overlay overlay;
    overlay.add(view::RoundedRect{{10, 10}, {20, 20}, 4, view::colourOf(0x00FF00)});
    overlay.add(view::Polyline{{{60, 10}, {60, 50}}, kBlack, 3});
    const Picture picture = painted(overlay);
    EXPECT_EQ(view::pixelAt(picture, 20, 20), view::colourOf(0x00FF00));
    EXPECT_EQ(view::pixelAt(picture, 10, 10), kWhite) << "the corner is round";
    EXPECT_EQ(view::pixelAt(picture, 60, 30), kBlack);
    EXPECT_EQ(view::pixelAt(picture, 64, 30), kWhite);
}

TEST(Canvas, AGradientBarRunsFromLowToHigh) {
    Overlay overlay;
    std::vector<Colour> colours;
    for (int i = 0; i <= 32; ++i)
        colours.push_back(view::colourAt(view::Colormap::Viridis, i / 32.0));
    overlay.add(view::GradientBar{{10, 20}, {100, 20}, colours});
    const Picture picture = painted(overlay);
    for (const double t : {0.05, 0.5, 0.95}) {
        const Colour seen = view::pixelAt(picture, 10 + static_cast<int>(100 * t), 30);
        const Colour wanted = view::colourAt(view::Colormap::Viridis, t);
        EXPECT_NEAR(seen.red, wanted.red, 0.03);
        EXPECT_NEAR(seen.green, wanted.green, 0.03);
        EXPECT_NEAR(seen.blue, wanted.blue, 0.03);
    }
}

TEST(Canvas, TextStandsByItsAnchor) {
    for (const auto& [anchor, from, to] :
         {std::tuple{Anchor::LeftMiddle, 60, 120}, std::tuple{Anchor::RightMiddle, 0, 60}}) {
        Overlay overlay;
        overlay.add(view::Text{{60, 30}, "site 12", 14, FontWeight::Regular, anchor, kBlack});
        const Picture picture = painted(overlay);
        EXPECT_GT(inkIn(picture, from, to), 40);
        EXPECT_EQ(inkIn(picture, 0, 120), inkIn(picture, from, to));
    }
    Overlay overlay;
    overlay.add(view::Text{{60, 30}, "00", 14, FontWeight::Bold, Anchor::Centre, kBlack});
    const Picture picture = painted(overlay);
    EXPECT_NEAR(inkIn(picture, 0, 60), inkIn(picture, 60, 120), 8);
}

TEST(Canvas, WidthsOfTextsFitIntoTheRoomThatLayoutGivesThem) {
    const Fonts fonts(test::kFontFolder);
    for (const char* words :
         {"Minoxidil, terminal bulb band", "Dexpanthenol in the miniaturised bulb band", "WWW mmm",
          "0123456789.5 mg/mL", "30 min after injection \xC2\xB5g/g"})
        for (const FontWeight weight : {FontWeight::Regular, FontWeight::SemiBold})
            EXPECT_LE(textWidth(fonts, words, 13, weight), view::roomyWidth(words, 13)) << words;
}

TEST(Fonts, AllFacesOfInterAreFoundInTheBuild) {
    EXPECT_EQ(Fonts(test::kFontFolder).warning(), "");
}

TEST(Fonts, AMissingFontIsOneSentenceAndTextIsStillWritten) {
    const Fonts fonts("/nonexistent");
    EXPECT_NE(fonts.warning().find("Inter-Bold.otf"), std::string::npos);
    EXPECT_NE(fonts.warning().find("fonts-inter"), std::string::npos);
    Overlay overlay;
    overlay.add(view::Text{{60, 30}, "site 12", 14, FontWeight::Bold, Anchor::Centre, kBlack});
    Picture picture = blank();
    paint(picture, overlay, fonts);
    EXPECT_GT(inkIn(picture, 0, 120), 40);
}

TEST(Canvas, APictureIsPlacedScaledAndNothingElseChanges) {
    Picture pictureGrid = blank();
    placePicture(pictureGrid, view::filledPicture({10, 10}, kBlack), 20, 5, {40, 40});
    EXPECT_EQ(view::pixelAt(pictureGrid, 40, 25), kBlack);
    EXPECT_EQ(view::pixelAt(pictureGrid, 19, 25), kWhite);
    EXPECT_EQ(view::pixelAt(pictureGrid, 61, 25), kWhite);
}

} // namespace
} // namespace meso::report
