#include "ui/kit/overlay_painter.h"

#include <gtest/gtest.h>

#include "ui/kit/fonts.h"
#include "ui/state/ui_state.h"
#include "view/scene_overlay.h"

namespace meso::ui {
namespace {

/// A frame of an ImGui without a window; fonts as they come without Inter.
class ComparedField : public ::testing::Test {
protected:
    ComparedField() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {1000, 800};
        io.DeltaTime = 1.0F / 60;
        fonts_ = loadFonts(std::string(MESO_BINARY_DIR) + "/share/mesomap/fonts", 1);
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
        ImGui::NewFrame();
    }
    ~ComparedField() override {
        ImGui::EndFrame();
        ImGui::DestroyContext();
    }
    /// Vertices of the shapes, painted from `place`.
    const ImVector<ImDrawVert>& paint(const view::Overlay& overlay, OverlayPlace place) {
        list_ = ImGui::GetForegroundDrawList();
        paintOverlay(list_, fonts_.fonts, overlay, place);
        return list_->VtxBuffer;
    }
    static view::Overlay oneOfEach() {
        const view::Colour ink = view::colourOf(0x123456);
        view::Overlay overlay;
        overlay.add(view::Circle{{40, 40}, 10, ink, ink, 2});
        overlay.add(view::Polyline{{{10, 10}, {90, 10}, {90, 60}}, ink, 2, true, ink});
        overlay.add(view::Polyline{{{10, 80}, {300, 80}}, ink, 2, false, {0, 0, 0, 0}, 5});
        overlay.add(view::RoundedRect{{20, 100}, {80, 30}, 6, ink, ink, 1, true});
        overlay.add(view::Text{
            {60, 150}, "12.5 mm", 13, view::FontWeight::Medium, view::Anchor::Centre, ink, ink});
        overlay.add(view::GradientBar{{20, 170}, {100, 10}, {ink, view::colourOf(0xFFFFFF)}, 2});
        return overlay;
    }
    FontLoad fonts_;
    ImDrawList* list_ = nullptr;
};

TEST_F(ComparedField, EveryKindOfShapeLeavesVertices) {
    for (const view::Shape& shape : oneOfEach().shapes) {
        view::Overlay one;
        one.shapes = {shape};
        const int before = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
        EXPECT_GT(paint(one, {{100, 50}, {500, 400}}).Size, before) << shape.index();
    }
}

TEST_F(ComparedField, ShapesAreMovedToTheirPlaceAndClippedToIt) {
    const auto& vertices = paint(oneOfEach(), {{100, 50}, {500, 400}});
    ASSERT_GT(vertices.Size, 0);
    for (const ImDrawVert& v : vertices) {
        EXPECT_GE(v.pos.x, 100);
        EXPECT_GE(v.pos.y, 50);
        EXPECT_LE(v.pos.x, 500);
        EXPECT_LE(v.pos.y, 400);
    }
    for (const ImDrawCmd& command : list_->CmdBuffer) {
        if (command.ElemCount == 0)
            continue;
        EXPECT_GE(command.ClipRect.x, 100);
        EXPECT_GE(command.ClipRect.y, 50);
        EXPECT_LE(command.ClipRect.z, 500);
        EXPECT_LE(command.ClipRect.w, 400);
    }
}

TEST_F(ComparedField, WhatLiesOutsideIsClippedAway) {
    view::Overlay overlay;
    overlay.add(view::RoundedRect{{-50, -50}, {2000, 2000}, 0, view::colourOf(0x123456)});
    paint(overlay, {{100, 50}, {500, 400}});
    for (const ImDrawCmd& command : list_->CmdBuffer) {
        if (command.ElemCount == 0)
            continue;
        EXPECT_EQ(command.ClipRect.x, 100);
        EXPECT_EQ(command.ClipRect.w, 400);
    }
}

TEST_F(ComparedField, CentredTextHasItsCapitalsInTheMiddle) {
    view::Overlay overlay;
    overlay.add(view::Text{{200, 100},
                           "HHHHHH",
                           20,
                           view::FontWeight::SemiBold,
                           view::Anchor::Centre,
                           view::colourOf(0)});
    ImVec2 low{1e9F, 1e9F};
    ImVec2 high{-1e9F, -1e9F};
    for (const ImDrawVert& v : paint(overlay, {{0, 0}, {1000, 800}})) {
        low = {std::min(low.x, v.pos.x), std::min(low.y, v.pos.y)};
        high = {std::max(high.x, v.pos.x), std::max(high.y, v.pos.y)};
    }
    EXPECT_NEAR((low.x + high.x) / 2, 200, 1.5);
    EXPECT_NEAR((low.y + high.y) / 2, 100, 1.5);
    EXPECT_NEAR(high.y - low.y, 0.727 * 20, 3) << "capitals of a 20 px em";
}

TEST_F(ComparedField, HollowLinesThatAreNotConvexStayUnfilled) {
    const view::Colour ink = view::colourOf(0x123456);
    view::Polyline arrow{{{0, 0}, {40, 0}, {20, 10}, {20, 60}}, ink, 1, true};
    view::Overlay hollow;
    hollow.add(arrow);
    const int before = paint(hollow, {{0, 0}, {500, 400}}).Size;
    arrow.fill = ink;
    view::Overlay filled;
    filled.add(arrow);
    const int after = paint(filled, {{0, 0}, {500, 400}}).Size;
    EXPECT_EQ(after - before, before);
}

} // namespace
} // namespace meso::ui
