#pragma once
#include "ui/kit/kit_buttons.h"
#include <imgui.h>

/// The only place that knows which Dear ImGui it is: 1.86 (Debian 12) and 1.90 (Debian 13) are both
/// served. Feeding input by hand, as drivers and tests do, differs most between them.
namespace meso::ui {

/// A scrolling part of a pane; ends with ImGui::EndChild() whatever it returns.
inline bool beginChild(const char* name, ImVec2 size, bool border, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19000
    return ImGui::BeginChild(name, size, border ? ImGuiChildFlags_Border : ImGuiChildFlags_None,
                             flags);
#else
    return ImGui::BeginChild(name, size, border, flags);
#endif
}

/// Makes the keys of feedKey() known; once per context that has no window behind it.
inline void mapKeys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
    for (int key = 0; key < ImGuiKey_COUNT; ++key)
        io.KeyMap[key] = key;
#else
    (void)io;
#endif
}

/// Lets the keyboard move the focus and press what has it, or not. Does nothing before the keys are
/// known, which ImGui asserts.
inline void allowKeyNavigation(ImGuiIO& io, bool allowed) {
#if IMGUI_VERSION_NUM < 18700
    allowed = allowed && io.KeyMap[ImGuiKey_Space] >= 0;
    io.KeyMap[ImGuiKey_Tab] = -1; // FocusWalk goes where this version's Tab does not
#endif
    if (allowed)
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else
        io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}
/// Enter presses the focused control in the coming frame, as the space bar does. Later versions do
/// so by themselves.
inline void pressFocused(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
    io.NavInputs[ImGuiNavInput_Activate] = 1;
#else
    (void)io;
#endif
}
/// Whether one of the keys of feedKey() is held down.
inline bool isHeld(const ImGuiIO& io, ImGuiKey key) {
#if IMGUI_VERSION_NUM < 18700
    return io.KeyMap[key] >= 0 && io.KeysDown[io.KeyMap[key]];
#else
    (void)io;
    return ImGui::IsKeyDown(key);
#endif
}

/// Presses or lets go one of the keys that text fields and keyboard navigation understand
/// (ImGuiKey_Tab to ImGuiKey_Z of 1.86), on a context that mapKeys() has seen.
inline void feedKey(ImGuiIO& io, ImGuiKey key, bool down) {
#if IMGUI_VERSION_NUM < 18700
    io.KeysDown[key] = down; // as mapKeys() has it; allowKeyNavigation() may hide it from ImGui
#else
    io.AddKeyEvent(key, down);
#endif
}

/// Makes a key that the GLFW backend knows by `glfwKey` look pressed or let go in the coming frame.
/// From 1.87 on the backend's own queue shows every press for a frame, and this does nothing.
inline void showKey(ImGuiIO& io, int glfwKey, bool down) {
#if IMGUI_VERSION_NUM < 18700
    if (glfwKey >= 0 && glfwKey < IM_ARRAYSIZE(io.KeysDown))
        io.KeysDown[glfwKey] = down;
#else
    (void)io, (void)glfwKey, (void)down;
#endif
}

/// The same for Ctrl as a modifier.
inline void showCtrl(ImGuiIO& io, bool down) {
#if IMGUI_VERSION_NUM < 18700
    io.KeyCtrl = down;
#else
    (void)io, (void)down;
#endif
}

/// Which modifier keys are held.
struct HeldModifiers {
    bool ctrl = false, shift = false, alt = false;
};
inline void feedModifiers(ImGuiIO& io, HeldModifiers held) {
#if IMGUI_VERSION_NUM < 18700
    io.KeyCtrl = held.ctrl;
    io.KeyShift = held.shift;
    io.KeyAlt = held.alt;
#elif IMGUI_VERSION_NUM < 18900
    io.AddKeyEvent(ImGuiKey_ModCtrl, held.ctrl);
    io.AddKeyEvent(ImGuiKey_ModShift, held.shift);
    io.AddKeyEvent(ImGuiKey_ModAlt, held.alt);
#else
    io.AddKeyEvent(ImGuiMod_Ctrl, held.ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, held.shift);
    io.AddKeyEvent(ImGuiMod_Alt, held.alt);
#endif
}

// The mouse, in window pixels. A press and its release need a frame between them.
inline void feedMouse(ImGuiIO& io, ImVec2 place) {
#if IMGUI_VERSION_NUM < 18700
    io.MousePos = place;
#else
    io.AddMousePosEvent(place.x, place.y);
#endif
}
inline void feedButton(ImGuiIO& io, int button, bool down) {
#if IMGUI_VERSION_NUM < 18700
    io.MouseDown[button] = down;
#else
    io.AddMouseButtonEvent(button, down);
#endif
}
/// `notches` up (away from the user) are positive; for the next frame only.
inline void feedWheel(ImGuiIO& io, float notches) {
#if IMGUI_VERSION_NUM < 18700
    io.MouseWheel += notches;
#else
    io.AddMouseWheelEvent(0, notches);
#endif
}

} // namespace meso::ui
