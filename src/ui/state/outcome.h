#pragma once
#include <string>

#include "base/result.h"
#include "ui/state/ui_state.h"

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

/// Forgets what was seen and held of a case that is no longer open.
void forgetCase(UiState& state);
/// Shows a refusal as a lasting notice; on success tells `done` (empty: nothing).
void notifyOutcome(app::OpenCase& openCase, const Status& outcome, const std::string& done);

} // namespace meso::ui
