#include "base/text.h"
#include "plan/dose.h"
#include "plan/rule_groups.h"

namespace meso::plan {

namespace {

RuleState stateOf(LoadState load) {
    switch (load) {
    case LoadState::Within:
        return RuleState::Passed;
    case LoadState::Exceeded:
        return RuleState::Broken;
    case LoadState::Unknown:
        break;
    }
    return RuleState::NotApplicable;
}

/// R10: the largest volume of each solution in the plan, for one who draws up.
RuleResult examples(const Plan& plan, const AnaestheticLoad& load) {
    RuleResult out{"R10",
                   Severity::Info,
                   RuleState::NotApplicable,
                   {},
                   {},
                   "Computed from R04 to "
                   "R07"};
    for (const AnaestheticShare& share : load.agents)
        for (const CompoundDose& dose : dosesOf(plan))
            if (share.limit && dose.compoundId == share.compoundId) {
                out.sentence += (out.sentence.empty() ? "" : " ") + text::of(*share.limit) +
                                " at " + text::of(dose.strength) + " are " +
                                text::of(mostVolume(*share.limit, dose.strength), 1) + ".";
                out.state = RuleState::Passed;
            }
    if (out.sentence.empty())
        out.sentence = "No limit is known to give an example of.";
    return out;
}

void judgeReservations(const AnaestheticLoad& load, const CaseInfo& about, RuleResults& results) {
    for (std::size_t i = 0; i < load.reservations.size(); ++i)
        results.push_back({i == 0 ? "R09" : "R09 " + std::to_string(i + 1),
                           Severity::Warning,
                           RuleState::Broken,
                           load.reservations[i],
                           {},
                           load.reservationSource});
    if (load.reservations.empty() && about.weight_kg)
        results.push_back({"R09",
                           Severity::Warning,
                           RuleState::Passed,
                           "Nothing makes the limits of local anaesthetics doubtful.",
                           {},
                           load.reservationSource});
    else if (load.reservations.empty())
        results.push_back(dash("R09", "The patient's weight is missing.", load.reservationSource));
}

RuleResult judgePairs(const AnaestheticLoad& load) {
    RuleResult out{"R22",
                   Severity::Warning,
                   RuleState::Passed,
                   {},
                   {},
                   "\"Mixing not recommended\" (drug labels, abstract read)"};
    out.state = load.agents.size() > 1 ? RuleState::Broken : RuleState::Passed;
    out.sentence = std::to_string(load.agents.size()) +
                   (load.agents.size() > 1 ? " local anaesthetics are in the plan; mixing them is "
                                             "not recommended."
                                           : " local anaesthetic is in the plan. Other pairs are "
                                             "not judged: no list of them was found.");
    return out;
}

} // namespace

void judgeAnaesthetics(const Plan& plan, const CheckContext& context, RuleResults& results) {
    if (!context.anaesthetics) {
        results.push_back(dash("R04", "The limits of local anaesthetics are not known here."));
        return;
    }
    const Vehicle* vehicle = context.vehicles ? context.vehicles->find(plan.vehicle) : nullptr;
    const AnaestheticLoad load = anaestheticLoad(plan, *context.anaesthetics, vehicle);
    if (load.agents.empty()) {
        for (const char* id : {"R04", "R05", "R06", "R07", "R08", "R09", "R10", "R22"})
            results.push_back(dash(id, load.sentence));
        return;
    }
    for (const AnaestheticShare& share : load.agents)
        results.push_back({share.ruleId + " " + share.compoundId,
                           Severity::Error,
                           stateOf(share.state),
                           share.sentence,
                           {},
                           share.source});
    results.push_back(
        {"R08", Severity::Error, stateOf(load.state), load.sentence, {}, load.source});
    judgeReservations(load, plan.about, results);
    results.push_back(examples(plan, load));
    results.push_back(judgePairs(load));
}

} // namespace meso::plan
