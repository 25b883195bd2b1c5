#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> checksActions(); ///< findings, approval

} // namespace meso::ui
