#include "ui/spread/spread_actions.h"

#include <algorithm>
#include <iterator>

#include "app/library.h"
#include "app/spread/simulation.h"
#include "app/spread/simulation_service.h"
#include "store/settings_file.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/playing.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

void playOrPause(UiContext context) {
    UiState& state = context.state;
    state.playing = !state.playing;
    if (state.playing && shownTime(context.openCase, state) >= shownDuration(context.openCase))
        state.time = Seconds(0);
}

void goTo(UiContext context, Seconds time) {
    context.state.playing = false;
    context.state.time = time;
}

void changeSpeed(UiContext context, int steps) {
    context.state.hoursPerSecond = otherSpeed(context.state.hoursPerSecond, steps);
}

void nextDepth(UiContext context) {
    const auto choices = app::depthChoices(context.openCase.library().tissue);
    const std::string now = shownDepth(context.openCase, context.state).id;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].id == now) {
            context.state.depthId = choices[(i + 1) % choices.size()].id;
            return;
        }
}

void nextCompound(UiContext context) {
    const std::size_t count = context.openCase.simulation().shown()->runs.size();
    context.state.compound = (shownRunIndex(context.openCase, context.state) + 1) % count;
}

std::string simulateDisabledReason(UiContext context) {
    const plan::Plan& plan = context.openCase.plan();
    if (std::string none = noSitesReason(context); !none.empty())
        return none;
    if (plan.formulation.empty())
        return "Nothing is injected: add a compound first.";
    if (context.openCase.simulation().state() == app::SimulationService::State::Running)
        return "The simulation is running.";
    return context.openCase.simulationIsOutOfDate() ? "" : "The spread is up to date.";
}

} // namespace

std::vector<Action> spreadActions() {
    const std::string group = "Simulate";
    std::vector<Action> out;
    out.push_back({"spread.play", "Play or pause", kIconPlay, "Space", group, playOrPause,
                   noSimulationReason});
    out.back().isOn = [](UiContext d) { return d.state.playing; };
    out.push_back({"spread.start", "To the injection", kIconSkipPrevious, "Home", group,
                   [](UiContext d) { goTo(d, Seconds(0)); }, noSimulationReason});
    out.push_back({"spread.end", "To the end", kIconSkipNext, "End", group,
                   [](UiContext d) { goTo(d, shownDuration(d.openCase)); }, noSimulationReason});
    out.push_back({"spread.back", "One time step back", kIconChevronLeft, "Left", group,
                   [](UiContext d) { stepTime(d.openCase, d.state, -1); }, noSimulationReason});
    out.back().repeats = true;
    out.push_back({"spread.on", "One time step on", kIconChevronRight, "Right", group,
                   [](UiContext d) { stepTime(d.openCase, d.state, 1); }, noSimulationReason});
    out.back().repeats = true;
    out.push_back({"spread.loop", "Loop", kIconRepeat, "O", group,
                   [](UiContext d) { d.state.loop = !d.state.loop; }});
    out.back().isOn = [](UiContext d) { return d.state.loop; };
    out.push_back({"spread.faster", "Play faster", kIconSpeed, "+", group,
                   [](UiContext d) { changeSpeed(d, 1); }});
    out.push_back({"spread.slower", "Play slower", kIconSpeed, "-", group,
                   [](UiContext d) { changeSpeed(d, -1); }});
    out.push_back(
        {"spread.depth", "Next depth", kIconLayers, "D", group, nextDepth, noSimulationReason});
    out.push_back({"spread.compound", "Next compound", kIconFlask, "C", group, nextCompound,
                   noSimulationReason});
    out.push_back({"spread.run", "Simulate now", kIconRefresh, "F5", group,
                   [](UiContext d) { d.openCase.simulate(); }, simulateDisabledReason});
    out.push_back({"spread.cancel", "Cancel the simulation", kIconClose, "", group,
                   [](UiContext d) { d.openCase.cancelSimulation(); },
                   [](UiContext d) {
                       return d.openCase.simulation().state() ==
                                      app::SimulationService::State::Running
                                  ? ""
                                  : "No simulation is running.";
                   }});
    out.push_back(
        {"spread.byItself", "Simulate after every edit", kIconRefresh, "", group, [](UiContext d) {
             bool& flag = d.openCase.settings().autoSimulate;
             flag = !flag;
             d.openCase.saveSettings();
             if (flag && simulateDisabledReason(d).empty())
                 d.openCase.simulate();
         }});
    out.back().isOn = [](UiContext d) { return d.openCase.settings().autoSimulate; };
    return out;
}

} // namespace meso::ui
