#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> optimiseActions(); ///< places and volumes for a goal

} // namespace meso::ui
