#include "ui/panel.h"

namespace meso::ui {

namespace {

void drawSeparator(Panel& panel, float& y) {
    Kit& kit = panel.kit;
    edgeLine({kit.px(14), y + kit.px(4)}, {kit.px(42), y + kit.px(5)}, packed(kit.theme.border));
    y += kit.px(12);
}

} // namespace

void drawToolRail(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##rail", panel.area.min, panel.area.max, kit.theme.surface, {8, 12}});
    edgeLine({panel.area.max.x - 1, panel.area.min.y}, panel.area.max, packed(kit.theme.border));
    // A low window has no room for the gaps.
    const bool roomy = panel.area.max.y - panel.area.min.y >= kit.px(560);
    float y = ImGui::GetCursorScreenPos().y;
    for (const char* id :
         {"tool.select", "tool.place", "tool.move", "tool.erase", "", "tool.area", "tool.measure",
          "", "view.fit", "stage.head", "stage.both", "stage.map"}) {
        if (*id == '\0') {
            drawSeparator(panel, y);
            continue;
        }
        ImGui::SetCursorScreenPos({panel.area.min.x + kit.px(8), y});
        actionIcon(panel, id);
        y += kit.px(roomy ? 46 : 42);
    }
    endPane();
}

} // namespace meso::ui
