#pragma once
#include <string>

#include "ui/kit/kit.h"

namespace meso::ui {

/// A line of text without a frame, with the keyboard's focus from its first frame on. Returns
/// whether the text changed.
bool searchLine(Kit& kit, const std::string& id, const char* invitation, std::string& text);

} // namespace meso::ui
