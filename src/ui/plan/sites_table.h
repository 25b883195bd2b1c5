#pragma once
#include "ui/panel/panel.h"

/// The table of all sites: looked at, selected and typed into like a spreadsheet.
namespace meso::ui {

/// Headings and rows over the width of the pane. Cells are the items "sites.cell.<id>.<column>";
/// "sites.table" is the current row, the one stop of Tab. Only the rows that are seen are drawn.
void drawSitesTable(Panel& panel);

/// What one column is called in ids: "volume".
std::string idOf(plan::SiteColumn column);

/// The keys of this frame while the table has them; after the rows were drawn.
void handleTableKeys(Panel& panel, bool wasTyping);
/// Opens the current cell for typing, with letters that were typed already.
void openCell(SitesView& view, const std::string& typedAhead);
/// Applies words to the current cell: to all selected sites where its row is one of them. A refusal
/// stands under the table.
void typeIntoCurrent(Panel& panel, const std::string& typed);
/// Makes a row current: alone selected, from the anchor on (Shift), or turned (Ctrl).
enum class Pick { Alone, Range, Turn };
void pickRow(Desk desk, int id, Pick pick);
/// Index of the current row; -1: there are no sites.
int currentRow(const app::Session& session, const SitesView& view);
/// Skin at scalp coordinates of the open case's head.
plan::SkinFinder skinOf(const app::Session& session);

} // namespace meso::ui
