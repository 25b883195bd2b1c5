#pragma once
#include <optional>
#include <string>

#include "plan/layout/route.h"
#include "plan/session_steps.h"
#include "ui/state/tools.h"

/// What buttons, keys and clicks do to the order of a plan and to the record of its session; the
/// frame commits.
namespace meso::ui {

/// Head and map show the way from site to site: the session page is open.
bool routeIsShown(const UiState& state);
/// The page and its keys work through the session: it is under way and the page is open.
bool isSessionMode(const app::Session& session, const UiState& state);

/// The session in the order of the plan.
plan::RoutePlan routeOf(const app::Session& session);
/// Worked out anew when the sites have changed: 10 ms for 40 sites.
const RouteFigures& routeFigures(Desk desk);
std::string nameOf(RouteChoice choice);
/// Puts the sites into an order. Fails as app::inWorkingOrder() does.
Status chooseOrder(Desk desk, RouteChoice choice);

/// The site that is next; nullptr: the session is not under way, or none is left.
const plan::InjectionSite* nextSiteOf(const app::Session& session);

Status beginSession(Desk desk);
Status finishSession(Desk desk);
/// One step back; also takes back the end, and a beginning without steps.
Status stepBack(Desk desk);
/// The next site is done as planned, or skipped.
Status noteStep(Desk desk, plan::Outcome outcome);
/// The next site was injected so far from its place.
Status noteMoved(Desk desk, Mm by, const std::string& where);
/// An injection that was not planned.
Status noteExtra(Desk desk, Ml volume, const std::string& where);
/// Volume of an extra injection as it is typed, or that of the last step.
Ml extraVolume(Desk desk);

/// A click on the skin while the session asks where. Returns whether it was meant for it.
bool clickInSession(Desk desk, const Sight& sight, const Click& click);

} // namespace meso::ui
