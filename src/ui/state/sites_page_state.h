#pragma once
#include <string>

#include "plan/site_column.h"

namespace meso::ui {

/// View state of the table of sites.
struct SitesPageState {
    bool takesKeys = false; ///< arrows, letters and Tab go to the table's current cell
    int site = 0;           ///< id of the current row; 0 or gone: the first
    int anchor = 0;         ///< id of the row at which a Shift selection began
    plan::SiteColumn column = plan::SiteColumn::Volume; ///< of the current cell
    int firstColumn = 1;     ///< leftmost shown after the number, where not all have room
    int editing = 0;         ///< id of the row whose current cell is typed into; 0: none
    int opening = 0;         ///< frames left to wait for the line of that cell to open
    std::string typedAhead;  ///< letters for the line that is opening
    bool scrolls = false;    ///< bring the current cell into view
    std::string problem;     ///< why the last entry or paste was refused; empty: it was not
    int seenAlone = 0;       ///< id of the selected site that the table has scrolled to
    bool lastIsShown = true; ///< of the columns, in the last frame
};

} // namespace meso::ui
