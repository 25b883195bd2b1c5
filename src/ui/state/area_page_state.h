#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/scalp_coordinate.h"
#include "base/units.h"
#include "plan/layout/triangle.h"

/// What the area page looks at and holds.
namespace meso::ui {

/// A point of the area that can be dragged on head and map.
struct Handle {
    enum class Of { None, Corner, Exclusion };
    Of of = Of::None;
    std::size_t number = 0; ///< of the corner in the shown outline, or of the exclusion
    bool operator==(const Handle&) const = default;
};

/// What becomes of an outline that was drawn by clicking.
enum class OutlineMode { Replaces, IsAdded, IsCutOut };

/// View state of the area page.
struct AreaPageState {
    std::string group;                            ///< of presets; empty: that of the plan's preset
    std::optional<std::size_t> outline;           ///< whose handles are shown; may be out of range
    std::optional<std::size_t> corner;            ///< selected; may be out of range
    std::optional<std::size_t> exclusion;         ///< selected; may be out of range
    std::optional<anatomy::ScalpOutline> grabbed; ///< whose corner is dragged, as it was before
    OutlineMode drawn = OutlineMode::Replaces;
    Mm growth{5}; ///< of one press, 0.5 to 25
    /// Which corner of the triangle follows from the other two.
    plan::TriangleCorner open = plan::TriangleCorner::Spacing;
    Mm wantedSpacing{10};   ///< while the area follows: it is asked for, not laid out
    bool ringsGaps = false; ///< ring the widest gaps between the sites
};

} // namespace meso::ui
