#pragma once
#include <functional>
#include <string>

#include "plan/case_edits.h"
#include "plan/site_column.h"

/// The sites as a table of words that is typed into, copied and pasted like a spreadsheet.
namespace meso::plan {

/// Heading with the unit of the column: "Volume (mL)".
std::string headingOf(SiteColumn column);

/// A cell as it is shown and copied, without the unit of its heading: "0.05"; a needle "30G 13 mm",
/// or "plan" where the site has none of its own; a mixture by its number from 1; "yes" or "no".
std::string cellText(const InjectionSite& site, SiteColumn column);

/// Skin of the plan's head at scalp coordinates; fails where there is none.
using SkinFinder = std::function<Result<SkinPlace>(const anatomy::ScalpCoordinate&)>;

/// What was typed into one column, for all of `ids` (not empty). Units may be left out or written;
/// a mixture may be named; "30G" or "13 mm" alone keep the other half of the plan's needle, nothing
/// at all means the plan's. Fails as the edits do, for a column that is not typed (Number), and for
/// words that mean nothing there.
Result<Plan> typeIntoCells(Plan plan, const SiteIds& ids, SiteColumn column,
                           const std::string& typed, const SkinFinder& skin);

/// The rows of `ids` with a line of headings, cells between tabs, as spreadsheets take them.
std::string copiedRows(const Plan& plan, const SiteIds& ids);

/// The cell at which a paste begins.
struct PasteStart {
    int row = 0; ///< index of Plan::sites
    SiteColumn column = SiteColumn::Volume;
};

/// Lays lines of cells (between tabs, semicolons or commas) over the cells from `start` on; a line
/// of headings says which columns instead. Copied rows that begin with a number keep the places of
/// other sites: only a row with the same number takes s and t. All or nothing: fails where there
/// are not so many rows or columns, and names the refused cells. O(cells).
Result<Plan> pasteRows(const Plan& plan, const PasteStart& start, const std::string& lines,
                       const SkinFinder& skin);

} // namespace meso::plan
