#include "report/picture_grid.h"

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

Grid gridOf(const PictureGrid& pictureGrid) {
    MESO_CHECK(!pictureGrid.cells.empty() && pictureGrid.columns >= 1,
               "a sheet needs cells and columns");
    Grid grid{};
    const double s = pictureGrid.scale;
    grid.margin = pixels(24, s);
    grid.gap = pixels(16, s);
    grid.head = pixels(pictureGrid.title.empty() && !pictureGrid.legend ? 24 : 112, s);
    grid.cellHead = pixels(34, s);
    grid.foot = pixels(pictureGrid.note.empty() ? 24 : 48, s);
    for (const PictureGridCell& cell : pictureGrid.cells) {
        grid.cell.width = std::max(grid.cell.width, cell.picture.size.width);
        grid.cell.height = std::max(grid.cell.height, cell.picture.size.height);
    }
    const int count = static_cast<int>(pictureGrid.cells.size());
    grid.columns = std::min(pictureGrid.columns, count);
    grid.rows = (count + grid.columns - 1) / grid.columns;
    return grid;
}

PixelSize sizeOfGrid(const Grid& g) {
    return {2 * g.margin + g.columns * g.cell.width + (g.columns - 1) * g.gap,
            g.head + g.rows * (g.cellHead + g.cell.height) + (g.rows - 1) * g.gap + g.foot};
}

void placeCells(view::Picture& page, const PictureGrid& pictureGrid, const Grid& grid) {
    for (std::size_t i = 0; i < pictureGrid.cells.size(); ++i) {
        const view::Picture& part = pictureGrid.cells[i].picture;
        const std::size_t row = static_cast<std::size_t>(part.size.width) * 4;
        for (int y = 0; y < part.size.height; ++y)
            std::copy_n(part.rgba.data() + view::byteAt(part, 0, y), row,
                        page.rgba.data() + view::byteAt(page, grid.left(i), grid.top(i) + y));
    }
}

view::Overlay wordsOf(const PictureGrid& pictureGrid, const Grid& grid, PixelSize size) {
    const double s = pictureGrid.scale;
    const view::Theme& theme = pictureGrid.theme;
    view::Overlay overlay;
    const double left = grid.margin;
    overlay.add(Text{{left, 40 * s},
                     pictureGrid.title,
                     22 * s,
                     FontWeight::SemiBold,
                     Anchor::LeftMiddle,
                     theme.text});
    overlay.add(Text{{left, 70 * s},
                     pictureGrid.subtitle,
                     14 * s,
                     FontWeight::Regular,
                     Anchor::LeftMiddle,
                     theme.muted});
    if (pictureGrid.legend) {
        const double width = view::legendSize(*pictureGrid.legend, s).x();
        view::addLegend(overlay, *pictureGrid.legend, theme,
                        {size.width - grid.margin - width, 16 * s}, s);
    }
    for (std::size_t i = 0; i < pictureGrid.cells.size(); ++i) {
        const double y = grid.top(i) - 16 * s;
        overlay.add(Text{{double(grid.left(i)), y},
                         pictureGrid.cells[i].title,
                         16 * s,
                         FontWeight::SemiBold,
                         Anchor::LeftMiddle,
                         theme.text});
        overlay.add(Text{{double(grid.left(i) + pictureGrid.cells[i].picture.size.width), y},
                         pictureGrid.cells[i].subtitle,
                         13 * s,
                         FontWeight::Regular,
                         Anchor::RightMiddle,
                         theme.muted});
    }
    overlay.add(Text{{left, size.height - 22 * s},
                     pictureGrid.note,
                     12.5 * s,
                     FontWeight::Regular,
                     Anchor::LeftMiddle,
                     theme.muted});
    return overlay;
}

} // namespace

PixelSize sizeOf(const PictureGrid& pictureGrid) {
    return sizeOfGrid(gridOf(pictureGrid));
}

view::Picture drawPictureGrid(const PictureGrid& pictureGrid, const Fonts& fonts) {
    const Grid grid = gridOf(pictureGrid);
    const PixelSize size = sizeOfGrid(grid);
    view::Picture page = view::filledPicture(size, pictureGrid.theme.surface);
    placeCells(page, pictureGrid, grid);
    paint(page, wordsOf(pictureGrid, grid, size), fonts);
    return page;
}

} // namespace meso::report
