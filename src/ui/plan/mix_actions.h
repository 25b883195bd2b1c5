#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> mixActions(); ///< mixtures and what is in them

} // namespace meso::ui
