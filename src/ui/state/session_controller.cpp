#include "ui/state/session_controller.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/edits/layout_edits.h"
#include "app/library.h"
#include "base/text.h"
#include "geom/geodesic.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/site_focus.h"
#include "ui/state/ui_caches.h"

namespace meso::ui {

namespace {

/// Beyond, trying the shortest path takes longer than a frame may.
constexpr std::size_t kMaxToTry = 120;

Result<plan::Plan> inOrder(const app::OpenCase& openCase, RouteChoice choice) {
    // From the same start, so that an order that was chosen is found again.
    plan::Plan next = openCase.plan();
    std::sort(next.sites.begin(), next.sites.end(),
              [](const plan::InjectionSite& a, const plan::InjectionSite& b) {
                  return a.mixture != b.mixture ? a.mixture < b.mixture : a.id < b.id;
              });
    if (choice == RouteChoice::Numbered)
        return next;
    const plan::InjectionOrder rule = choice == RouteChoice::Rows ? plan::InjectionOrder::Serpentine
                                      : choice == RouteChoice::Partings
                                          ? plan::InjectionOrder::PartingRows
                                          : plan::InjectionOrder::ShortestPath;
    const app::Derived& derived = openCase.derived();
    return app::reordered(next, rule, *derived.headContext, *derived.region);
}

/// Length of the path through a plan whose sites are those of the open one in another order.
Mm pathThrough(const app::OpenCase& openCase, const plan::Plan& ordered) {
    std::map<int, geom::Vec3> at;
    for (std::size_t i = 0; i < openCase.plan().sites.size(); ++i)
        at[openCase.plan().sites[i].id] = openCase.derived().positions[i];
    std::vector<geom::Vec3> positions;
    for (const plan::InjectionSite& site : ordered.sites)
        positions.push_back(at[site.id]);
    return plan::routeAsPlanned(ordered, positions, openCase.library().protocol).travel;
}

/// "120 mm behind the nasion, 30 mm to the patient's left": for the note of a step.
std::string wordsFor(const app::OpenCase& openCase, const geom::Vec3& skin) {
    const auto address = openCase.derived().headContext->frame.addressOf(skin);
    return address ? sentenceOf(*address) : std::string();
}

/// Along the skin; a tenth of a second.
Mm wayBetween(const app::OpenCase& openCase, const geom::SurfacePoint& from, const geom::Vec3& to) {
    const anatomy::ScalpGrid& grid = *openCase.derived().headContext->head->scalp;
    const geom::FastMarching marcher(grid.mesh);
    const std::array<geom::GeodesicSource, 1> source{{{from, 0}}};
    const auto field = marcher.from(source, geom::Wavefront::Circular);
    return Mm(interpolate(*grid.mesh, grid.index->closest(to).point, field.distance_mm));
}

/// Takes the outcome of a step; what was asked for beside it is answered.
Status take(UiContext context, Result<plan::Plan> next, const std::string& label) {
    Status outcome = context.openCase.edit(std::move(next), label);
    if (!outcome)
        return outcome;
    context.state.sessionView.asks = SessionPageState::Asks::Nothing;
    context.state.selection.clear();
    if (const plan::InjectionSite* site = nextSiteOf(context.openCase))
        ensureVisible(context, site->id);
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

bool isSessionMode(const app::OpenCase& openCase, const UiState& state) {
    return state.workspace == Workspace::Plan && state.planPage == PlanPage::Session &&
           plan::isUnderWay(openCase.plan());
}

plan::RoutePlan routeOf(const app::OpenCase& openCase) {
    return plan::routeAsPlanned(openCase.plan(), openCase.derived().positions,
                                openCase.library().protocol);
}

const RouteFigures& routeFigures(UiContext context) {
    RouteFigures& figures = context.caches.route;
    const plan::Plan& plan = context.openCase.plan();
    if (figures.head == context.openCase.derived().headContext.get() && figures.sites == plan.sites)
        return figures;
    figures = {context.openCase.derived().headContext.get(), plan.sites, {}, -1};
    const auto sameOrder = [&](const plan::Plan& other) {
        return std::equal(plan.sites.begin(), plan.sites.end(), other.sites.begin(),
                          other.sites.end(),
                          [](const auto& a, const auto& b) { return a.id == b.id; });
    };
    for (int i = kRouteChoices - 1; i >= 0; --i) {
        const auto choice = static_cast<RouteChoice>(i);
        if (choice == RouteChoice::Shortest && plan.sites.size() > kMaxToTry)
            continue;
        const auto ordered = inOrder(context.openCase, choice);
        if (!ordered)
            continue;
        figures.paths[static_cast<std::size_t>(i)] = pathThrough(context.openCase, *ordered);
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

Status chooseOrder(UiContext context, RouteChoice choice) {
    return context.openCase.edit(inOrder(context.openCase, choice), "Order: " + nameOf(choice));
}

const plan::InjectionSite* nextSiteOf(const app::OpenCase& openCase) {
    const plan::Plan& plan = openCase.plan();
    if (!plan::isUnderWay(plan))
        return nullptr;
    const auto next = plan::nextSite(plan);
    return next ? plan::siteWithId(plan.sites, *next) : nullptr;
}

Status beginSession(UiContext context) {
    context.state.workspace = Workspace::Plan;
    context.state.planPage = PlanPage::Session;
    context.state.show.sites = true;
    context.state.tool = Tool::Select;
    return take(context, plan::beginSession(context.openCase.plan(), context.openCase.now()),
                "Begin the session");
}

Status finishSession(UiContext context) {
    return take(context, plan::finishSession(context.openCase.plan(), context.openCase.now()),
                "Finish the session");
}

Status undoLastStep(UiContext context) {
    plan::Plan plan = context.openCase.plan();
    if (plan::isUnderWay(plan) && plan.sessionRecord->steps.empty()) {
        plan.sessionRecord.reset();
        return take(context, std::move(plan), "Session not begun");
    }
    return take(context, plan::undoStep(std::move(plan)), "One step of the session back");
}

Status recordNextSite(UiContext context, plan::Outcome outcome) {
    const plan::InjectionSite* site = nextSiteOf(context.openCase);
    if (!site)
        return Error{"No site is left in this session."};
    const std::string verb = outcome == plan::Outcome::Done ? "Done:" : "Skipped:";
    plan::SessionStep step;
    step.siteId = site->id;
    step.outcome = outcome;
    return take(context, plan::recordStep(context.openCase.plan(), step), label(verb, site->id));
}

Status recordMoved(UiContext context, Mm by, const std::string& where) {
    const plan::InjectionSite* site = nextSiteOf(context.openCase);
    if (!site)
        return Error{"No site is left in this session."};
    plan::SessionStep step;
    step.siteId = site->id;
    step.outcome = plan::Outcome::Moved;
    step.movedBy = by;
    step.note = where;
    return take(context, plan::recordStep(context.openCase.plan(), step),
                label("Moved:", site->id));
}

Status recordExtra(UiContext context, Ml volume, const std::string& where) {
    plan::SessionStep step;
    step.outcome = plan::Outcome::Extra;
    step.volume = volume;
    step.note = where;
    return take(context, plan::recordStep(context.openCase.plan(), step), "Extra injection");
}

Ml extraVolume(UiContext context) {
    const Ml typed = context.state.sessionView.extraVolume;
    return typed > Ml(0) ? typed : context.openCase.siteDefaults().volume;
}

bool clickInSession(UiContext context, const SkinProjection& projection, const Click& click) {
    const SessionPageState::Asks asks = context.state.sessionView.asks;
    if (asks == SessionPageState::Asks::Nothing || !isSessionMode(context.openCase, context.state))
        return false;
    const auto skin = projection.skinAt(click.pixel);
    if (!skin)
        return true; // beside the scalp: it goes on waiting
    const std::string where = wordsFor(context.openCase, *skin);
    const plan::InjectionSite* site = nextSiteOf(context.openCase);
    if (asks == SessionPageState::Asks::Extra)
        notifyOutcome(context.openCase, recordExtra(context, extraVolume(context), where), {});
    else if (site)
        notifyOutcome(
            context.openCase,
            recordMoved(context, wayBetween(context.openCase, site->onScalp, *skin), where), {});
    return true;
}

} // namespace meso::ui
