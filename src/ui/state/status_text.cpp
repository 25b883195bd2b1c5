#include "ui/state/status_text.h"

#include "app/edits/derive.h"
#include "app/head_context.h"
#include "app/spread/simulation_service.h"
#include "base/text.h"

namespace meso::ui {

std::string solverState(const app::OpenCase& openCase) {
    using State = app::SimulationService::State;
    switch (openCase.simulation().state()) {
    case State::Running:
        if (openCase.simulation().shown() && !openCase.simulationLags())
            return "Spread follows";
        return "Simulating " + text::percent(openCase.simulation().fraction());
    case State::Failed:
        return "Simulation failed";
    case State::Cancelled:
        return "Simulation cancelled";
    case State::Nothing:
        return "Nothing simulated";
    case State::Done:
        break;
    }
    return openCase.simulationLags() ? "Spread out of date" : "Spread up to date";
}

std::string placeUnderCursor(const app::OpenCase& openCase, const UiState& state) {
    if (!state.hoveredSkin)
        return {};
    const auto address = openCase.derived().headContext->frame.addressOf(*state.hoveredSkin);
    if (!address)
        return "Off the scalp";
    std::string words = text::of(address->behindNasion, 0) + " behind the nasion";
    if (address->side != anatomy::Side::Midline)
        words += ", " + text::of(address->lateral, 0) + " to the patient's " +
                 (address->side == anatomy::Side::Left ? "left" : "right");
    return words;
}

} // namespace meso::ui
