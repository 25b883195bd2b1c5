#pragma once
#include <memory>
#include <string>
#include <vector>

#include "support/ui_hand.h"
#include "ui/frame.h"
#include "ui/imgui_compat.h"
#include "ui/picture_source.h"

namespace meso::test {

/// The whole contents of the window in real ImGui frames, without a window or a graphics card.
class NullWindow {
public:
    explicit NullWindow(app::Session& session, ImVec2 size = {1440, 900}, float contentScale = 1)
        : contentScale_(contentScale), frontend_(session, pictures_) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {size.x * contentScale, size.y * contentScale};
        io.DeltaTime = 1.F / 60;
        ui::mapKeys(io);
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        frontend_.state().hint = -1;
        hand.frames(3);
    }

    /// Presses keys as the window reports them, "Ctrl+Z", in the next frame.
    void key(const std::string& chord) {
        input_.keys.push_back(chord);
        hand.frames(2);
    }
    /// The action with this id, as a button would do it.
    bool perform(const std::string& id, app::Session& session) {
        const bool done =
            ui::perform(frontend_.actions().at(id), ui::Desk{session, frontend_.state()});
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
