#include "report/chart.h"

#include "base/check.h"
#include "report/canvas.h"

namespace meso::report {

view::Picture drawChart(const view::LineChart& chart, view::PixelSize size, const Fonts& fonts) {
    MESO_CHECK(size.width >= 64 && size.height >= 64, "a chart needs sides of 64 pixels or more");
    view::Picture picture = view::filledPicture(size, chart.theme.surface);
    paint(picture, view::chartShapes(chart, size), fonts);
    return picture;
}

} // namespace meso::report
