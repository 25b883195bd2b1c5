#include "ui/plan/plan_actions.h"

#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

namespace {

Action pageAction(PlanPage page, const char* id, const char* label) {
    Action action{id, label, kIconGrid, "", "Plan", [page](UiContext d) {
                      d.state.workspace = Workspace::Plan;
                      d.state.planPage = page;
                      if (!d.state.inspectorIsOpen)
                          d.state.wantsInspector = true;
                  }};
    action.isOn = [page](UiContext d) {
        return d.state.workspace == Workspace::Plan && d.state.planPage == page;
    };
    return action;
}

} // namespace

std::vector<Action> planActions() {
    return {pageAction(PlanPage::Area, "plan.area", "Area and layout"),
            pageAction(PlanPage::Sites, "plan.sites", "Table of sites"),
            pageAction(PlanPage::Mix, "plan.mix", "What is injected"),
            pageAction(PlanPage::Checks, "plan.checks", "Checks and approval"),
            pageAction(PlanPage::Session, "plan.session", "Session: route and delivery")};
}

} // namespace meso::ui
