#include "ui/kit/imgui_compat.h"
#include "ui/shell/file_actions.h"
#include "ui/shell/frame_parts.h"
#include "ui/state/key_routing.h"
#include "ui/state/outcome.h"

namespace meso::ui {

namespace {

/// How long others wait for a line that is being typed into.
constexpr int kFramesOfTypingsEnd = 2;

/// A menu or a list of choices; a dialog too.
bool listIsOpen() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

bool lineIsTypedInto() {
    return ImGui::GetIO().WantTextInput && ImGui::IsAnyItemActive();
}

} // namespace

/// Dropped files and the close button. As with the program's keys, what a line holds that is being
/// typed into counts as entered before anything is done with the plan: the letters of this frame
/// reach it in this one, it loses the keyboard in the next, and has given its value after that.
void Frontend::Parts::handleOtherInput(const FrameInput& input) {
    if (typingEnds == kFramesOfTypingsEnd)
        ImGui::SetWindowFocus(nullptr);
    typingEnds = std::max(0, typingEnds - 1);
    late.dropped.insert(late.dropped.end(), input.dropped.begin(), input.dropped.end());
    late.closeAsked = late.closeAsked || input.closeAsked;
    if (!late.closeAsked && late.dropped.empty())
        return;
    if (typingEnds == 0 && lineIsTypedInto() && !dialogIsOpen(state))
        typingEnds = kFramesOfTypingsEnd;
    if (typingEnds > 0)
        return;
    for (const auto& file : std::exchange(late.dropped, {}))
        proceedAfterConfirming(context(), "open", file);
    if (std::exchange(late.closeAsked, false))
        proceedAfterConfirming(context(), "file.quit");
}

/// Which keys ImGui's own navigation hears in the coming frame. Arrow keys move the focus only
/// while it is to be seen, else they move sites and time.
void Frontend::Parts::routeKeys(const FrameInput& input) {
    ImGuiIO& io = ImGui::GetIO();
    // The table of sites moves by Tab and arrows itself.
    const bool tableMoves = tableOfSitesHasKeys(state);
    walk.begin(tableMoves ? std::vector<std::string>{} : input.keys);
    allowKeyNavigation(io,
                       !tableMoves && (walk.wantsKeys() || (listIsOpen() && !dialogIsOpen(state))));
    const bool enter = std::find(input.keys.begin(), input.keys.end(), "Enter") != input.keys.end();
    if (enter && io.NavVisible && !io.WantTextInput)
        pressFocused(io);
}

void Frontend::Parts::handleKeys(const FrameInput& input) {
    const ImGuiIO& io = ImGui::GetIO();
    const KeyClaims claims{lineIsTypedInto(), io.NavActive && io.NavVisible, listIsOpen()};
    const auto handle = [&](const std::string& key, bool again) {
        if (!isForTheTable(key, claims, state))
            return;
        const Action* action = actions.withShortcut(key, context());
        if (action && (!again || action->repeats) && perform(*action, context()))
            nudges = nudges || action->repeats;
    };
    late.keys.insert(late.keys.end(), input.keys.begin(), input.keys.end());
    while (typingEnds == 0 && !late.keys.empty()) {
        if (claims.typing && isForTheTable(late.keys.front(), claims, state) &&
            actions.withShortcut(late.keys.front(), context()) != nullptr) {
            typingEnds = kFramesOfTypingsEnd;
            break;
        }
        const std::string key = late.keys.front();
        late.keys.erase(late.keys.begin());
        handle(key, false);
        // What a fast hand has pressed after Enter is not for the field that Enter leaves.
        if (claims.typing && (key == "Enter" || key == "Esc"))
            break;
    }
    for (const std::string& key : input.repeated)
        handle(key, true);
}

} // namespace meso::ui
