#include "ui/kit/fields.h"

#include <imgui_stdlib.h>

#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

constexpr float kSideButton = 32; ///< width of minus and plus

bool isOpen(const FieldMemory& memory, const std::string& id) {
    return memory.open == id;
}

/// What the box of a field looks like.
void drawBox(Kit& kit, const Rect& box, bool isTypedInto, bool isWrong, float alpha) {
    const view::Theme& t = kit.theme;
    fill(box, packed(t.dark ? t.raised : t.surface, alpha), kit.px(6));
    const view::Colour line = isWrong ? t.danger : isTypedInto ? t.accent : t.border;
    ImGui::GetWindowDrawList()->AddRect(box.min, box.max, packed(line, alpha), kit.px(6), 0,
                                        isTypedInto ? 2 * kit.scale : hairline(kit));
}

/// What a field is made of for the hand: a text line that opens when it is pressed.
struct Line {
    const std::string& id;
    const std::string& content; ///< what it holds when it is opened
    std::string tip;
};

/// The bare text line over `box`, its text visible only while it is open. ImGui's own line from the
/// first press on, so that no letter is lost between the click and the next frame.
bool textLine(Kit& kit, const Rect& box, std::string& content, bool isVisible) {
    ImGui::SetCursorScreenPos(box.min);
    ImGui::PushFont(kit.fonts.medium);
    const float lift = (box.height() - kit.fonts.medium->FontSize) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kit.px(8), std::max(0.F, lift)));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.F);
    for (const ImGuiCol part : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
        ImGui::PushStyleColor(part, IM_COL32_BLACK_TRANS);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(kit.theme.text, isVisible ? 1 : 0));
    ImGui::SetNextItemWidth(box.width());
    const bool entered =
        ImGui::InputText("##typing", &content,
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    ImGui::PopStyleColor(4);
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
    return entered;
}

/// Draws a line and keeps the memory of it. Returns what was typed once it is over with a change.
std::optional<std::string> typing(Kit& kit, FieldMemory& memory, const Line& line,
                                  const Rect& box) {
    const bool wasOpen = isOpen(memory, line.id);
    std::string closed = line.content;
    const bool entered = textLine(kit, box, wasOpen ? memory.typed : closed, wasOpen);
    const bool isOver = entered || ImGui::IsItemDeactivated();
    tag(kit, line.id);
    if (ImGui::IsItemActive() && !isOver) {
        if (!wasOpen) {
            memory.open = line.id;
            memory.typed = memory.before = closed;
        }
        return std::nullopt;
    }
    hint(kit, line.tip);
    if (!wasOpen)
        return std::nullopt;
    memory.open.clear();
    // Esc puts the old text back, an unchanged text must not round the value to what is shown, and
    // a field whose panel went away meanwhile is forgotten.
    if (isOver && memory.typed != memory.before)
        return memory.typed;
    memory.problems.erase(line.id);
    return std::nullopt;
}

/// The sentence under a field whose last entry was refused.
void drawProblem(Kit& kit, const FieldMemory& memory, const std::string& id) {
    const auto problem = memory.problems.find(id);
    if (problem != memory.problems.end())
        wrappedText(kit, kit.fonts.caption, kit.theme.danger, problem->second);
}

std::optional<double> understood(FieldMemory& memory, const NumberField& field,
                                 const std::string& typed) {
    const auto value = field.read(typed);
    if (!value.ok()) {
        refuse(memory, field.id, value.error().message + " Allowed: " + field.range + ".");
        return std::nullopt;
    }
    if (*value < field.bounds.min || *value > field.bounds.max) {
        refuse(memory, field.id,
               "\"" + text::printable(typed, 24) + "\" is outside " + field.range + ".");
        return std::nullopt;
    }
    memory.problems.erase(field.id);
    if (field.value == *value)
        return std::nullopt;
    return *value;
}

