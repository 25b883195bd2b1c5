#pragma once
#include <functional>
#include <string>
#include <vector>

#include "ui/kit/kit.h"
#include "view/chart.h"

namespace meso::ui {

/// A chart over the width of the panel. Under the cursor, else at its first mark, a line below it
/// says the value of each curve.
struct ChartField {
    std::string id;
    view::LineChart chart;                      ///< theme and scale are set by chartField()
    float height = 210;                         ///< logical pixels
    std::function<std::string(double)> xText{}; ///< "At 30 min"
    std::function<std::string(double)> yText{}; ///< "0.12 mg/mL"
    /// Names of stacked curves, which have none on the chart: the value of each is then what its
    /// band spans. Empty: the curves stand for themselves.
    std::vector<std::string> parts{};
};
void chartField(Kit& kit, ChartField field);
/// The line below a chart: the value of each of its curves, or of each part of a stack, at x.
std::string chartValuesText(const ChartField& field, double x);

} // namespace meso::ui
