#include "ui/spread/spread_panel.h"

#include "app/spread/spread_study.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/panel/panel.h"
#include "ui/spread/balance_page.h"
#include "ui/spread/compare_page.h"
#include "ui/spread/exposure_page.h"
#include "ui/spread/map_page.h"
#include "ui/spread/optimise_page.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

using app::SpreadService;

void drawRunState(Panel& panel) {
    const SpreadService& service = panel.session().spread();
    switch (service.state()) {
    case SpreadService::State::Running:
        banner(panel.kit, Tone::Neutral,
               "Simulating: " + text::percent(service.fraction()) +
                   (!service.shown() ? "."
                    : shownLive(panel.session(), panel.state())
                        ? ". The picture follows your edit."
                        : ". The picture is of the plan before."));
        actionButton(panel, "spread.cancel", Emphasis::Plain, -1);
        return;
    case SpreadService::State::Failed:
        banner(panel.kit, Tone::Danger, service.problem());
        break;
    case SpreadService::State::Cancelled:
        banner(panel.kit, Tone::Warn, "The simulation was cancelled.");
        break;
    case SpreadService::State::Nothing:
        banner(panel.kit, Tone::Neutral,
               "Nothing to simulate: the plan needs injection sites and a compound.");
        return;
    case SpreadService::State::Done:
        if (!panel.session().spreadIsOutOfDate())
            return;
        banner(panel.kit, Tone::Warn, "The plan has changed since it was simulated.");
        break;
    }
    actionButton(panel, "spread.run", Emphasis::Plain, -1);
}

void choosePage(Panel& panel) {
    const std::string pages[] = {"Map", "Exposure", "Balance", "Compare", "Goal"};
    int chosen = static_cast<int>(panel.state().page);
    if (segmented(panel.kit, "simulate.page", pages, chosen, ImGui::GetContentRegionAvail().x))
        panel.state().page = static_cast<Page>(chosen);
}

void drawPage(Panel& panel) {
    const bool hasSpread = shownRun(panel.session(), panel.state()) != nullptr;
    if (panel.state().page == Page::Map || !hasSpread)
        drawMapPage(panel);
    else if (panel.state().page == Page::Exposure)
        drawExposurePage(panel);
    else if (panel.state().page == Page::Balance)
        drawBalancePage(panel);
    else if (panel.state().page == Page::Compare)
        drawComparePage(panel);
    else
        drawOptimisePage(panel);
}

} // namespace

void drawSpreadPanel(Panel& panel) {
    beginInspector(panel, "Simulate");
    choosePage(panel);
    beginPage(panel);
    drawRunState(panel);
    drawPage(panel);
    endInspector();
}

} // namespace meso::ui
