#include "ui/state/status_words.h"

#include "base/text.h"

namespace meso::ui {

std::string solverState(const app::Session& session) {
    using State = app::SpreadService::State;
    switch (session.spread().state()) {
    case State::Running:
        return "Simulating " + text::percent(session.spread().fraction());
    case State::Failed:
        return "Simulation failed";
    case State::Cancelled:
        return "Simulation cancelled";
    case State::Nothing:
        return "Nothing simulated";
    case State::Done:
        break;
    }
    return session.spreadIsOutOfDate() ? "Spread out of date" : "Spread up to date";
}

std::string placeUnderCursor(const app::Session& session, const UiState& state) {
    if (!state.hoveredSkin)
        return {};
    const auto address = session.derived().desk->frame.addressOf(*state.hoveredSkin);
    if (!address)
        return "Off the scalp";
    std::string words = text::of(address->behindNasion, 0) + " behind the nasion";
    if (address->side != anatomy::Side::Midline)
        words += ", " + text::of(address->lateral, 0) + " to the patient's " +
                 (address->side == anatomy::Side::Left ? "left" : "right");
    return words;
}

} // namespace meso::ui
