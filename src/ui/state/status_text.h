#pragma once
#include <string>

#include "app/case/open_case.h"
#include "ui/state/ui_state.h"

/// What the status bar says beside the last action and the tool's hint.
namespace meso::ui {

/// "Simulating 40 %", "Spread up to date".
std::string solverState(const app::OpenCase& openCase);
/// Where the cursor is on the scalp, in mm by the patient's left and right; empty: not on the head.
std::string placeUnderCursor(const app::OpenCase& openCase, const UiState& state);

} // namespace meso::ui
