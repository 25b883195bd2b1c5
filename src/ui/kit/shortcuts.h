#pragma once
#include <optional>
#include <string>

/// Keys of a keyboard as the table of actions writes them: "Ctrl+Shift+Z", "Space", "?".
namespace meso::ui {

/// A key with what is held beside it, in GLFW's numbers (GLFW_KEY_*, GLFW_MOD_*).
struct KeyPress {
    int key = 0;
    int modifiers = 0;
    bool operator==(const KeyPress&) const = default;
};

/// The name of a key press, its modifiers first, in the order Ctrl, Alt, Shift, Super. `printable`
/// is what the key writes on this layout without Shift (glfwGetKeyName; empty: nothing), so that
/// Ctrl+Z is where the keyboard says Z. "?" and "+" are named without Shift, because the layout
/// decides whether they need it. Empty: the key has no name here (a modifier alone, a media key).
std::string shortcutOf(int glfwKey, int glfwModifiers, const std::string& printable = {});

/// The key press that shortcutOf() gives this name on a US keyboard. Empty: not a name of one.
std::optional<KeyPress> keyPressOf(const std::string& shortcut);

} // namespace meso::ui
