#pragma once
#include "app/planning.h"

namespace meso::anatomy {
struct Hairline;
}

/// The area as the open corner of the triangle: how far its outlines must move so that it is as
/// large as sites and spacing ask for.
namespace meso::app {

struct ClinicalLibrary;

/// One outline moved by `by` along the skin as anatomy::grown() does, and kept behind the hairline
/// unless it reached past it before. Fails as grown(). Up to 150 ms.
Result<std::vector<anatomy::ScalpOutline>> grownBehindHairline(const anatomy::ScalpOutline& outline,
                                                               Mm by,
                                                               const HeadContext& headContext,
                                                               const anatomy::Hairline& hairline);

/// All outlines of an area moved alike, and what that gives.
struct AreaGrowth {
    Mm by{0};       ///< outward; below 0 inward; at most anatomy::kMaxGrowth
    Mm2 area{0};    ///< afterwards, without exclusions
    Mm2 missing{0}; ///< to what was asked for; 0: as large as that
};

/// How far the plan's outlines must move for an area of `wanted`, from the distances to them at the
/// vertices of the scalp: within 0.1 mm, or as far as they can go. `region` is that of the plan.
/// About 30 ms per outline.
AreaGrowth growthTo(const plan::Plan& plan, Mm2 wanted, const HeadContext& headContext,
                    const geom::Region& region, const anatomy::Hairline& hairline);

/// A plan whose area has grown or shrunk, and by how much.
struct GrownPlan {
    plan::Plan plan;
    AreaGrowth growth;
};
/// Moves the outlines until the area is `wanted` within 0.5 %, or as far as they can go, and lays
/// out as many sites as the plan has. Fails as grown() and withOutlines() do. About 0.5 s.
Result<GrownPlan> grownTo(const plan::Plan& plan, Mm2 wanted, const HeadContext& headContext,
                          const geom::Region& region, const ClinicalLibrary& library);

} // namespace meso::app
