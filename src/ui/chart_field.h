#pragma once
#include <functional>
#include <string>

#include "ui/kit.h"
#include "view/chart.h"

namespace meso::ui {

/// A chart over the width of the panel. Under the cursor, else at its first mark, a line below it
/// says the value of each curve.
struct ChartField {
    std::string id;
    view::LineChart chart;                       ///< theme and scale are set by chartField()
    float height = 210;                          ///< logical pixels
    std::function<std::string(double)> xWords{}; ///< "At 30 min"
    std::function<std::string(double)> yWords{}; ///< "0.12 mg/mL"
};
void chartField(Kit& kit, ChartField field);

} // namespace meso::ui
