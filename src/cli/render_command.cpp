#include "cli/render_command.h"

#include <algorithm>

#include "app/plan_checks.h"
#include "app/spread/simulation.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/pictures.h"
#include "cli/plan_context.h"
#include "gfx/image.h"
#include "report/canvas.h"
#include "view/build_scene.h"
#include "view/corridor_lines.h"
#include "view/flat_map.h"

namespace meso::cli {

namespace {

constexpr int kChartSide = 1024;
constexpr int kSmallestMap = 64; ///< pixels

/// Paints a simulated field on the scene where a compound was asked for.
Status addField(const RenderOptions& o, const PlanContext& context, view::Scene& scene) {
    if (o.compound.empty())
        return Done{};
    const auto time = text::time(o.at);
    if (!time)
        return time.error();
    if (time->value() < 0 || *time > fromHours(24 * 30))
        return Error{"The time must lie between 0 and 30 days after the injection."};
    const std::vector<anatomy::BulbBand> depths = app::depthChoices(context.library.tissue);
    const auto band = std::find_if(depths.begin(), depths.end(),
                                   [&](const anatomy::BulbBand& d) { return d.id == o.band; });
    if (band == depths.end()) {
        std::string known;
        for (const anatomy::BulbBand& d : depths)
            known += (known.empty() ? "" : ", ") + d.id;
        return Error{"There is no depth \"" + text::printable(o.band) + "\". Known: " + known +
                     "."};
    }
    ProgressLine progress("Simulating");
    // The last output time is the duration itself, so the asked moment is met exactly.
    const Seconds duration = *time > Seconds(0) ? *time : Seconds(1);
    const auto runs =
        app::simulatePlan(context.planned(), duration, {{}, progress.callback(), {}}, {o.compound});
    if (!runs)
        return runs.error();
    const app::CompoundRun& run = runs->front();
    const view::FieldChoice choice{run.compound.name, *band, *time, run.strength};
    scene.field = view::concentrationField(*run.result, choice);
    scene.caption = view::captionOf(choice, *time);
    return Done{};
}

/// Adds the caption that corridors must not be without, and returns them.
Result<app::CorridorMapPtr> corridorsFor(const RenderOptions& o, const PlanContext& context,
                                         view::Scene& scene) {
    if (!o.corridors)
        return app::CorridorMapPtr();
    auto corridors = app::corridorsOn(context.head, context.library);
    if (corridors)
        scene.caption.push_back("Long dashes: arteries; short ones: nerves. " +
                                std::string(anatomy::kCorridorCaption));
    return corridors;
}

view::Overlay linesOf(const app::CorridorMapPtr& corridors, const view::Scene& scene,
                      const view::SkinToPixel& toPixel) {
    view::Overlay lines;
    if (corridors)
        view::addCorridors(lines, *corridors, view::corridorBands(*corridors, *scene.head->scalp),
                           toPixel, scene.theme, scene.scale);
    return lines;
}

view::Picture drawMap(const PlanContext& context, view::Scene scene,
                      const app::CorridorMapPtr& corridors, view::PixelSize size) {
    report::Fonts fonts(context.assets.fonts());
    if (!fonts.warning().empty())
        note(fonts.warning());
    // Numbers would hide the field that was asked for.
    scene.show.numbers = !view::showsField(scene);
    const anatomy::ScalpGrid& grid = *scene.head->scalp;
    const view::ScalpChart chart(grid, kChartSide);
    view::FlatMap map = view::drawFlatMap(scene, chart, size);
    const view::FlatLayout layout = view::flatLayoutOf(grid, size, scene.scale);
    report::paint(map.picture,
                  linesOf(corridors, scene,
                          [&](const view::SkinPoint& point) {
                              return view::pixelOnMap(grid, layout, point);
                          }),
                  fonts);
    report::paint(map.picture, map.overlay, fonts);
    return std::move(map.picture);
}

Result<view::Picture> draw(const RenderOptions& o, const PlanContext& context, view::Scene scene,
                           view::PixelSize size) {
    const auto corridors = corridorsFor(o, context, scene);
    if (!corridors)
        return corridors.error();
    if (o.viewName == "map") {
        if (std::min(size.width, size.height) < kSmallestMap)
            return Error{"The flat map needs at least " + std::to_string(kSmallestMap) +
                         " pixels on each side."};
        return drawMap(context, std::move(scene), *corridors, size);
    }
    const auto camera = view::cameraNamed(o.viewName, *context.head.head, context.region, size);
    if (!camera)
        return Error{"There is no view \"" + text::printable(o.viewName) +
                     "\". Known: front, back, left, right, top, three-quarter, "
                     "face, ear, below, area, map."};
    scene.camera = *camera;
    if (const auto preset = view::presetNamed(o.viewName))
        scene.viewName = view::nameOf(*preset);
    auto maker = PictureMaker::create(context.assets);
    if (!maker)
        return maker.error();
    PictureMaker pictures = std::move(maker).value();
    return pictures.picture(scene, size,
                            linesOf(*corridors, scene, [&](const view::SkinPoint& point) {
                                return view::pixelOnHead(scene.camera, size, point);
                            }));
}

} // namespace

int render(const RenderOptions& o) {
    const auto size = sizeFrom(o.size);
    if (!size)
        return usageError(size.error());
    if (const auto ok = outputIsNotThePlan(o.out, o.plan); !ok)
        return fail(ok.error());
    const auto context = openPlanContext(o.plan);
    if (!context)
        return fail(context.error());
    view::Scene scene = view::planScene(context->head.head, context->plan, context->region,
                                        o.theme == "dark" ? view::darkTheme() : view::lightTheme());
    scene.scale = view::scaleFor(*size);
    if (o.bare)
        scene.show.region = scene.show.sites = false;
    if (auto status = addField(o, *context, scene); !status)
        return fail(status.error());
    const auto picture = draw(o, *context, std::move(scene), *size);
    if (!picture)
        return fail(picture.error());
    if (auto status = gfx::writePng(o.out, *picture); !status)
        return fail(status.error());
    note("Wrote " + o.out);
    return kOk;
}

} // namespace meso::cli
