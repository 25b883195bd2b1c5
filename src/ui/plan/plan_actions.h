#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> planActions(); ///< pages of the plan

} // namespace meso::ui
