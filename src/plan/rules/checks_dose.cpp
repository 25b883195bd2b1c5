#include "plan/rules/checks_dose.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "plan/dose.h"
#include "plan/strength_slip.h"

namespace meso::plan {

namespace {

RuleResult fault(std::string id, std::string sentence, std::vector<int> sites = {}) {
    return {std::move(id),       clinic::Severity::Error, RuleState::Broken,
            std::move(sentence), std::move(sites),        "Own rule"};
}

/// " (mixture 2)" for all but the first.
std::string mixtureText(int mixture) {
    return mixture == 0 ? std::string() : " (mixture " + std::to_string(mixture + 1) + ")";
}

/// Nothing is published: the usual strength is all that there is to compare with. What cannot be
/// judged at all must not look as if it had been.
RuleResult judgeByUsual(RuleResult out, const CompoundDose& dose, const clinic::Compound& compound,
                        Ml session) {
    out.severity = clinic::Severity::Warning;
    out.state = RuleState::Broken;
    out.sentence = compound.name + " at " +
                   clinic::strengthText(compound.countedIn, dose.strength) +
                   mixtureText(dose.mixture);
    if (!(compound.usualStrength.value() > 0)) {
        out.sentence += ": no strength is known to compare with, so it could not be judged.";
        return out;
    }
    const bool isFar = strengthSlip(compound, dose.strength, session).has_value();
    out.sentence += "; no strength is published, and it is " +
                    std::string(isFar ? "ten times or more" : "less than ten times") +
                    " from the usual " +
                    clinic::strengthText(compound.countedIn, compound.usualStrength) + ".";
    if (!isFar)
        out.state = RuleState::Passed;
    return out;
}

RuleResult judgeStrength(const CompoundDose& dose, const clinic::Compound& compound, Ml session) {
    RuleResult out{"D01 " + compound.id + mixtureText(dose.mixture),
                   clinic::Severity::Error,
                   RuleState::NotApplicable,
                   {},
                   {},
                   compound.source};
    if (compound.publishedStrengths.empty())
        return judgeByUsual(std::move(out), dose, compound, session);
    double nearest = 1e300;
    MgPerMl published;
    for (const MgPerMl s : compound.publishedStrengths) {
        const double factor = std::abs(std::log10(dose.strength / s));
        if (factor < nearest) {
            nearest = factor;
            published = s;
        }
    }
    out.sentence = compound.name + " at " +
                   clinic::strengthText(compound.countedIn, dose.strength) +
                   mixtureText(dose.mixture) + "; the nearest published strength is " +
                   clinic::strengthText(compound.countedIn, published) + ".";
    out.state = RuleState::Passed;
    // A factor of ten is the classic slip between % and mg/mL; 9.5 leaves room for rounding.
    if (nearest >= std::log10(9.5)) {
        out.state = RuleState::Broken;
    } else if (strengthSlip(compound, dose.strength, session)) {
        out.state = RuleState::Broken;
        out.severity = clinic::Severity::Warning;
        out.sentence += " It is ten times or more from the usual " +
                        clinic::strengthText(compound.countedIn, compound.usualStrength) +
                        " or from another that is published.";
    }
    return out;
}

/// ", above the soft ceiling of 5 mg; hard ceiling 10 mg".
std::string ceilingText(const clinic::Compound& compound, CeilingState state) {
    const std::string soft = compound.softCeiling ? clinic::amountText(*compound.softCeiling) : "";
    const std::string hard = compound.hardCeiling ? clinic::amountText(*compound.hardCeiling) : "";
    switch (state) {
    case CeilingState::NoCeiling:
        return "; no ceiling is known";
    case CeilingState::AboveHard:
        return ", above the hard ceiling of " + hard;
    case CeilingState::AboveSoft:
        return ", above the soft ceiling of " + soft +
               (hard.empty() ? "" : "; hard ceiling " + hard);
    case CeilingState::Within:
        break;
    }
    return (soft.empty() ? "" : "; soft ceiling " + soft) +
           (hard.empty() ? "" : "; hard ceiling " + hard);
}

RuleResult judgeCeiling(const SessionDose& dose, const clinic::Compound& compound) {
    RuleResult out{"D02 " + compound.id, clinic::Severity::Warning, RuleState::Passed, {}, {},
                   compound.source};
    const CeilingState state = ceilingState(dose, compound);
    // With neither a ceiling nor a published strength, nothing at all bounds the dose.
    if (state == CeilingState::NoCeiling)
        out.state =
            compound.publishedStrengths.empty() ? RuleState::Broken : RuleState::NotApplicable;
    else if (state != CeilingState::Within)
        out.state = RuleState::Broken;
    if (state == CeilingState::AboveHard)
        out.severity = clinic::Severity::Error;
    const auto& ceiling = compound.softCeiling ? compound.softCeiling : compound.hardCeiling;
    const clinic::Amount given =
        inUnitOf(ceiling.value_or(clinic::Amount(compound.countedIn, 0)), dose, compound.countedIn);
    out.sentence = clinic::amountText(given) + " of " + text::insideSentence(compound.name) +
                   " in the session" + ceilingText(compound, state) + ".";
    return out;
}

/// Sites that name a mixture which the plan does not have, or an empty one.
void judgeMixtures(const Plan& plan, RuleResults& results) {
    if (plan.formulation.empty())
        results.push_back(fault("D00", "The plan does not say what is injected. Add a compound."));
    std::vector<int> empty;
    for (const InjectionSite& s : plan.sites)
        if (s.mixture != 0 && ingredientsOf(plan, s.mixture).empty())
            empty.push_back(s.id);
    if (!empty.empty())
        results.push_back(fault("D00 mixtures",
                                std::to_string(empty.size()) +
                                    " sites use a mixture that is empty or does not exist.",
                                empty));
}

/// Preparations that are counted in mL of 1 mL of mixture cannot be more than the whole of it.
void judgePreparations(const Plan& plan, const CheckContext& context, RuleResults& results) {
    constexpr double kRounding = 1e-9;
    for (int mixture = 0; mixture < mixtureCount(plan); ++mixture) {
        double share = 0;
        std::string names;
        for (const Ingredient& part : ingredientsOf(plan, mixture)) {
            const clinic::Compound* compound = context.compounds.find(part.compoundId);
            if (!compound || compound->countedIn != clinic::AmountUnit::Ml)
                continue;
            share += part.strength.value();
            names += (names.empty() ? "" : " and ") + text::insideSentence(compound->name);
        }
        if (share > clinic::maxStrength(clinic::AmountUnit::Ml) + kRounding)
            results.push_back(fault("D00 shares" + mixtureText(mixture),
                                    "1 mL of the mixture" + mixtureText(mixture) + " would hold " +
                                        clinic::amountText(Ml(share)) + " of " + names +
                                        ", which is more than all of it."));
    }
}

void judgeVehicle(const Plan& plan, const CheckContext& context, RuleResults& results) {
    if (plan.vehicle.empty() || !context.vehicles)
        return;
    const clinic::Vehicle* vehicle = context.vehicles->find(plan.vehicle);
    const std::string id = "D00 vehicle " + text::printable(plan.vehicle);
    if (!vehicle)
        results.push_back(fault(id, "The vehicle \"" + text::printable(plan.vehicle) +
                                        "\" is not in the library."));
    else if (!vehicle->disabledReason.empty())
        results.push_back(
            fault(id, vehicle->name + " must not be used: " + vehicle->disabledReason));
}

/// R20: what a laboratory must know, as the compound's own note says it.
RuleResult judgeLaboratory(const Plan& plan, const clinic::CompoundLibrary& compounds) {
    for (const SessionDose& dose : sessionDoses(plan))
        if (const clinic::Compound* compound = compounds.find(dose.compoundId);
            compound && compound->id == "biotin")
            return {"R20",
                    clinic::Severity::Info,
                    RuleState::Broken,
                    compound->name + " can disturb laboratory tests. Tell the patient. " +
                        compound->note,
                    {},
                    compound->source};
    return dash("R20", "No compound is known here that disturbs laboratory tests.",
                "Notice on biotin (FDA, secondary source); compounds.json");
}

void judgeCompound(const CompoundDose& dose, const Plan& plan, const CheckContext& context,
                   RuleResults& results) {
    const clinic::Compound* compound = context.compounds.find(dose.compoundId);
    const std::string id = "D00 " + text::printable(dose.compoundId) + mixtureText(dose.mixture);
    if (!compound) {
        results.push_back(fault(id, "The compound \"" + text::printable(dose.compoundId) +
                                        "\" is not in the library, so its dose cannot be judged."));
        return;
    }
    if (!compound->disabledReason.empty())
        results.push_back(
            fault(id, compound->name + " must not be injected: " + compound->disabledReason));
    results.push_back(judgeStrength(dose, *compound, mixtureVolume(plan, dose.mixture)));
}

} // namespace

void judgeDoses(const Plan& plan, const CheckContext& context, RuleResults& results) {
    judgeMixtures(plan, results);
    judgePreparations(plan, context, results);
    for (const CompoundDose& dose : dosesOf(plan))
        judgeCompound(dose, plan, context, results);
    for (const SessionDose& dose : sessionDoses(plan))
        if (const clinic::Compound* compound = context.compounds.find(dose.compoundId))
            results.push_back(judgeCeiling(dose, *compound));
    judgeVehicle(plan, context, results);
    results.push_back(judgeLaboratory(plan, context.compounds));
}

} // namespace meso::plan
