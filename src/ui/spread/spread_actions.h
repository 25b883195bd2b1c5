#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> spreadActions(); ///< time, depth, runs

} // namespace meso::ui
