#include "ui/plan/session_actions.h"

#include "app/case/open_case.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"
#include "ui/state/session_controller.h"

namespace meso::ui {

namespace {

std::string beginDisabledReason(UiContext context) {
    const plan::Plan& plan = context.openCase.plan();
    if (plan::isUnderWay(plan))
        return "The session is under way.";
    if (plan.sessionRecord)
        return "The session of this plan is over. Copy the plan as a new case for another one.";
    return noSitesReason(context);
}

std::string notUnderWayReason(UiContext context) {
    return plan::isUnderWay(context.openCase.plan()) ? "" : "No session is under way.";
}

/// Keys of the session mean it only while its page is open.
std::string nextSiteDisabledReason(UiContext context) {
    if (!isSessionMode(context.openCase, context.state))
        return plan::isUnderWay(context.openCase.plan()) ? "Open the page Session first."
                                                         : "No session is under way.";
    return nextSiteOf(context.openCase) ? "" : "Every site has been dealt with.";
}

std::string stepBackDisabledReason(UiContext context) {
    return context.openCase.plan().sessionRecord ? "" : "The session has not begun.";
}

Action stepAction(const char* id, const char* label, const char* icon, const char* key,
                  plan::Outcome outcome) {
    Action action{id,
                  label,
                  icon,
                  key,
                  "Session",
                  [outcome](UiContext d) {
                      notifyOutcome(d.openCase, recordNextSite(d, outcome), {}); }};
    action.disabledReason = nextSiteDisabledReason;
    return action;
}

void ask(UiContext context, SessionPageState::Asks asks) {
    SessionPageState::Asks& now = context.state.sessionView.asks;
    now = now == asks ? SessionPageState::Asks::Nothing : asks;
}

Action orderAction(RouteChoice choice, const char* id) {
    Action action{id,
                  "Order of the sites: " + nameOf(choice),
                  kIconRoute,
                  "",
                  "Session",
                  [choice](UiContext d) { notifyOutcome(d.openCase, chooseOrder(d, choice), {}); }};
    action.disabledReason = reorderReason;
    return action;
}

} // namespace

std::vector<Action> sessionActions() {
    const std::string group = "Session";
    std::vector<Action> out;
    out.push_back({"session.begin", "Begin session", kIconPlay, "", group,
                   [](UiContext d) { notifyOutcome(d.openCase, beginSession(d), {}); },
                   beginDisabledReason});
    out.push_back(
        stepAction("session.done", "Done, next site", kIconCheck, "Space", plan::Outcome::Done));
    out.push_back(
        stepAction("session.skip", "Skip this site", kIconSkipNext, "S", plan::Outcome::Skipped));
    out.push_back({"session.moved", "Injected elsewhere…", kIconMove, "A", group,
                   [](UiContext d) { ask(d, SessionPageState::Asks::Moved); },
                   nextSiteDisabledReason});
    out.push_back({"session.extra", "Extra injection…", kIconPlus, "P", group,
                   [](UiContext d) { ask(d, SessionPageState::Asks::Extra); },
                   [](UiContext d) {
                       return isSessionMode(d.openCase, d.state) ? std::string()
                                                                 : notUnderWayReason(d);
                   }});
    out.push_back({"session.back", "One step back", kIconUndo, "", group,
                   [](UiContext d) { notifyOutcome(d.openCase, undoLastStep(d), {}); },
                   stepBackDisabledReason});
    out.push_back({"session.finish", "Finish session", kIconStop, "", group,
                   [](UiContext d) { notifyOutcome(d.openCase, finishSession(d), {}); },
                   notUnderWayReason});
    out.push_back(orderAction(RouteChoice::Numbered, "session.order.numbered"));
    out.push_back(orderAction(RouteChoice::Rows, "session.order.rows"));
    out.push_back(orderAction(RouteChoice::Partings, "session.order.partings"));
    out.push_back(orderAction(RouteChoice::Shortest, "session.order.shortest"));
    return out;
}

} // namespace meso::ui
