#pragma once
#include "plan/edits.h"
#include "ui/state/actions.h"

/// Turning the views to sites that somebody asks about.
namespace meso::ui {

/// Selects the sites and aims the camera at them, near enough to tell them apart.
void showSites(UiContext context, const plan::SiteIds& ids);
/// Aims the camera at a site, unless it is seen well already.
void ensureVisible(UiContext context, int id);

} // namespace meso::ui
