#pragma once
#include <string>

#include "ui/panel/panel.h"

namespace meso::ui {

/// A card over a dimmed window. Between beginDialog() and endDialog() its contents are drawn; the
/// caller ends it whenever it was begun. Clicks beside it and Esc ask for closing.
struct Dialog {
    const char* name;       ///< of the ImGui popup
    float width = 560;      ///< logical pixels; cut to the window
    float top = 120;        ///< logical pixels from the window's top
    float padding = 20;     ///< logical pixels
    float maxHeight = 0.8F; ///< share of the window
};
/// Opens it when it is not open yet; returns false when it could not be shown in this frame.
bool beginDialog(Panel& panel, const Dialog& dialog);
void endDialog();
/// Whether the user wants it closed: Esc, or a press outside the card. Call inside.
bool wantsClose(const Panel& panel);

} // namespace meso::ui
