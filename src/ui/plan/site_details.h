#pragma once
#include <string>

#include "plan/plan.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// "First mixture", or the name of a further one, or "Mixture 3" where it has none.
std::string titleOfMixture(const plan::Plan& plan, int mixture);
void drawSiteDetails(Panel& panel); ///< their needle, mixture, lock; what lies below

} // namespace meso::ui
