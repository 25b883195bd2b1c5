#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> areaActions(); ///< outlines and exclusions

} // namespace meso::ui
