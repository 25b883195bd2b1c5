#include "plan/anaesthetic_load.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

constexpr double kRounding = 1 + 1e-9;

struct Given {
    Mg dose;
    bool everywhereWithAdrenaline = true;
    bool anyAdrenaline = false;
};

MgPerMl strengthIn(const std::vector<Ingredient>& ingredients, const std::string& id) {
    MgPerMl sum;
    for (const Ingredient& i : ingredients)
        if (!id.empty() && i.compoundId == id)
            sum += i.strength;
    return sum;
}

Given givenOf(const Plan& plan, const std::string& compoundId,
              const clinic::AnaestheticLibrary& library, const clinic::Vehicle* vehicle) {
    const MgPerMl enough = library.leastAdrenaline * (1 / kRounding);
    Given given;
    for (int mixture = 0; mixture < mixtureCount(plan); ++mixture) {
        const std::vector<Ingredient> ingredients = ingredientsOf(plan, mixture);
        const Ml volume = mixtureVolume(plan, mixture);
        Mg here;
        for (const Ingredient& i : ingredients)
            if (i.compoundId == compoundId)
                here += i.strength * volume;
        if (vehicle && vehicle->compoundId == compoundId)
            here += vehicle->strength * volume;
        if (here.value() > 0) {
            const MgPerMl adrenaline = strengthIn(ingredients, library.adrenalineId);
            given.anyAdrenaline = given.anyAdrenaline || adrenaline.value() > 0;
            // A trace narrows no vessel, so it does not keep the anaesthetic in place either.
            if (!(adrenaline >= enough))
                given.everywhereWithAdrenaline = false;
        }
        given.dose += here;
    }
    return given;
}

/// The weight that limits count: the lesser of the stated one and the ideal one.
void countWeight(AnaestheticLoad& load, const CaseInfo& about, const clinic::IdealWeight& formula) {
    load.countedWeight_kg = about.weight_kg;
    const auto ideal = idealWeight_kg(about, formula);
    load.countsIdealWeight = about.weight_kg && ideal && *ideal < *about.weight_kg;
    if (load.countsIdealWeight)
        load.countedWeight_kg = ideal;
}

std::string limitText(const AnaestheticShare& share, const clinic::AnaestheticLimit& limit,
                      const AnaestheticLoad& load) {
    const auto& weight_kg = load.countedWeight_kg;
    if (!share.limit)
        return "no limit can be told without the patient's weight";
    std::string words = "the limit is " + text::of(*share.limit);
    if (!weight_kg)
        return words + " whatever the weight; type the weight for the limit of this patient";
    if (limit.mg_per_kg)
        words += " (" + text::significant(*limit.mg_per_kg) + " mg/kg for " +
                 (load.countsIdealWeight ? "the ideal weight of " : "") +
                 text::significant(*weight_kg) + " kg" +
                 (limit.absolute ? ", at most " + text::of(*limit.absolute) : "") + ")";
    return words;
}

/// " with adrenaline: ", or why what there is of it does not count.
std::string adrenalineText(const AnaestheticShare& share,
                           const clinic::AnaestheticLibrary& library) {
    if (share.withAdrenaline)
        return " with adrenaline: ";
    if (!share.adrenalineFallsShort)
        return ", plain: ";
    return ", not everywhere with the " + text::of(library.leastAdrenaline) +
           " of adrenaline that narrow vessels, so that it counts as plain: ";
}

