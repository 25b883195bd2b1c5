#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "ui/kit/fields.h"
#include "ui/kit/kit.h"
#include "ui/kit/rect.h"
#include "ui/panel/window_layout.h"
#include "ui/state/actions.h"

namespace meso::plan {
struct Plan;
}

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

struct UiState;

/// What every panel is drawn with.
struct Panel {
    Kit& kit;
    UiContext context;
    const ActionTable& actions;
    FieldMemory& fields;
    Rect rect;                            ///< of this panel, real pixels
    const std::vector<std::string>& keys; ///< pressed in this frame, for lists and dialogs
    WidthClass room = WidthClass::Wide;   ///< of the window

    [[nodiscard]] bool pressed(const char* key) const {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    }
    /// Enter, where it means the dialog's main button: not while the ring is on another control.
    [[nodiscard]] bool confirmed() const {
        const ImGuiIO& io = ImGui::GetIO();
        return pressed("Enter") && (!io.NavVisible || io.WantTextInput);
    }
    [[nodiscard]] app::OpenCase& openCase() const { return context.openCase; }
    [[nodiscard]] UiState& state() const { return context.state; }
};

/// An icon button that does an action: icon, tooltip, shortcut, "on" and the disabled reason from
/// the table.
bool actionIcon(Panel& panel, const std::string& id, float size = 40);
/// The same as a button with words. Width in logical pixels; 0: as wide as they need, below 0: the
/// rest of the line.
bool actionButton(Panel& panel, const std::string& id, Emphasis emphasis = Emphasis::Plain,
                  float width = 0);
/// Words as a menu of ImGui shows them whole: it would take what follows "##" for an id.
std::string menuText(std::string words);
/// A line of a menu.
void actionMenuItem(Panel& panel, const std::string& id);
/// A switch that does an action which can be on or off.
void actionToggle(Panel& panel, const std::string& id);

/// Takes an edit; a refusal is shown under the field.
void apply(Panel& panel, const std::string& fieldId, Result<plan::Plan> next,
           const std::string& label);

/// The inspector: what is drawn after beginInspector() stands still at its top, and what is drawn
/// after beginPage() scrolls below that, from its top on when it is another page than in the last
/// frame. endInspector() ends both.
void beginInspector(Panel& panel, const std::string& title);
void beginPage(Panel& panel);
void endInspector();
/// Whether a line of a banner still leaves the page enough room below what stands still.
bool hasRoomAbovePage(const Panel& panel);

// The panels, each in its own unit.

// What lies over the panels; `area` is the whole window. A dialog closes by Esc.

} // namespace meso::ui
