#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> simulateActions(); ///< pages, cut, comparison, files of figures

} // namespace meso::ui
