#include "report/sheet.h"

#include <gtest/gtest.h>
#include "support/paths.h"

namespace meso::report {
namespace {

Sheet threeCells() {
    Sheet sheet;
    sheet.title = "How minoxidil spreads";
    sheet.legend.emplace();
    sheet.legend->title = "Minoxidil";
    sheet.legend->unit = "mg/mL";
    for (const std::uint32_t colour : {0xFF0000U, 0x00FF00U, 0x0000FFU})
        sheet.cells.push_back(
            {view::filledPicture({200, 150}, view::colourOf(colour)), "30 min", "coverage"});
    return sheet;
}

/// Share of the sheet's pixels that have exactly this colour.
int countOf(const view::Picture& picture, view::Colour colour) {
    int count = 0;
    for (int y = 0; y < picture.size.height; ++y)
        for (int x = 0; x < picture.size.width; ++x)
            count += view::pixelAt(picture, x, y) == colour ? 1 : 0;
    return count;
}

TEST(Sheet, EveryPictureIsThereWholeAndUnscaled) {
    const Sheet sheet = threeCells();
    const view::Picture page = drawSheet(sheet, Fonts(test::kFontFolder));
    EXPECT_EQ(page.size, sizeOf(sheet));
    for (const std::uint32_t colour : {0xFF0000U, 0x00FF00U, 0x0000FFU})
        EXPECT_EQ(countOf(page, view::colourOf(colour)), 200 * 150);
}

TEST(Sheet, PicturesStandInReadingOrder) {
    const view::Picture page = drawSheet(threeCells(), Fonts(test::kFontFolder));
    const int y = page.size.height - 100;
    EXPECT_EQ(view::pixelAt(page, 100, y), view::colourOf(0xFF0000));
    EXPECT_EQ(view::pixelAt(page, page.size.width / 2, y), view::colourOf(0x00FF00));
    EXPECT_EQ(view::pixelAt(page, page.size.width - 100, y), view::colourOf(0x0000FF));
}

TEST(Sheet, WrapsAfterItsColumns) {
    Sheet sheet = threeCells();
    const view::PixelSize wide = sizeOf(sheet);
    sheet.columns = 2;
    EXPECT_LT(sizeOf(sheet).width, wide.width);
    EXPECT_GT(sizeOf(sheet).height, wide.height + 150);
    const view::Picture page = drawSheet(sheet, Fonts(test::kFontFolder));
    EXPECT_EQ(countOf(page, view::colourOf(0x0000FF)), 200 * 150);
}

TEST(Sheet, ADarkSheetIsDark) {
    Sheet sheet = threeCells();
    sheet.theme = view::darkTheme();
    const view::Picture page = drawSheet(sheet, Fonts(test::kFontFolder));
    EXPECT_EQ(view::pixelAt(page, 1, 1), sheet.theme.surface);
}

} // namespace
} // namespace meso::report
