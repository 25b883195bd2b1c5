#include "ui/viewport/viewport.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/overlay_painter.h"
#include "ui/state/viewport_camera.h"
#include "ui/viewport/corridor_key.h"
#include "ui/viewport/site_tip.h"
#include "ui/viewport/viewport_cards.h"
#include "ui/viewport/viewport_marks.h"
#include "ui/viewport/viewport_mouse.h"
#include "view/turntable.h"

namespace meso::ui {

namespace {

view::PixelSize pixelsOf(Area area) {
    return {std::max(1, static_cast<int>(area.max.x - area.min.x)),
            std::max(1, static_cast<int>(area.max.y - area.min.y))};
}

/// What legend and chips, and the caption, take from the picture's height, logical pixels.
constexpr double kUpperCards = 96;
constexpr double kLowerCards = 64;

/// A small view has its cards in the corners, where the head leaves room.
view::Covered cardsIn(Area area, double scale) {
    const geom::Vec2 size(area.max.x - area.min.x, area.max.y - area.min.y);
    return isSmallView(size, scale) ? view::Covered{}
                                    : view::Covered{kUpperCards * scale, kLowerCards * scale};
}

/// First framing, wishes to fit, and flights.
void moveCamera(Desk desk, const SceneCache::State& cache, view::PixelSize size) {
    UiState& state = desk.state;
    state.viewportSize = size;
    if (!state.cameraIsSet || state.wantsFit) {
        fitCamera(desk, false);
        state.wantsFit = false;
    }
    if (!state.flight)
        return;
    state.flight->elapsed_s += ImGui::GetIO().DeltaTime;
    const bool arrived = isOver(*state.flight);
    state.camera = arrived ? state.flight->to
                           : view::kept(view::cameraOf(*state.flight), *cache.display, cache.ball);
    if (arrived)
        state.flight.reset();
}

/// A little longer than a frame takes on a slow machine.
constexpr double kContentRest_s = 0.15;

/// What has just changed is shown quickly first: while it plays or is edited, the next picture is
/// never far.
void noteContents(SceneCache::State& cache) {
    const view::Scene& scene = cache.scene;
    const bool isFirst = !cache.paintedRegion;
    if (scene.field.values == cache.paintedField && scene.regionDistance == cache.paintedRegion)
        return;
    cache.paintedField = scene.field.values;
    cache.paintedRegion = scene.regionDistance;
    if (!isFirst)
        cache.movingUntil_s = std::max(cache.movingUntil_s, ImGui::GetTime() + kContentRest_s);
}

Care careOf(const UiState& state, const SceneCache::State& cache) {
    const bool dragged = !state.drag.onMap && (state.drag.kind == Drag::Kind::Orbit ||
                                               state.drag.kind == Drag::Kind::Pan);
    const bool moves = dragged || state.flight || ImGui::GetTime() < cache.movingUntil_s;
    return moves ? Care::Moving : Care::Still;
}

/// Marks and words are painted over the picture, so that moving them needs no new one.
view::Scene withoutOverlay(view::Scene scene) {
    scene.sites.clear();
    scene.caption.clear();
    return scene;
}

/// Returns whether there is one; else it says why not.
bool drawPicture(const Canvas& canvas, PictureSource& pictures) {
    SceneCache::State& cache = canvas.cache;
    noteContents(cache);
    const Care care = careOf(canvas.desk.state, cache);
    const auto picture =
        pictures.headPicture(withoutOverlay(cache.scene), pixelsOf(canvas.area), care);
    // While a hand holds the head still, nothing changes until it moves or lets go.
    cache.betterPictureWaits =
        care == Care::Moving && canvas.desk.state.drag.kind == Drag::Kind::None;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (picture) {
        list->AddImage(picture->texture, canvas.area.min, canvas.area.max, picture->upperLeft,
                       picture->lowerRight);
        return true;
    }
    const Kit& kit = canvas.kit;
    const float width = std::min(kit.px(520), 0.6F * (canvas.area.max.x - canvas.area.min.x));
    const ImVec2 middle{(canvas.area.min.x + canvas.area.max.x) / 2,
                        (canvas.area.min.y + canvas.area.max.y) / 2};
    ImGui::SetCursorScreenPos({middle.x - width / 2, middle.y - kit.px(30)});
    wrappedWords(canvas.kit, kit.fonts.medium, kit.theme.text, pictures.problem(), width);
    return false;
}

void drawOverlay(const Canvas& canvas, Area chips) {
    const view::Scene& scene = canvas.cache.scene;
    view::Overlay overlay;
    addMarks(overlay, canvas, scene);
    ImVec2 badge = addCards(overlay, canvas.kit, scene, canvas.area, chips);
    const geom::Vec2 size(canvas.area.max.x - canvas.area.min.x,
                          canvas.area.max.y - canvas.area.min.y);
    if (canvas.desk.state.stage == Stage::Head && !isSmallView(size, canvas.kit.scale)) {
        badge.y = std::max(badge.y, chips.max.y + canvas.kit.px(4)); // never under the chips
        const double key = addCorridorKey(
            overlay, canvas, {badge.x - canvas.area.min.x, badge.y - canvas.area.min.y}, size.x());
        badge.y += static_cast<float>(key) + (key > 0 ? canvas.kit.px(8) : 0);
    }
    paintOverlay(ImGui::GetWindowDrawList(), canvas.kit.fonts, overlay,
                 {canvas.area.min, canvas.area.max});
    drawStaleBadge(canvas.kit, canvas.desk.session, badge, canvas.cache.field.live != 0);
    tagSites(canvas, "site.");
}

/// The item that takes the mouse, and the view as the mouse finds it.
void drawCanvas(Kit& kit, Desk desk, PictureSource& pictures, SceneCache& cache, Area area,
                Area chips) {
    SceneCache::State& kept = cache.state();
    const view::PixelSize size = pixelsOf(area);
    ImGui::SetCursorScreenPos(area.min);
    ImGui::InvisibleButton("##viewport", {area.max.x - area.min.x, area.max.y - area.min.y},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    tag(kit, "viewport");
    const auto sightNow = [&] {
        return HeadSight(desk.state.camera, size, *kept.head->scalp, *kept.display);
    };
    {
        const HeadSight sight = sightNow();
        handleMouse({kit, desk, kept, area, false, sight, view::seenSites(kept.scene, size)});
    }
    // What the mouse has changed is on this frame's picture already.
    cache.scene(desk, kit.theme, kit.scale);
    const HeadSight sight = sightNow();
    const Canvas canvas{kit, desk, kept, area, false, sight, view::seenSites(kept.scene, size)};
    // Marks and scales of a head that is not there would mislead.
    if (drawPicture(canvas, pictures))
        drawOverlay(canvas, chips);
}

} // namespace

void drawViewport(Kit& kit, Desk desk, PictureSource& pictures, SceneCache& cache, Area area) {
    beginPane(kit, {"##viewport",
                    area.min,
                    area.max,
                    kit.theme.viewInner,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse});
    beginViews(desk, cache.state());
    cache.scene(desk, kit.theme, kit.scale);
    desk.state.viewportCards = cardsIn(area, kit.scale);
    moveCamera(desk, cache.state(), pixelsOf(area));
    cache.scene(desk, kit.theme, kit.scale);
    // The chips come first, so that a press on one is not one on the head; they are drawn last.
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
    const Area chips = drawViewChips(kit, desk, cache.state().scene, area);
    list->ChannelsSetCurrent(0);
    drawCanvas(kit, desk, pictures, cache, area, chips);
    list->ChannelsMerge();
    drawSiteTip(kit, desk, cache.state());
    endPane();
}

} // namespace meso::ui
