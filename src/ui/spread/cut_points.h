#pragma once
#include <optional>

#include "app/case/open_case.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

/// Two places to cut through: those of the measure tool, else the selected sites, else the site in
/// the middle of all and its neighbour. Empty: there is nothing to go by.
std::optional<Cut> suggestedCut(const app::OpenCase& openCase, const UiState& state);

} // namespace meso::ui
