#include "cli/sample_command.h"

#include <chrono>
#include <filesystem>
#include <memory>

#include "app/library.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/pictures.h"
#include "cli/plan_context.h"
#include "gfx/image.h"
#include "report/chart.h"
#include "report/picture_grid.h"
#include "store/plan_file.h"
#include "view/build_scene.h"

namespace meso::cli {

namespace {

namespace fs = std::filesystem;

constexpr double kCurveMinutes = 90; ///< the shown part of the coverage curve

/// Everything that the pictures of the sample are made from.
struct Sample {
    plan::Plan plan;
    app::HeadContext head;
    geom::Region region;
    std::vector<app::CompoundRun> runs;
};

const anatomy::BulbBand& shownBand(const app::ClinicalLibrary& library) {
    for (const anatomy::BulbBand& band : library.tissue.bulbBands)
        if (band.id == "miniaturised")
            return band;
    return library.tissue.bulbBands.front();
}

view::Scene sceneOf(const Sample& sample, const view::Theme& theme, view::PixelSize size) {
    view::Scene scene = view::planScene(sample.head.head, sample.plan, sample.region, theme);
    scene.scale = view::scaleFor(size);
    return scene;
}

/// The plan from in front and from above, and straight at its largest part.
Status drawScalp(const Sample& sample, PictureMaker& pictures, const view::Theme& theme,
                 const fs::path& file) {
    const view::PixelSize size{900, 900};
    const anatomy::Head& head = *sample.head.head;
    view::Camera raised = view::cameraFor(view::Preset::Front, view::headSphere(head));
    raised.elevation = Degrees(32);
    raised = view::framed(raised, head.display->vertices(), size, 0.14);
    report::PictureGrid pictureGrid;
    pictureGrid.theme = theme;
    pictureGrid.columns = 2;
    pictureGrid.title = sample.plan.about.title;
    pictureGrid.subtitle =
        std::to_string(sample.plan.sites.size()) + " sites over " + text::cm2(sample.region.area());
    pictureGrid.note = "Planning, training and explanation aid, not a medical device.";
    for (const auto& [title, camera] :
         {std::pair{"From the front", raised},
          std::pair{"Crown", view::cameraAcross(head, sample.region, size)}}) {
        view::Scene scene = sceneOf(sample, theme, size);
        scene.camera = camera;
        auto picture = pictures.picture(scene, size);
        if (!picture)
            return picture.error();
        pictureGrid.cells.push_back({std::move(picture).value(), title, ""});
    }
    return gfx::writePng(file, report::drawPictureGrid(pictureGrid, pictures.fonts()));
}

Result<report::PictureGridCell> concentrationCell(const Sample& sample, PictureMaker& pictures,
                                                  const view::FieldChoice& choice,
                                                  const view::Theme& theme) {
    const view::PixelSize size{640, 640};
    view::Scene scene = sceneOf(sample, theme, size);
    scene.camera = *view::cameraNamed("area", *sample.head.head, sample.region, size);
    scene.show.legend = scene.show.caption = scene.show.numbers = false;
    const sim::SimResult& result = *sample.runs.front().result;
    scene.field = view::concentrationField(result, choice);
    auto picture = pictures.picture(scene, size);
    if (!picture)
        return picture.error();
    const auto coverage = sim::coverage(
        result.field->courses(app::readingOf(choice.band), std::span(&choice.time, 1)),
        choice.injected * sim::kThresholdShares[0], sample.region.vertexArea());
    return report::PictureGridCell{std::move(picture).value(), text::duration(choice.time),
                                   text::percent(coverage.front().now) +
                                       " of the area at 1 % or more"};
}

Status drawConcentrations(const Sample& sample, PictureMaker& pictures,
                          const app::ClinicalLibrary& library, const view::Theme& theme,
                          const fs::path& file) {
    const app::CompoundRun& run = sample.runs.front();
    view::FieldChoice choice{run.compound.name, shownBand(library), Seconds(0), run.strength};
    report::PictureGrid pictureGrid;
    pictureGrid.theme = theme;
    pictureGrid.title = run.compound.name + " around the " +
                        text::insideSentence(choice.band.name) + ", " +
                        text::fixed(choice.band.from.value(), 1) + "–" + text::of(choice.band.to) +
                        " below the skin";
    pictureGrid.subtitle =
        "Time after injection; one scale for all. Lines at 1, 10 and 50 % of the "
        "injected strength. Shown: the largest part of the area.";
    pictureGrid.note = app::assumedValuesNote();
    for (const double minutes : {2.0, 20.0, 60.0}) {
        choice.time = fromMinutes(minutes);
        auto cell = concentrationCell(sample, pictures, choice, theme);
        if (!cell)
            return cell.error();
        pictureGrid.cells.push_back(std::move(cell).value());
    }
    pictureGrid.legend = view::concentrationField(*run.result, choice);
    return gfx::writePng(file, report::drawPictureGrid(pictureGrid, pictures.fonts()));
}

Status drawCurve(const Sample& sample, PictureMaker& pictures, const app::ClinicalLibrary& library,
                 const view::Theme& theme, const fs::path& file) {
    view::LineChart chart;
    chart.theme = theme;
    chart.title = "Share of the area at 1 % of the injected strength or more";
    chart.x = {"Minutes after injection", 0, kCurveMinutes};
    chart.y = {"Share of the treatment area (%)", 0, 100};
    chart.note = app::assumedValuesNote();
    chart.scale = 1.5;
    for (const app::CompoundRun& run : sample.runs)
        for (const app::BandCoverage& c : app::coverageOf(run, sample.region, library.tissue)) {
            if (c.thresholdShare != sim::kThresholdShares[0])
                continue;
            view::Curve curve{run.compound.name + ", " + text::insideSentence(c.band.name), {}};
            for (const sim::Coverage& at : c.curve)
                if (at.time <= fromMinutes(kCurveMinutes))
                    curve.points.emplace_back(at.time.value() / 60, at.now * 100);
            chart.curves.push_back(std::move(curve));
        }
    return gfx::writePng(file, report::drawChart(chart, {1200, 720}, pictures.fonts()));
}

Result<Sample> work(const ProgramData& program) {
    auto head = app::openHead({}, program.assets);
    if (!head)
        return head.error();
    auto plan = app::samplePlan(*head, program.library);
    if (!plan)
        return plan.error();
    auto region = app::regionOf(*plan, *head);
    if (!region)
        return region.error();
    ProgressLine progress("Simulating 24 h");
    auto runs = app::simulatePlan({*plan, *head, *region, program.library}, fromHours(24),
                                  {{}, progress.callback(), {}});
    if (!runs)
        return runs.error();
    return Sample{std::move(plan).value(), std::move(head).value(), std::move(region).value(),
                  std::move(runs).value()};
}

Status drawAll(const Sample& sample, const ProgramData& program, const view::Theme& theme,
               const fs::path& out) {
    auto maker = PictureMaker::create(program.assets);
    if (!maker)
        return maker.error();
    PictureMaker pictures = std::move(maker).value();
    ProgressLine progress("Drawing");
    if (auto s = drawScalp(sample, pictures, theme, out / "scalp.png"); !s)
        return s;
    progress.show(0.4);
    if (auto s = drawConcentrations(sample, pictures, program.library, theme, out / "spread.png");
        !s)
        return s;
    progress.show(0.9);
    return drawCurve(sample, pictures, program.library, theme, out / "curve.png");
}

} // namespace

int makeSample(const SampleOptions& o) {
    const auto start = std::chrono::steady_clock::now();
    const auto program = openProgramData();
    if (!program)
        return fail(program.error());
    const fs::path out = o.out;
    std::error_code failed;
    fs::create_directories(out, failed);
    if (failed)
        return fail(
            Error{"The folder " + out.string() + " could not be made: " + failed.message() + "."});
    const auto sample = work(*program);
    if (!sample)
        return fail(sample.error());
    if (auto s = store::savePlan(sample->plan, out / "plan.json"); !s)
        return fail(s.error());
    const view::Theme theme = o.theme == "dark" ? view::darkTheme() : view::lightTheme();
    if (auto s = drawAll(*sample, *program, theme, out); !s)
        return fail(s.error());
    std::vector<app::SummaryRow> rows =
        app::summaryOf(sample->plan, sample->head, sample->region, program->library);
    for (const app::CompoundRun& run : sample->runs)
        for (app::SummaryRow& row : app::summaryOf(run, sample->region, program->library))
            rows.push_back(std::move(row));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    rows.push_back({"Time taken", text::fixed(taken.count(), 1) + " s"});
    printLine(sample->plan.about.title);
    printTable(rows);
    printLine(app::assumedValuesNote());
    note("Wrote plan.json, scalp.png, spread.png and curve.png into " + out.string());
    return kOk;
}

} // namespace meso::cli
