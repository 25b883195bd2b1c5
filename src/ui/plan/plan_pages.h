#pragma once
#include "ui/panel/panel.h"

/// The pages of the inspector while planning.
namespace meso::ui {

void drawAreaPage(Panel& panel);    ///< where: area, layout, the selected sites
void drawSitesPage(Panel& panel);   ///< every site in a table
void drawMixPage(Panel& panel);     ///< what: mixtures, needle, doses
void drawChecksPage(Panel& panel);  ///< whether: rules, acknowledgement, approval
void drawSessionPage(Panel& panel); ///< how: route, time, what was done

} // namespace meso::ui
