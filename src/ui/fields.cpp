#include "ui/fields.h"

#include <imgui_stdlib.h>

#include "base/text.h"
#include "ui/icons.h"
#include "ui/kit_shapes.h"

namespace meso::ui {

namespace {

constexpr float kFieldHeight = 32;
constexpr float kSideButton = 32; ///< width of minus and plus

bool isOpen(const FieldMemory& memory, const std::string& id) {
    return memory.open == id;
}

void open(FieldMemory& memory, const std::string& id, const std::string& text) {
    memory.open = id;
    memory.typed = memory.before = text;
    memory.lastFrame = ImGui::GetFrameCount();
    memory.wantsFocus = true;
}

/// A field that was not drawn for a frame (its panel was closed) is no longer typed into.
void forgetIfAbsent(FieldMemory& memory, const std::string& id) {
    if (isOpen(memory, id) && memory.lastFrame < ImGui::GetFrameCount() - 1)
        memory.open.clear();
}

/// What the box of a field looks like.
void drawBox(Kit& kit, const Box& box, bool isTypedInto, bool isWrong, float alpha) {
    const view::Theme& t = kit.theme;
    fill(box, packed(t.dark ? t.raised : t.surface, alpha), kit.px(6));
    const view::Colour line = isWrong ? t.danger : isTypedInto ? t.accent : t.border;
    ImGui::GetWindowDrawList()->AddRect(box.min, box.max, packed(line, alpha), kit.px(6), 0,
                                        isTypedInto ? 2 * kit.scale : hairline(kit));
}

/// The text line of an open field, in `box`. Returns what was typed once it is over with a change.
std::optional<std::string> typing(Kit& kit, FieldMemory& memory, const std::string& id,
                                  const Box& box) {
    ImGui::SetCursorScreenPos(box.min);
    ImGui::PushFont(kit.fonts.medium);
    const float lift = (box.height() - kit.fonts.medium->FontSize) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kit.px(8), std::max(0.F, lift)));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.F);
    for (const ImGuiCol part : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive})
        ImGui::PushStyleColor(part, IM_COL32_BLACK_TRANS);
    ImGui::SetNextItemWidth(box.width());
    if (memory.wantsFocus)
        ImGui::SetKeyboardFocusHere();
    const bool entered =
        ImGui::InputText("##typing", &memory.typed,
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    const bool left = ImGui::IsItemDeactivated();
    tag(kit, id);
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
    memory.lastFrame = ImGui::GetFrameCount();
    memory.wantsFocus = memory.wantsFocus && !ImGui::IsItemActive();
    if (!entered && !left)
        return std::nullopt;
    memory.open.clear();
    // Esc puts the old text back, and an unchanged text must not round the value to what is shown.
    if (memory.typed != memory.before)
        return memory.typed;
    memory.problems.erase(id);
    return std::nullopt;
}

/// The sentence under a field whose last entry was refused.
void drawProblem(Kit& kit, const FieldMemory& memory, const std::string& id) {
    const auto problem = memory.problems.find(id);
    if (problem != memory.problems.end())
        wrappedWords(kit, kit.fonts.caption, kit.theme.danger, problem->second);
}

