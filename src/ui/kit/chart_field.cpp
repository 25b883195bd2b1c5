#include "ui/kit/chart_field.h"

#include <cmath>

#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/overlay_painter.h"

namespace meso::ui {

namespace {

/// Value of a curve's band at x.
std::optional<double> bandAt(const view::Curve& curve, const std::vector<double>& end, double x) {
    if (end.size() != curve.points.size())
        return std::nullopt;
    view::Curve line{{}, curve.points};
    for (std::size_t i = 0; i < end.size(); ++i)
        line.points[i].y() = end[i];
    return view::curveAt(line, x);
}

std::string valueText(const ChartField& field, const view::Curve& curve, double x) {
    const auto value = view::curveAt(curve, x);
    if (!value)
        return {};
    std::string out = field.yText(*value);
    const auto low = bandAt(curve, curve.low, x);
    const auto high = bandAt(curve, curve.high, x);
    if (low && high)
        out += " (" + field.yText(*low) + " to " + field.yText(*high) + ")";
    return out;
}

/// "At 30 min: Dermis 40.2 % · Blood 31.5 %", the parts of a stack.
std::string partsAt(const ChartField& field, double x) {
    std::string out = field.xText(x);
    for (std::size_t i = 0; i < field.parts.size() && i < field.chart.curves.size(); ++i) {
        const view::Curve& curve = field.chart.curves[i];
        const auto low = bandAt(curve, curve.low, x);
        const auto high = bandAt(curve, curve.high, x);
        if (low && high)
            out += (i == 0 ? ": " : " · ") + field.parts[i] + " " + field.yText(*high - *low);
    }
    return out;
}

} // namespace

std::string chartValuesText(const ChartField& field, double x) {
    if (!field.parts.empty())
        return partsAt(field, x);
    std::string out = field.xText(x);
    for (const view::Curve& curve : field.chart.curves) {
        const std::string value = valueText(field, curve, x);
        if (!value.empty())
            out += (out.find(':') == std::string::npos ? ": " : " · ") +
                   (field.chart.curves.size() > 1 ? curve.name + " " : std::string()) + value;
    }
    return out;
}

void chartField(Kit& kit, ChartField field) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{std::floor(ImGui::GetContentRegionAvail().x), kit.px(field.height)};
    ImGui::Dummy(size);
    tag(kit, field.id);
    field.chart.theme = kit.theme;
    field.chart.scale = kit.scale;
    const view::PixelSize pixels{static_cast<int>(size.x), static_cast<int>(size.y)};
    std::optional<double> x;
    const bool isHovered = ImGui::IsItemHovered();
    if (isHovered)
        x = view::chartXAt(field.chart, pixels,
                           static_cast<double>(ImGui::GetIO().MousePos.x - corner.x));
    if (x)
        field.chart.marks.push_back(*x);
    else if (!field.chart.marks.empty())
        x = field.chart.marks.front();
    paintOverlay(ImGui::GetWindowDrawList(), kit.fonts, view::chartShapes(field.chart, pixels),
                 {corner, {corner.x + size.x, corner.y + size.y}});
    if (x && field.xText && field.yText)
        wrappedText(kit, kit.fonts.caption, kit.theme.text, chartValuesText(field, *x));
}

} // namespace meso::ui
