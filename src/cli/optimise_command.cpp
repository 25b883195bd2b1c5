#include "cli/optimise_command.h"

#include "app/spread/optimise.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/plan_context.h"
#include "cli/run_json.h"
#include "store/plan_file.h"

namespace meso::cli {

namespace {

/// What was typed, understood. Fails with a sentence for the first value out of range.
Result<app::OptimiseRequest> requestFrom(const OptimiseOptions& o,
                                         const clinic::Protocol& protocol) {
    app::OptimiseRequest request;
    request.limits = app::optimiseLimits(protocol);
    const auto atLeast = text::time(o.atLeast), duration = text::time(o.duration);
    if (!atLeast)
        return atLeast.error();
    if (!duration)
        return duration.error();
    if (!(o.share > 0 && o.share <= 1))
        return Error{"The share of the area must lie above 0 and be at most 1."};
    if (!(o.threshold > 0 && o.threshold <= 1))
        return Error{"The threshold is a share of the injected strength: above 0, at most 1."};
    if (!o.totalVolume.empty()) {
        const auto total = text::volume(o.totalVolume);
        if (!total)
            return total.error();
        request.limits.totalVolume = *total;
    }
    request.compoundId = o.compound;
    request.bandId = o.band;
    request.thresholdShare = o.threshold;
    request.atLeast = *atLeast;
    request.duration = *duration;
    request.share = o.share;
    request.fewestSites = o.fewest;
    request.seed = o.seed;
    return request;
}

Json figuresJson(const sim::OptimiseFigures& figures) {
    return {{"share", figures.share},
            {"volume_ml", figures.volume.value()},
            {"sites", figures.sites},
            {"valid", figures.valid}};
}

void printFigures(const sim::OptimisedSites& figures) {
    const auto row = [](const char* label, const sim::OptimiseFigures& f) {
        return app::SummaryRow{label, text::percent(f.share, 1) + " covered, " +
                                          std::to_string(f.sites) + " sites, " +
                                          text::of(f.volume)};
    };
    printTable({row("Before", figures.before), row("After", figures.after)});
}

void printAnswer(const app::OptimisedPlan& found, bool asJson) {
    if (asJson)
        return printLine(Json{{"note", app::assumedValuesNote()},
                              {"reached", found.figures.reached},
                              {"before", figuresJson(found.figures.before)},
                              {"after", figuresJson(found.figures.after)},
                              {"explanation", found.explanation}}
                             .dump());
    printFigures(found.figures);
    for (const std::string& sentence : found.explanation)
        printLine(sentence);
    printLine(app::assumedValuesNote());
}

/// Says what an answer falls short of; returns kFailed.
int failShort(const std::vector<std::string>& sentences, const std::string& plan) {
    std::string all = "No sites were found that do what was asked for.";
    for (const std::string& sentence : sentences)
        all += " " + sentence;
    return fail(Error{all + " " + plan + " stays as it was."});
}

} // namespace

std::vector<std::string> shortcomings(const sim::OptimiseFigures& answer, double share,
                                      const sim::OptimiseLimits& limits) {
    constexpr double kRounding_ml = 1e-9;
    std::vector<std::string> out;
    if (limits.totalVolume && answer.volume.value() > limits.totalVolume->value() + kRounding_ml)
        out.push_back("The nearest takes " + text::of(answer.volume) + ", more than the limit of " +
                      text::of(*limits.totalVolume) + " in all.");
    if (answer.sites > limits.mostSites)
        out.push_back("The nearest has " + text::counted(answer.sites, "site") +
                      ", more than the limit of " + std::to_string(limits.mostSites) + ".");
    if (!answer.valid && out.empty())
        out.emplace_back(
            "In the nearest a site breaks the limit on its volume, its place or its distance.");
    if (answer.share < share)
        out.push_back("The nearest meets the goal on " + text::percent(answer.share, 1) +
                      " of the area instead of " + text::percent(share, 1) + ".");
    return out;
}

int optimise(const OptimiseOptions& o) {
    const auto context = openPlanContext(o.plan);
    if (!context)
        return fail(context.error());
    const auto request = requestFrom(o, context->library.protocol);
    if (!request)
        return usageError(request.error());
    Result<app::OptimisedPlan> found = Error{};
    {
        ProgressLine progress("Optimising");
        found = app::optimise(context->planned(), *request, {}, progress.callback());
    }
    if (!found)
        return fail(found.error());
    const auto missing = shortcomings(found->figures.after, request->share, request->limits);
    const int exitCode = missing.empty() ? kOk : failShort(missing, o.plan);
    const bool isAnotherFile = !o.out.empty() && outputIsNotThePlan(o.out, o.plan).ok();
    if (missing.empty() || isAnotherFile) {
        const std::string out = o.out.empty() ? o.plan : o.out;
        if (auto status = store::savePlan(found->plan, out); !status)
            return fail(status.error());
        note("Wrote " + out);
    }
    printAnswer(*found, o.asJson);
    return exitCode;
}

} // namespace meso::cli
