#include "cli/simulate_command.h"

#include <filesystem>
#include <memory>

#include "app/export/curves_csv.h"
#include "app/spread/summary.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/compare.h"
#include "cli/console.h"
#include "cli/plan_context.h"
#include "cli/run_json.h"
#include "store/vtu_file.h"

namespace meso::cli {

namespace {

/// Typed quantities, understood.
struct Wanted {
    Seconds duration, fieldAt;
};

Result<Wanted> wantedFrom(const SimulateOptions& o) {
    const auto duration = text::time(o.duration), fieldAt = text::time(o.at);
    if (!duration)
        return duration.error();
    if (duration->value() <= 0 || *duration > fromHours(24 * 30))
        return Error{"The duration must lie above 0 and be at most 30 days."};
    if (!fieldAt)
        return fieldAt.error();
    if (!o.vtu.empty() && (fieldAt->value() < 0 || *fieldAt > *duration))
        return Error{"The field is wanted at " + text::duration(*fieldAt) +
                     ", which does not lie within the simulated " + text::duration(*duration) +
                     "."};
    return Wanted{*duration, *fieldAt};
}

Status keepThePlans(const SimulateOptions& o) {
    for (const std::string& out : {o.out, o.vtu})
        for (const std::string& plan : {o.plan, o.compare})
            if (!plan.empty())
                if (auto ok = outputIsNotThePlan(out, plan); !ok)
                    return ok;
    return Done{};
}

Result<SimulatedPlan> simulated(const std::string& plan, const SimulateOptions& o,
                                Seconds duration) {
    auto context = openPlanContext(plan);
    if (!context)
        return context.error();
    ProgressLine progress(o.compare.empty() ? "Simulating" : "Simulating " + plan);
    auto runs =
        app::simulatePlan(context->planned(), duration, {{}, progress.callback(), {}}, o.compounds);
    if (!runs)
        return runs.error();
    return SimulatedPlan{std::move(context).value(), std::move(runs).value()};
}

Status writeNoting(const std::filesystem::path& file, const std::string& bytes) {
    if (auto status = writeFile(file, bytes); !status)
        return status;
    note("Wrote " + file.string());
    return Done{};
}

Status writeField(const SimulatedPlan& made, const SimulateOptions& o, Seconds at) {
    std::vector<store::VtuField> fields;
    for (const app::CompoundRun& run : made.runs)
        fields.push_back({run.compound.id + "_mg_per_mL", run.result});
    const auto bytes = store::vtuText(fields, at);
    return bytes ? writeNoting(o.vtu, *bytes) : Status(bytes.error());
}

Status writeCurves(const SimulatedPlan& made, const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return Error{"The folder " + folder.string() + " could not be made: " + failure.message() +
                     "."};
    for (const app::CompoundRun& run : made.runs)
        for (const app::NamedText& file :
             app::curvesCsv(run, made.context.region, made.context.library.tissue))
            if (auto status = writeNoting(folder / file.name, file.text); !status)
                return status;
    return Done{};
}

Json comparisonJson(const std::vector<ComparedFigure>& figures) {
    Json list = Json::array();
    for (const ComparedFigure& f : figures)
        list.push_back({{"compound", f.compound},
                        {"what", f.what},
                        {"unit", f.unit},
                        {"first", f.first},
                        {"second", f.second},
                        {"difference", f.difference()}});
    return list;
}

void printComparison(const std::vector<ComparedFigure>& figures) {
    const auto shown = [](const ComparedFigure& f, double value) {
        return f.unit.empty() ? text::percent(value, 1) : text::significant(value) + " " + f.unit;
    };
    std::vector<app::SummaryRow> rows;
    rows.reserve(figures.size());
    for (const ComparedFigure& f : figures)
        rows.push_back({f.compound + ", " + f.what, shown(f, f.first) + " → " + shown(f, f.second) +
                                                        " (" + (f.difference() > 0 ? "+" : "") +
                                                        shown(f, f.difference()) + ")"});
    printLine("First plan → second plan (difference):");
    printTable(rows);
}

Result<Json> document(const SimulatedPlan& made) {
    Json all = Json::array();
    for (const app::CompoundRun& run : made.runs) {
        for (const std::string& warning : run.result->warnings)
            note("Warning: " + warning);
        all.push_back(runJson(run, made.context));
    }
    return Json{{"note", app::assumedValuesNote()},
                {"area_cm2", toCm2(made.context.region.area())},
                {"runs", all}};
}

Status writeAll(const SimulatedPlan& made, const SimulateOptions& o, Seconds fieldAt,
                const Json& figures) {
    if (!o.out.empty())
        if (auto status = writeNoting(o.out, figures.dump(1) + "\n"); !status)
            return status;
    if (!o.csv.empty())
        if (auto status = writeCurves(made, o.csv); !status)
            return status;
    return o.vtu.empty() ? Status(Done{}) : writeField(made, o, fieldAt);
}

} // namespace

int simulate(const SimulateOptions& o) {
    const auto wanted = wantedFrom(o);
    if (!wanted)
        return usageError(wanted.error());
    if (const auto ok = keepThePlans(o); !ok)
        return fail(ok.error());
    const auto made = simulated(o.plan, o, wanted->duration);
    if (!made)
        return fail(made.error());
    auto written = document(*made);
    if (!written)
        return fail(written.error());
    Json figures = std::move(written).value();
    std::vector<ComparedFigure> compared;
    if (!o.compare.empty()) {
        const auto second = simulated(o.compare, o, wanted->duration);
        if (!second)
            return fail(second.error());
        compared = comparedFigures(*made, *second);
        if (compared.empty())
            return fail(Error{"The two plans have no compound in common, so there is nothing to "
                              "compare."});
        figures["comparison"] = comparisonJson(compared);
    }
    if (o.asJson) {
        printLine(figures.dump());
    } else {
        for (const app::CompoundRun& run : made->runs)
            printTable(app::summaryOf(run, made->context.region, made->context.library));
        if (!compared.empty())
            printComparison(compared);
        printLine(app::assumedValuesNote());
    }
    const Status saved = writeAll(*made, o, wanted->fieldAt, figures);
    return saved ? kOk : fail(saved.error());
}

} // namespace meso::cli
