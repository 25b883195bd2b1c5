#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/case/open_case.h"
#include "base/result.h"
#include "ui/state/actions.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

/// Goes on with what a question was asked for: "file.new", "file.open", "file.sample", "file.quit",
/// or "open" with the file that waits.
void proceed(UiContext context, const std::string& pendingAction,
             const std::filesystem::path& file);
/// The same, but asks first when there are edits that are in no file.
void proceedAfterConfirming(UiContext context, const std::string& pendingAction,
                            const std::filesystem::path& file = {});
std::vector<Action> fileActions();

} // namespace meso::ui
