#pragma once
#include <string>

#include "plan/plan.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// "The mixture", or the name of a further one.
std::string nameOfMixture(const plan::Plan& plan, int mixture);
void drawRouteSection(Panel& panel);    ///< the order of the sites, the way and the time
void drawFillingsSection(Panel& panel); ///< what goes into each syringe, and where to

} // namespace meso::ui
