#include "ui/spread/cut_panel.h"

#include <algorithm>
#include <cmath>

#include "app/edits/derive.h"
#include "app/library.h"
#include "base/text.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/overlay_painter.h"
#include "ui/state/picture_source.h"
#include "ui/state/playing.h"
#include "view/build_scene.h"

namespace meso::ui {

namespace {

/// Height of the title over the picture, logical pixels.
constexpr float kTitle = 40;
/// A wider picture is drawn smaller and stretched: the cut is computed by the processor.
constexpr int kMaxPixels = 1100;
constexpr int kMaxPixelsPlaying = 600;
constexpr Mm kDepthStep(0.05);

/// How far the way goes on beyond the two points, so that the cut fills its picture.
/// The same whether or not the picture is made smaller while it changes.
Mm beyondOf(const Cut& cut, ImVec2 size, float scale, const anatomy::TissueProfile& tissue) {
    double depth = 0;
    for (const anatomy::TissueLayer& layer : tissue.layers)
        depth += layer.thickness.value();
    const auto s = static_cast<double>(scale);
    const double perMm = std::max(1.0, (static_cast<double>(size.y) - 64 * s) / depth);
    const double length = (static_cast<double>(size.x) - 48 * s) / perMm;
    const double span = (cut.to - cut.from).norm();
    return Mm(std::clamp((length - span) / 2, 3.0, 40.0));
}

/// "A", "P", "L", "R": what lies in this direction, the patient's.
std::string sideOf(const geom::Vec3& direction) {
    if (std::abs(direction.x()) > std::abs(direction.y()))
        return direction.x() > 0 ? "R" : "L";
    return direction.y() > 0 ? "A" : "P";
}

double alongOf(const view::SectionPath& path, const geom::TriMesh& mesh, const geom::Vec3& place) {
    double best = 1e300;
    double along = 0;
    for (std::size_t i = 0; i < path.points.size(); ++i) {
        const double away = (positionOf(mesh, path.points[i]) - place).norm();
        if (away < best) {
            best = away;
            along = path.along_mm[i];
        }
    }
    return along;
}

/// The places on the skin above the cut's columns.
std::vector<geom::Vec3> placesAlong(const geom::TriMesh& surface, const view::SectionPath& path) {
    std::vector<geom::Vec3> places;
    places.reserve(path.points.size());
    for (const geom::SurfacePoint& point : path.points)
        places.push_back(positionOf(surface, point));
    return places;
}

void draw(CutCache& cache, Panel& panel, const view::ScalarField& field) {
    const app::OpenCase& openCase = panel.openCase();
    const CutCache::Contents& contents = cache.contents;
    const anatomy::ScalpGrid& grid = *openCase.derived().headContext->head->scalp;
    const anatomy::TissueProfile& tissue = openCase.library().tissue;
    auto path = view::sectionPath(grid, contents.cut.from, contents.cut.to, contents.beyond);
    cache.problem = path ? "" : path.error().message;
    if (!path)
        return;
    view::SectionScene scene;
    scene.path = std::move(path).value();
    if (const app::CompoundRun* run = shownRun(openCase, panel.state()); run && contents.field) {
        scene.field =
            sim::sectionField(*run->result, contents.time, placesAlong(*grid.mesh, scene.path),
                              kDepthStep, contents.measure);
        scene.perMgPerMl = field.unit == "mg/mL" ? 1 : 1000;
        scene.scale = field.scale;
        if (contents.contours)
            scene.contourLevels = field.contourLevels;
    }
    scene.layers = tissue.layers;
    scene.bands = tissue.bulbBands;
    scene.sites = view::sitesNear(scene.path, grid, openCase.plan());
    const geom::Vec3 direction = contents.cut.to - contents.cut.from;
    scene.leftEnd = sideOf(-direction);
    scene.rightEnd = sideOf(direction);
    scene.theme = contents.theme;
    scene.textScale = contents.textScale;
    cache.from_mm = alongOf(scene.path, *grid.mesh, contents.cut.from);
    cache.to_mm = alongOf(scene.path, *grid.mesh, contents.cut.to);
    cache.drawn = view::drawSection(scene, contents.size);
    cache.scene = std::move(scene);
    ++cache.serial;
}

/// Draws anew what has changed.
void refresh(CutCache& cache, Panel& panel, const view::ScalarField& field, ImVec2 size) {
    const UiState& state = panel.state();
    const bool changes = state.playing || state.drag.kind == Drag::Kind::MoveSites;
    const int most = changes ? kMaxPixelsPlaying : kMaxPixels;
    const double share = std::min(1.0, static_cast<double>(most) / static_cast<double>(size.x));
    CutCache::Contents next;
    next.cut = *state.cut;
    next.simulation = panel.openCase().simulation().shown();
    next.run = shownRunIndex(panel.openCase(), state);
    next.time = shownTime(panel.openCase(), state);
    next.measure = state.measure;
    next.scale = field.scale;
    next.field = state.show.field && field.values;
    next.contours = state.show.contours;
    next.sites = panel.openCase().plan().sites;
    next.theme = panel.kit.theme;
    const auto side = [share](float pixels) {
        return std::max(64, static_cast<int>(share * static_cast<double>(pixels)));
    };
    next.size = {side(size.x), side(size.y)};
    next.beyond = beyondOf(next.cut, size, panel.kit.scale, panel.openCase().library().tissue);
    next.textScale = share * static_cast<double>(panel.kit.scale);
    if (cache.serial > 0 && cache.contents == next)
        return;
    cache.contents = std::move(next);
    draw(cache, panel, field);
}

/// The title, as long as there is room for it; always that values are assumed.
std::string titleFor(const Panel& panel, const view::ScalarField& field, float room) {
    const Seconds time = shownTime(panel.openCase(), panel.state());
    if (!field.values)
        return "Cut · not simulated yet";
    const bool isStale = panel.openCase().simulationLags();
    const std::string what = field.title.substr(0, field.title.find(','));
    const std::string values = isStale ? "as of the last full run" : "assumed values";
    const std::string withField = what + ", " + text::duration(time) + " · " + values;
    for (const std::string& title :
         {"Cut from 1 to 2, to scale · " + withField, "Cut from 1 to 2, to scale · " + values,
          "Cut to scale · " + values})
        if (sizeOf(panel.kit.fonts.captionMedium, title).x <= room)
            return title;
    return "Cut, " + values;
}

void drawTitle(Panel& panel, const view::ScalarField& field) {
    Kit& kit = panel.kit;
    const float room = panel.rect.max.x - panel.rect.min.x - kit.px(60);
    const float middle = panel.rect.min.y + kit.px(kTitle / 2);
    ImFont* font = kit.fonts.captionMedium;
    drawText(ImGui::GetWindowDrawList(), font, packed(kit.theme.text),
             {panel.rect.min.x + kit.px(16), middle - font->FontSize / 2},
             titleFor(panel, field, room));
    ImGui::SetCursorScreenPos({panel.rect.max.x - kit.px(40), middle - kit.px(17)});
    actionIcon(panel, "cut.close", 34);
}

/// The numbers of the two places, as on the head.
void addEnds(view::Overlay& overlay, const CutCache& cache) {
    const view::Theme& theme = cache.contents.theme;
    const double s = cache.contents.textScale;
    for (const auto& [along, name] : {std::pair{cache.from_mm, "1"}, {cache.to_mm, "2"}}) {
        const geom::Vec2 at = view::sectionPixelOf(cache.scene, cache.contents.size, along);
        const geom::Vec2 middle = at - geom::Vec2(0, 9 * s);
        overlay.add(view::Circle{middle, 8 * s, theme.accent, theme.markerRing, 1.5 * s});
        overlay.add(view::Text{middle, name, 11 * s, view::FontWeight::SemiBold,
                               view::Anchor::Centre, theme.onAccent});
    }
}

/// The overlay of a smaller picture at the size of the window's.
view::Overlay enlarged(view::Overlay overlay, double factor) {
    if (factor == 1)
        return overlay;
    for (view::Shape& shape : overlay.shapes) {
        if (auto* circle = std::get_if<view::Circle>(&shape)) {
            circle->centre *= factor;
            circle->radius *= factor;
            circle->ringWidth *= factor;
        } else if (auto* line = std::get_if<view::Polyline>(&shape)) {
            for (geom::Vec2& point : line->points)
                point *= factor;
            line->width *= factor;
            line->dash *= factor;
        } else if (auto* box = std::get_if<view::RoundedRect>(&shape)) {
            box->corner *= factor;
            box->size *= factor;
        } else if (auto* words = std::get_if<view::Text>(&shape)) {
            words->position *= factor;
            words->size *= factor;
        }
    }
    return overlay;
}

/// Depth and value under the cursor, on a card beside it.
void drawHover(Panel& panel, const CutCache& cache, const view::ScalarField& field, Rect rect) {
    Kit& kit = panel.kit;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double factor = static_cast<double>(rect.max.x - rect.min.x) / cache.contents.size.width;
    const geom::Vec2 pixel = geom::Vec2(mouse.x - rect.min.x, mouse.y - rect.min.y) / factor;
    const auto spot = view::sectionSpotAt(cache.scene, cache.contents.size, pixel);
    if (!spot)
        return;
    std::string words = text::of(spot->depth, 2) + " deep, " + spot->layer;
    if (cache.contents.field)
        words += ": " + text::significant(spot->value) + " " + field.unit;
    const ImVec2 size = sizeOf(kit.fonts.captionMedium, words);
    const float width = size.x + kit.px(16);
    const float height = size.y + kit.px(8);
    const ImVec2 min{
        std::clamp(mouse.x + kit.px(14), rect.min.x, std::max(rect.min.x, rect.max.x - width)),
        std::clamp(mouse.y - height - kit.px(6), rect.min.y, rect.max.y - height)};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(min, {min.x + width, min.y + height}, packed(kit.theme.surface, 0.94F),
                        kit.px(5));
    list->AddRect(min, {min.x + width, min.y + height}, packed(kit.theme.border), kit.px(5));
    drawText(list, kit.fonts.captionMedium, packed(kit.theme.text),
             {min.x + kit.px(8), min.y + kit.px(4)}, words);
    kit.items["cut.value"] = {min, {min.x + width, min.y + height}};
}

void drawPicture(Panel& panel, PictureSource& pictures, CutCache& cache, Rect rect) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (const auto picture = pictures.cutPicture(cache.drawn.picture, cache.serial))
        list->AddImage(picture->texture, rect.min, rect.max, picture->upperLeft,
                       picture->lowerRight);
    view::Overlay overlay = cache.drawn.overlay;
    addEnds(overlay, cache);
    const double factor = static_cast<double>(rect.max.x - rect.min.x) / cache.contents.size.width;
    paintOverlay(list, panel.kit.fonts, enlarged(std::move(overlay), factor), {rect.min, rect.max});
}

/// Words, scale and contours of what the cut shows: always plan A's concentration, whatever is
/// painted on the head.
view::ScalarField fieldOf(Panel& panel) {
    const app::CompoundRun* run = shownRun(panel.openCase(), panel.state());
    if (!run)
        return {};
    view::FieldChoice choice{run->compound.name,
                             shownDepth(panel.openCase(), panel.state()),
                             shownTime(panel.openCase(), panel.state()),
                             run->strength,
                             panel.state().measure,
                             panel.state().colours};
    view::ScalarField field = view::concentrationFieldOf({}, choice);
    if (panel.state().page == SpreadPage::Compare && comparedRun(panel.openCase(), panel.state()))
        field.title = "Plan A: " + field.title;
    return field;
}

} // namespace

