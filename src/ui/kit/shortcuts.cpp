#include "ui/kit/shortcuts.h"

#include <array>
#include <cctype>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace meso::ui {

namespace {

struct NamedKey {
    int key;
    const char* name;
};

constexpr std::array kKeys{
    NamedKey{GLFW_KEY_SPACE, "Space"}, NamedKey{GLFW_KEY_ENTER, "Enter"},
    NamedKey{GLFW_KEY_ESCAPE, "Esc"}, NamedKey{GLFW_KEY_DELETE, "Delete"},
    NamedKey{GLFW_KEY_BACKSPACE, "Backspace"}, NamedKey{GLFW_KEY_INSERT, "Insert"},
    NamedKey{GLFW_KEY_TAB, "Tab"}, NamedKey{GLFW_KEY_LEFT, "Left"},
    NamedKey{GLFW_KEY_RIGHT, "Right"}, NamedKey{GLFW_KEY_UP, "Up"}, NamedKey{GLFW_KEY_DOWN, "Down"},
    NamedKey{GLFW_KEY_HOME, "Home"}, NamedKey{GLFW_KEY_END, "End"},
    NamedKey{GLFW_KEY_PAGE_UP, "PageUp"}, NamedKey{GLFW_KEY_PAGE_DOWN, "PageDown"},
    NamedKey{GLFW_KEY_COMMA, ","}, NamedKey{GLFW_KEY_PERIOD, "."}, NamedKey{GLFW_KEY_MINUS, "-"},
    NamedKey{GLFW_KEY_SLASH, "/"}, NamedKey{GLFW_KEY_EQUAL, "="},
    NamedKey{GLFW_KEY_LEFT_BRACKET, "["}, NamedKey{GLFW_KEY_RIGHT_BRACKET, "]"},
    // Of the number pad; after the keys that share their names.
    NamedKey{GLFW_KEY_KP_ENTER, "Enter"}, NamedKey{GLFW_KEY_KP_SUBTRACT, "-"},
    NamedKey{GLFW_KEY_KP_ADD, "+"}};

struct NamedModifier {
    int bit;
    const char* prefix;
};
constexpr std::array kModifiers{
    NamedModifier{GLFW_MOD_CONTROL, "Ctrl+"}, NamedModifier{GLFW_MOD_ALT, "Alt+"},
    NamedModifier{GLFW_MOD_SHIFT, "Shift+"}, NamedModifier{GLFW_MOD_SUPER, "Super+"}};

/// Signs that need Shift on some layout: the key's own character, and what Shift makes of it.
struct ShiftedSign {
    const char* plain;
    const char* shifted;
};
constexpr std::array kShiftedSigns{ShiftedSign{"/", "?"}, ShiftedSign{"ß", "?"},
                                   ShiftedSign{"=", "+"}};

bool isLetter(const std::string& text) {
    return text.size() == 1 && std::isalpha(static_cast<unsigned char>(text[0])) != 0;
}

/// The key's name without modifiers; the layout decides on letters and signs, never on digits:
/// some layouts need Shift for them, and 1 to 6 turn the head.
std::string keyName(int key, const std::string& printable) {
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9)
        return std::string(1, static_cast<char>('0' + key - GLFW_KEY_0));
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9)
        return std::string(1, static_cast<char>('0' + key - GLFW_KEY_KP_0));
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12)
        return "F" + std::to_string(1 + key - GLFW_KEY_F1);
    if (isLetter(printable))
        return std::string(
            1, static_cast<char>(std::toupper(static_cast<unsigned char>(printable[0]))));
    for (const char* sign : {",", ".", "-", "+", "/", "=", "?", "ß"})
        if (printable == sign)
            return printable;
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z)
        return std::string(1, static_cast<char>('A' + key - GLFW_KEY_A));
    for (const NamedKey& known : kKeys)
        if (known.key == key)
            return known.name;
    return {};
}

} // namespace

std::string shortcutOf(int glfwKey, int glfwModifiers, const std::string& printable) {
    std::string name = keyName(glfwKey, printable);
    if ((glfwModifiers & GLFW_MOD_SHIFT) != 0)
        for (const ShiftedSign& sign : kShiftedSigns)
            if (name == sign.plain) {
                name = sign.shifted;
                break;
            }
    if (name.empty() || name == "ß")
        return {};
    if (name == "?" || name == "+")
        glfwModifiers &= ~GLFW_MOD_SHIFT;
    std::string out;
    for (const NamedModifier& modifier : kModifiers)
        if ((glfwModifiers & modifier.bit) != 0)
            out += modifier.prefix;
    return out + name;
}

std::optional<KeyPress> keyPressOf(const std::string& shortcut) {
    KeyPress out;
    std::string rest = shortcut;
    for (const NamedModifier& modifier : kModifiers)
        if (rest.starts_with(modifier.prefix)) {
            out.modifiers |= modifier.bit;
            rest.erase(0, std::string(modifier.prefix).size());
        }
    if (rest.empty())
        return std::nullopt;
    for (int key = GLFW_KEY_SPACE; key <= GLFW_KEY_LAST; ++key)
        for (const int shift : {0, GLFW_MOD_SHIFT})
            if (shortcutOf(key, shift) == rest && (shift == 0 || rest == "?" || rest == "+")) {
                out.key = key;
                out.modifiers |= shift;
                return out;
            }
    return std::nullopt;
}

} // namespace meso::ui
