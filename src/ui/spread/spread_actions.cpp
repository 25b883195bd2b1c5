#include "ui/spread/spread_actions.h"

#include <algorithm>
#include <iterator>

#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/playing.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

void playOrPause(Desk desk) {
    UiState& state = desk.state;
    state.playing = !state.playing;
    if (state.playing && shownTime(desk.session, state) >= shownDuration(desk.session))
        state.time = Seconds(0);
}

void goTo(Desk desk, Seconds time) {
    desk.state.playing = false;
    desk.state.time = time;
}

void changeSpeed(Desk desk, int steps) {
    desk.state.hoursPerSecond = otherSpeed(desk.state.hoursPerSecond, steps);
}

void nextDepth(Desk desk) {
    const auto choices = app::depthChoices(desk.session.library().tissue);
    const std::string now = shownDepth(desk.session, desk.state).id;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i].id == now) {
            desk.state.depthId = choices[(i + 1) % choices.size()].id;
            return;
        }
}

void nextCompound(Desk desk) {
    const std::size_t count = desk.session.spread().shown()->runs.size();
    desk.state.compound = (shownRunIndex(desk.session, desk.state) + 1) % count;
}

std::string whyNotSimulate(Desk desk) {
    const plan::Plan& plan = desk.session.plan();
    if (plan.sites.empty())
        return "There are no sites.";
    if (plan.formulation.empty())
        return "Nothing is injected: add a compound first.";
    if (desk.session.spread().state() == app::SpreadService::State::Running)
        return "The simulation is running.";
    return desk.session.spreadIsOutOfDate() || !desk.session.spread().shown()->complete
               ? ""
               : "The spread is up to date.";
}

} // namespace

std::vector<Action> spreadActions() {
    const std::string group = "Simulate";
    std::vector<Action> out;
    out.push_back({"spread.play", "Play or pause", kIconPlay, "Space", group, playOrPause,
                   noSimulationReason});
    out.back().isOn = [](Desk d) { return d.state.playing; };
    out.push_back({"spread.start", "To the injection", kIconSkipPrevious, "Home", group,
                   [](Desk d) { goTo(d, Seconds(0)); }, noSimulationReason});
    out.push_back({"spread.end", "To the end", kIconSkipNext, "End", group,
                   [](Desk d) { goTo(d, shownDuration(d.session)); }, noSimulationReason});
    out.push_back({"spread.back", "One time step back", kIconChevronLeft, "Left", group,
                   [](Desk d) { stepTime(d.session, d.state, -1); }, noSimulationReason});
    out.back().repeats = true;
    out.push_back({"spread.on", "One time step on", kIconChevronRight, "Right", group,
                   [](Desk d) { stepTime(d.session, d.state, 1); }, noSimulationReason});
    out.back().repeats = true;
    out.push_back({"spread.loop", "Loop", kIconRepeat, "O", group,
                   [](Desk d) { d.state.loop = !d.state.loop; }});
    out.back().isOn = [](Desk d) { return d.state.loop; };
    out.push_back({"spread.faster", "Play faster", kIconSpeed, "+", group,
                   [](Desk d) { changeSpeed(d, 1); }});
    out.push_back({"spread.slower", "Play slower", kIconSpeed, "-", group,
                   [](Desk d) { changeSpeed(d, -1); }});
    out.push_back(
        {"spread.depth", "Next depth", kIconLayers, "D", group, nextDepth, noSimulationReason});
    out.push_back({"spread.compound", "Next compound", kIconFlask, "C", group, nextCompound,
                   noSimulationReason});
    out.push_back({"spread.run", "Simulate now", kIconRefresh, "F5", group,
                   [](Desk d) { d.session.simulate(); }, whyNotSimulate});
    out.push_back({"spread.cancel", "Cancel the simulation", kIconClose, "", group,
                   [](Desk d) { d.session.cancelSimulation(); },
                   [](Desk d) {
                       return d.session.spread().state() == app::SpreadService::State::Running
                                  ? ""
                                  : "No simulation is running.";
                   }});
    out.push_back(
        {"spread.byItself", "Simulate after every edit", kIconRefresh, "", group, [](Desk d) {
             bool& flag = d.session.settings().simulateByItself;
             flag = !flag;
             d.session.saveSettings();
             if (flag && whyNotSimulate(d).empty())
                 d.session.simulate();
         }});
    out.back().isOn = [](Desk d) { return d.session.settings().simulateByItself; };
    return out;
}

} // namespace meso::ui
