#include "ui/plan/rule_card.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "base/text.h"
#include "plan/rules/approve.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/state/checks_controller.h"
#include "ui/state/page_states.h"
#include "ui/state/site_focus.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// As many ids as a line of the card can do with.
constexpr std::size_t kMaxNamed = 12;

Tone toneOf(FindingStatus gravity) {
    switch (gravity) {
    case FindingStatus::Error:
        return Tone::Danger;
    case FindingStatus::OpenWarning:
        return Tone::Warn;
    case FindingStatus::Passed:
        return Tone::Ok;
    default:
        return Tone::Neutral;
    }
}

std::string wordFor(FindingStatus gravity) {
    switch (gravity) {
    case FindingStatus::Error:
        return "Error";
    case FindingStatus::OpenWarning:
        return "Warning";
    case FindingStatus::AcknowledgedWarning:
        return "Warning, acknowledged";
    case FindingStatus::Info:
        return "Note";
    case FindingStatus::Passed:
        return "Passed";
    case FindingStatus::NotApplicable:
        break;
    }
    return "Nothing to judge";
}

std::string namesOf(const std::vector<int>& sites) {
    std::string out = sites.size() == 1 ? "Site " : "Sites ";
    for (std::size_t i = 0; i < std::min(sites.size(), kMaxNamed); ++i)
        out += (i > 0 ? ", " : "") + std::to_string(sites[i]);
    if (sites.size() > kMaxNamed)
        out += " and " + std::to_string(sites.size() - kMaxNamed) + " more";
    return out;
}

/// Who accepted it and why; for a warning with other numbers than then, that this is so.
void drawAcknowledgement(Panel& panel, const plan::RuleResult& rule) {
    for (const plan::Acknowledgement& kept : panel.openCase().plan().acknowledged) {
        if (kept.ruleId != rule.id)
            continue;
        const std::string words =
            text::printable(kept.by, 200) + ": " + text::printable(kept.reason, 500);
        caption(panel.kit,
                kept.sentence == rule.sentence
                    ? "Acknowledged by " + words
                    : "Acknowledged with other numbers before, which does not count: " + words);
    }
}

void drawAcceptLines(Panel& panel, const plan::RuleResult& rule, const std::string& id) {
    ChecksPageState& view = panel.state().checks;
    if (const auto reason =
            textField(panel.kit, panel.fields, id + ".reason", "Why it is accepted", view.reason))
        view.reason = *reason;
    if (const auto by =
            textField(panel.kit, panel.fields, id + ".by", "Who accepts it (initials)", view.by))
        view.by = *by;
    const std::string why = view.reason.empty() || view.by.empty()
                                ? "Type a reason and a name first; both are kept in the plan."
                                : "";
    const int pressed = buttonPair(panel,
                                   {.id = id + ".keep",
                                    .label = "Acknowledge",
                                    .emphasis = Emphasis::Primary,
                                    .disabledReason = why},
                                   {.id = id + ".cancel", .label = "Cancel"});
    if (pressed == 1)
        view.acknowledging.clear();
    if (pressed != 0)
        return;
    if (const Status kept = acknowledgeFinding(panel.context, rule); !kept)
        refuse(panel.fields, id + ".by", kept.error().message);
}

void drawButtons(Panel& panel, const plan::RuleResult& rule, const std::string& id) {
    const FindingStatus gravity = findingStatusOf(rule, panel.openCase().plan());
    const Button show{.id = id + ".show",
                      .label = "Show me",
                      .size = {-1, 34},
                      .tip = "Select the sites that are meant, and turn the head to them"};
    Button second{.size = {-1, 34}};
    if (gravity == FindingStatus::OpenWarning) {
        second.id = id + ".accept";
        second.label = "Acknowledge";
        second.tip = "Accept it with a reason and a name, which are kept in the plan";
    } else if (gravity == FindingStatus::AcknowledgedWarning) {
        second.id = id + ".takeBack";
        second.label = "Take back";
        second.tip = "The warning counts as open again";
    }
    int pressed = -1;
    if (!rule.sites.empty() && !second.id.empty())
        pressed = buttonPair(panel, show, second);
    else if (!rule.sites.empty())
        pressed = button(panel.kit, show) ? 0 : -1;
    else if (!second.id.empty())
        pressed = button(panel.kit, second) ? 1 : -1;
    if (pressed == 0)
        showSites(panel.context, plan::SiteIds(rule.sites.begin(), rule.sites.end()));
    if (pressed == 1 && gravity == FindingStatus::OpenWarning)
        beginAcknowledging(panel.context, rule);
    else if (pressed == 1)
        (void)withdrawAcknowledgement(panel.context,
                                      rule); // it only takes something out of the plan
}

