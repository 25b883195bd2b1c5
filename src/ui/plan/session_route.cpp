#include "ui/plan/session_route.h"

#include "app/case/open_case.h"
#include "app/library.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/rule_card.h"
#include "ui/state/reasons.h"
#include "ui/state/session_controller.h"
#include "ui/state/site_focus.h"
#include "ui/state/ui_caches.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

std::string minutes(Seconds time) {
    return text::fixed(time.value() / 60, 1) + " min";
}

std::string centimetres(Mm path) {
    return text::fixed(path.value() / 10, 0) + " cm";
}

/// Every order with the length of its path; that of an order of the sites' own stands below.
void chooseRoute(Panel& panel, Mm now) {
    const RouteFigures& figures = routeFigures(panel.context);
    std::vector<std::string> choices;
    for (int i = 0; i < kRouteChoices; ++i) {
        const auto& path = figures.paths[static_cast<std::size_t>(i)];
        choices.push_back(nameOf(static_cast<RouteChoice>(i)) +
                          (path ? ", " + centimetres(*path) : ""));
    }
    int chosen = figures.current;
    if (select(panel.kit, {"session.order", "", choices, 168, reorderReason(panel.context)},
               chosen))
        if (const Status done = chooseOrder(panel.context, static_cast<RouteChoice>(chosen)); !done)
            refuse(panel.fields, "session.order", done.error().message);
    if (chosen < 0)
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                    "The sites stand in an order of their own, " + centimetres(now) + ".");
}

/// The longest session that the protocol names; empty: it names none.
std::optional<Seconds> limitOf(const clinic::Protocol& protocol) {
    for (const clinic::Limit& limit : protocol.limits)
        if (limit.quantity == clinic::LimitedQuantity::DurationMin && limit.max)
            return fromMinutes(*limit.max);
    return std::nullopt;
}

void drawTime(Panel& panel, const plan::RoutePlan& route) {
    const clinic::Protocol& protocol = panel.openCase().library().protocol;
    const plan::SessionTimeParts time = plan::timeOf(route, protocol);
    const int refills = std::max(0, route.fillings - 1);
    section(panel.kit, "Estimated time", minutes(time.total()));
    row(panel.kit, "Setup, first filling", minutes(time.setup));
    row(panel.kit, text::counted(static_cast<int>(route.order.size()), "site"),
        minutes(time.sites));
    row(panel.kit, "Way between them", minutes(time.travel));
    row(panel.kit, text::counted(static_cast<std::size_t>(route.needleChanges), "needle change"),
        minutes(time.needleChanges));
    row(panel.kit, text::counted(static_cast<std::size_t>(refills), "refill"),
        minutes(time.refills));
    if (const auto limit = limitOf(protocol))
        row(panel.kit, "Limit of the protocol", minutes(*limit));
}

/// One filling of the syringe with the sites that it is for.
struct Filling {
    plan::RouteStep step;
    std::vector<int> sites; ///< ids
};

std::vector<Filling> fillingsOf(const plan::Plan& plan, const plan::RoutePlan& route) {
    std::vector<Filling> out;
    for (const plan::RouteStep& step : route.steps) {
        if (step.event == plan::RouteEvent::Fill)
            out.push_back({step, {}});
        else if (step.event == plan::RouteEvent::Inject && !out.empty())
            out.back().sites.push_back(plan.sites[static_cast<std::size_t>(step.site)].id);
    }
    return out;
}

/// "3, 7, 12-15": runs of numbers that follow each other are drawn together.
std::string listed(const std::vector<int>& ids) {
    std::string out;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t last = i;
        while (last + 1 < ids.size() && ids[last + 1] == ids[last] + 1)
            ++last;
        out += (i > 0 ? ", " : "") + std::to_string(ids[i]);
        if (last > i)
            out += (last > i + 1 ? "–" : ", ") + std::to_string(ids[last]);
        i = last + 1;
    }
    return out;
}

void drawFilling(Panel& panel, const Filling& filling, std::size_t number) {
    const plan::Plan& plan = panel.openCase().plan();
    const std::string id = "session.filling." + std::to_string(number);
    row(panel.kit, "Syringe " + std::to_string(number), "draw up " + text::of(filling.step.volume));
    wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                plan::nameOfMixture(plan, filling.step.mixture) + ", " +
                    text::counted(static_cast<int>(filling.sites.size()), "site") + ": " +
                    listed(filling.sites));
    if (button(panel.kit, {.id = id,
                           .label = "Show me",
                           .size = {-1, 34},
                           .tip = "Select the sites of this filling, and turn the head to them"}))
        showSites(panel.context, plan::SiteIds(filling.sites.begin(), filling.sites.end()));
}

} // namespace

void drawRouteSection(Panel& panel) {
    if (panel.openCase().plan().sites.empty()) {
        section(panel.kit, "Order of the sites");
        banner(panel.kit, Tone::Neutral, "There are no injection sites yet.");
        return;
    }
    const plan::RoutePlan route = routeOf(panel.openCase());
    section(panel.kit, "Order of the sites");
    chooseRoute(panel, route.travel);
    actionToggle(panel, "show.route");
    divider(panel.kit);
    drawTime(panel, route);
}

void drawFillingsSection(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const std::vector<Filling> fillings = fillingsOf(plan, routeOf(panel.openCase()));
    const std::string title = text::counted(static_cast<int>(fillings.size()), "filling") + " of " +
                              text::of(plan.syringe.volume) + " at most";
    if (!foldLine(panel, "session.fillings", title, panel.state().sessionView.fillings))
        return;
    for (std::size_t i = 0; i < fillings.size(); ++i)
        drawFilling(panel, fillings[i], i + 1);
}

} // namespace meso::ui
