#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> optimiseActions(); ///< optimise places and volumes

} // namespace meso::ui
