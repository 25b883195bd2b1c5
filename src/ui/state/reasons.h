#pragma once
#include <string>

#include "ui/state/actions.h"

/// Why many actions cannot be done now, each sentence in one place; empty: nothing is in the way.
namespace meso::ui {

std::string noSitesReason(UiContext context);
std::string reorderReason(UiContext context);      ///< against another order of the sites
std::string noSimulationReason(UiContext context); ///< nothing has been simulated yet

} // namespace meso::ui
