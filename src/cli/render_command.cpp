
#include <algorithm>

#include "app/simulation.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "cli/pictures.h"
#include "gfx/image.h"
#include "report/canvas.h"
#include "view/build_scene.h"
#include "view/flat_map.h"

namespace meso::cli {

namespace {

constexpr int kChartSide = 1024;
constexpr int kSmallestMap = 64; ///< pixels

/// Paints a simulated field on the scene where a compound was asked for.
Status addField(const RenderOptions& o, const Desk& desk, view::Scene& scene) {
    if (o.compound.empty())
        return Done{};
    const auto time = text::time(o.at);
    if (!time)
        return time.error();
    if (time->value() < 0 || *time > fromHours(24 * 30))
        return Error{"The time must lie between 0 and 30 days after the injection."};
    const std::vector<anatomy::BulbBand> depths = app::depthChoices(desk.library.tissue);
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
    const auto runs = app::simulatePlan(desk.plan, desk.head, desk.region, desk.library, duration,
                                        {o.compound}, {}, progress.callback());
    if (!runs)
        return runs.error();
    const app::CompoundRun& run = runs->front();
    const view::FieldChoice choice{run.compound.name, *band, *time, run.strength};
    scene.field = view::concentrationField(*run.result, choice);
    scene.caption =
        view::captionOf(choice, run.result->frames[sim::frameAt(*run.result, *time)].time);
    return Done{};
}

Result<view::Picture> draw(const RenderOptions& o, const Desk& desk, view::Scene scene,
                           view::PixelSize size) {
    if (o.viewName == "map") {
        if (std::min(size.width, size.height) < kSmallestMap)
            return Error{"The flat map needs at least " + std::to_string(kSmallestMap) +
                         " pixels on each side."};
        report::Fonts fonts(desk.assets.fonts());
        if (!fonts.warning().empty())
            note(fonts.warning());
        // Numbers would hide the field that was asked for.
        scene.show.numbers = !view::showsField(scene);
        const view::ScalpChart chart(*scene.head->scalp, kChartSide);
        view::FlatMap map = view::drawFlatMap(scene, chart, size);
        report::paint(map.picture, map.overlay, fonts);
        return std::move(map.picture);
    }
    const auto camera = view::cameraNamed(o.viewName, *desk.head.head, desk.region, size);
    if (!camera)
        return Error{"There is no view \"" + text::printable(o.viewName) +
                     "\". Known: front, back, left, right, top, three-quarter, "
                     "face, ear, below, area, map."};
    scene.camera = *camera;
    if (const auto preset = view::presetNamed(o.viewName))
        scene.viewName = view::nameOf(*preset);
    auto maker = PictureMaker::create(desk.assets);
    if (!maker)
        return maker.error();
    PictureMaker pictures = std::move(maker).value();
    return pictures.picture(scene, size);
}

} // namespace

int render(const RenderOptions& o) {
    const auto size = sizeFrom(o.size);
    if (!size)
        return misuse(size.error());
    if (const auto ok = notOntoThePlan(o.out, o.plan); !ok)
        return fail(ok.error());
    const auto desk = openDesk(o.plan);
    if (!desk)
        return fail(desk.error());
    view::Scene scene = view::planScene(desk->head.head, desk->plan, desk->region,
                                        o.theme == "dark" ? view::darkTheme() : view::lightTheme());
    scene.scale = view::scaleFor(*size);
    if (o.bare)
        scene.show.region = scene.show.sites = false;
    if (auto status = addField(o, *desk, scene); !status)
        return fail(status.error());
    const auto picture = draw(o, *desk, std::move(scene), *size);
    if (!picture)
        return fail(picture.error());
    if (auto status = gfx::writePng(o.out, *picture); !status)
        return fail(status.error());
    note("Wrote " + o.out);
    return kOk;
}

} // namespace meso::cli