/// Where the rule comes from, unfolded by mouse or keyboard.
void drawSource(Panel& panel, const plan::RuleResult& rule, const std::string& id) {
    std::set<std::string>& unfolded = panel.state().checks.sources;
    bool isOpen = unfolded.contains(rule.id);
    const bool wasOpen = isOpen;
    if (foldLine(panel, id + ".source", "Source of the rule", isOpen))
        caption(panel.kit, rule.source);
    if (isOpen && !wasOpen)
        unfolded.insert(rule.id);
    else if (!isOpen)
        unfolded.erase(rule.id);
}

} // namespace

void drawRuleCard(Panel& panel, const plan::RuleResult& rule) {
    const FindingStatus gravity = findingStatusOf(rule, panel.openCase().plan());
    const std::string id = "finding." + rule.id;
    banner(panel.kit, toneOf(gravity), wordFor(gravity) + " " + rule.id + ": " + rule.sentence);
    tag(panel.kit, id, false); // nothing to press: its buttons are below
    hint(panel.kit, "Rule " + rule.id + ". Source: " + rule.source);
    if (!rule.sites.empty())
        caption(panel.kit, namesOf(rule.sites));
    drawAcknowledgement(panel, rule);
    drawSource(panel, rule, id);
    if (panel.state().checks.acknowledging == rule.id && gravity == FindingStatus::OpenWarning)
        drawAcceptLines(panel, rule, id);
    else
        drawButtons(panel, rule, id);
    ImGui::Dummy(panel.kit.px(1, 4));
}

void drawQuietRule(Panel& panel, const plan::RuleResult& rule) {
    Kit& kit = panel.kit;
    const bool passed = rule.state == plan::RuleState::Passed;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    const float left = kit.fonts.icon->FontSize + kit.px(6);
    ImFont* font = kit.fonts.caption;
    const std::string words = wordFor(findingStatusOf(rule, panel.openCase().plan())) + " " +
                              rule.id + ": " + rule.sentence;
    const auto lines = wrappedLines(font, words, width - left);
    const float height =
        std::max(font->FontSize * static_cast<float>(lines.size()) + kit.px(4), kit.px(kMinTarget));
    ImGui::PushID(rule.id.c_str());
    const bool pressed = ImGui::InvisibleButton("##rule", {width, height});
    const Interaction use =
        interactionOf(kit, "rule." + rule.id, pressed, "Source: " + rule.source, {});
    ImGui::PopID();
    if (use.hovered)
        fill(use.box, packed(kit.theme.raised), kit.px(6));
    focusRing(kit, kit.px(4));
    const float middle = start.y + font->FontSize / 2;
    drawFrom(kit.fonts.icon, packed(passed ? kit.theme.ok : kit.theme.muted), start.x, middle,
             passed ? kIconCheck : kIconMinus);
    for (std::size_t i = 0; i < lines.size(); ++i)
        drawFrom(font, packed(kit.theme.muted), start.x + left,
                 middle + font->FontSize * static_cast<float>(i), lines[i]);
    std::set<std::string>& unfolded = panel.state().checks.sources;
    if (use.pressed && unfolded.erase(rule.id) == 0)
        unfolded.insert(rule.id);
    if (unfolded.contains(rule.id) && !rule.source.empty())
        wrappedText(kit, font, kit.theme.muted, "Source: " + rule.source);
}

bool foldLine(Panel& panel, const std::string& id, const std::string& label, bool& open) {
    Kit& kit = panel.kit;
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##fold", {width, kit.px(kMinTarget)});
    const Interaction use = interactionOf(kit, id, pressed, {}, {});
    if (use.hovered)
        fill(use.box, packed(kit.theme.raised), kit.px(6));
    const float side = kit.fonts.icon->FontSize + kit.px(6);
    drawFrom(kit.fonts.icon, packed(kit.theme.muted), use.box.min.x, use.box.centre().y,
             open ? kIconChevronDown : kIconChevronRight);
    drawFrom(kit.fonts.medium, packed(kit.theme.text), use.box.min.x + side, use.box.centre().y,
             elided(kit.fonts.medium, label, width - side));
    focusRing(kit, kit.px(6));
    ImGui::PopID();
    if (use.pressed)
        open = !open;
    return open;
}

int buttonPair(Panel& panel, const Button& first, const Button& second) {
    Kit& kit = panel.kit;
    constexpr float kAround = 24; // beside the words of a button, and its icon
    const float gap = 8;
    const float half = (ImGui::GetContentRegionAvail().x / kit.scale - gap) / 2;
    const auto fits = [&](const Button& b) {
        const float icon = b.icon ? kit.fonts.icon->FontSize + kit.px(8) : 0;
        return sizeOf(kit.fonts.medium, b.label).x + icon + kit.px(kAround) <= kit.px(half);
    };
    const bool beside = fits(first) && fits(second);
    int pressed = -1;
    int number = 0;
    for (Button b : {first, second}) {
        b.size = {beside ? half : -1, 34};
        if (number == 1 && beside)
            ImGui::SameLine(0, kit.px(gap));
        if (button(kit, b))
            pressed = number;
        ++number;
    }
    return pressed;
}

} // namespace meso::ui
