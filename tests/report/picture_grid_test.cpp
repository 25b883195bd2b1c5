#include "report/picture_grid.h"

#include "support/paths.h"
#include <gtest/gtest.h>

namespace meso::report {
namespace {

PictureGrid threeCells() {
    PictureGrid pictureGrid;
    pictureGrid.title = "How minoxidil spreads";
    pictureGrid.legend.emplace();
    pictureGrid.legend->title = "Minoxidil";
    pictureGrid.legend->unit = "mg/mL";
    for (const std::uint32_t colour : {0xFF0000U, 0x00FF00U, 0x0000FFU})
        pictureGrid.cells.push_back(
            {view::filledPicture({200, 150}, view::colourOf(colour)), "30 min", "coverage"});
    return pictureGrid;
}

/// Share of the sheet's pixels that have exactly this colour.
int countOf(const view::Picture& picture, view::Colour colour) {
    int count = 0;
    for (int y = 0; y < picture.size.height; ++y)
        for (int x = 0; x < picture.size.width; ++x)
            count += view::pixelAt(picture, x, y) == colour ? 1 : 0;
    return count;
}

TEST(PictureGrid, EveryPictureIsThereWholeAndUnscaled) {
    const PictureGrid pictureGrid = threeCells();
    const view::Picture page = drawPictureGrid(pictureGrid, Fonts(test::kFontFolder));
    EXPECT_EQ(page.size, sizeOf(pictureGrid));
    for (const std::uint32_t colour : {0xFF0000U, 0x00FF00U, 0x0000FFU})
        EXPECT_EQ(countOf(page, view::colourOf(colour)), 200 * 150);
}

TEST(PictureGrid, PicturesStandInReadingOrder) {
    const view::Picture page = drawPictureGrid(threeCells(), Fonts(test::kFontFolder));
    const int y = page.size.height - 100;
    EXPECT_EQ(view::pixelAt(page, 100, y), view::colourOf(0xFF0000));
    EXPECT_EQ(view::pixelAt(page, page.size.width / 2, y), view::colourOf(0x00FF00));
    EXPECT_EQ(view::pixelAt(page, page.size.width - 100, y), view::colourOf(0x0000FF));
}

TEST(PictureGrid, WrapsAfterItsColumns) {
    PictureGrid pictureGrid = threeCells();
    const view::PixelSize wide = sizeOf(pictureGrid);
    pictureGrid.columns = 2;
    EXPECT_LT(sizeOf(pictureGrid).width, wide.width);
    EXPECT_GT(sizeOf(pictureGrid).height, wide.height + 150);
    const view::Picture page = drawPictureGrid(pictureGrid, Fonts(test::kFontFolder));
    EXPECT_EQ(countOf(page, view::colourOf(0x0000FF)), 200 * 150);
}

TEST(PictureGrid, ADarkSheetIsDark) {
    PictureGrid pictureGrid = threeCells();
    pictureGrid.theme = view::darkTheme();
    const view::Picture page = drawPictureGrid(pictureGrid, Fonts(test::kFontFolder));
    EXPECT_EQ(view::pixelAt(page, 1, 1), pictureGrid.theme.surface);
}

} // namespace
} // namespace meso::report
