#include "ui/viewport/map_view.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/overlay_painter.h"
#include "ui/viewport/corridor_key.h"
#include "ui/viewport/site_tip.h"
#include "ui/viewport/viewport_cards.h"
#include "ui/viewport/viewport_marks.h"
#include "ui/viewport/viewport_mouse.h"
#include "view/map_stretch.h"

namespace meso::ui {

namespace {

/// Texels along a side of the chart: finer than the scalp grid.
constexpr int kChartSide = 1024;
/// The picture's shorter side at most, pixels: a map is computed by the processor.
constexpr double kMaxPixels = 600;
/// The same while it changes from frame to frame.
constexpr double kMaxPixelsChanging = 300;
constexpr int kMinPixels = 64;
/// Margins of the map against those of a printed one, which also holds legend and caption.
constexpr double kMargins = 0.62;
/// A smaller map has no room for words beside its rim; their column, logical pixels.
constexpr double kMinForWords = 420;
constexpr double kWordsColumn = 140;
/// A lower map has no room for the key of the corridors, logical pixels.
constexpr double kMinForKey = 300;
/// What the scale bar with its words takes in the lower right corner.
constexpr double kScaleBar = 150;

view::PixelSize scaled(view::PixelSize size, double share) {
    const auto side = [&](int pixels) {
        return std::max(kMinPixels, static_cast<int>(std::lround(share * pixels)));
    };
    return {side(size.width), side(size.height)};
}

/// A smaller picture with the same layout.
MapContents contentsFor(const view::Scene& scene, view::PixelSize size, bool changes) {
    const double most = changes ? kMaxPixelsChanging : kMaxPixels;
    const double share = std::min(1.0, most / std::min(size.width, size.height));
    MapContents contents{scene.show.field ? scene.field.values : nullptr,
                         scene.regionDistance,
                         scene.exclusionDistance,
                         scene.show,
                         scene.theme,
                         scaled(size, share),
                         share * kMargins * scene.scale};
    return contents;
}

bool showTheSame(const MapContents& a, const MapContents& b) {
    return a.field == b.field && a.region == b.region && a.exclusion == b.exclusion &&
           a.show.contours == b.show.contours && a.show.region == b.show.region &&
           a.theme == b.theme && a.size == b.size && a.scale == b.scale;
}

void takePicture(SceneCache::State& cache, const MapContents& contents) {
    if (cache.mapSerial > 0 && showTheSame(cache.mapContents, contents))
        return;
    if (!cache.chart)
        cache.chart = std::make_unique<view::ScalpChart>(*cache.head->scalp, kChartSide);
    view::Scene scene = cache.scene;
    scene.sites.clear();
    scene.show.legend = scene.show.caption = scene.show.orientation = false;
    scene.scale = contents.scale;
    cache.mapPicture = view::drawFlatMap(scene, *cache.chart, contents.size).picture;
    cache.mapContents = contents;
    ++cache.mapSerial;
}

void drawMapPicture(const Canvas& canvas, PictureSource& pictures) {
    SceneCache::State& cache = canvas.cache;
    const UiState& state = canvas.context.state;
    const bool changes = state.playing || state.drag.kind == Drag::Kind::MoveSites ||
                         state.drag.kind == Drag::Kind::MoveHandle;
    takePicture(cache, contentsFor(cache.scene, canvas.size(), changes));
    if (const auto picture = pictures.mapPicture(cache.mapPicture, cache.mapSerial))
        ImGui::GetWindowDrawList()->AddImage(picture->texture, canvas.rect.min, canvas.rect.max,
                                             picture->upperLeft, picture->lowerRight);
}

/// The length error in the lower right corner, over the scale bar, where the rim leaves room.
void addStretch(view::Overlay& overlay, const Canvas& canvas, const view::FlatLayout& layout) {
    SceneCache::State& cache = canvas.cache;
    if (cache.stretchOf != cache.head) {
        cache.stretchOf = cache.head;
        cache.stretch = view::stretchSentence(*cache.head->scalp, layout);
    }
    const double s = canvas.kit.scale;
    const view::PixelSize size = canvas.size();
    if (size.width < kMinForWords * s || size.height < kMinForWords * s)
        return;
    const auto lines =
        wrappedLines(canvas.kit.fonts.caption, cache.stretch, static_cast<float>(kWordsColumn * s));
    double y = size.height - 52 * s;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        overlay.add(view::Text{{size.width - 10 * s, y},
                               *line,
                               11.5 * s,
                               view::FontWeight::Regular,
                               view::Anchor::RightMiddle,
                               canvas.kit.theme.muted});
        y -= 15 * s;
    }
}

/// Cards of a map that stands alone; beside the head it has the key of the corridors in its lower
/// left corner, where nothing lies under it.
void addKeys(view::Overlay& overlay, const Canvas& canvas, const view::Scene& scene) {
    const double s = canvas.kit.scale;
    const geom::Vec2 size(canvas.size().width, canvas.size().height);
    if (canvas.context.state.viewMode == ViewMode::Map) {
        const geom::Vec2 corner = addMapCards(overlay, canvas.kit, scene, size);
        addCorridorKey(overlay, canvas, corner, size.x() / 2);
        return;
    }
    if (size.y() < kMinForKey * s)
        return;
    const double room = size.x() - kScaleBar * s;
    const double height = corridorKeyHeight(canvas, room);
    addCorridorKey(overlay, canvas, {8 * s, size.y() - height - 8 * s}, room);
}

void drawMapOverlay(const Canvas& canvas, const view::FlatLayout& layout) {
    const view::Scene& scene = canvas.cache.scene;
    const double s = canvas.kit.scale;
    view::Overlay overlay;
    view::addHeadSketch(overlay, scene, layout);
    addMarks(overlay, canvas, scene);
    if (scene.show.orientation)
        view::addOrientation(overlay, {"L", "R", ""}, scene.theme, canvas.size(), s);
    overlay.add(view::Text{{16 * s, 24 * s},
                           "Flat map, nose up",
                           13 * s,
                           view::FontWeight::SemiBold,
                           view::Anchor::LeftMiddle,
                           scene.theme.text});
    addKeys(overlay, canvas, scene);
    view::addScaleBar(overlay, scene, layout, canvas.size());
    addStretch(overlay, canvas, layout);
    paintOverlay(ImGui::GetWindowDrawList(), canvas.kit.fonts, overlay,
                 {canvas.rect.min, canvas.rect.max});
    tagSites(canvas, "map.site.");
}

} // namespace

