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

view::PixelSize pixelsOf(Rect rect) {
    return {std::max(1, static_cast<int>(rect.max.x - rect.min.x)),
            std::max(1, static_cast<int>(rect.max.y - rect.min.y))};
}

/// What legend and chips, and the caption, take from the picture's height, logical pixels.
constexpr double kUpperCards = 96;
constexpr double kLowerCards = 64;

/// A small view has its cards in the corners, where the head leaves room.
view::Insets cardsIn(Rect rect, double scale) {
    const geom::Vec2 size(rect.max.x - rect.min.x, rect.max.y - rect.min.y);
    return isSmallView(size, scale) ? view::Insets{}
                                    : view::Insets{kUpperCards * scale, kLowerCards * scale};
}

/// First framing, requests to fit, and flights.
void moveCamera(UiContext context, const SceneCache::State& cache, view::PixelSize size) {
    UiState& state = context.state;
    state.viewportSize = size;
    if (!state.cameraIsSet || state.wantsFit) {
        fitCamera(context, false);
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

PictureQuality pictureQualityOf(const UiState& state, const SceneCache::State& cache) {
    const bool dragged = !state.drag.onMap && (state.drag.kind == Drag::Kind::Orbit ||
                                               state.drag.kind == Drag::Kind::Pan);
    const bool moves = dragged || state.flight || ImGui::GetTime() < cache.movingUntil_s;
    return moves ? PictureQuality::Moving : PictureQuality::Still;
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
    const PictureQuality quality = pictureQualityOf(canvas.context.state, cache);
    const auto picture =
        pictures.headPicture(withoutOverlay(cache.scene), pixelsOf(canvas.rect), quality);
    // While a hand holds the head still, nothing changes until it moves or lets go.
    cache.betterPictureWaits =
        quality == PictureQuality::Moving && canvas.context.state.drag.kind == Drag::Kind::None;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (picture) {
        list->AddImage(picture->texture, canvas.rect.min, canvas.rect.max, picture->upperLeft,
                       picture->lowerRight);
        return true;
    }
    const Kit& kit = canvas.kit;
    const float width = std::min(kit.px(520), 0.6F * (canvas.rect.max.x - canvas.rect.min.x));
    const ImVec2 middle{(canvas.rect.min.x + canvas.rect.max.x) / 2,
                        (canvas.rect.min.y + canvas.rect.max.y) / 2};
    ImGui::SetCursorScreenPos({middle.x - width / 2, middle.y - kit.px(30)});
    wrappedText(canvas.kit, kit.fonts.medium, kit.theme.text, pictures.problem(), width);
    return false;
}

void drawOverlay(const Canvas& canvas, Rect chips) {
    const view::Scene& scene = canvas.cache.scene;
    view::Overlay overlay;
    addMarks(overlay, canvas, scene);
    ImVec2 badge = addCards(overlay, canvas.kit, scene, canvas.rect, chips);
    const geom::Vec2 size(canvas.rect.max.x - canvas.rect.min.x,
                          canvas.rect.max.y - canvas.rect.min.y);
    if (canvas.context.state.viewMode == ViewMode::Head && !isSmallView(size, canvas.kit.scale)) {
        badge.y = std::max(badge.y, chips.max.y + canvas.kit.px(4)); // never under the chips
        const double key = addCorridorKey(
            overlay, canvas, {badge.x - canvas.rect.min.x, badge.y - canvas.rect.min.y}, size.x());
        badge.y += static_cast<float>(key) + (key > 0 ? canvas.kit.px(8) : 0);
    }
    paintOverlay(ImGui::GetWindowDrawList(), canvas.kit.fonts, overlay,
                 {canvas.rect.min, canvas.rect.max});
    drawStaleBadge(canvas.kit, canvas.context.openCase, badge);
    tagSites(canvas, "site.");
}

/// The item that takes the mouse, and the view as the mouse finds it.
void drawCanvas(Kit& kit, UiContext context, PictureSource& pictures, SceneCache& cache, Rect rect,
                Rect chips) {
    SceneCache::State& kept = cache.state();
    const view::PixelSize size = pixelsOf(rect);
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::InvisibleButton("##viewport", {rect.max.x - rect.min.x, rect.max.y - rect.min.y},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    tag(kit, "viewport");
    const auto sightNow = [&] {
        return HeadProjection(context.state.camera, size, *kept.head->scalp, *kept.display);
    };
    {
        const HeadProjection projection = sightNow();
        handleMouse(
            {kit, context, kept, rect, false, projection, view::visibleSites(kept.scene, size)});
    }
    // What the mouse has changed is on this frame's picture already.
    cache.scene(context, kit.theme, kit.scale);
    const HeadProjection projection = sightNow();
    const Canvas canvas{
        kit, context, kept, rect, false, projection, view::visibleSites(kept.scene, size)};
    // Marks and scales of a head that is not there would mislead.
    if (drawPicture(canvas, pictures))
        drawOverlay(canvas, chips);
}

} // namespace

void drawViewport(Kit& kit, UiContext context, PictureSource& pictures, SceneCache& cache,
                  Rect rect) {
    beginPane(kit, {"##viewport",
                    rect.min,
                    rect.max,
                    kit.theme.viewInner,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse});
    beginViews(context, cache.state());
    cache.scene(context, kit.theme, kit.scale);
    context.state.viewportCards = cardsIn(rect, kit.scale);
    moveCamera(context, cache.state(), pixelsOf(rect));
    cache.scene(context, kit.theme, kit.scale);
    // The chips come first, so that a press on one is not one on the head; they are drawn last.
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
    const Rect chips = drawViewChips(kit, context, cache.state().scene, rect);
    list->ChannelsSetCurrent(0);
    drawCanvas(kit, context, pictures, cache, rect, chips);
    list->ChannelsMerge();
    drawSiteTip(kit, context, cache.state());
    endPane();
}

} // namespace meso::ui
