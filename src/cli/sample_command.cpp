#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <memory>

#include "app/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "cli/pictures.h"
#include "gfx/image.h"
#include "report/chart.h"
#include "report/sheet.h"
#include "store/plan_file.h"
#include "view/build_scene.h"

namespace meso::cli {

namespace {

namespace fs = std::filesystem;

struct SampleOptions {
    std::string out = "out";
    std::string theme = "light";
};

/// Everything that the pictures of the sample are made from.
struct Sample {
    plan::Plan plan;
    app::HeadDesk head;
    geom::Region region;
    std::vector<app::CompoundRun> runs;
};

const anatomy::BulbBand& shownBand(const app::ClinicalLibrary& library) {
    for (const anatomy::BulbBand& band : library.tissue.bulbBands)
        if (band.id == "miniaturised")
            return band;
    return library.tissue.bulbBands.front();
}

Status drawScalp(const Sample& sample, PictureMaker& pictures, const view::Theme& theme,
                 const fs::path& file) {
    const view::PixelSize size{1440, 1080};
    view::Scene scene = view::planScene(sample.head.head, sample.plan, sample.region, theme);
    scene.camera = *view::cameraNamed("area", *sample.head.head, sample.region);
    scene.scale = view::scaleFor(size);
    scene.caption = {sample.plan.about.title + ": " + std::to_string(sample.plan.sites.size()) +
                         " sites over " + text::cm2(sample.region.area()),
                     "Planning aid, not a medical device"};
    const auto picture = pictures.picture(scene, size);
    return picture ? gfx::writePng(file, *picture) : Status(picture.error());
}

Result<report::SheetCell> spreadCell(const Sample& sample, PictureMaker& pictures,
                                     const view::FieldChoice& choice, const view::Theme& theme) {
    const view::PixelSize size{640, 640};
    view::Scene scene = view::planScene(sample.head.head, sample.plan, sample.region, theme);
    scene.camera = *view::cameraNamed("area", *sample.head.head, sample.region);
    scene.scale = view::scaleFor(size);
    scene.show.legend = scene.show.caption = scene.show.numbers = false;
    const sim::SimResult& result = *sample.runs.front().result;
    scene.field = view::concentrationField(result, choice);
    auto picture = pictures.picture(scene, size);
    if (!picture)
        return picture.error();
    const auto coverage =
        sim::coverage(result, {choice.band.from, choice.band.to},
                      choice.injected * sim::kThresholdShares[0], sample.region.vertexArea());
    const int frame = sim::frameAt(result, choice.time);
    return report::SheetCell{std::move(picture).value(), text::duration(choice.time),
                             text::percent(coverage[frame].now) + " of the area at 1 % or more"};
}

Status drawSpread(const Sample& sample, PictureMaker& pictures, const app::ClinicalLibrary& library,
                  const view::Theme& theme, const fs::path& file) {
    const app::CompoundRun& run = sample.runs.front();
    view::FieldChoice choice{run.compound.name, shownBand(library), Seconds(0), run.strength};
    report::Sheet sheet;
    sheet.theme = theme;
    sheet.title = run.compound.name + " around the " + choice.band.name + ", " +
                  text::fixed(choice.band.from.value(), 1) + "–" + text::of(choice.band.to) +
                  " below the skin";
    sheet.subtitle = "Time after injection; one scale for all";
    sheet.note = app::assumedValuesNote();
    for (const double minutes : {2.0, 30.0, 120.0}) {
        choice.time = fromMinutes(minutes);
        auto cell = spreadCell(sample, pictures, choice, theme);
        if (!cell)
            return cell.error();
        sheet.cells.push_back(std::move(cell).value());
    }
    sheet.legend = view::concentrationField(*run.result, choice);
    return gfx::writePng(file, report::drawSheet(sheet, pictures.fonts()));
}

Status drawCurve(const Sample& sample, PictureMaker& pictures, const app::ClinicalLibrary& library,
                 const view::Theme& theme, const fs::path& file) {
    report::LineChart chart;
    chart.theme = theme;
    chart.title = "Share of the area at 1 % of the injected strength or more";
    chart.x = {"Hours after injection", 0, 4};
    chart.y = {"Share of the treatment area (%)", 0, 100};
    chart.note = app::assumedValuesNote();
    chart.scale = 1.5;
    for (const app::CompoundRun& run : sample.runs)
        for (const app::BandCoverage& c : app::coverageOf(run, sample.region, library.tissue)) {
            if (c.thresholdShare != sim::kThresholdShares[0])
                continue;
            report::Curve curve{run.compound.name + ", " + c.band.name, {}};
            for (const sim::Coverage& at : c.curve)
                if (at.time <= fromHours(4))
                    curve.points.emplace_back(at.time.value() / 3600, at.now * 100);
            chart.curves.push_back(std::move(curve));
        }
    return gfx::writePng(file, report::drawChart(chart, {1200, 720}, pictures.fonts()));
}

Result<Sample> work(const Ground& ground) {
    auto head = app::openHead({}, ground.assets);
    if (!head)
        return head.error();
    auto plan = app::samplePlan(*head, ground.library);
    if (!plan)
        return plan.error();
    auto region = app::regionOf(*plan, *head);
    if (!region)
        return region.error();
    ProgressLine progress("Simulating 24 h");
    auto runs = app::simulatePlan(*plan, *head, *region, ground.library, fromHours(24), {}, {},
                                  progress.callback());
    if (!runs)
        return runs.error();
    return Sample{std::move(plan).value(), std::move(head).value(), std::move(region).value(),
                  std::move(runs).value()};
}

Status drawAll(const Sample& sample, const Ground& ground, const view::Theme& theme,
               const fs::path& out) {
    auto maker = PictureMaker::create(ground.assets);
    if (!maker)
        return maker.error();
    PictureMaker pictures = std::move(maker).value();
    ProgressLine progress("Drawing");
    if (auto s = drawScalp(sample, pictures, theme, out / "scalp.png"); !s)
        return s;
    progress.show(0.4);
    if (auto s = drawSpread(sample, pictures, ground.library, theme, out / "spread.png"); !s)
        return s;
    progress.show(0.9);
    return drawCurve(sample, pictures, ground.library, theme, out / "curve.png");
}

int makeSample(const SampleOptions& o) {
    const auto start = std::chrono::steady_clock::now();
    const auto ground = openGround();
    if (!ground)
        return fail(ground.error());
    const fs::path out = o.out;
    std::error_code failed;
    fs::create_directories(out, failed);
    if (failed)
        return fail(
            Error{"The folder " + out.string() + " could not be made: " + failed.message() + "."});
    const auto sample = work(*ground);
    if (!sample)
        return fail(sample.error());
    if (auto s = store::savePlan(sample->plan, out / "plan.json"); !s)
        return fail(s.error());
    const view::Theme theme = o.theme == "dark" ? view::darkTheme() : view::lightTheme();
    if (auto s = drawAll(*sample, *ground, theme, out); !s)
        return fail(s.error());
    std::vector<app::SummaryRow> rows =
        app::summaryOf(sample->plan, sample->head, sample->region, ground->library);
    for (const app::CompoundRun& run : sample->runs)
        for (app::SummaryRow& row : app::summaryOf(run, sample->region, ground->library))
            rows.push_back(std::move(row));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    rows.push_back({"Time taken", text::fixed(taken.count(), 1) + " s"});
    say(sample->plan.about.title);
    sayTable(rows);
    say(app::assumedValuesNote());
    note("Wrote plan.json, scalp.png, spread.png and curve.png into " + out.string());
    return kOk;
}

} // namespace

void addSampleCommand(CLI::App& app, int& exitCode) {
    auto o = std::make_shared<SampleOptions>();
    CLI::App* command = app.add_subcommand(
        "sample", "Plan, simulate and picture the sample case: a man of 41, Norwood III vertex");
    command->add_option("--out", o->out, "Folder to write into")->capture_default_str();
    command->add_option("--theme", o->theme)
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
    command->callback([o, &exitCode] { exitCode = makeSample(*o); });
}

} // namespace meso::cli
