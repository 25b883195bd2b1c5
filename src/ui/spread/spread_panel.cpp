#include "ui/spread/spread_panel.h"

#include "app/spread/simulation_service.h"
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

namespace meso::ui {

namespace {

using app::SimulationService;

constexpr WordTable<SpreadPage, 5> kSpreadPages{{{SpreadPage::Map, "Map"},
                                                 {SpreadPage::Exposure, "Exposure"},
                                                 {SpreadPage::Balance, "Balance"},
                                                 {SpreadPage::Compare, "Compare"},
                                                 {SpreadPage::Optimise, "Goal"}}};
static_assert(hasEveryValue(kSpreadPages));

void drawRunState(Panel& panel) {
    const SimulationService& service = panel.openCase().simulation();
    switch (service.state()) {
    case SimulationService::State::Running:
        // One that follows a hand has arrived before anybody could read of it.
        if (service.shown() && !panel.openCase().simulationLags())
            return;
        banner(panel.kit, Tone::Neutral,
               "Simulating: " + text::percent(service.fraction()) +
                   (service.shown() ? ". The picture is of the plan before." : "."));
        actionButton(panel, "spread.cancel", Emphasis::Plain, -1);
        return;
    case SimulationService::State::Failed:
        banner(panel.kit, Tone::Danger, service.problem());
        break;
    case SimulationService::State::Cancelled:
        banner(panel.kit, Tone::Warn, "The simulation was cancelled.");
        break;
    case SimulationService::State::Nothing:
        banner(panel.kit, Tone::Neutral,
               "Nothing to simulate: the plan needs injection sites and a compound.");
        return;
    case SimulationService::State::Done:
        if (!panel.openCase().simulationLags())
            return;
        banner(panel.kit, Tone::Warn, "The plan has changed since it was simulated.");
        break;
    }
    actionButton(panel, "spread.run", Emphasis::Plain, -1);
}

void choosePage(Panel& panel) {
    segmentedOf(panel.kit, "simulate.page", kSpreadPages, panel.state().page,
                ImGui::GetContentRegionAvail().x);
}

void drawPage(Panel& panel) {
    const bool hasSimulation = shownRun(panel.openCase(), panel.state()) != nullptr;
    if (panel.state().page == SpreadPage::Map || !hasSimulation)
        drawMapPage(panel);
    else if (panel.state().page == SpreadPage::Exposure)
        drawExposurePage(panel);
    else if (panel.state().page == SpreadPage::Balance)
        drawBalancePage(panel);
    else if (panel.state().page == SpreadPage::Compare)
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
