#pragma once
#include <span>
#include <string>

#include "ui/kit/kit.h"

namespace meso::ui {

bool iconButton(Kit& kit, const IconButton& button);
bool button(Kit& kit, const Button& button);
/// A switch with its label, over the width of the panel. Returns whether it was turned. `why` not
/// empty: disabled, for this reason.
bool toggle(Kit& kit, const std::string& id, const std::string& label, bool& value,
            const std::string& disabledReason = {});
/// One of a few words, on two lines where more than three need it; `id`.<word> names each. Returns
/// whether the choice changed; `chosen` -1: none. Width: real pixels. `why`: disabled, therefore.
bool segmented(Kit& kit, const std::string& id, std::span<const std::string> choices, int& chosen,
               float width, const std::string& disabledReason = {});

} // namespace meso::ui
