#include "ui/state/session_desk.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/edits/layout_edits.h"
#include "base/text.h"
#include "geom/geodesic.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/site_focus.h"

namespace meso::ui {

namespace {

/// Beyond, trying the shortest way takes longer than a frame may.
constexpr std::size_t kMostToTry = 120;

Result<plan::Plan> inOrder(const app::Session& session, RouteChoice choice) {
    // From the same start, so that an order that was chosen is found again.
    plan::Plan next = session.plan();
    std::sort(next.sites.begin(), next.sites.end(),
              [](const plan::InjectionSite& a, const plan::InjectionSite& b) {
                  return a.mixture != b.mixture ? a.mixture < b.mixture : a.id < b.id;
              });
    if (choice == RouteChoice::Numbered)
        return next;
    const plan::WorkingOrder rule = choice == RouteChoice::Rows ? plan::WorkingOrder::Serpentine
                                    : choice == RouteChoice::Partings
                                        ? plan::WorkingOrder::PartingRows
                                        : plan::WorkingOrder::ShortestPath;
    const app::Derived& derived = session.derived();
    return app::inWorkingOrder(next, rule, *derived.desk, *derived.region);
}

/// The way through a plan whose sites are those of the open one in another order.
Mm wayThrough(const app::Session& session, const plan::Plan& ordered) {
    std::map<int, geom::Vec3> at;
    for (std::size_t i = 0; i < session.plan().sites.size(); ++i)
        at[session.plan().sites[i].id] = session.derived().positions[i];
    std::vector<geom::Vec3> positions;
    for (const plan::InjectionSite& site : ordered.sites)
        positions.push_back(at[site.id]);
    return plan::routeAsPlanned(ordered, positions, session.library().protocol).way;
}

/// "120 mm behind the nasion, 30 mm to the patient's left": for the note of a step.
std::string wordsFor(const app::Session& session, const geom::Vec3& skin) {
    const auto address = session.derived().desk->frame.addressOf(skin);
    return address ? sentenceOf(*address) : std::string();
}

/// Along the skin; a tenth of a second.
Mm wayBetween(const app::Session& session, const geom::SurfacePoint& from, const geom::Vec3& to) {
    const anatomy::ScalpGrid& grid = *session.derived().desk->head->scalp;
    const geom::FastMarching marcher(grid.mesh);
    const std::array<geom::GeodesicSource, 1> source{{{from, 0}}};
    const auto field = marcher.from(source, geom::Front::Circular);
    return Mm(interpolate(*grid.mesh, grid.index->closest(to).point, field.distance_mm));
}

/// Takes the outcome of a step; what was asked for beside it is answered.
Status take(Desk desk, Result<plan::Plan> next, const std::string& label) {
    const Status outcome = desk.session.edit(std::move(next), label);
    if (!outcome)
        return outcome;
    desk.state.sessionView.asks = SessionView::Asks::Nothing;
    desk.state.selection.clear();
    if (const plan::InjectionSite* site = nextSiteOf(desk.session))
        keepInSight(desk, site->id);
    return Done{};
}

std::string label(const std::string& verb, int id) {
    return verb + " site " + std::to_string(id);
}

} // namespace

bool routeIsShown(const UiState& state) {
    return state.show.route && state.workspace == Workspace::Plan &&
           state.planPage == PlanPage::Session;
}

bool isSessionMode(const app::Session& session, const UiState& state) {
    return state.workspace == Workspace::Plan && state.planPage == PlanPage::Session &&
           plan::isUnderWay(session.plan());
}

plan::RoutePlan routeOf(const app::Session& session) {
    return plan::routeAsPlanned(session.plan(), session.derived().positions,
                                session.library().protocol);
}

const RouteFigures& routeFigures(Desk desk) {
    RouteFigures& figures = desk.state.sessionView.figures;
    const plan::Plan& plan = desk.session.plan();
    if (figures.desk == desk.session.derived().desk.get() && figures.sites == plan.sites)
        return figures;
    figures = {desk.session.derived().desk.get(), plan.sites, {}, -1};
    const auto sameOrder = [&](const plan::Plan& other) {
        return std::equal(plan.sites.begin(), plan.sites.end(), other.sites.begin(),
                          other.sites.end(),
                          [](const auto& a, const auto& b) { return a.id == b.id; });
    };
    for (int i = kRouteChoices - 1; i >= 0; --i) {
        const auto choice = static_cast<RouteChoice>(i);
        if (choice == RouteChoice::Shortest && plan.sites.size() > kMostToTry)
            continue;
        const auto ordered = inOrder(desk.session, choice);
        if (!ordered)
            continue;
        figures.ways[static_cast<std::size_t>(i)] = wayThrough(desk.session, *ordered);
        if (sameOrder(*ordered))
            figures.current = i;
    }
    return figures;
}

std::string nameOf(RouteChoice choice) {
    switch (choice) {
    case RouteChoice::Numbered:
        return "As numbered";
    case RouteChoice::Rows:
        return "Rows, there and back";
    case RouteChoice::Partings:
        return "Partings";
    case RouteChoice::Shortest:
        break;
    }
    return "Shortest way";
}

Status chooseOrder(Desk desk, RouteChoice choice) {
    return desk.session.edit(inOrder(desk.session, choice), "Order: " + nameOf(choice));
}

const plan::InjectionSite* nextSiteOf(const app::Session& session) {
    const plan::Plan& plan = session.plan();
    if (!plan::isUnderWay(plan))
        return nullptr;
    const auto next = plan::nextSite(plan);
    for (const plan::InjectionSite& site : plan.sites)
        if (next && site.id == *next)
            return &site;
    return nullptr;
}

Status beginSession(Desk desk) {
    desk.state.workspace = Workspace::Plan;
    desk.state.planPage = PlanPage::Session;
    desk.state.show.sites = true;
    desk.state.tool = Tool::Select;
    return take(desk, plan::beginSession(desk.session.plan(), desk.session.now()),
                "Begin the session");
}

Status finishSession(Desk desk) {
    return take(desk, plan::finishSession(desk.session.plan(), desk.session.now()),
                "Finish the session");
}

Status stepBack(Desk desk) {
    plan::Plan plan = desk.session.plan();
    if (plan::isUnderWay(plan) && plan.delivery->steps.empty()) {
        plan.delivery.reset();
        return take(desk, std::move(plan), "Session not begun");
    }
    return take(desk, plan::undoStep(std::move(plan)), "One step of the session back");
}

Status noteStep(Desk desk, plan::Outcome outcome) {
    const plan::InjectionSite* site = nextSiteOf(desk.session);
    if (!site)
        return Error{"No site is left in this session."};
    const std::string verb = outcome == plan::Outcome::Done ? "Done:" : "Skipped:";
    plan::SessionStep step;
    step.siteId = site->id;
    step.outcome = outcome;
    return take(desk, plan::recordStep(desk.session.plan(), step), label(verb, site->id));
}

Status noteMoved(Desk desk, Mm by, const std::string& where) {
    const plan::InjectionSite* site = nextSiteOf(desk.session);
    if (!site)
        return Error{"No site is left in this session."};
    plan::SessionStep step;
    step.siteId = site->id;
    step.outcome = plan::Outcome::Moved;
    step.movedBy = by;
    step.note = where;
    return take(desk, plan::recordStep(desk.session.plan(), step), label("Moved:", site->id));
}

Status noteExtra(Desk desk, Ml volume, const std::string& where) {
    plan::SessionStep step;
    step.outcome = plan::Outcome::Extra;
    step.volume = volume;
    step.note = where;
    return take(desk, plan::recordStep(desk.session.plan(), step), "Extra injection");
}

Ml extraVolume(Desk desk) {
    const Ml typed = desk.state.sessionView.extraVolume;
    return typed > Ml(0) ? typed : desk.session.siteDefaults().volume;
}

bool clickInSession(Desk desk, const Sight& sight, const Click& click) {
    const SessionView::Asks asks = desk.state.sessionView.asks;
    if (asks == SessionView::Asks::Nothing || !isSessionMode(desk.session, desk.state))
        return false;
    const auto skin = sight.skinAt(click.pixel);
    if (!skin)
        return true; // beside the scalp: it goes on waiting
    const std::string where = wordsFor(desk.session, *skin);
    const plan::InjectionSite* site = nextSiteOf(desk.session);
    if (asks == SessionView::Asks::Extra)
        tellOutcome(desk.session, noteExtra(desk, extraVolume(desk), where), {});
    else if (site)
        tellOutcome(desk.session,
                    noteMoved(desk, wayBetween(desk.session, site->onScalp, *skin), where), {});
    return true;
}

} // namespace meso::ui
