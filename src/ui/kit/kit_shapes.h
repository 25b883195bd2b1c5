#pragma once
#include <algorithm>
#include <cmath>

#include "ui/kit/kit.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/rect.h"

/// What the widgets of the kit share among themselves.
namespace meso::ui {

inline Rect lastItem() {
    return {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

/// A hair line that is whole pixels wide at every scale.
inline float hairline(const Kit& kit) {
    return std::max(1.F, std::floor(kit.scale));
}

inline void fill(const Rect& box, ImU32 colour, float radius) {
    ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, colour, radius);
}
inline void outline(const Kit& kit, const Rect& box, ImU32 colour, float radius) {
    ImGui::GetWindowDrawList()->AddRect(box.min, box.max, colour, radius, 0, hairline(kit));
}

/// Text with its middle at a place.
inline void drawCentred(ImFont* font, ImU32 colour, ImVec2 middle, const std::string& text) {
    const ImVec2 size = sizeOf(font, text);
    drawText(ImGui::GetWindowDrawList(), font, colour,
             {std::round(middle.x - size.x / 2), std::round(middle.y - size.y / 2)}, text);
}
/// Text that starts at `left` and has its middle line at `middle`.
inline void drawFrom(ImFont* font, ImU32 colour, float left, float middle,
                     const std::string& text) {
    drawText(ImGui::GetWindowDrawList(), font, colour,
             {left, std::round(middle - font->FontSize / 2)}, text);
}
/// Text that ends at `right` and has its middle line at `middle`.
inline void drawUpTo(ImFont* font, ImU32 colour, float right, float middle,
                     const std::string& text) {
    drawFrom(font, colour, std::floor(right - sizeOf(font, text).x), middle, text);
}

/// How a control of the kit is being used in this frame.
struct Interaction {
    bool pressed = false; ///< chosen in this frame; never while disabled
    bool hovered = false; ///< under the cursor and enabled
    bool held = false;    ///< the mouse is down on it, and it is enabled
    Rect box;
};

/// Alpha of what cannot be used now.
inline constexpr float kDisabledAlpha = 0.45F;

/// Height of a field, logical pixels.
inline constexpr float kFieldHeight = 32;

/// Smallest side of anything that is clicked, logical pixels.
inline constexpr float kMinTarget = 32;

} // namespace meso::ui