void drawMap(Kit& kit, UiContext context, PictureSource& pictures, SceneCache& cache, Rect rect) {
    beginPane(kit, {"##map",
                    rect.min,
                    rect.max,
                    kit.theme.viewInner,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse});
    SceneCache::State& kept = cache.state();
    beginViews(context, kept);
    cache.scene(context, kit.theme, kit.scale);
    const view::PixelSize size{static_cast<int>(rect.max.x - rect.min.x),
                               static_cast<int>(rect.max.y - rect.min.y)};
    const view::FlatLayout layout =
        view::flatLayoutOf(*kept.head->scalp, size, kMargins * kit.scale);
    const MapProjection projection(layout, *kept.head->scalp);
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::InvisibleButton("##map", {rect.max.x - rect.min.x, rect.max.y - rect.min.y});
    tag(kit, "map");
    handleMouse({kit, context, kept, rect, true, projection, view::sitesOnMap(kept.scene, layout)});
    cache.scene(context, kit.theme, kit.scale);
    const Canvas canvas{
        kit, context, kept, rect, true, projection, view::sitesOnMap(kept.scene, layout)};
    drawMapPicture(canvas, pictures);
    drawMapOverlay(canvas, layout);
    if (context.state.viewMode == ViewMode::Map) {
        drawStaleBadge(kit, context.openCase, {rect.min.x + kit.px(16), rect.min.y + kit.px(40)});
        drawSiteTip(kit, context, kept);
    }
    endPane();
}

} // namespace meso::ui
