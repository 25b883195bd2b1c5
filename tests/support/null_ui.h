#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "support/ui_hand.h"
#include "ui/kit/fonts.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/kit.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/theme.h"

namespace meso::test {

/// The program's fonts, as they lie in the build folder.
inline std::filesystem::path fontFolder() {
    return std::filesystem::path(MESO_BINARY_DIR) / "share" / "mesomap" / "fonts";
}

/// Real ImGui frames without a window or a graphics card: one pane over the whole display, whose
/// contents the test gives.
class NullUi {
public:
    using Contents = std::function<void(ui::Kit&)>;

    explicit NullUi(Contents contents, float scale = 1, view::Theme theme = view::lightTheme())
        : contents_(std::move(contents)), theme_(theme), scale_(scale) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {480 * scale, 640 * scale};
        io.DeltaTime = 1.F / 60;
        ui::mapKeys(io);
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        fonts_ = ui::loadFonts(fontFolder(), scale).fonts;
        ui::applyStyle(theme_, scale);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
        hand.frames(2);
    }
    ~NullUi() { ImGui::DestroyContext(); }
    NullUi(const NullUi&) = delete;
    NullUi& operator=(const NullUi&) = delete;

    [[nodiscard]] const ui::Fonts& fonts() const { return fonts_; }
    [[nodiscard]] const std::string& hover() const { return hover_; }
    [[nodiscard]] float tipIn() const { return tipIn_; }

private:
    void frame() {
        items_.clear();
        hover_.clear();
        ImGui::NewFrame();
        ui::Kit kit{theme_, fonts_, scale_, items_, hover_};
        ui::beginPane(kit, {"##all", {0, 0}, ImGui::GetIO().DisplaySize, theme_.surface});
        contents_(kit);
        ui::endPane();
        ImGui::Render();
        tipIn_ = kit.tipIn;
    }

    Contents contents_;
    view::Theme theme_;
    float scale_;
    ui::Fonts fonts_;
    ui::ItemRegistry items_;
    std::string hover_;
    float tipIn_ = -1;

public:
    UiHand hand{[this]() -> const ui::ItemRegistry& { return items_; }, [this] { frame(); }};
};

} // namespace meso::test
