#include "report/sheet.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "report/canvas.h"
#include "view/scene_overlay.h"

namespace meso::report {

namespace {

using view::Anchor;
using view::FontWeight;
using view::PixelSize;
using view::Text;

/// Where everything goes, whole pixels.
struct Grid {
    int margin, gap, head, cellHead, foot;
    PixelSize cell;
    int columns, rows;

    [[nodiscard]] int left(std::size_t i) const {
        return margin + static_cast<int>(i) % columns * (cell.width + gap);
    }
    [[nodiscard]] int top(std::size_t i) const {
        return head + static_cast<int>(i) / columns * (cellHead + cell.height + gap) + cellHead;
    }
};

int pixels(double at1, double scale) {
    return static_cast<int>(std::lround(at1 * scale));
}

Grid gridOf(const Sheet& sheet) {
    MESO_CHECK(!sheet.cells.empty() && sheet.columns >= 1, "a sheet needs cells and columns");
    Grid grid{};
    const double s = sheet.scale;
    grid.margin = pixels(24, s);
    grid.gap = pixels(16, s);
    grid.head = pixels(sheet.title.empty() && !sheet.legend ? 24 : 112, s);
    grid.cellHead = pixels(34, s);
    grid.foot = pixels(sheet.note.empty() ? 24 : 48, s);
    for (const SheetCell& cell : sheet.cells) {
        grid.cell.width = std::max(grid.cell.width, cell.picture.size.width);
        grid.cell.height = std::max(grid.cell.height, cell.picture.size.height);
    }
    const int count = static_cast<int>(sheet.cells.size());
    grid.columns = std::min(sheet.columns, count);
    grid.rows = (count + grid.columns - 1) / grid.columns;
    return grid;
}

PixelSize sizeOfGrid(const Grid& g) {
    return {2 * g.margin + g.columns * g.cell.width + (g.columns - 1) * g.gap,
            g.head + g.rows * (g.cellHead + g.cell.height) + (g.rows - 1) * g.gap + g.foot};
}

void placeCells(view::Picture& page, const Sheet& sheet, const Grid& grid) {
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
        const view::Picture& part = sheet.cells[i].picture;
        const std::size_t row = static_cast<std::size_t>(part.size.width) * 4;
        for (int y = 0; y < part.size.height; ++y)
            std::copy_n(part.rgba.data() + view::byteAt(part, 0, y), row,
                        page.rgba.data() + view::byteAt(page, grid.left(i), grid.top(i) + y));
    }
}

view::Overlay wordsOf(const Sheet& sheet, const Grid& grid, PixelSize size) {
    const double s = sheet.scale;
    const view::Theme& theme = sheet.theme;
    view::Overlay overlay;
    const double left = grid.margin;
    overlay.add(Text{
        {left, 40 * s}, sheet.title, 22 * s, FontWeight::SemiBold, Anchor::LeftMiddle, theme.text});
    overlay.add(Text{{left, 70 * s},
                     sheet.subtitle,
                     14 * s,
                     FontWeight::Regular,
                     Anchor::LeftMiddle,
                     theme.muted});
    if (sheet.legend) {
        const double width = view::legendSize(*sheet.legend, s).x();
        view::addLegend(overlay, *sheet.legend, theme, {size.width - grid.margin - width, 16 * s},
                        s);
    }
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
        const double y = grid.top(i) - 16 * s;
        overlay.add(Text{{double(grid.left(i)), y},
                         sheet.cells[i].title,
                         16 * s,
                         FontWeight::SemiBold,
                         Anchor::LeftMiddle,
                         theme.text});
        overlay.add(Text{{double(grid.left(i) + sheet.cells[i].picture.size.width), y},
                         sheet.cells[i].subtitle,
                         13 * s,
                         FontWeight::Regular,
                         Anchor::RightMiddle,
                         theme.muted});
    }
    overlay.add(Text{{left, size.height - 22 * s},
                     sheet.note,
                     12.5 * s,
                     FontWeight::Regular,
                     Anchor::LeftMiddle,
                     theme.muted});
    return overlay;
}

} // namespace

PixelSize sizeOf(const Sheet& sheet) {
    return sizeOfGrid(gridOf(sheet));
}

view::Picture drawSheet(const Sheet& sheet, const Fonts& fonts) {
    const Grid grid = gridOf(sheet);
    const PixelSize size = sizeOfGrid(grid);
    view::Picture page = view::filledPicture(size, sheet.theme.surface);
    placeCells(page, sheet, grid);
    paint(page, wordsOf(sheet, grid, size), fonts);
    return page;
}

} // namespace meso::report
