#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> sessionActions(); ///< order, steps of the session

} // namespace meso::ui
