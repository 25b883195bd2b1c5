#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/case/open_case.h"
#include "support/ui_hand.h"
#include "ui/kit/imgui_compat.h"
#include "ui/shell/frame.h"
#include "ui/state/picture_source.h"
#include "ui/state/ui_state.h"

namespace meso::test {

/// The whole contents of the window in real ImGui frames, without a window or a graphics card.
class NullWindow {
public:
    explicit NullWindow(app::OpenCase& openCase, ImVec2 size = {1440, 900}, float contentScale = 1)
        : contentScale_(contentScale), frontend_(openCase, pictures_) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {size.x * contentScale, size.y * contentScale};
        io.DeltaTime = 1.F / 60;
        ui::mapKeys(io);
        frontend_.state().hint = -1;
        hand.frames(3);
    }

    /// Taps a key as a real window reports it, "Ctrl+Z": to the frame, and to ImGui.
    void key(const std::string& chord) {
        input_.keys.push_back(chord);
        hold(chord, true);
        hand.frames(2);
        hold(chord, false);
        hand.frames(2);
    }
    /// The key goes down and repeats so many times before it is let go.
    void keyHeld(const std::string& chord, int repeats) {
        input_.keys.push_back(chord);
        hold(chord, true);
        hand.frames(2);
        for (int i = 0; i < repeats; ++i) {
            input_.repeated.push_back(chord);
            hand.frames(1);
        }
        hold(chord, false);
        hand.frames(2);
    }
    /// Keys that a fast hand has pressed within one frame.
    void keysAtOnce(const std::vector<std::string>& chords) {
        input_.keys = chords;
        for (const std::string& chord : chords)
            if (chord == "Enter")
                hold(chord, true);
        hand.frames(1);
        hold("Enter", false);
        hand.frames(3);
    }
    /// The action with this id, as a button would do it.
    bool perform(const std::string& id) {
        const bool done = ui::perform(frontend_.actions().at(id), frontend_.context());
        hand.frames(2);
        return done;
    }
    void close() {
        input_.closeAsked = true;
        hand.frames(2);
    }
    void drop(const std::filesystem::path& file) {
        input_.dropped.push_back(file);
        hand.frames(2);
    }
    [[nodiscard]] ui::UiState& state() { return frontend_.state(); }
    [[nodiscard]] ui::Frontend& frontend() { return frontend_; }
    [[nodiscard]] const ui::ItemRegistry& items() const { return frontend_.items(); }

private:
    /// Of the keys that ImGui hears beside the table of actions.
    static void hold(const std::string& chord, bool down) {
        ImGuiIO& io = ImGui::GetIO();
        const auto has = [&](const char* name) { return chord.find(name) != std::string::npos; };
        ui::feedModifiers(io, {.ctrl = down && has("Ctrl+"),
                               .shift = down && has("Shift+"),
                               .alt = down && has("Alt+")});
        const std::string last = chord.substr(chord.rfind('+') + 1);
        constexpr std::pair<const char*, ImGuiKey> kKeys[] = {{"Tab", ImGuiKey_Tab},
                                                              {"Left", ImGuiKey_LeftArrow},
                                                              {"Right", ImGuiKey_RightArrow},
                                                              {"Up", ImGuiKey_UpArrow},
                                                              {"Down", ImGuiKey_DownArrow},
                                                              {"Space", ImGuiKey_Space},
                                                              {"Enter", ImGuiKey_Enter},
                                                              {"Esc", ImGuiKey_Escape},
                                                              {"Delete", ImGuiKey_Delete},
                                                              {"Z", ImGuiKey_Z},
                                                              {"A", ImGuiKey_A}};
        for (const auto& [name, key] : kKeys)
            if (last == name)
                ui::feedKey(io, key, down);
    }
    void frame() {
        input_.contentScale = contentScale_;
        frontend_.prepare(contentScale_);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        if (!ImGui::GetIO().Fonts->IsBuilt())
            ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        frontend_.frame(input_);
        input_ = {};
    }

    ui::NoPictures pictures_;
    float contentScale_;
    ui::FrameInput input_;
    ui::Frontend frontend_;

public:
    UiHand hand{[this]() -> const ui::ItemRegistry& { return frontend_.items(); },
                [this] { frame(); }};
};

} // namespace meso::test
