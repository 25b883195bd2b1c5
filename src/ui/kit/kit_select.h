#pragma once
#include "ui/kit/kit.h"

namespace meso::ui {

bool select(Kit& kit, Choice choice, int& chosen);

} // namespace meso::ui
