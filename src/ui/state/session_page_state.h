#pragma once
#include <array>
#include <optional>
#include <vector>

#include "base/units.h"
#include "plan/plan.h"

/// What the session page looks at and holds.
namespace meso::ui {

/// Orders of the sites that the page offers.
enum class RouteChoice { Numbered, Rows, Partings, Shortest };
inline constexpr int kRouteChoices = 4;

/// What every order on offer comes to; kept for the sites that it was worked out of.
struct RouteFigures {
    const void* head = nullptr; ///< head that it belongs to
    std::vector<plan::InjectionSite> sites;
    std::array<std::optional<Mm>, kRouteChoices> paths; ///< empty: too many sites to try it
    int current = -1;                                   ///< that the plan has; -1: none of them
};

/// View state of the session page.
struct SessionPageState {
    /// What is being noted beside plain steps; a click on the skin says where.
    enum class Asks { Nothing, Moved, Extra };
    Asks asks = Asks::Nothing;
    Mm movedBy{5};        ///< as typed
    Ml extraVolume{0};    ///< as typed; 0: that of the last site
    bool fillings = true; ///< what goes into each syringe is unfolded
    bool steps = false;   ///< what was done so far is unfolded
    int followed = 0;     ///< site that the camera turned to last; 0: none
    RouteFigures figures;
};

} // namespace meso::ui
