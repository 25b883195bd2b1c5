#include "cli/layout_command.h"

#include <nlohmann/json.hpp>

#include "app/spread/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/plan_context.h"
#include "plan/layout/layout.h"
#include "store/plan_file.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

int layOut(const LayoutOptions& o) {
    const auto context = openPlanContext(o.plan, Sites::WillBeReplaced);
    if (!context)
        return fail(context.error());
    plan::LayoutRequest request;
    request.seed = o.seed;
    if (!o.pattern.empty())
        request.pattern = valueOf(kPatternWords, o.pattern).value();
    if (!o.spacing.empty()) {
        const auto spacing = text::length(o.spacing);
        if (!spacing)
            return usageError(spacing.error());
        request.spacing = *spacing;
    } else
        request.count = o.sites > 0 ? o.sites : context->library.protocol.defaultSites;
    const auto laid =
        app::layOutPlan(context->plan, context->head, context->region, context->library, request);
    if (!laid)
        return fail(laid.error());
    const std::string out = o.out.empty() ? o.plan : o.out;
    if (auto status = store::savePlan(*laid, out); !status)
        return fail(status.error());
    if (o.asJson) {
        printLine(json{{"plan", out},
                       {"sites", laid->sites.size()},
                       {"area_cm2", toCm2(context->region.area())},
                       {"spacing_mm", plan::spacingFor(context->region.area(),
                                                       static_cast<int>(laid->sites.size()))
                                          .value()}}
                      .dump());
        return kOk;
    }
    printTable(app::summaryOf(*laid, context->head, context->region, context->library));
    return kOk;
}

} // namespace meso::cli
