#include "ui/kit/theme.h"

#include <imgui.h>

namespace meso::ui {

namespace {

ImVec4 of(view::Colour c, float alpha = 1) {
    return {c.red, c.green, c.blue, c.alpha * alpha};
}

ImGuiStyle shape() {
    ImGuiStyle s;
    s.WindowPadding = {16, 16};
    s.FramePadding = {10, 7};
    s.ItemSpacing = {8, 8};
    s.ItemInnerSpacing = {8, 6};
    s.CellPadding = {8, 6};
    s.IndentSpacing = 16;
    s.ScrollbarSize = 10;
    s.GrabMinSize = 14;
    s.WindowRounding = s.PopupRounding = 8;
    s.ChildRounding = s.FrameRounding = s.TabRounding = 6;
    s.GrabRounding = 7;
    s.ScrollbarRounding = 5;
    s.WindowBorderSize = s.ChildBorderSize = 0;
    s.PopupBorderSize = s.FrameBorderSize = 1;
    s.DisabledAlpha = 0.45F;
    s.AntiAliasedLinesUseTex = true;
    s.CircleTessellationMaxError = 0.15F;
    s.CurveTessellationTol = 0.8F;
    return s;
}

void paintSurfaces(ImGuiStyle& s, const view::Theme& t) {
    ImVec4* c = s.Colors;
    c[ImGuiCol_WindowBg] = c[ImGuiCol_PopupBg] = of(t.surface);
    c[ImGuiCol_ChildBg] = c[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
    c[ImGuiCol_Border] = c[ImGuiCol_Separator] = of(t.border);
    c[ImGuiCol_TableBorderLight] = c[ImGuiCol_TableBorderStrong] = of(t.border);
    c[ImGuiCol_TableHeaderBg] = of(t.raised);
    c[ImGuiCol_TableRowBgAlt] = of(t.raised);
    c[ImGuiCol_ModalWindowDimBg] = of(view::colourOf(0x0B1117), 0.45F);
}

void paintControls(ImGuiStyle& s, const view::Theme& t) {
    ImVec4* c = s.Colors;
    c[ImGuiCol_Text] = of(t.text);
    c[ImGuiCol_TextDisabled] = of(t.faint);
    c[ImGuiCol_TextSelectedBg] = of(t.accent, 0.28F);
    c[ImGuiCol_FrameBg] = c[ImGuiCol_Button] = of(t.surface);
    c[ImGuiCol_FrameBgHovered] = c[ImGuiCol_FrameBgActive] = of(t.raised);
    c[ImGuiCol_ButtonHovered] = c[ImGuiCol_HeaderHovered] = of(t.raised);
    c[ImGuiCol_ButtonActive] = c[ImGuiCol_HeaderActive] = of(t.border);
    c[ImGuiCol_Header] = of(t.accentTint);
    c[ImGuiCol_ScrollbarGrab] = of(t.track);
    c[ImGuiCol_ScrollbarGrabHovered] = of(t.faint);
    c[ImGuiCol_ScrollbarGrabActive] = of(t.muted);
    c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrab] = c[ImGuiCol_NavHighlight] = of(t.accent);
    c[ImGuiCol_SliderGrabActive] = of(t.accentHover);
}

} // namespace

void applyStyle(const view::Theme& theme, float scale) {
    ImGuiStyle style = shape();
    paintSurfaces(style, theme);
    paintControls(style, theme);
    style.ScaleAllSizes(scale);
    ImGui::GetStyle() = style;
}

} // namespace meso::ui
