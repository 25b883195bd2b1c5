#include "ui/shell/status_bar_panel.h"

#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/state/status_text.h"

namespace meso::ui {

namespace {

/// The last thing that was done, else what the tool does.
std::string remainingText(const Panel& panel) {
    if (!panel.state().hoverSentence.empty())
        return panel.state().hoverSentence;
    return hintOf(panel.state().tool);
}

/// As many of the parts between " · " as fit; at least the first.
std::string wholeParts(ImFont* font, std::string sentence, float width) {
    const std::string between = " · ";
    while (sizeOf(font, sentence).x > width) {
        const auto last = sentence.rfind(between);
        if (last == std::string::npos)
            break;
        sentence.erase(last);
    }
    return elided(font, sentence, width);
}

/// Whether the plan is approved, left of `end`, where the window has room for it. Returns where it
/// begins.
float drawApproval(Panel& panel, float end, float y) {
    Kit& kit = panel.kit;
    const plan::Plan& plan = panel.openCase().plan();
    const auto& findings = panel.openCase().derived().findings;
    const std::string words = app::approvalText(plan, findings);
    ImFont* font = kit.fonts.captionMedium;
    const float begin = end - sizeOf(font, words).x - kit.px(28);
    // What was done last and the first part of the tool's hint come before it.
    const std::string rest = remainingText(panel);
    const float forTheRest = sizeOf(font, elided(font, panel.state().lastAction,
                                                 0.35F * (panel.rect.max.x - panel.rect.min.x)))
                                 .x +
                             sizeOf(font, rest.substr(0, rest.find(" · "))).x + kit.px(60);
    if (begin - panel.rect.min.x < forTheRest)
        return end;
    const bool holds = app::approvalStateOf(plan, findings) == app::ApprovalState::Holds;
    const view::Colour ink = holds           ? kit.theme.ok
                             : plan.approval ? kit.theme.warn
                                             : kit.theme.muted;
    drawText(ImGui::GetWindowDrawList(), font, packed(ink), {begin, y}, words);
    kit.items["status.approval"] = {{begin, y}, {end, y + font->FontSize}, false, true};
    return begin;
}

} // namespace

void drawStatusBar(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##status",
                    panel.rect.min,
                    panel.rect.max,
                    kit.theme.raised,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoInputs});
    edgeLine(panel.rect.min, {panel.rect.max.x, panel.rect.min.y + 1}, packed(kit.theme.border));
    ImFont* font = kit.fonts.caption;
    const float y = panel.rect.min.y + (panel.rect.max.y - panel.rect.min.y - font->FontSize) / 2;
    const float width = panel.rect.max.x - panel.rect.min.x;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImU32 colour = packed(kit.theme.muted);
    std::string right = solverState(panel.openCase());
    const std::string aid = "Planning, training and explanation aid, not a medical device   ·   ";
    if (width >= kit.px(900))
        right = aid + right;
    const float rightWidth = sizeOf(font, right).x;
    float end = panel.rect.max.x - kit.px(14) - rightWidth;
    drawText(list, font, colour, {end, y}, right);
    if (width >= kit.px(900))
        kit.items["status.aid"] = {
            {end, y}, {end + sizeOf(font, aid).x, y + font->FontSize}, false, true};
    const std::string place = placeUnderCursor(panel.openCase(), panel.state());
    if (!place.empty() && width >= kit.px(700)) {
        end -= sizeOf(font, place).x + kit.px(28);
        drawText(list, font, packed(kit.theme.text), {end, y}, place);
    }
    const std::string& last = panel.state().lastAction;
    float left = panel.rect.min.x + kit.px(14);
    end = drawApproval(panel, end, y);
    if (!last.empty()) {
        const std::string cut = elided(font, last, 0.35F * width);
        drawText(list, font, packed(kit.theme.text), {left, y}, cut);
        left += sizeOf(font, cut).x;
        drawText(list, font, packed(kit.theme.faint), {left + kit.px(8), y}, "·");
        left += kit.px(20);
    }
    const float room = end - left - kit.px(20);
    if (room > kit.px(60))
        drawText(list, font, colour, {left, y}, wholeParts(font, remainingText(panel), room));
    endPane();
}

} // namespace meso::ui
