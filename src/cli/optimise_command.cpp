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

Json figuresJson(const sim::CoverFigures& figures) {
    return {{"share", figures.share},
            {"volume_ml", figures.volume.value()},
            {"sites", figures.sites},
            {"valid", figures.valid}};
}

void printFigures(const sim::CoverPlan& figures) {
    const auto row = [](const char* label, const sim::CoverFigures& f) {
        return app::SummaryRow{label, text::percent(f.share, 1) + " covered, " +
                                          std::to_string(f.sites) + " sites, " +
                                          text::of(f.volume)};
    };
    printTable({row("Before", figures.before), row("After", figures.after)});
}

} // namespace

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
        found = app::optimise(context->plan, context->head, context->region, context->library,
                              *request, {}, progress.callback());
    }
    if (!found)
        return fail(found.error());
    const std::string out = o.out.empty() ? o.plan : o.out;
    if (auto status = store::savePlan(found->plan, out); !status)
        return fail(status.error());
    note("Wrote " + out);
    if (o.asJson) {
        printLine(Json{{"note", app::assumedValuesNote()},
                       {"reached", found->figures.reached},
                       {"before", figuresJson(found->figures.before)},
                       {"after", figuresJson(found->figures.after)},
                       {"explanation", found->explanation}}
                      .dump());
        return kOk;
    }
    printFigures(found->figures);
    for (const std::string& sentence : found->explanation)
        printLine(sentence);
    printLine(app::assumedValuesNote());
    return kOk;
}

} // namespace meso::cli
