#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> sitesActions(); ///< the table of sites

} // namespace meso::ui