AnaestheticShare shareOf(const clinic::AnaestheticAgent& agent, const Given& given,
                         const AnaestheticLoad& load, const clinic::AnaestheticLibrary& library) {
    const auto& weight_kg = load.countedWeight_kg;
    const double reducedTo = load.isReduced ? library.reducedTo : 1;
    AnaestheticShare out;
    out.compoundId = agent.compoundId;
    out.withAdrenaline = given.everywhereWithAdrenaline;
    out.adrenalineFallsShort = given.anyAdrenaline && !given.everywhereWithAdrenaline;
    out.dose = given.dose;
    const bool other = out.withAdrenaline && agent.withAdrenaline;
    const clinic::AnaestheticLimit& limit = other ? *agent.withAdrenaline : agent.plain;
    out.ruleId = limit.ruleId;
    out.source = limit.source;
    if (agent.withAdrenaline && given.anyAdrenaline && !library.adrenalineSource.empty())
        out.source += ". " + library.adrenalineSource;
    out.limit = clinic::limitFor(limit, weight_kg, reducedTo);
    if (out.limit)
        out.fraction = out.dose / *out.limit;
    if (out.fraction > kRounding)
        out.state = DoseLimitState::Exceeded;
    else if (weight_kg && out.limit)
        out.state = DoseLimitState::Within;
    out.sentence = agent.name + adrenalineText(out, library) + text::of(out.dose) +
                   " in the session; " + limitText(out, limit, load) +
                   (reducedTo < 1 ? ", lowered to " + text::percent(reducedTo) : "") + ".";
    return out;
}

void judgeSum(AnaestheticLoad& load, const CaseInfo& about) {
    const auto& weight_kg = about.weight_kg;
    bool everyLimitKnown = weight_kg.has_value();
    for (const AnaestheticShare& share : load.agents) {
        load.sum += share.fraction;
        everyLimitKnown = everyLimitKnown && share.limit.has_value();
    }
    if (load.sum > kRounding)
        load.state = DoseLimitState::Exceeded;
    else if (everyLimitKnown)
        load.state = DoseLimitState::Within;
    load.sentence = "All local anaesthetics together use " + text::percent(load.sum) +
                    " of what may be given; toxic effects add up.";
    if (weight_kg && !about.height_cm)
        load.sentence += " Milligrams per kilogram count ideal weight: of an overweight patient, "
                         "type the height too.";
    if (!everyLimitKnown)
        load.sentence += weight_kg ? " One of them has no known limit."
                                   : " The patient's weight is missing, so the true share is "
                                     "larger or equal.";
}

bool isReduced(const CaseInfo& about, const clinic::AnaestheticLibrary& library) {
    if (library.elderlyFrom > 0 && about.ageYears >= library.elderlyFrom)
        return true;
    return std::any_of(
        library.reducingFlags.begin(), library.reducingFlags.end(), [&](const std::string& flag) {
            return std::find(about.flags.begin(), about.flags.end(), flag) != about.flags.end();
        });
}

void addReservations(AnaestheticLoad& load, const CaseInfo& about,
                     const clinic::AnaestheticLibrary& library) {
    if (load.isReduced)
        load.caveats.push_back("Every limit is lowered to " + text::percent(library.reducedTo) +
                               " for age or disease of liver or heart.");
    if (about.weight_kg && *about.weight_kg < library.minWeight_kg)
        load.caveats.push_back("The limits are not meant for a patient below " +
                               text::significant(library.minWeight_kg) + " kg.");
}

} // namespace

std::optional<double> idealWeight_kg(const CaseInfo& about, const clinic::IdealWeight& formula) {
    if (!about.height_cm || formula.baseHeight_cm <= 0)
        return std::nullopt;
    const double base = about.sex == "male" ? formula.maleBase_kg : formula.femaleBase_kg;
    return base + formula.perCentimetre_kg * (*about.height_cm - formula.baseHeight_cm);
}

AnaestheticLoad anaestheticLoad(const Plan& plan, const clinic::AnaestheticLibrary& library,
                                const clinic::Vehicle* vehicle) {
    AnaestheticLoad load;
    load.isReduced = isReduced(plan.about, library);
    countWeight(load, plan.about, library.idealWeight);
    for (const clinic::AnaestheticAgent& agent : library.agents) {
        const Given given = givenOf(plan, agent.compoundId, library, vehicle);
        if (given.dose.value() > 0)
            load.agents.push_back(shareOf(agent, given, load, library));
    }
    load.source = library.additivitySource;
    load.reservationSource = library.reductionSource;
    if (load.agents.empty()) {
        load.sentence = "The plan holds no local anaesthetic.";
        return load;
    }
    judgeSum(load, plan.about);
    addReservations(load, plan.about, library);
    return load;
}

} // namespace meso::plan
