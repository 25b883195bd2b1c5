#pragma once
#include <string>

#include "app/case/open_case.h"
#include "plan/site_table.h"
#include "ui/panel/panel.h"
#include "ui/plan/sites_table.h"
#include "ui/state/actions.h"
#include "ui/state/page_states.h"

namespace meso::ui {

/// Skin at scalp coordinates of the open case's head.
plan::SkinFinder skinOf(const app::OpenCase& openCase);
/// Index of the current row; -1: there are no sites.
int currentRow(const app::OpenCase& openCase, const SitesPageState& view);
void pickRow(UiContext context, int id, Pick pick);
/// Opens the current cell for typing, with letters that were typed already.
void openCell(SitesPageState& view, const std::string& typedAhead);
/// Applies words to the current cell: to all selected sites where its row is one of them. A refusal
/// stands under the table.
void typeIntoCurrent(Panel& panel, const std::string& typed);
/// The keys of this frame while the table has them; after the rows were drawn.
void handleTableKeys(Panel& panel, bool wasTyping);

} // namespace meso::ui