/// One step up or down, within the bounds, without the dust of repeated additions.
double stepped(const NumberField& field, int direction) {
    const double perUnit = std::round(1 / field.step);
    double next = *field.value + direction * field.step;
    if (std::abs(perUnit * field.step - 1) < 1e-9)
        next = std::round(next * perUnit * 1e4) / (perUnit * 1e4);
    return std::clamp(next, field.bounds.min, field.bounds.max);
}

/// Why one of the side buttons does nothing now.
std::string stepDisabledReason(const NumberField& field, int direction) {
    if (!field.disabledReason.empty())
        return field.disabledReason;
    if (!field.value)
        return field.whenEmpty + " Type one value for all of them.";
    const bool atEnd =
        direction < 0 ? *field.value <= field.bounds.min : *field.value >= field.bounds.max;
    return atEnd ? "Allowed: " + field.range + "." : std::string();
}

/// A thin minus or plus: those of the icon font are too heavy beside a figure.
void drawSign(const Kit& kit, ImVec2 middle, ImU32 ink, bool isPlus) {
    const ImVec2 at{std::floor(middle.x), std::floor(middle.y)};
    const float arm = std::round(kit.px(5));
    const float thick = std::max(1.F, std::round(kit.px(1.2F)));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float from = std::floor(thick / 2);
    list->AddRectFilled({at.x - arm, at.y - from}, {at.x - from + thick + arm, at.y - from + thick},
                        ink);
    if (isPlus)
        list->AddRectFilled({at.x - from, at.y - arm},
                            {at.x - from + thick, at.y - from + thick + arm}, ink);
}

/// Whether the last item's button, held down, steps once more in this frame.
bool repeatsNow() {
    return ImGui::IsItemActive() && ImGui::IsItemHovered() &&
           ImGui::GetIO().MouseDownDuration[0] > 0 && ImGui::IsMouseClicked(0, true);
}
/// Whether the mouse that is let go now was down for so long that the button repeated.
bool wasHeldLong() {
    return ImGui::GetIO().MouseDownDurationPrev[0] >= ImGui::GetIO().KeyRepeatDelay;
}

/// The minus (direction -1) or plus button at its end of the box.
std::optional<double> sideButton(Kit& kit, const NumberField& field, const Rect& box,
                                 int direction) {
    const float width = kit.px(kSideButton);
    ImGui::SetCursorScreenPos({direction < 0 ? box.min.x : box.max.x - width, box.min.y});
    const bool clicked =
        ImGui::InvisibleButton(direction < 0 ? "##dec" : "##inc", {width, box.height()});
    const bool pressed = (clicked && !wasHeldLong()) || repeatsNow();
    const std::string disabledReason = stepDisabledReason(field, direction);
    const Interaction use = interactionOf(kit, field.id + (direction < 0 ? ".dec" : ".inc"),
                                          pressed, {}, disabledReason);
    const view::Theme& t = kit.theme;
    if (use.hovered)
        fill(use.box.inset(kit.scale), packed(t.dark || use.held ? t.border : t.raised), kit.px(5));
    const ImU32 ink =
        packed(use.hovered ? t.text : t.muted, disabledReason.empty() ? 1 : kDisabledAlpha);
    drawSign(kit, use.box.centre(), ink, direction > 0);
    focusRing(kit, kit.px(5));
    if (!use.pressed)
        return std::nullopt;
    return stepped(field, direction);
}

/// The value between the buttons. Returns what was typed when that is over.
std::optional<std::string> valueLine(Kit& kit, FieldMemory& memory, const NumberField& field,
                                     const Rect& box) {
    std::optional<std::string> typed;
    const std::string shown = field.value ? field.shown : "—";
    if (field.disabledReason.empty()) {
        const std::string content = field.value ? field.shown : std::string();
        const std::string tip =
            (field.value ? "" : field.whenEmpty + " ") + ("Type a value: " + field.range);
        typed = typing(kit, memory, {field.id, content, tip}, box);
    } else {
        ImGui::SetCursorScreenPos(box.min);
        ImGui::InvisibleButton("##value", {box.width(), box.height()});
        interactionOf(kit, field.id, false, {}, field.disabledReason);
        focusRing(kit, kit.px(5));
    }
    const ImU32 ink = packed(kit.theme.text, field.disabledReason.empty() ? 1 : kDisabledAlpha);
    if (!isOpen(memory, field.id))
        drawCentred(kit.fonts.medium, ink, box.centre(),
                    elided(kit.fonts.medium, shown, box.width() - kit.px(4)));
    return typed;
}

