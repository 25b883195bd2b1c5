#include "plan/rules/checks_anaesthetics.h"

#include <algorithm>

#include "base/text.h"
#include "plan/dose.h"
#include "plan/session_steps.h"

namespace meso::plan {

namespace {

constexpr const char* kExampleSource = "Computed from R04 to R07";

/// What a rule would be about: "lidocaine with adrenaline".
std::string agentsOf(const std::string& ruleId, const clinic::AnaestheticLibrary& library) {
    std::string out;
    for (const clinic::AnaestheticAgent& agent : library.agents) {
        const bool isPlain = agent.plain.ruleId == ruleId;
        const bool isOther = agent.withAdrenaline && agent.withAdrenaline->ruleId == ruleId;
        if (isPlain || isOther)
            out += (out.empty() ? "" : ", ") + text::insideSentence(agent.name) +
                   (isPlain ? "" : " with adrenaline");
    }
    return out.empty() ? "local anaesthetic of this rule" : out;
}

/// Where the limits of a rule come from, each source once.
std::string sourcesOf(const std::string& ruleId, const clinic::AnaestheticLibrary& library) {
    std::string out;
    const auto take = [&](const clinic::AnaestheticLimit& limit) {
        if (limit.ruleId == ruleId && out.find(limit.source) == std::string::npos)
            out += (out.empty() ? "" : "; ") + limit.source;
    };
    for (const clinic::AnaestheticAgent& agent : library.agents) {
        take(agent.plain);
        if (agent.withAdrenaline)
            take(*agent.withAdrenaline);
    }
    return out;
}

RuleState stateOf(DoseLimitState load) {
    switch (load) {
    case DoseLimitState::Within:
        return RuleState::Passed;
    case DoseLimitState::Exceeded:
        return RuleState::Broken;
    case DoseLimitState::Unknown:
        break;
    }
    return RuleState::NotApplicable;
}

/// R04 to R07: each agent of the plan against its own limit, and a dash for a rule that none of
/// them is about.
void judgeShares(const AnaestheticLoad& load, const clinic::AnaestheticLibrary& library,
                 RuleResults& results) {
    for (const AnaestheticShare& share : load.agents)
        results.push_back({share.ruleId + " " + share.compoundId,
                           clinic::Severity::Error,
                           stateOf(share.state),
                           share.sentence,
                           {},
                           share.source});
    for (const char* id : {"R04", "R05", "R06", "R07"})
        if (std::none_of(load.agents.begin(), load.agents.end(),
                         [id](const AnaestheticShare& share) { return share.ruleId == id; }))
            results.push_back(dash(id, "The plan holds no " + agentsOf(id, library) + ".",
                                   sourcesOf(id, library)));
}

/// R10: the largest volume of each solution in the plan, for one who draws up.
RuleResult examples(const Plan& plan, const AnaestheticLoad& load) {
    RuleResult out{"R10", clinic::Severity::Info, RuleState::NotApplicable, {}, {}, kExampleSource};
    for (const AnaestheticShare& share : load.agents)
        for (const CompoundDose& dose : dosesOf(plan))
            if (share.limit && dose.compoundId == share.compoundId) {
                out.sentence += (out.sentence.empty() ? "" : " ") + text::of(*share.limit) +
                                " at " + text::of(dose.strength) + " are " +
                                text::of(clinic::maxVolume(*share.limit, dose.strength), 1) + ".";
                out.state = RuleState::Passed;
            }
    if (out.sentence.empty())
        out.sentence = "No limit is known to give an example of.";
    return out;
}

/// R09 where nothing lowers the limits: it passes only where the ideal weight could be compared.
RuleResult weightOfLimits(const AnaestheticLoad& load, const CaseInfo& about,
                          const clinic::AnaestheticLibrary& library) {
    const std::string& source = load.reservationSource;
    if (!about.weight_kg)
        return dash("R09", "The patient's weight is missing.", source);
    const bool isKnown = library.idealWeight.baseHeight_cm > 0;
    if (isKnown && !about.height_cm)
        return dash("R09",
                    "The patient's height is missing, so the stated weight counts, which may be "
                    "above the ideal one.",
                    source);
    std::string sentence = "Nothing makes the limits of local anaesthetics doubtful.";
    if (isKnown)
        sentence = "The limits count the " +
                   std::string(load.countsIdealWeight ? "ideal" : "stated") + " weight of " +
                   text::fixed(*load.countedWeight_kg, 1) + " kg, which is not above the " +
                   (load.countsIdealWeight ? "stated" : "ideal") + " one.";
    return {"R09",
            clinic::Severity::Warning,
            RuleState::Passed,
            sentence,
            {},
            isKnown ? source + " " + library.idealWeight.source : source};
}

void judgeReservations(const AnaestheticLoad& load, const CaseInfo& about,
                       const clinic::AnaestheticLibrary& library, RuleResults& results) {
    for (std::size_t i = 0; i < load.caveats.size(); ++i)
        results.push_back({i == 0 ? "R09" : "R09 " + std::to_string(i + 1),
                           clinic::Severity::Warning,
                           RuleState::Broken,
                           load.caveats[i],
                           {},
                           load.reservationSource});
    if (load.caveats.empty())
        results.push_back(weightOfLimits(load, about, library));
}

/// The pairs of compounds that share a syringe, and which of them no listed mixture holds.
struct Pairs {
    int count = 0;
    std::vector<std::string> unlisted; ///< "minoxidil with dexpanthenol"
};

Pairs pairsOf(const Plan& plan, const CheckContext& context) {
    const auto name = [&](const std::string& id) {
        const clinic::Compound* compound = context.compounds.find(id);
        return compound ? text::insideSentence(compound->name) : text::printable(id);
    };
    Pairs pairs;
    for (int mixture = 0; mixture < mixtureCount(plan) && context.mixtures; ++mixture) {
        const std::vector<Ingredient> parts = ingredientsOf(plan, mixture);
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t j = i + 1; j < parts.size(); ++j, ++pairs.count)
                if (!context.mixtures->find(parts[i].compoundId, parts[j].compoundId))
                    pairs.unlisted.push_back(name(parts[i].compoundId) + " with " +
                                             name(parts[j].compoundId));
    }
    return pairs;
}

/// R22: several local anaesthetics, and pairs in one syringe that nobody is known to have mixed.
RuleResult judgePairs(const AnaestheticLoad& load, const Plan& plan, const CheckContext& context) {
    RuleResult out{"R22",
                   clinic::Severity::Warning,
                   RuleState::Passed,
                   {},
                   {},
                   "\"Mixing not recommended\" (drug labels, abstract read); mixtures.json"};
    const Pairs pairs = pairsOf(plan, context);
    if (load.agents.size() > 1)
        out.sentence = std::to_string(load.agents.size()) +
                       " local anaesthetics are in the plan; mixing them is not recommended.";
    if (!pairs.unlisted.empty()) {
        out.sentence += (out.sentence.empty() ? "" : " ") +
                        std::string("No published mixture is known here of ");
        for (std::size_t i = 0; i < pairs.unlisted.size(); ++i)
            out.sentence += (i == 0 ? "" : ", ") + pairs.unlisted[i];
        out.sentence += ".";
    }
    if (!out.sentence.empty()) {
        out.state = RuleState::Broken;
        return out;
    }
    if (pairs.count == 0 && load.agents.empty())
        return dash("R22", "No two compounds share a syringe.", out.source);
    out.sentence = pairs.count > 0
                       ? "Every two compounds that share a syringe do so in a published mixture."
                       : "1 local anaesthetic is in the plan, and no other pair is judged.";
    return out;
}

} // namespace

void judgeAnaesthetics(const Plan& plan, const CheckContext& context, RuleResults& results) {
    if (!context.anaesthetics) {
        results.push_back(dash("R04", "The limits of local anaesthetics are not known here.",
                               "anaesthetics.json"));
        return;
    }
    const clinic::Vehicle* vehicle =
        context.vehicles ? context.vehicles->find(plan.vehicle) : nullptr;
    const AnaestheticLoad load = anaestheticLoad(plan, *context.anaesthetics, vehicle);
    judgeShares(load, *context.anaesthetics, results);
    if (load.agents.empty()) {
        results.push_back(dash("R08", load.sentence, load.source));
        results.push_back(dash("R09", "There is no limit that age, weight or illness could lower.",
                               load.reservationSource));
        results.push_back(
            dash("R10", "There is no solution to give the largest volume of.", kExampleSource));
    } else {
        results.push_back(
            {"R08", clinic::Severity::Error, stateOf(load.state), load.sentence, {}, load.source});
        judgeReservations(load, plan.about, *context.anaesthetics, results);
        results.push_back(examples(plan, load));
    }
    results.push_back(judgePairs(load, plan, context));
}

} // namespace meso::plan
