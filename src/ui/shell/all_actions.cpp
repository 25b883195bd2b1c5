#include "ui/shell/all_actions.h"

#include <iterator>

#include "ui/plan/area_actions.h"
#include "ui/plan/checks_actions.h"
#include "ui/plan/layout_actions.h"
#include "ui/plan/mix_actions.h"
#include "ui/plan/plan_actions.h"
#include "ui/plan/session_actions.h"
#include "ui/plan/sites_actions.h"
#include "ui/shell/edit_actions.h"
#include "ui/shell/file_actions.h"
#include "ui/shell/window_actions.h"
#include "ui/spread/optimise_actions.h"
#include "ui/spread/simulate_actions.h"
#include "ui/spread/spread_actions.h"
#include "ui/viewport/view_actions.h"

namespace meso::ui {

std::vector<Action> allActions() {
    std::vector<Action> all;
    for (auto make :
         {fileActions, editActions, toolActions, planActions, areaActions, layoutActions,
          sitesActions, mixActions, checksActions, sessionActions, viewActions, spreadActions,
          simulateActions, optimiseActions, windowActions}) {
        std::vector<Action> group = make();
        std::move(group.begin(), group.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace meso::ui