std::optional<double> understood(FieldMemory& memory, const NumberField& field,
                                 const std::string& typed) {
    const auto value = field.read(typed);
    if (!value.ok()) {
        refuse(memory, field.id, value.error().message + " Allowed: " + field.range + ".");
        return std::nullopt;
    }
    if (*value < field.bounds.least || *value > field.bounds.most) {
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
    return std::clamp(next, field.bounds.least, field.bounds.most);
}

/// Why one of the side buttons does nothing now.
std::string whyNot(const NumberField& field, int direction) {
    if (!field.why.empty())
        return field.why;
    if (!field.value)
        return "The sites differ. Type one value for all of them.";
    const bool atEnd =
        direction < 0 ? *field.value <= field.bounds.least : *field.value >= field.bounds.most;
    return atEnd ? "Allowed: " + field.range + "." : std::string();
}

/// The minus (direction -1) or plus button at its end of the box.
std::optional<double> sideButton(Kit& kit, const NumberField& field, const Box& box,
                                 int direction) {
    const float width = kit.px(kSideButton);
    ImGui::SetCursorScreenPos({direction < 0 ? box.min.x : box.max.x - width, box.min.y});
    ImGui::PushButtonRepeat(true);
    const bool pressed =
        ImGui::InvisibleButton(direction < 0 ? "##dec" : "##inc", {width, box.height()});
    ImGui::PopButtonRepeat();
    const std::string why = whyNot(field, direction);
    const Touch use = touch(kit, field.id + (direction < 0 ? ".dec" : ".inc"), pressed, {}, why);
    const view::Theme& t = kit.theme;
    if (use.hovered)
        fill(use.box.inset(kit.scale), packed(t.dark || use.held ? t.border : t.raised), kit.px(5));
    const ImU32 ink = packed(use.hovered ? t.text : t.muted, why.empty() ? 1 : kDisabledAlpha);
    drawCentred(kit.fonts.icon, ink, use.box.centre(), direction < 0 ? kIconMinus : kIconPlus);
    focusRing(kit, kit.px(5));
    if (!use.pressed)
        return std::nullopt;
    return stepped(field, direction);
}

/// The closed value between the buttons: a click opens it.
void drawValue(Kit& kit, FieldMemory& memory, const NumberField& field, const Box& box) {
    ImGui::SetCursorScreenPos(box.min);
    const bool pressed = ImGui::InvisibleButton("##value", {box.width(), box.height()});
    const std::string shown = field.value ? field.shown : "—";
    const std::string tip = field.value ? "Click to type a value, " + field.range
                                        : "The sites differ. Type one value for all of them.";
    const Touch use = touch(kit, field.id, pressed, tip, field.why);
    if (use.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    const ImU32 ink = packed(kit.theme.text, field.why.empty() ? 1 : kDisabledAlpha);
    drawCentred(kit.fonts.medium, ink, use.box.centre(),
                fitted(kit.fonts.medium, shown, box.width() - kit.px(4)));
    focusRing(kit, kit.px(5));
    if (use.pressed)
        open(memory, field.id, field.value ? field.shown : std::string());
}

/// The label, and the place of the box at the right end of the line.
Box drawLabel(Kit& kit, const NumberField& field) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float width = field.label.empty() ? room : std::min(kit.px(field.width), room);
    const float height = kit.px(kFieldHeight);
    const ImU32 ink = packed(kit.theme.muted, field.why.empty() ? 1 : kDisabledAlpha);
    drawFrom(kit.fonts.body, ink, start.x, start.y + height / 2,
             fitted(kit.fonts.body, field.label, room - width - kit.px(8)));
    const float left = std::floor(start.x + room - width);
    return {{left, start.y}, {left + width, start.y + height}};
}

/// Goes on under the line of a field that began at `start`.
void endLine(ImVec2 start, const Box& box) {
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({box.max.x - start.x, box.height()});
}

} // namespace

void refuse(FieldMemory& memory, const std::string& id, const std::string& sentence) {
    memory.problems[id] = sentence;
}

std::optional<double> numberField(Kit& kit, FieldMemory& memory, const NumberField& field) {
    forgetIfAbsent(memory, field.id);
    ImGui::PushID(field.id.c_str());
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const Box box = drawLabel(kit, field);
    const bool isTypedInto = isOpen(memory, field.id);
    drawBox(kit, box, isTypedInto, memory.problems.count(field.id) > 0,
            field.why.empty() ? 1 : kDisabledAlpha);
    const float side = field.step > 0 ? kit.px(kSideButton) : 0;
    const Box middle{{box.min.x + side, box.min.y}, {box.max.x - side, box.max.y}};
    std::optional<double> given;
    if (isTypedInto) {
        if (const auto typed = typing(kit, memory, field.id, middle))
            given = understood(memory, field, *typed);
    } else {
        drawValue(kit, memory, field, middle);
    }
    for (const int direction : {-1, 1}) {
        if (field.step <= 0)
            break;
        if (const auto value = sideButton(kit, field, box, direction)) {
            memory.problems.erase(field.id);
            given = value;
        }
    }
    endLine(start, box);
    drawProblem(kit, memory, field.id);
    ImGui::PopID();
    return given;
}

std::optional<std::string> textField(Kit& kit, FieldMemory& memory, const std::string& id,
                                     const std::string& label, const std::string& value) {
    forgetIfAbsent(memory, id);
    ImGui::PushID(id.c_str());
    if (!label.empty())
        words(kit, kit.fonts.body, kit.theme.muted,
              fitted(kit.fonts.body, label, ImGui::GetContentRegionAvail().x));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(kSideButton));
    const Box box{start, {start.x + width, start.y + kit.px(kFieldHeight)}};
    const bool isTypedInto = isOpen(memory, id);
    drawBox(kit, box, isTypedInto, memory.problems.count(id) > 0, 1);
    std::optional<std::string> given;
    if (isTypedInto) {
        given = typing(kit, memory, id, box);
        if (given)
            memory.problems.erase(id);
    } else {
        const bool pressed = ImGui::InvisibleButton("##text", {box.width(), box.height()});
        const std::string shown = fitted(kit.fonts.medium, value, box.width() - kit.px(16));
        const Touch use = touch(kit, id, pressed, shown == value ? "" : value, {});
        if (use.hovered)
            ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
        drawFrom(kit.fonts.medium, packed(kit.theme.text), box.min.x + kit.px(8), box.centre().y,
                 shown);
        focusRing(kit, kit.px(6));
        if (use.pressed)
            open(memory, id, value);
    }
    endLine(start, box);
    drawProblem(kit, memory, id);
    ImGui::PopID();
    return given;
}

} // namespace meso::ui