void drawCutPanel(Panel& panel, PictureSource& pictures, CutCache& cache) {
    Kit& kit = panel.kit;
    const view::ScalarField field = fieldOf(panel);
    beginPane(kit, {"##cut",
                    panel.rect.min,
                    panel.rect.max,
                    kit.theme.surface,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse});
    edgeLine(panel.rect.min, {panel.rect.max.x, panel.rect.min.y + 1}, packed(kit.theme.border));
    const Rect rect{{panel.rect.min.x, panel.rect.min.y + kit.px(kTitle)}, panel.rect.max};
    const ImVec2 size{rect.max.x - rect.min.x, rect.max.y - rect.min.y};
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::Dummy(size);
    tag(kit, "cut");
    const bool isHovered = ImGui::IsItemHovered();
    refresh(cache, panel, field, size);
    drawTitle(panel, field);
    if (!cache.problem.empty()) {
        ImGui::SetCursorScreenPos({rect.min.x + kit.px(16), rect.min.y + kit.px(8)});
        wrappedText(kit, kit.fonts.body, kit.theme.muted, cache.problem, size.x - kit.px(32));
    } else {
        drawPicture(panel, pictures, cache, rect);
        if (isHovered)
            drawHover(panel, cache, field, rect);
    }
    endPane();
}

} // namespace meso::ui
