#include "ui/kit/shortcuts.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using namespace meso::ui;

std::vector<std::string> allNames() {
    std::vector<std::string> out{"Space", "Enter",  "Esc",      "Delete", "Backspace", "Insert",
                                 "Tab",   "Left",   "Right",    "Up",     "Down",      "Home",
                                 "End",   "PageUp", "PageDown", "?",      "+",         "-",
                                 ",",     ".",      "/",        "=",      "[",         "]"};
    for (char c = 'A'; c <= 'Z'; ++c)
        out.emplace_back(1, c);
    for (char c = '0'; c <= '9'; ++c)
        out.emplace_back(1, c);
    for (int i = 1; i <= 12; ++i)
        out.push_back("F" + std::to_string(i));
    return out;
}

TEST(Shortcuts, EveryNameGoesRoundTrip) {
    for (const std::string& name : allNames())
        for (const char* held : {"", "Ctrl+", "Alt+", "Ctrl+Alt+", "Super+"}) {
            const auto press = keyPressOf(held + name);
            ASSERT_TRUE(press.has_value()) << held << name;
            EXPECT_EQ(shortcutOf(press->key, press->modifiers), held + name);
        }
}

TEST(Shortcuts, ShiftedNamesGoRoundTrip) {
    for (const char* name : {"Ctrl+Shift+Z", "Ctrl+Shift+L", "Shift+Left", "Shift+Tab", "Shift+F1",
                             "Ctrl+Alt+Shift+Super+A", "Shift+1"}) {
        const auto press = keyPressOf(name);
        ASSERT_TRUE(press.has_value()) << name;
        EXPECT_EQ(shortcutOf(press->key, press->modifiers), name);
    }
}

TEST(Shortcuts, NamesAreNoOthers) {
    for (const char* name : {"", "Ctrl+", "Z+Ctrl", "ctrl+z", "Shift", "F13", "Enter ", "ZZ"})
        EXPECT_FALSE(keyPressOf(name).has_value()) << name;
}

TEST(Shortcuts, LettersAreWhereTheLayoutSaysTheyAre) {
    EXPECT_EQ(shortcutOf(GLFW_KEY_Y, GLFW_MOD_CONTROL, "z"), "Ctrl+Z") << "German";
    EXPECT_EQ(shortcutOf(GLFW_KEY_Z, GLFW_MOD_CONTROL, "я"), "Ctrl+Z") << "Cyrillic";
    EXPECT_EQ(shortcutOf(GLFW_KEY_SEMICOLON, 0, "m"), "M") << "French";
    EXPECT_EQ(shortcutOf(GLFW_KEY_1, 0, "&"), "1") << "French digits need Shift";
}

TEST(Shortcuts, SignsAreNamedWithoutTheShiftThatTheyNeed) {
    EXPECT_EQ(shortcutOf(GLFW_KEY_SLASH, GLFW_MOD_SHIFT, "/"), "?");
    EXPECT_EQ(shortcutOf(GLFW_KEY_MINUS, GLFW_MOD_SHIFT, "ß"), "?") << "German";
    EXPECT_EQ(shortcutOf(GLFW_KEY_EQUAL, GLFW_MOD_SHIFT | GLFW_MOD_CONTROL, "="), "Ctrl++");
    EXPECT_EQ(shortcutOf(GLFW_KEY_RIGHT_BRACKET, GLFW_MOD_CONTROL, "+"), "Ctrl++") << "German";
    EXPECT_EQ(shortcutOf(GLFW_KEY_SLASH, GLFW_MOD_CONTROL, "-"), "Ctrl+-") << "German";
}

TEST(Shortcuts, TheNumberPadWritesTheSame) {
    EXPECT_EQ(shortcutOf(GLFW_KEY_KP_5, 0), "5");
    EXPECT_EQ(shortcutOf(GLFW_KEY_KP_ENTER, 0), "Enter");
    EXPECT_EQ(shortcutOf(GLFW_KEY_KP_ADD, GLFW_MOD_CONTROL), "Ctrl++");
}

TEST(Shortcuts, LocksAreNotHeldKeysAndModifiersAloneAreNothing) {
    EXPECT_EQ(shortcutOf(GLFW_KEY_A, GLFW_MOD_CAPS_LOCK | GLFW_MOD_NUM_LOCK), "A");
    EXPECT_EQ(shortcutOf(GLFW_KEY_LEFT_CONTROL, GLFW_MOD_CONTROL), "");
    EXPECT_EQ(shortcutOf(GLFW_KEY_UNKNOWN, 0), "");
    EXPECT_EQ(shortcutOf(GLFW_KEY_MINUS, 0, "ß"), "");
}

} // namespace
