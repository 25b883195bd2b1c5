#include "ui/shell/about_panel.h"

#include "app/spread/summary.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/dialog.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

void drawAbout(Panel& panel) {
    UiState& state = panel.state();
    if (!state.aboutOpen || !beginDialog(panel, {"##about", 520, 120, 24, 0.86F}))
        return;
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.title, kit.theme.text, "Mesomap " MESOMAP_VERSION);
    wrappedText(kit, kit.fonts.body, kit.theme.text,
                "Plans and rehearses scalp injections in 3D. A planning, training and explanation "
                "aid, not a medical device.");
    tag(kit, "about.aid", false);
    ImGui::Dummy(kit.px(1, 4));
    wrappedText(kit, kit.fonts.body, kit.theme.muted, app::assumedValuesNote());
    ImGui::Dummy(kit.px(1, 4));
    wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                "Built on Eigen, Dear ImGui, GLFW, stb_image, Cairo and FreeType. Type: Inter and "
                "Material Design Icons. Nothing that you enter leaves this computer.");
    const bool closed = button(kit, {"about.close", "Close", Emphasis::Primary});
    if (closed || wantsClose(panel)) {
        state.aboutOpen = false;
        ImGui::CloseCurrentPopup();
    }
    endDialog();
}

} // namespace meso::ui
