#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

std::vector<Action> toolActions();
std::vector<Action> viewActions();

} // namespace meso::ui
