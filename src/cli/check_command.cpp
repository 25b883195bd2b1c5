#include "cli/check_command.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/plan_context.h"
#include "plan/rules/checks.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

namespace {

const char* wordFor(plan::RuleState state, clinic::Severity severity) {
    if (state == plan::RuleState::NotApplicable)
        return "–";
    if (state == plan::RuleState::Passed)
        return "ok";
    return severity == clinic::Severity::Error     ? "ERROR"
           : severity == clinic::Severity::Warning ? "warning"
                                                   : "info";
}

void printResults(const std::vector<plan::RuleResult>& results) {
    for (const plan::RuleResult& r : results) {
        std::string sites;
        for (std::size_t i = 0; i < r.sites.size() && i < 8; ++i)
            sites += (i ? ", " : " Sites ") + std::to_string(r.sites[i]);
        if (r.sites.size() > 8)
            sites += " and " + std::to_string(r.sites.size() - 8) + " more";
        const std::string word = wordFor(r.state, r.severity);
        // The dash is one column wide and three bytes long.
        const std::size_t columns = word == "–" ? 1 : word.size();
        printLine("  " + word + std::string(9 - columns, ' ') + r.id +
                  std::string(r.id.size() < 16 ? 16 - r.id.size() : 1, ' ') + r.sentence +
                  (sites.empty() ? "" : sites + "."));
    }
}

} // namespace

int checkPlan(const CheckOptions& o) {
    const auto context = openPlanContext(o.plan);
    if (!context)
        return fail(context.error());
    const auto results =
        app::checkPlan(context->plan, context->head, context->region, context->library);
    if (!results)
        return fail(results.error());
    if (o.asJson) {
        json list = json::array();
        for (const plan::RuleResult& r : *results)
            list.push_back({{"id", r.id},
                            {"state", wordFor(r.state, r.severity)},
                            {"sentence", r.sentence},
                            {"sites", r.sites},
                            {"source", r.source}});
        printLine(json{{"blocks", plan::blocks(*results)}, {"results", list}}.dump());
    } else
        printResults(*results);
    return plan::blocks(*results) ? kBlocked : kOk;
}

} // namespace meso::cli
