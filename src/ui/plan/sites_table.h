#pragma once
#include "plan/site_table.h"
#include "ui/panel/panel.h"

/// The table of all sites: looked at, selected and typed into like a spreadsheet.
namespace meso::ui {

/// Headings and rows over the width of the pane. Cells are the items "sites.cell.<id>.<column>";
/// "sites.table" is the current row, the one stop of Tab. Only the rows that are seen are drawn.
void drawSitesTable(Panel& panel);

/// What one column is called in ids: "volume".
std::string idOf(plan::SiteColumn column);

/// Makes a row current: alone selected, from the anchor on (Shift), or turned (Ctrl).
enum class Pick { Alone, Range, Turn };

} // namespace meso::ui