/// The label, and the place of the box at the right end of the line, or below.
Rect drawNumberLabel(Kit& kit, const NumberField& field) {
    const float room = ImGui::GetContentRegionAvail().x;
    float width = field.label.empty() ? room : std::min(kit.px(field.width), room);
    const float height = kit.px(kFieldHeight);
    const ImU32 ink = packed(kit.theme.muted, field.disabledReason.empty() ? 1 : kDisabledAlpha);
    if (!field.label.empty() && drawFieldLabel(kit, field.label, width, ink))
        width = room;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float left = std::floor(start.x + room - width);
    return {{left, start.y}, {left + width, start.y + height}};
}

/// Goes on under the line of a field that began at `start`.
void endLine(ImVec2 start, const Rect& box) {
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({box.max.x - start.x, box.height()});
}

} // namespace

void refuse(FieldMemory& memory, const std::string& id, const std::string& sentence) {
    memory.problems[id] = sentence;
}

std::optional<double> numberField(Kit& kit, FieldMemory& memory, const NumberField& field) {
    ImGui::PushID(field.id.c_str());
    const Rect box = drawNumberLabel(kit, field);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const bool isTypedInto = isOpen(memory, field.id);
    drawBox(kit, box, isTypedInto, memory.problems.count(field.id) > 0,
            field.disabledReason.empty() ? 1 : kDisabledAlpha);
    const float side = field.step > 0 ? kit.px(kSideButton) : 0;
    const Rect middle{{box.min.x + side, box.min.y}, {box.max.x - side, box.max.y}};
    std::optional<double> given;
    if (const auto typed = valueLine(kit, memory, field, middle))
        given = understood(memory, field, *typed);
    for (const int direction : {-1, 1}) {
        if (field.step <= 0)
            break;
        if (const auto value = sideButton(kit, field, box, direction)) {
            memory.problems.erase(field.id);
            given = value;
        }
    }
    endLine(start, box);
    kit.items[field.id + ".number"] = {box.min, box.max, false, ImGui::IsItemVisible()};
    drawProblem(kit, memory, field.id);
    ImGui::PopID();
    return given;
}

std::optional<std::string> textField(Kit& kit, FieldMemory& memory, const std::string& id,
                                     const std::string& label, const std::string& value) {
    ImGui::PushID(id.c_str());
    if (!label.empty())
        lineOfText(kit, kit.fonts.body, kit.theme.muted,
                   elided(kit.fonts.body, label, ImGui::GetContentRegionAvail().x));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(kSideButton));
    const Rect box{start, {start.x + width, start.y + kit.px(kFieldHeight)}};
    const std::string shown = elided(kit.fonts.medium, value, box.width() - kit.px(16));
    drawBox(kit, box, isOpen(memory, id), memory.problems.count(id) > 0, 1);
    auto given = typing(kit, memory, {id, value, shown == value ? "" : value}, box);
    if (given)
        memory.problems.erase(id);
    if (!isOpen(memory, id))
        drawFrom(kit.fonts.medium, packed(kit.theme.text), box.min.x + kit.px(8), box.centre().y,
                 shown);
    endLine(start, box);
    drawProblem(kit, memory, id);
    ImGui::PopID();
    return given;
}

std::optional<std::string> cellLine(Kit& kit, FieldMemory& memory, const CellLine& cell) {
    ImGui::PushID(cell.id.c_str());
    const Rect box{cell.min, cell.max};
    drawBox(kit, box, true, false, 1);
    if (cell.takesKeyboard)
        ImGui::SetKeyboardFocusHere();
    auto given = typing(kit, memory, {cell.id, cell.content, {}}, box);
    ImGui::PopID();
    return given;
}

} // namespace meso::ui
