#pragma once
#include "ui/panel/panel.h"

/// Sections of the session page.
namespace meso::ui {

void drawRouteSection(Panel& panel);    ///< the order of the sites, the way and the time
void drawFillingsSection(Panel& panel); ///< what goes into each syringe, and where to
void drawSessionMode(Panel& panel);     ///< site after site, while the session is under way
void drawSummarySection(Panel& panel);  ///< what was done of the plan, once it is over
void drawStepsSection(Panel& panel);    ///< every step so far, the last one first

/// "The mixture", or the name of a further one.
std::string nameOfMixture(const plan::Plan& plan, int mixture);

} // namespace meso::ui
