#pragma once
#include <string>

#include <imgui.h>

#include "ui/kit/kit.h"

namespace meso::ui {

/// The label of a field of this width (real pixels): at the left of its line, or, where the two do
/// not fit side by side, on a line of its own. Returns whether that was so: the cursor then stands
/// below it, and the field takes the whole width.
bool drawFieldLabel(Kit& kit, const std::string& label, float fieldWidth, ImU32 ink);
/// Label left, value right; the value goes below where they do not fit side by side.
void row(Kit& kit, const std::string& label, const std::string& value);
/// Title of a section with an optional remark at the right, or below where it does not fit.
void section(Kit& kit, const std::string& title, const std::string& remark = {});
/// A line over the whole width of the pane.
void divider(Kit& kit);
/// A tinted box with an icon and a sentence that is broken into lines. An `id` makes it clickable.
bool banner(Kit& kit, Tone tone, const std::string& sentence, const std::string& id = {});
/// A figure in large digits over its name: "40  Sites".
void figure(Kit& kit, const std::string& value, const std::string& unit, const std::string& name);
/// A key as it is drawn in the palette and the sheet; returns its width in real pixels.
float keyCap(Kit& kit, ImDrawList* list, ImVec2 rightMiddle, const std::string& key);

} // namespace meso::ui
