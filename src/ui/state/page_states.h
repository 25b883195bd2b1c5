#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/units.h"
#include "plan/plan.h"
#include "plan/site_column.h"

/// What each page of the inspector looks at and holds; that of the area, which is larger, stands in
/// area_page_state.h.
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

/// A strength that was typed and is not taken before its question is answered.
struct DoubtfulStrength {
    int mixture = 0;
    std::size_t ingredient = 0;
    plan::Ingredient wanted; ///< what would be kept
    std::string question;    ///< of plan::strengthSlip
};

/// View state of the page of what is injected.
struct MixPageState {
    int mixture = 0; ///< shown, as InjectionSite::mixture; may be out of range
    std::optional<DoubtfulStrength> doubt;
    std::set<std::string> unfolded;                      ///< ids of the parts that are open
    Ml recipeVolume{5};                                  ///< to prepare
    std::vector<std::pair<std::string, MgPerMl>> stocks; ///< label strengths, by compound
    bool asksForCompound = false; ///< the list of what can be added opens in the next frame
};

/// View state of the checks page.
struct ChecksPageState {
    bool passed = false;           ///< the passed rules are unfolded
    bool notApplicable = false;    ///< those that had nothing to judge are unfolded
    std::string acknowledging;     ///< id of the rule whose warning is being accepted; empty: none
    std::string reason;            ///< typed, why it is accepted
    std::string by;                ///< who reads and approves; stays for the next one
    std::set<std::string> sources; ///< ids of the rules whose source is unfolded
    std::string shown;             ///< id of the finding that was shown last; empty: none
};

/// Orders of the sites that the page offers.
enum class RouteChoice { Numbered, Rows, Partings, Shortest };
inline constexpr int kRouteChoices = 4;

/// View state of the session page.
struct SessionPageState {
    /// What is being noted beside plain steps; a click on the skin says where.
    enum class Asks { Nothing, Moved, Extra };
    Asks asks = Asks::Nothing;
    Mm movedBy{5};        ///< as typed
    Ml extraVolume{0};    ///< as typed; 0: that of the last site
    bool fillings = true; ///< what goes into each syringe is unfolded
    bool steps = false;   ///< what was done so far is unfolded
    int followed = 0;     ///< site that the camera turned to last; 0: none
};

/// What is typed on the page that looks for places and volumes. The compound, the depth and the
/// threshold are those that are shown.
struct OptimisePageState {
    double share = 0.95; ///< of the area, above 0 to 1
    Seconds atLeast{0};  ///< at or above the threshold; 0: at any moment
    bool fewestSites = false;
    bool offCorridors = true;
    std::shared_ptr<const void> seen; ///< the answer that the page has scrolled to
};

/// View state of the list of shortcuts.
struct ShortcutSheetState {
    std::string waitsFor; ///< id of the action that gets the next key; empty: none
    std::string
        conflictingKey;  ///< key that another action has, to be pressed once more; empty: none
    std::string problem; ///< why the last key was not taken; empty: it was
};

} // namespace meso::ui
