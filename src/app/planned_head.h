#pragma once

namespace meso::geom {
class Region;
}
namespace meso::plan {
struct Plan;
}

namespace meso::app {

struct ClinicalLibrary;
struct HeadContext;

/// A plan on its head, with its treatment area and what is known: what every use of it needs. Owns
/// nothing.
struct PlannedHead {
    const plan::Plan& plan;
    const HeadContext& headContext;
    const geom::Region& region; ///< the plan's treatment area on that head
    const ClinicalLibrary& library;
};

} // namespace meso::app
