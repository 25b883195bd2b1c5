#pragma once
#include <string>
#include <vector>

#include <imgui.h>

#include "ui/kit/kit.h"
#include "view/colour.h"

namespace meso::ui {

ImU32 packed(view::Colour colour, float alpha = 1);
/// Text at the cursor, in a face and a colour.
void lineOfText(Kit& kit, ImFont* font, view::Colour colour, const std::string& text);
/// The text in lines of at most `width` real pixels, broken at spaces; a wider word is cut.
std::vector<std::string> wrappedLines(ImFont* font, const std::string& text, float width);
/// The same, broken into lines at `width` real pixels (0: the rest of the line).
void wrappedText(Kit& kit, ImFont* font, view::Colour colour, const std::string& text,
                 float width = 0);
/// Text at a place on a draw list, whole pixels.
void drawText(ImDrawList* list, ImFont* font, ImU32 colour, ImVec2 place, const std::string& text);
ImVec2 sizeOf(ImFont* font, const std::string& text);
/// The text, cut with "…" so that it is at most `width` real pixels wide.
std::string elided(ImFont* font, const std::string& text, float width);
/// A sentence in small, muted letters, broken at the end of the line.
void caption(Kit& kit, const std::string& sentence);

} // namespace meso::ui
