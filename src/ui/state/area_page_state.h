#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/skin_outline.h"
#include "app/edits/area_growth.h"
#include "geom/region.h"
#include "plan/layout/gaps.h"
#include "plan/layout/triangle.h"
#include "ui/state/skin_projection.h"

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

/// Figures of the area that take longer than a frame may, each kept for what it was worked out of.
struct AreaFigures {
    struct MeasuredOutline {
        anatomy::ScalpOutline outline;
        Mm2 area{0};
    };
    const void* head = nullptr;              ///< head that all of it belongs to
    std::vector<MeasuredOutline> areas;      ///< of the plan's outlines, exclusions not counted
    std::optional<anatomy::ScalpOutline> of; ///< outline that `handles` are of
    anatomy::ScalpOutline handles;           ///< the same with few corners
    std::vector<SkinPoint> corners, edge;    ///< of `handles`; the edge at most 2 mm apart
    std::shared_ptr<const geom::Region> gapsOf;
    std::vector<geom::SurfacePoint> gapSites;
    std::vector<plan::Gap> gaps; ///< between those sites
    std::shared_ptr<const geom::Region> growthOf;
    Mm2 growthTo{0};
    app::AreaGrowth growth; ///< of that region, to that area
};

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
    AreaFigures figures;
};

} // namespace meso::ui
