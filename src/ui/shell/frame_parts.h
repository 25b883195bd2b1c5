#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "plan/plan.h"
#include "ui/kit/fields.h"
#include "ui/kit/focus_walk.h"
#include "ui/kit/fonts.h"
#include "ui/panel/panel.h"
#include "ui/shell/all_actions.h"
#include "ui/shell/frame.h"
#include "ui/spread/cut_panel.h"
#include "ui/state/ui_caches.h"
#include "ui/state/ui_state.h"
#include "ui/viewport/viewport.h"
#include "view/theme.h"

namespace meso::ui {

/// The inside of a Frontend: what frame.cpp and frame_keys.cpp share.
struct Frontend::Parts {
    app::OpenCase& openCase;
    PictureSource& pictures;
    std::function<void()> fontsChanged;
    ActionTable actions{allActions()};
    std::map<std::string, std::string> shortcuts; ///< of the settings, as the table has them
    UiState state;
    ItemRegistry items;
    SceneCache cache;
    UiCaches caches;
    CutCache cut;
    FieldMemory fields;
    FocusWalk walk;
    std::optional<plan::Plan> refusedFor; ///< plan that the fields' problems are about
    FrameInput late;     ///< keys, files and the close button that wait until the typing is over
    int typingEnds = 0;  ///< frames until a line that others wait for has given what it holds
    bool nudges = false; ///< a repeating edit goes on while its key is held
    FontLoad fonts;
    view::Theme theme = view::lightTheme();
    std::string themeName;
    float scale = 0; ///< 0: nothing prepared yet
    float tipIn = -1;
    bool busy = false;

    Parts(app::OpenCase& s, PictureSource& p, std::function<void()> changed)
        : openCase(s), pictures(p), fontsChanged(std::move(changed)) {}
    [[nodiscard]] UiContext context() { return {openCase, state, caches}; }

    void begin(const FrameInput& input);
    void handleOtherInput(const FrameInput& input);
    void routeKeys(const FrameInput& input);
    void handleKeys(const FrameInput& input);
    void drawPanes(const FrameInput& input);
    void drawOverPanes(Panel& panel);
    void forgetOldProblems();
    void end();
    void savePicture();
};

} // namespace meso::ui
