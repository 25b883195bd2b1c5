#include "cli/commands.h"

#include <CLI/CLI.hpp>

#include <exception>

#include "app/plan_checks.h"
#include "cli/check_command.h"
#include "cli/console.h"
#include "cli/info_command.h"
#include "cli/layout_command.h"
#include "cli/new_command.h"
#include "cli/optimise_command.h"
#include "cli/render_command.h"
#include "cli/sample_command.h"
#include "cli/simulate_command.h"
#include "cli/sweep_command.h"
#include "cli/verify_command.h"

// The only unit of this room that knows the command-line library: it is slow to compile.
namespace meso::cli {

namespace {

std::vector<std::string> patternWords() {
    std::vector<std::string> out;
    for (const auto& [pattern, word] : kPatternWords)
        out.emplace_back(word);
    return out;
}

constexpr const char* kAbout =
    "Mesomap plans scalp mesotherapy: injection sites on a 3D head, and an estimate of how the "
    "compounds spread. A planning, training and explanation aid, not a medical device.";

/// Options of all commands; they must outlive the parse.
struct Typed {
    SampleOptions sample;
    NewOptions fresh;
    LayoutOptions layout;
    CheckOptions check;
    SimulateOptions simulate;
    SweepOptions sweep;
    OptimiseOptions optimise;
    RenderOptions render;
    VerifyOptions verify;
    InfoOptions info;
};

void addPlan(CLI::App* command, std::string& plan) {
    command->add_option("plan", plan, "Plan file")->required();
}

void addJson(CLI::App* command, bool& asJson) {
    command->add_flag("--json", asJson, "For machines, on standard output");
}

void addTheme(CLI::App* command, std::string& theme) {
    command->add_option("--theme", theme)
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
}

void addSample(CLI::App& app, SampleOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand(
        "sample", "Plan, simulate and picture the sample case: a man of 41, Norwood III vertex");
    command->add_option("--out", o.out, "Folder to write into")->capture_default_str();
    addTheme(command, o.theme);
    command->callback([&] { exitCode = makeSample(o); });
}

void addMeasures(CLI::App* command, NewOptions& o) {
    command->add_option("--style", o.style,
                        "-1 feminine, 0 neutral, 1 masculine; if left out, half way to the sex");
    command->add_option("--length", o.length, "Head length, e.g. \"195 mm\"");
    command->add_option("--breadth", o.breadth, "Head breadth");
    command->add_option("--circumference", o.circumference, "Head circumference");
    command->add_option("--nasion-inion", o.nasionInion, "Arc from nasion to inion over the top");
    command->add_option("--tragus-arc", o.tragus, "Arc from ear to ear, through Cz");
    command->add_flag("--tragus-in-frontal-plane", o.tragusInFrontalPlane,
                      "The ear-to-ear arc was taken straight up, in the plane of the ears");
    command->add_option("--hair", o.hair, "Thickness of the hair under the tape");
}

void addNew(CLI::App& app, NewOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand("new", "Write a plan with an area and no sites yet");
    command->add_option("--out", o.out, "Plan file to write")->capture_default_str();
    command->add_flag("--force", o.force, "Replace the file if it exists");
    command->add_option("--area", o.area, "Area preset (see: info)")->capture_default_str();
    command->add_option("--title", o.title, "Title of the case; no names");
    command->add_option("--sex", o.sex)
        ->check(CLI::IsMember({"male", "female", "unstated"}))
        ->capture_default_str();
    command->add_option("--age", o.age, "Years")->check(CLI::Range(18, 120));
    command->add_option("--compound", o.compounds,
                        "What is injected, e.g. minoxidil or \"minoxidil=0.5 %\"; repeatable");
    command->add_option("--exclude", o.exclusions,
                        "A patch that must not be injected: NAME=S,T,RADIUS[,MARGIN], e.g. "
                        "\"naevus=0.8,0.1,4 mm,10 mm\"; repeatable");
    addMeasures(command, o);
    command->callback([&] { exitCode = makeNew(o); });
}

void addLayout(CLI::App& app, LayoutOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand("layout", "Fill the plan's area evenly with sites");
    addPlan(command, o.plan);
    command->add_option("--out", o.out, "Write here instead of changing the plan");
    auto* sites = command->add_option("--sites", o.sites, "Exactly so many sites (default 40)")
                      ->check(CLI::PositiveNumber);
    command->add_option("--spacing", o.spacing, "As many as this spacing asks for, e.g. \"10 mm\"")
        ->excludes(sites);
    command
        ->add_option("--pattern", o.pattern,
                     "Without rows (even), in hexagonal or parting rows, or in rows along the "
                     "hairline; if left out, the plan's")
        ->check(CLI::IsMember(patternWords()));
    command->add_option("--seed", o.seed, "Another seed gives another layout")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    addJson(command, o.asJson);
    command->callback([&] { exitCode = layOut(o); });
}

void addCheck(CLI::App& app, CheckOptions& o, int& exitCode) {
    CLI::App* command =
        app.add_subcommand("check", "Judge a plan by the protocol; exit 3 when an error stands");
    addPlan(command, o.plan);
    addJson(command, o.asJson);
    command->callback([&] { exitCode = checkPlan(o); });
}

void addSimulate(CLI::App& app, SimulateOptions& o, int& exitCode) {
    CLI::App* command =
        app.add_subcommand("simulate", "Estimate how the plan's compounds spread and are cleared");
    addPlan(command, o.plan);
    command->add_option("--duration", o.duration, "Simulated time")->capture_default_str();
    command->add_option("--compound", o.compounds, "Only this compound; repeatable");
    command->add_option("--out", o.out, "Also write the figures to this JSON file");
    command->add_option("--csv", o.csv, "Write every curve as a table into this folder");
    command->add_option("--vtu", o.vtu, "Write the field for ParaView into this file");
    command->add_option("--at", o.at, "Time of that field after injection")->capture_default_str();
    command->add_option("--compare", o.compare, "A second plan, to compare on one scale");
    addJson(command, o.asJson);
    command->callback([&] { exitCode = simulate(o); });
}

void addSweep(CLI::App& app, SweepOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand(
        "sweep", "Simulate every combination of parameters, one line of figures per run");
    addPlan(command, o.plan);
    command
        ->add_option("--grid", o.grid,
                     "JSON file of parameters and their values, e.g. {\"volume_ml\": [0.02, 0.05]}")
        ->required();
    command
        ->add_option("--out", o.out, "JSON Lines to add to; runs that it holds already are skipped")
        ->capture_default_str();
    command->add_option("--index", o.index, "Only every COUNT-th run from this one on, from 0")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--count", o.count, "Into how many shares the work is cut")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([&] { exitCode = sweep(o); });
}

void addOptimise(CLI::App& app, OptimiseOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand(
        "optimise", "Choose places and volumes anew to cover the area with as little as possible");
    addPlan(command, o.plan);
    command->add_option("--out", o.out, "Write here instead of changing the plan");
    command->add_option("--compound", o.compound, "Of the plan; if left out, its first");
    command->add_option("--band", o.band, "terminal or miniaturised; if left out, the first");
    command->add_option("--threshold", o.threshold, "Share of the injected strength to reach")
        ->capture_default_str();
    command->add_option("--at-least", o.atLeast, "For how long in all; 0 s: at any moment")
        ->capture_default_str();
    command->add_option("--share", o.share, "Of the area")->capture_default_str();
    command->add_flag("--fewest", o.fewest, "As few sites as possible, not as many as now");
    command->add_option("--total", o.totalVolume, "Volume of all sites at most, e.g. \"2 mL\"");
    command->add_option("--duration", o.duration, "Simulated time")->capture_default_str();
    command->add_option("--seed", o.seed)->check(CLI::NonNegativeNumber)->capture_default_str();
    addJson(command, o.asJson);
    command->callback([&] { exitCode = optimise(o); });
}

void addRender(CLI::App& app, RenderOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand("render", "Draw a plan into a PNG, without a display");
    addPlan(command, o.plan);
    command->add_option("--out", o.out, "PNG file to write")->capture_default_str();
    command
        ->add_option("--view", o.viewName,
                     "front, back, left, right (the patient's), top, three-quarter, face, ear, "
                     "below, area, or map "
                     "for the flat map")
        ->capture_default_str();
    addTheme(command, o.theme);
    command->add_option("--size", o.size, "Width x height in pixels")->capture_default_str();
    command->add_option("--compound", o.compound, "Paint the concentration of this compound");
    command
        ->add_option("--band", o.band,
                     "What depth: terminal or miniaturised bulbs, or a layer: epidermis, dermis, "
                     "subcutis, galea")
        ->capture_default_str();
    command->add_option("--at", o.at, "Time after injection, e.g. \"30 min\"")
        ->capture_default_str();
    command->add_flag("--corridors", o.corridors,
                      "Usual courses of vessels and nerves; not those of one patient");
    command->add_flag("--bare", o.bare, "The head alone, without sites and area");
    command->callback([&] { exitCode = render(o); });
}

void addVerify(CLI::App& app, VerifyOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand(
        "verify", "Compare the solver with closed formulas and published tables");
    addJson(command, o.asJson);
    command->add_flag("--notes", o.notes, "Spacing, cells and remarks of each figure");
    command
        ->add_option("--draws", o.draws,
                     "Only so many injections drawn at random, against finite volumes")
        ->check(CLI::Range(1, 10000));
    command->add_option("--seed", o.seed, "What the draws come from")->capture_default_str();
    command->callback([&] { exitCode = verify(o); });
}

void addInfo(CLI::App& app, InfoOptions& o, int& exitCode) {
    CLI::App* command = app.add_subcommand(
        "info", "What the program knows; or, for a plan, its figures and where each site lies");
    command->add_option("plan", o.plan, "Plan file");
    addJson(command, o.asJson);
    command->callback([&] { exitCode = info(o); });
}

int parseAndRun(int argc, char** argv) {
    CLI::App app{kAbout};
    app.name("mesomap-cli");
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the plan has blocking findings.");
    Typed typed;
    int exitCode = kOk;
    addSample(app, typed.sample, exitCode);
    addNew(app, typed.fresh, exitCode);
    addLayout(app, typed.layout, exitCode);
    addCheck(app, typed.check, exitCode);
    addSimulate(app, typed.simulate, exitCode);
    addSweep(app, typed.sweep, exitCode);
    addOptimise(app, typed.optimise, exitCode);
    addRender(app, typed.render, exitCode);
    addVerify(app, typed.verify, exitCode);
    addInfo(app, typed.info, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? kOk : kUsage;
    }
    return exitCode;
}

} // namespace

int runCommandLine(int argc, char** argv) {
    try {
        return finish(parseAndRun(argc, argv));
    } catch (const std::bad_alloc&) {
        return fail(Error{"The memory did not suffice."});
    } catch (const std::exception& e) {
        return fail(Error{std::string("Something unexpected went wrong: ") + e.what()});
    }
}

} // namespace meso::cli
