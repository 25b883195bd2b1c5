#include "ui/plan/session_actions.h"

#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/session_desk.h"

namespace meso::ui {

namespace {

std::string whyNotBegin(Desk desk) {
    const plan::Plan& plan = desk.session.plan();
    if (plan::isUnderWay(plan))
        return "The session is under way.";
    if (plan.delivery)
        return "The session of this plan is over. Copy the plan as a new case for another one.";
    return plan.sites.empty() ? "There are no sites." : "";
}

std::string whyNotUnderWay(Desk desk) {
    return plan::isUnderWay(desk.session.plan()) ? "" : "No session is under way.";
}

/// Keys of the session mean it only while its page is open.
std::string whyNoNext(Desk desk) {
    if (!isSessionMode(desk.session, desk.state))
        return plan::isUnderWay(desk.session.plan()) ? "Open the page Session first."
                                                     : "No session is under way.";
    return nextSiteOf(desk.session) ? "" : "Every site has been dealt with.";
}

std::string whyNotBack(Desk desk) {
    return desk.session.plan().delivery ? "" : "The session has not begun.";
}

std::string whyNotReorder(Desk desk) {
    if (desk.session.plan().delivery)
        return "The session has begun in this order.";
    return desk.session.plan().sites.empty() ? "There are no sites." : "";
}

Action stepAction(const char* id, const char* label, const char* icon, const char* key,
                  plan::Outcome outcome) {
    Action action{
        id,  label,     icon,
        key, "Session", [outcome](Desk d) {
                      tellOutcome(d.session, noteStep(d, outcome), {}); }};
    action.why = whyNoNext;
    return action;
}

void ask(Desk desk, SessionView::Asks asks) {
    SessionView::Asks& now = desk.state.sessionView.asks;
    now = now == asks ? SessionView::Asks::Nothing : asks;
}

Action orderAction(RouteChoice choice, const char* id) {
    Action action{
        id,         "Order of the sites: " + nameOf(choice),
        kIconRoute, "",
        "Session",  [choice](Desk d) { tellOutcome(d.session, chooseOrder(d, choice), {}); }};
    action.why = whyNotReorder;
    return action;
}

} // namespace

std::vector<Action> sessionActions() {
    const std::string group = "Session";
    std::vector<Action> out;
    out.push_back({"session.begin", "Begin session", kIconPlay, "", group,
                   [](Desk d) { tellOutcome(d.session, beginSession(d), {}); }, whyNotBegin});
    out.push_back(
        stepAction("session.done", "Done, next site", kIconCheck, "Space", plan::Outcome::Done));
    out.push_back(
        stepAction("session.skip", "Skip this site", kIconSkipNext, "S", plan::Outcome::Skipped));
    out.push_back({"session.moved", "Injected elsewhere…", kIconMove, "A", group,
                   [](Desk d) { ask(d, SessionView::Asks::Moved); }, whyNoNext});
    out.push_back({"session.extra", "Extra injection…", kIconPlus, "P", group,
                   [](Desk d) { ask(d, SessionView::Asks::Extra); },
                   [](Desk d) {
                       return isSessionMode(d.session, d.state) ? std::string() : whyNotUnderWay(d);
                   }});
    out.push_back({"session.back", "One step back", kIconUndo, "", group,
                   [](Desk d) { tellOutcome(d.session, stepBack(d), {}); }, whyNotBack});
    out.push_back({"session.finish", "Finish session", kIconStop, "", group,
                   [](Desk d) { tellOutcome(d.session, finishSession(d), {}); }, whyNotUnderWay});
    out.push_back(orderAction(RouteChoice::Numbered, "session.order.numbered"));
    out.push_back(orderAction(RouteChoice::Rows, "session.order.rows"));
    out.push_back(orderAction(RouteChoice::Partings, "session.order.partings"));
    out.push_back(orderAction(RouteChoice::Shortest, "session.order.shortest"));
    return out;
}

} // namespace meso::ui
