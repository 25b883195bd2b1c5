#pragma once
#include "base/units.h"

/// What the session page looks at and holds.
namespace meso::ui {

/// Orders of the sites that the page offers.
enum class RouteChoice { Numbered, Rows, Partings, Shortest };
inline constexpr int kRouteChoices = 4;

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
};

} // namespace meso::ui
