#include "ui/plan/area_presets.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/library.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/state/area_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

using Presets = std::vector<anatomy::AreaPreset>;

std::vector<std::string> groupsOf(const Presets& presets) {
    std::vector<std::string> groups;
    for (const anatomy::AreaPreset& preset : presets)
        if (std::find(groups.begin(), groups.end(), preset.group) == groups.end())
            groups.push_back(preset.group);
    return groups;
}

/// The group that is open: the one chosen, else that of the plan's preset.
std::string openGroup(const Panel& panel) {
    if (!panel.state().area.group.empty())
        return panel.state().area.group;
    const anatomy::AreaLibrary& areas = panel.openCase().library().areas;
    const anatomy::AreaPreset* now = areas.find(panel.openCase().plan().area.presetId);
    return now ? now->group : areas.presets.empty() ? std::string() : areas.presets.front().group;
}

void chooseGroup(Panel& panel) {
    const std::vector<std::string> groups = groupsOf(panel.openCase().library().areas.presets);
    const auto now = std::find(groups.begin(), groups.end(), openGroup(panel));
    int chosen = now == groups.end() ? -1 : static_cast<int>(now - groups.begin());
    if (select(panel.kit, {"area.group", "Classification", groups}, chosen))
        panel.state().area.group = groups[static_cast<std::size_t>(chosen)];
}

void choosePresetOf(Panel& panel, const std::string& group) {
    const std::string& now = panel.openCase().plan().area.presetId;
    std::vector<const anatomy::AreaPreset*> presets;
    std::vector<std::string> names, disabledReasons;
    int chosen = -1;
    for (const anatomy::AreaPreset& preset : panel.openCase().library().areas.presets) {
        if (preset.group != group)
            continue;
        if (preset.id == now)
            chosen = static_cast<int>(presets.size());
        presets.push_back(&preset);
        names.push_back(preset.name);
        disabledReasons.push_back(preset.noArea);
    }
    Choice choice{"area.preset", "Stage", names};
    choice.disabledReasons = disabledReasons;
    if (!select(panel.kit, choice, chosen))
        return;
    const Status outcome =
        choosePreset(panel.context, presets[static_cast<std::size_t>(chosen)]->id);
    if (!outcome) {
        refuse(panel.fields, "layout.count", outcome.error().message);
        return;
    }
    panel.state().selection.clear();
    panel.state().area.outline.reset();
    panel.state().area.group.clear();
}

} // namespace

void drawPresetSection(Panel& panel) {
    const plan::TreatmentArea& area = panel.openCase().plan().area;
    section(panel.kit, "Treatment area", area.presetId.empty() ? "drawn area" : "");
    chooseGroup(panel);
    choosePresetOf(panel, openGroup(panel));
    const anatomy::AreaPreset* preset = panel.openCase().library().areas.find(area.presetId);
    if (preset && !preset->note.empty())
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted, preset->note);
}

} // namespace meso::ui
