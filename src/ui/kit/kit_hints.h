#pragma once
#include <string>

#include "ui/kit/kit.h"
#include "ui/kit/kit_shapes.h"

namespace meso::ui {

/// Notes the last ImGui item under this id.
void tag(Kit& kit, const std::string& id, bool enabled = true);
/// A tooltip for the last item, after 0.4 s; a disabled control's says why.
void hint(Kit& kit, const std::string& sentence);
/// A ring around the last item while it has the keyboard's focus.
void focusRing(Kit& kit, float radius);
/// The last item's use, tagged under `id`, with its tooltip: `disabledReason` when that is not
/// empty, and then disabled, else `tip`.
Interaction interactionOf(Kit& kit, const std::string& id, bool pressed, const std::string& tip,
                          const std::string& disabledReason);

} // namespace meso::ui
