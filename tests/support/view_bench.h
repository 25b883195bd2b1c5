#pragma once
#include <imgui.h>

#include <memory>
#include <set>
#include <string>

#include "app/edits/derive.h"
#include "support/open_case_fixture.h"
#include "ui/kit/fonts.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/theme.h"
#include "ui/state/ui_caches.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"
#include "ui/viewport/map_view.h"
#include "ui/viewport/viewport.h"
#include "view/turntable.h"

namespace meso::test {

/// The 3D view and the flat map by themselves on an ImGui without a window, 900 x 700 each, side by
/// side, with a hand for the mouse and the frame's commit rule.
class WithViews : public WithOpenCase {
protected:
    static constexpr float kWidth = 900;
    static constexpr float kHeight = 700;

    WithViews() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {2 * kWidth, kHeight};
        io.DeltaTime = 1.0F / 60;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        fonts_ = ui::loadFonts(assets().fonts(), 1);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        ui::applyStyle(theme_, 1);
        openCase_ = open();
        openCase_->settings().reduceMotion = true;
        state_.viewMode = ui::ViewMode::HeadAndMap;
        frame();
        frame();
    }
    ~WithViews() override { ImGui::DestroyContext(); }

    [[nodiscard]] ui::UiContext context() { return {*openCase_, state_, caches_}; }
    [[nodiscard]] static ui::Rect headArea() { return {{0, 0}, {kWidth, kHeight}}; }
    [[nodiscard]] static ui::Rect mapArea() { return {{kWidth, 0}, {2 * kWidth, kHeight}}; }

    void frame() {
        items_.clear();
        hover_.clear();
        ImGui::NewFrame();
        ui::Kit kit{theme_, fonts_.fonts, 1, items_, hover_};
        if (state_.viewMode != ui::ViewMode::Map)
            ui::drawViewport(kit, context(), pictures_, cache_, headArea());
        if (state_.viewMode != ui::ViewMode::Head)
            ui::drawMap(kit, context(), pictures_, cache_, mapArea());
        if (state_.drag.kind == ui::Drag::Kind::None && !ImGui::IsAnyItemActive())
            openCase_->commit();
        ImGui::Render();
    }

    void moveTo(const geom::Vec2& place) {
        ui::feedMouse(ImGui::GetIO(),
                      {static_cast<float>(place.x()), static_cast<float>(place.y())});
        frame();
    }
    void setButton(bool down, int button = ImGuiMouseButton_Left) {
        ui::feedButton(ImGui::GetIO(), button, down);
        frame();
    }
    void click(const geom::Vec2& place) {
        moveTo(place);
        setButton(true);
        setButton(false);
        frame();
    }
    void drag(const geom::Vec2& from, const geom::Vec2& to, int button = ImGuiMouseButton_Left) {
        holdAndDrag(from, to, button);
        setButton(false, button);
        frame();
    }
    void holdAndDrag(const geom::Vec2& from, const geom::Vec2& to,
                     int button = ImGuiMouseButton_Left) {
        moveTo(from);
        setButton(true, button);
        for (int i = 1; i <= 5; ++i)
            moveTo(from + (to - from) * (i / 5.0));
    }
    void hold(bool ctrl, bool shift) { ui::feedModifiers(ImGui::GetIO(), {ctrl, shift, false}); }

    [[nodiscard]] geom::Vec2 middleOf(const std::string& item) const {
        const ui::Item& found = items_.at(item);
        return {(found.min.x + found.max.x) / 2, (found.min.y + found.max.y) / 2};
    }
    /// A site that faces the camera well, away from the silhouette.
    [[nodiscard]] int clearSite(int skip = 0) const {
        int best = 0;
        double nearest = 1e9;
        for (const plan::InjectionSite& site : openCase_->plan().sites)
            if (site.id != skip && items_.contains("site." + std::to_string(site.id))) {
                const double away = (middleOf("site." + std::to_string(site.id)) -
                                     geom::Vec2(kWidth / 2, kHeight / 2))
                                        .norm();
                if (away < nearest) {
                    nearest = away;
                    best = site.id;
                }
            }
        return best;
    }
    [[nodiscard]] geom::Vec3 positionOfSite(int id) const {
        if (const auto index = plan::indexOfSite(openCase_->plan().sites, id))
            return openCase_->derived().positions[*index];
        ADD_FAILURE() << "no site " << id;
        return {0, 0, 0};
    }
    /// A place on the head picture with scalp under it and no site near.
    [[nodiscard]] geom::Vec2 bareSkin() {
        for (double y = 150; y < 500; y += 7)
            for (double x = 250; x < 650; x += 7) {
                moveTo({x, y});
                bool free = state_.hoveredSkin.has_value();
                for (const auto& [id, item] : items_)
                    if (id.starts_with("site."))
                        free = free && (middleOf(id) - geom::Vec2(x, y)).norm() > 16;
                if (free)
                    return {x, y};
            }
        ADD_FAILURE() << "no bare skin";
        return {450, 300};
    }
    static constexpr double kBackground[2] = {30, 560}; ///< no head there

    view::Theme theme_ = view::lightTheme();
    ui::FontLoad fonts_;
    std::unique_ptr<app::OpenCase> openCase_;
    ui::UiState state_;
    ui::UiCaches caches_;
    ui::NoPictures pictures_;
    ui::SceneCache cache_;
    ui::ItemRegistry items_;
    std::string hover_;
};

} // namespace meso::test
