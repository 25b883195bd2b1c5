#include "ui/viewport/route_marks.h"

#include <algorithm>
#include <map>

#include "app/case/open_case.h"
#include "ui/state/session_controller.h"

namespace meso::ui {

namespace {

/// Legs below this have no room for an arrow, logical pixels.
constexpr double kMinForArrow = 26;
/// What a site's own mark covers at each end of a leg.
constexpr double kOwnMark = 10;

using SeenById = std::map<int, const view::VisibleSite*>;

SeenById byId(const Canvas& canvas) {
    SeenById out;
    for (const view::VisibleSite& site : canvas.sites)
        out[site.mark.number] = &site;
    return out;
}

/// A leg from one seen site to the next, with a point in its middle that shows the direction.
void addLeg(view::Overlay& overlay, const Canvas& canvas, const view::VisibleSite& from,
            const view::VisibleSite& to) {
    const double s = canvas.kit.scale;
    const geom::Vec2 path = to.pixel - from.pixel;
    const double length = path.norm();
    if (length < 2 * kOwnMark * s)
        return;
    const geom::Vec2 along = path / length;
    const double clarity = std::min(from.clarity, to.clarity);
    const view::Colour ink = faded(canvas.kit.theme.accent, clarity);
    const geom::Vec2 a = from.pixel + kOwnMark * s * along;
    const geom::Vec2 b = to.pixel - kOwnMark * s * along;
    overlay.add(view::Polyline{{a, b}, faded(canvas.kit.theme.markerRing, 0.7 * clarity), 4 * s});
    overlay.add(view::Polyline{{a, b}, ink, 2 * s});
    if (length < kMinForArrow * s)
        return;
    const geom::Vec2 across(-along.y(), along.x());
    const geom::Vec2 tip = (from.pixel + to.pixel) / 2 + 5 * s * along;
    const geom::Vec2 foot = tip - 9 * s * along;
    view::Polyline head{{tip, foot + 5 * s * across, foot - 5 * s * across},
                        faded(canvas.kit.theme.markerRing, 0.7 * clarity),
                        s};
    head.closed = true;
    head.fill = ink;
    overlay.add(head);
}

void addOutcome(view::Overlay& overlay, const Canvas& canvas, const view::VisibleSite& site,
                plan::Outcome outcome) {
    const double s = canvas.kit.scale;
    const view::Theme& theme = canvas.kit.theme;
    const bool skipped = outcome == plan::Outcome::Skipped;
    const geom::Vec2 middle = site.pixel + geom::Vec2(9, -9) * s;
    const view::Colour ink = faded(theme.surface, site.clarity);
    overlay.add(view::Circle{middle, 6.5 * s, faded(skipped ? theme.muted : theme.ok, site.clarity),
                             faded(theme.markerRing, site.clarity), 1.2 * s});
    const auto line = [&](std::vector<geom::Vec2> points) {
        for (geom::Vec2& point : points)
            point = middle + s * point;
        overlay.add(view::Polyline{std::move(points), ink, 1.8 * s});
    };
    if (skipped) {
        line({{-2.6, -2.6}, {2.6, 2.6}});
        line({{-2.6, 2.6}, {2.6, -2.6}});
    } else {
        line({{-3, 0.2}, {-0.8, 2.6}, {3.2, -2.4}});
    }
}

} // namespace

void addRoute(view::Overlay& overlay, const Canvas& canvas) {
    if (!routeIsShown(canvas.context.state))
        return;
    const SeenById seen = byId(canvas);
    const std::vector<plan::InjectionSite>& sites = canvas.context.openCase.plan().sites;
    const plan::InjectionSite* before = nullptr;
    for (const int i : routeOf(canvas.context.openCase).order) {
        const plan::InjectionSite& site = sites[static_cast<std::size_t>(i)];
        const bool joined = before && before->mixture == site.mixture;
        if (joined && seen.contains(before->id) && seen.contains(site.id))
            addLeg(overlay, canvas, *seen.at(before->id), *seen.at(site.id));
        before = &site;
    }
}

void addSessionMarks(view::Overlay& overlay, const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    const plan::Plan& plan = canvas.context.openCase.plan();
    const bool isOpen = state.workspace == Workspace::Plan && state.planPage == PlanPage::Session;
    if (!isOpen || !plan.sessionRecord)
        return;
    const SeenById seen = byId(canvas);
    for (const plan::RecordedStep& step : plan.sessionRecord->steps)
        if (const auto site = seen.find(step.siteId); site != seen.end())
            addOutcome(overlay, canvas, *site->second, step.outcome);
    const plan::InjectionSite* next = nextSiteOf(canvas.context.openCase);
    const auto site = next ? seen.find(next->id) : seen.end();
    if (site == seen.end())
        return;
    const double s = canvas.kit.scale;
    const view::Theme& theme = canvas.kit.theme;
    overlay.add(view::Circle{site->second->pixel, 15 * s, view::Colour{0, 0, 0, 0},
                             theme.markerRing, 6 * s});
    overlay.add(
        view::Circle{site->second->pixel, 16 * s, view::Colour{0, 0, 0, 0}, theme.warn, 4 * s});
}

} // namespace meso::ui
