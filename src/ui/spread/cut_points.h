#pragma once
#include <optional>

#include "app/case/session.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

/// Two places to cut through: those of the measure tool, else the selected sites, else the site in
/// the middle of all and its neighbour. Empty: there is nothing to go by.
std::optional<Cut> cutToTake(const app::Session& session, const UiState& state);

} // namespace meso::ui
