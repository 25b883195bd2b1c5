#pragma once
#include <filesystem>
#include <string>

#include "ui/kit/kit.h"

namespace meso::ui {

/// The faces, and what is missing.
struct FontLoad {
    Fonts fonts;
    std::string problem; ///< which files are missing and what to install; empty: nothing
};

/// Fills the font atlas of the current ImGui context with Inter (Inter-Regular, -Medium, -SemiBold,
/// InterDisplay-SemiBold .otf) and the icons (materialdesignicons-webfont.ttf) of `folder`, at
/// `scale` real pixels per logical pixel, digits all of one width. What was in the atlas is
/// dropped, so its texture must be made anew. A file that is missing or no font is replaced by
/// ImGui's built-in face, and icons by letters; it never fails. About 60 ms at scale 1.
FontLoad loadFonts(const std::filesystem::path& folder, float scale);

/// Whether every character of the text (UTF-8) has a glyph of its own in the face.
bool canWrite(const ImFont& font, const std::string& text);

} // namespace meso::ui
