#pragma once
#include <imgui.h>

/// The only place that knows which Dear ImGui it is: 1.86 (Debian 12) and 1.90 (Debian 13) are both
/// served. Feeding input by hand, as drivers and tests do, differs most between them.
namespace meso::ui {

/// Lets what is drawn after the next item take the mouse where it lies on top of it. Call before
/// the item that lies below, and afterOverlapped() right after it.
inline void beforeOverlapped() {
#if IMGUI_VERSION_NUM >= 18970
    ImGui::SetNextItemAllowOverlap();
#endif
}
inline void afterOverlapped() {
#if IMGUI_VERSION_NUM < 18970
    ImGui::SetItemAllowOverlap();
#endif
}

/// A scrolling part of a pane; ends with ImGui::EndChild() whatever it returns.
inline bool beginChild(const char* name, ImVec2 size, bool border, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19000
    return ImGui::BeginChild(name, size, border ? ImGuiChildFlags_Border : ImGuiChildFlags_None,
                             flags);
#else
    return ImGui::BeginChild(name, size, border, flags);
#endif
}

/// Makes the keys of feedKey() known; once per context that has no window behind it. Until then
/// ImGuiConfigFlags_NavEnableKeyboard must stay off.
inline void mapKeys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
    for (int key = 0; key < ImGuiKey_COUNT; ++key)
        io.KeyMap[key] = key;
#else
    (void)io;
#endif
}

/// Presses or lets go one of the keys that text fields and keyboard navigation understand
/// (ImGuiKey_Tab to ImGuiKey_Z of 1.86), on a context that mapKeys() has seen.
inline void feedKey(ImGuiIO& io, ImGuiKey key, bool down) {
#if IMGUI_VERSION_NUM < 18700
    io.KeysDown[io.KeyMap[key]] = down;
#else
    io.AddKeyEvent(key, down);
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
