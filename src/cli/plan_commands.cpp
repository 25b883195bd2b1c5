#include <CLI/CLI.hpp>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "store/plan_file.h"

namespace meso::cli {

namespace {

using json = nlohmann::ordered_json;

struct NewOptions {
    std::string out = "plan.json";
    std::string area = "norwood_3_vertex";
    std::string title;
    std::string sex = "unstated";
    int age = 0;
    std::vector<std::string> compounds;
    anatomy::HeadMeasurements head;
    std::string length, breadth, circumference, nasionInion, tragus, hair;
    bool frontalPlane = false;
};

/// Typed measurements into the plan's head. Empty words leave the field unset.
Status readMeasurements(NewOptions& o) {
    const auto read = [](const std::string& words, std::optional<Mm>& into) -> Status {
        if (words.empty())
            return Done{};
        const auto value = text::length(words);
        if (!value)
            return value.error();
        into = *value;
        return Done{};
    };
    std::optional<Mm> hair;
    for (const auto& [words, into] :
         {std::pair{&o.length, &o.head.length}, std::pair{&o.breadth, &o.head.breadth},
          std::pair{&o.circumference, &o.head.circumference},
          std::pair{&o.nasionInion, &o.head.nasionInionArc},
          std::pair{&o.tragus, &o.head.tragusArc}, std::pair{&o.hair, &hair}})
        if (auto status = read(*words, *into); !status)
            return status;
    o.head.hairUnderTape = hair.value_or(Mm(0));
    o.head.tragusArcKind =
        o.frontalPlane ? anatomy::TragusArc::InFrontalPlane : anatomy::TragusArc::ThroughCz;
    return Done{};
}

int makeNew(NewOptions& o) {
    if (auto status = readMeasurements(o); !status)
        return fail(status.error());
    const auto ground = openGround();
    if (!ground)
        return fail(ground.error());
    const auto desk = app::openHead(o.head, ground->assets);
    if (!desk)
        return fail(desk.error());
    auto made = app::newPlan(o.area, *desk, ground->library);
    if (!made)
        return fail(made.error());
    plan::Plan plan = std::move(made).value();
    if (!o.title.empty())
        plan.about.title = o.title;
    plan.about.sex = o.sex;
    plan.about.ageYears = o.age;
    for (const std::string& words : o.compounds) {
        const auto ingredient = ingredientFrom(words, ground->library.compounds);
        if (!ingredient)
            return fail(ingredient.error());
        plan.formulation.push_back(*ingredient);
    }
    if (auto status = store::savePlan(plan, o.out); !status)
        return fail(status.error());
    note("Wrote " + o.out + ". Next: mesomap-cli layout " + o.out);
    return kOk;
}

struct LayoutOptions {
    std::string plan;
    std::string out;
    int count = 0;
    std::string spacing;
    std::uint64_t seed = 1;
    bool asJson = false;
};

int layOut(const LayoutOptions& o) {
    const auto desk = openDesk(o.plan, Sites::WillBeReplaced);
    if (!desk)
        return fail(desk.error());
    plan::LayoutRequest request;
    request.seed = o.seed;
    if (!o.spacing.empty()) {
        const auto spacing = text::length(o.spacing);
        if (!spacing)
            return fail(spacing.error());
        request.spacing = *spacing;
    } else
        request.count = o.count > 0 ? o.count : desk->library.protocol.defaultSites;
    const auto laid = app::layOutPlan(desk->plan, desk->head, desk->region, desk->library, request);
    if (!laid)
        return fail(laid.error());
    const std::string out = o.out.empty() ? o.plan : o.out;
    if (auto status = store::savePlan(*laid, out); !status)
        return fail(status.error());
    if (o.asJson) {
        say(json{
            {"plan", out},
            {"sites", laid->sites.size()},
            {"area_cm2", toCm2(desk->region.area())},
            {"spacing_mm",
             plan::spacingFor(desk->region.area(), static_cast<int>(laid->sites.size())).value()}}
                .dump());
        return kOk;
    }
    sayTable(app::summaryOf(*laid, desk->head, desk->region, desk->library));
    return kOk;
}

const char* wordFor(plan::RuleState state, plan::Severity severity) {
    if (state == plan::RuleState::NotApplicable)
        return "–";
    if (state == plan::RuleState::Passed)
        return "ok";
    return severity == plan::Severity::Error     ? "ERROR"
           : severity == plan::Severity::Warning ? "warning"
                                                 : "info";
}

void sayResults(const std::vector<plan::RuleResult>& results) {
    for (const plan::RuleResult& r : results) {
        std::string sites;
        for (std::size_t i = 0; i < r.sites.size() && i < 8; ++i)
            sites += (i ? ", " : " Sites ") + std::to_string(r.sites[i]);
        if (r.sites.size() > 8)
            sites += " and " + std::to_string(r.sites.size() - 8) + " more";
        const std::string word = wordFor(r.state, r.severity);
        // The dash is one column wide and three bytes long.
        const std::size_t columns = word == "–" ? 1 : word.size();
        say("  " + word + std::string(9 - columns, ' ') + r.id +
            std::string(r.id.size() < 16 ? 16 - r.id.size() : 1, ' ') + r.sentence +
            (sites.empty() ? "" : sites + "."));
    }
}

int checkPlan(const std::string& file, bool asJson) {
    const auto desk = openDesk(file);
    if (!desk)
        return fail(desk.error());
    const auto results = app::checkPlan(desk->plan, desk->head, desk->library);
    if (!results)
        return fail(results.error());
    if (asJson) {
        json list = json::array();
        for (const plan::RuleResult& r : *results)
            list.push_back({{"id", r.id},
                            {"state", wordFor(r.state, r.severity)},
                            {"sentence", r.sentence},
                            {"sites", r.sites},
                            {"source", r.source}});
        say(json{{"blocks", plan::blocks(*results)}, {"results", list}}.dump());
    } else
        sayResults(*results);
    return plan::blocks(*results) ? kBlocked : kOk;
}

} // namespace

void addNewCommand(CLI::App& app, int& exitCode) {
    auto o = std::make_shared<NewOptions>();
    CLI::App* command = app.add_subcommand("new", "Write a plan with an area and no sites yet");
    command->add_option("--out", o->out, "Plan file to write")->capture_default_str();
    command->add_option("--area", o->area, "Area preset (see: info)")->capture_default_str();
    command->add_option("--title", o->title, "Title of the case; no names");
    command->add_option("--sex", o->sex)
        ->check(CLI::IsMember({"male", "female", "unstated"}))
        ->capture_default_str();
    command->add_option("--age", o->age, "Years")->check(CLI::Range(18, 120));
    command->add_option("--compound", o->compounds,
                        "What is injected, e.g. minoxidil or \"minoxidil=0.5 %\"; repeatable");
    command->add_option("--style", o->head.style, "-1 feminine, 0 neutral, 1 masculine");
    command->add_option("--length", o->length, "Head length, e.g. \"195 mm\"");
    command->add_option("--breadth", o->breadth, "Head breadth");
    command->add_option("--circumference", o->circumference, "Head circumference");
    command->add_option("--nasion-inion", o->nasionInion, "Arc from nasion to inion over the top");
    command->add_option("--tragus-arc", o->tragus, "Arc from ear to ear, through Cz");
    command->add_flag("--tragus-in-frontal-plane", o->frontalPlane,
                      "The ear-to-ear arc was taken straight up, in the plane of the ears");
    command->add_option("--hair", o->hair, "Thickness of the hair under the tape");
    command->callback([o, &exitCode] { exitCode = makeNew(*o); });
}

void addLayoutCommand(CLI::App& app, int& exitCode) {
    auto o = std::make_shared<LayoutOptions>();
    CLI::App* command = app.add_subcommand("layout", "Fill the plan's area evenly with sites");
    command->add_option("plan", o->plan, "Plan file")->required();
    command->add_option("--out", o->out, "Write here instead of changing the plan");
    auto* count = command->add_option("--sites", o->count, "Exactly so many sites (default 40)")
                      ->check(CLI::PositiveNumber);
    command->add_option("--spacing", o->spacing, "As many as this spacing asks for, e.g. \"10 mm\"")
        ->excludes(count);
    command->add_option("--seed", o->seed, "Another seed gives another layout")
        ->capture_default_str();
    command->add_flag("--json", o->asJson, "For machines");
    command->callback([o, &exitCode] { exitCode = layOut(*o); });
}

void addCheckCommand(CLI::App& app, int& exitCode) {
    auto file = std::make_shared<std::string>();
    auto asJson = std::make_shared<bool>(false);
    CLI::App* command =
        app.add_subcommand("check", "Judge a plan by the protocol; exit 3 when an error stands");
    command->add_option("plan", *file, "Plan file")->required();
    command->add_flag("--json", *asJson, "For machines");
    command->callback([file, asJson, &exitCode] { exitCode = checkPlan(*file, *asJson); });
}

} // namespace meso::cli
