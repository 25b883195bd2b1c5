#pragma once
#include <optional>
#include <string>

#include "plan/layout/route.h"
#include "plan/session_steps.h"
#include "ui/state/page_states.h"
#include "ui/state/tools.h"

namespace meso::app {
class OpenCase;
}

/// What buttons, keys and clicks do to the order of a plan and to the record of its session; the
/// frame commits.
namespace meso::ui {

struct RouteFigures;
struct UiState;

/// Head and map show the way from site to site: the session page is open.
bool routeIsShown(const UiState& state);
/// The page and its keys work through the session: it is under way and the page is open.
bool isSessionMode(const app::OpenCase& openCase, const UiState& state);

/// The session in the order of the plan.
plan::RoutePlan routeOf(const app::OpenCase& openCase);
/// Worked out anew when the sites have changed: 10 ms for 40 sites.
const RouteFigures& routeFigures(UiContext context);
std::string nameOf(RouteChoice choice);
/// Puts the sites into an order. Fails as app::reordered() does.
Status chooseOrder(UiContext context, RouteChoice choice);

/// The site that is next; nullptr: the session is not under way, or none is left.
const plan::InjectionSite* nextSiteOf(const app::OpenCase& openCase);

Status beginSession(UiContext context);
Status finishSession(UiContext context);
/// One step back; also takes back the end, and a beginning without steps.
Status undoLastStep(UiContext context);
/// The next site is done as planned, or skipped.
Status recordNextSite(UiContext context, plan::Outcome outcome);
/// The next site was injected so far from its place.
Status recordMoved(UiContext context, Mm by, const std::string& where);
/// An injection that was not planned.
Status recordExtra(UiContext context, Ml volume, const std::string& where);
/// Volume of an extra injection as it is typed, or that of the last step.
Ml extraVolume(UiContext context);

/// A click on the skin while the session asks where. Returns whether it was meant for it.
bool clickInSession(UiContext context, const SkinProjection& projection, const Click& click);

} // namespace meso::ui
