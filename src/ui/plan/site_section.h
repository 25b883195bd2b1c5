#pragma once
#include "plan/edits.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// Ids of the selected sites; of all where none is selected.
plan::SiteIds targetIds(const Panel& panel);
void drawSiteSection(Panel& panel); ///< the selected sites, or all

} // namespace meso::ui
