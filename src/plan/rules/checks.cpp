#include "plan/rules/checks.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "plan/rules/checks_anaesthetics.h"
#include "plan/rules/checks_dose.h"
#include "plan/rules/checks_limits.h"
#include "plan/rules/checks_patient.h"

namespace meso::plan {

namespace {

/// A record that names sites which the plan does not have: nobody can tell where they were given.
void judgeRecordedSites(const Plan& plan, RuleResults& results) {
    std::set<int> lost;
    if (plan.sessionRecord)
        for (const RecordedStep& step : plan.sessionRecord->steps)
            if (step.outcome != Outcome::Extra)
                lost.insert(step.siteId);
    for (const InjectionSite& site : plan.sites)
        lost.erase(site.id);
    if (lost.empty())
        return;
    results.push_back({"D00 record",
                       clinic::Severity::Error,
                       RuleState::Broken,
                       "The record of the session names " + std::to_string(lost.size()) +
                           " sites which the plan does not have, the first of them site " +
                           std::to_string(*lost.begin()) +
                           ". The plan was changed after the session.",
                       {},
                       "Own rule"});
}

} // namespace

void judgePlacement(const Plan& plan, const CheckContext& context, RuleResults& results) {
    RuleResult out{"A01", clinic::Severity::Warning, RuleState::NotApplicable, {}, {}, "Own rule"};
    if (plan.sites.empty()) {
        out.sentence = "There is no site to compare with the area.";
        results.push_back(std::move(out));
        return;
    }
    // Sites that were laid onto the border lie within a twentieth of a millimetre of it.
    constexpr double kOnBorderMm = 0.05;
    for (const InjectionSite& s : plan.sites)
        if (context.region.signedDistanceAt(s.onScalp) > kOnBorderMm)
            out.sites.push_back(s.id);
    out.state = out.sites.empty() ? RuleState::Passed : RuleState::Broken;
    if (out.sites.empty())
        out.sentence = "Every site lies inside the treatment area.";
    else
        out.sentence = std::to_string(out.sites.size()) +
                       (out.sites.size() == 1 ? " site lies" : " sites lie") +
                       " outside the treatment area.";
    results.push_back(std::move(out));
}

std::vector<RuleResult> check(const Plan& plan, const CheckContext& context) {
    MESO_CHECK(context.positions.size() == plan.sites.size(), "one position per site");
    MESO_CHECK(context.thickness.empty() || context.thickness.size() == plan.sites.size(),
               "one thickness per site");
    std::vector<RuleResult> results;
    judgeLimits(plan, context, results);
    judgePlacement(plan, context, results);
    judgeRecordedSites(plan, results);
    judgeDoses(plan, context, results);
    judgeAnaesthetics(plan, context, results);
    judgePatient(plan, context, results);
    judgeRecord(results);
    return results;
}

bool blocks(const std::vector<RuleResult>& results) {
    return std::any_of(results.begin(), results.end(), [](const RuleResult& r) {
        return r.state == RuleState::Broken && r.severity == clinic::Severity::Error;
    });
}

} // namespace meso::plan
