#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> layoutActions(); ///< pattern, triangle, gaps

} // namespace meso::ui
