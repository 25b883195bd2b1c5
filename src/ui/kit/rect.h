#pragma once
#include <imgui.h>

namespace meso::ui {

/// A rectangle of pixels of the window (real pixels).
struct Rect {
    ImVec2 min, max;
    [[nodiscard]] ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    [[nodiscard]] float width() const { return max.x - min.x; }
    [[nodiscard]] float height() const { return max.y - min.y; }
    /// Smaller by `by` on every side.
    [[nodiscard]] Rect inset(float by) const {
        return {{min.x + by, min.y + by}, {max.x - by, max.y - by}};
    }
};

} // namespace meso::ui
