#include "cli/layout_command.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/spread/summary.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/desk.h"
#include "store/plan_file.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

int layOut(const LayoutOptions& o) {
    const auto desk = openDesk(o.plan, Sites::WillBeReplaced);
    if (!desk)
        return fail(desk.error());
    plan::LayoutRequest request;
    request.seed = o.seed;
    if (!o.pattern.empty())
        request.pattern = static_cast<plan::LayoutPattern>(
            std::find(std::begin(kPatternWords), std::end(kPatternWords), o.pattern) -
            std::begin(kPatternWords));
    if (!o.spacing.empty()) {
        const auto spacing = text::length(o.spacing);
        if (!spacing)
            return misuse(spacing.error());
        request.spacing = *spacing;
    } else
        request.count = o.sites > 0 ? o.sites : desk->library.protocol.defaultSites;
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

} // namespace meso::cli
