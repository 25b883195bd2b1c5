#pragma once
#include <optional>
#include <string>
#include <vector>

#include "report/fonts.h"
#include "view/scene.h"

namespace meso::report {

/// A picture on a sheet, and what stands above it.
struct PictureGridCell {
    view::Picture picture;
    std::string title;    ///< "30 min"
    std::string subtitle; ///< "coverage 62 %"
};

/// Several pictures side by side under one heading and one common legend.
struct PictureGrid {
    std::string title;
    std::string subtitle;
    std::vector<PictureGridCell> cells;      ///< at least one; every picture keeps its size
    int columns = 3;                         ///< at least 1
    std::optional<view::ScalarField> legend; ///< its values are not needed
    std::string note;                        ///< below: what it is and what it is not
    view::Theme theme = view::lightTheme();
    double scale = 1; ///< size of texts and gaps
};

/// Pixels that the sheet will take.
view::PixelSize sizeOf(const PictureGrid& pictureGrid);

/// Cells of one row share the row's height; pictures are placed pixel by pixel, never scaled.
view::Picture drawPictureGrid(const PictureGrid& pictureGrid, const Fonts& fonts);

} // namespace meso::report
