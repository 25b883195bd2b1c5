#include "cli/sweep_command.h"

#include <set>

#include "app/spread/sweep.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/line_log.h"
#include "cli/plan_context.h"
#include "cli/run_json.h"
#include "store/plan_file.h"

namespace meso::cli {

namespace {

Json parametersJson(const store::SweepPoint& point) {
    Json parameters = Json::object();
    for (const auto& [name, value] : point)
        if (const double* number = std::get_if<double>(&value))
            parameters[name] = *number;
        else
            parameters[name] = std::get<std::string>(value);
    return parameters;
}

/// Names a run by what it computes, so that a grid may grow and an edited plan starts anew.
std::string keyOf(const std::string& planLabel, const Json& parameters) {
    Hasher hasher;
    hasher.add(std::string_view(planLabel));
    hasher.add(std::string_view(parameters.dump()));
    hasher.add(sim::kSolverVersion);
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(hasher.value()));
    return digits;
}

Result<std::set<std::string>> keysIn(const LineLog& log) {
    std::set<std::string> keys;
    const Status read = log.readLines([&](const std::string& line) {
        const auto entry = nlohmann::json::parse(line, nullptr, false);
        if (entry.is_object() && entry.contains("key") && entry["key"].is_string())
            keys.insert(entry["key"].get<std::string>());
    });
    if (!read)
        return read.error();
    return keys;
}

/// A sweep that has been read and checked.
struct Sweep {
    PlanContext context;
    store::SweepGrid grid;
    std::string planLabel;
    LineLog log;
    std::set<std::string> done;
    sim::KernelStorePtr kernels = std::make_shared<sim::KernelStore>(); ///< of all runs
};

Result<Sweep> openSweep(const SweepOptions& o) {
    constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
    for (const std::string& input : {o.plan, o.grid})
        if (const auto ok = outputIsNotThePlan(o.out, input); !ok)
            return ok.error();
    const auto bytes = readFile(o.grid, kMaxBytes);
    if (!bytes)
        return bytes.error();
    auto grid = store::readSweepGrid(*bytes, o.grid);
    if (!grid)
        return grid.error();
    auto context = openPlanContext(o.plan);
    if (!context)
        return context.error();
    LineLog log(o.out);
    auto done = keysIn(log);
    if (!done)
        return done.error();
    std::string words = store::planText(context->plan);
    return Sweep{std::move(context).value(), std::move(grid).value(), std::move(words),
                 std::move(log), std::move(done).value()};
}

Result<Json> figuresOf(const Sweep& sweep, const store::SweepPoint& point) {
    const PlanContext& context = sweep.context;
    const auto made = app::sweepCase({context.plan, context.library, fromHours(24), {}},
                                     context.head, context.region, point);
    if (!made)
        return made.error();
    const auto runs = app::simulatePlan({made->plan, context.head, context.region, made->library},
                                        made->duration, {{}, {}, sweep.kernels}, made->compounds);
    if (!runs)
        return runs.error();
    Json compounds = Json::object();
    for (const app::CompoundRun& run : *runs) {
        Json figures = Json::object();
        for (const auto& [name, value] :
             app::sweepFigures(run, context.region, made->library.tissue))
            figures[name] = value;
        figures["warnings"] = run.result->warnings.size();
        compounds[run.compound.id] = std::move(figures);
    }
    return compounds;
}

/// Simulates one run and adds its line. Fails as those do.
Status doRun(const Sweep& sweep, std::size_t run, const std::string& key) {
    const store::SweepPoint point = sweep.grid.point(run);
    auto figures = figuresOf(sweep, point);
    if (!figures)
        return figures.error();
    const Json line{{"key", key},
                    {"run", run},
                    {"of", sweep.grid.runs()},
                    {"parameters", parametersJson(point)},
                    {"compounds", std::move(figures).value()}};
    return sweep.log.append(line.dump());
}

} // namespace

int sweep(const SweepOptions& o) {
    if (o.index >= o.count)
        return usageError(Error{"The index " + std::to_string(o.index) +
                                " must lie below the count " + std::to_string(o.count) + "."});
    const auto opened = openSweep(o);
    if (!opened)
        return fail(opened.error());
    std::size_t computed = 0, known = 0, failed = 0;
    {
        ProgressLine progress("Sweeping");
        const std::size_t runs = opened->grid.runs();
        for (std::size_t run = o.index; run < runs; run += o.count) {
            const std::string key =
                keyOf(opened->planLabel, parametersJson(opened->grid.point(run)));
            if (opened->done.count(key) > 0) {
                ++known;
            } else if (const Status done = doRun(*opened, run, key); done) {
                ++computed;
            } else {
                ++failed;
                note("Run " + std::to_string(run) + ": " + done.error().message);
            }
            progress.show(static_cast<double>(run + 1) / static_cast<double>(runs));
        }
    }
    printLine("Runs: " + std::to_string(computed) + " computed, " + std::to_string(known) +
              " already there, " + std::to_string(failed) + " failed.");
    return failed == 0 ? kOk : kFailed;
}

} // namespace meso::cli
