#include "ui/viewport/gizmo.h"

#include <algorithm>
#include <string_view>

#include "view/turntable.h"

namespace meso::ui {

namespace {

constexpr double kArm = 28;
constexpr double kDisc = 9;

/// One hue per axis; white letters on each reach 4.5 : 1.
view::Colour hueOf(std::string_view word) {
    if (word == "R" || word == "L")
        return view::colourOf(0xB5372E);
    if (word == "A" || word == "P")
        return view::colourOf(0x2A7348);
    return view::colourOf(0x2B66A9);
}

} // namespace

void addGizmo(view::Overlay& overlay, const view::Camera& camera, const view::Theme& theme,
              const geom::Vec2& middle, double scale) {
    auto words = view::axisLetters(camera);
    std::stable_sort(
        words.begin(), words.end(),
        [](const view::AxisLetter& a, const view::AxisLetter& b) { return a.towards < b.towards; });
    for (const view::AxisLetter& word : words) {
        const geom::Vec2 tip = middle + kArm * scale * word.direction;
        const bool away = word.towards < -0.05;
        const view::Colour hue = hueOf(word.word);
        const view::Colour disc = away ? mixed(theme.surface, hue, 0.16) : hue;
        overlay.add(view::Polyline{{middle, tip}, away ? faded(hue, 0.35) : hue, 2 * scale});
        overlay.add(view::Circle{tip, kDisc * scale, disc,
                                 away ? faded(hue, 0.7) : view::Colour{0, 0, 0, 0}, scale});
        overlay.add(view::Text{tip, word.word, 11 * scale, view::FontWeight::SemiBold,
                               view::Anchor::Centre,
                               away ? theme.muted : view::colourOf(0xFFFFFF)});
    }
}

} // namespace meso::ui
