#include "plan/flag_conflicts.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// What can be injected, or carries it, as far as flags are concerned.
struct Subject {
    const std::string& id;
    const std::string& name;
    const std::vector<std::string>& allergens;
    const std::vector<std::string>& blockedBy;
    const std::vector<std::string>& warnedBy;
    const std::string& source;
};

template <class T>
Subject subjectOf(const T& thing) {
    return {thing.id, thing.name, thing.allergens, thing.blockedBy, thing.warnedBy, thing.source};
}

bool isAllergyTo(const clinic::PatientFlag& flag, const Subject& subject) {
    return !flag.allergen.empty() &&
           (has(subject.allergens, flag.allergen) || flag.allergen == subject.id);
}

std::string doubtText(const ApplicableFlag& held) {
    return held.certain ? "" : " The plan does not state the sex or age that would tell.";
}

void addConflicts(std::vector<FlagConflict>& out, const Subject& subject,
                  const std::vector<ApplicableFlag>& held) {
    for (const ApplicableFlag& h : held) {
        const clinic::PatientFlag& flag = *h.flag;
        const bool allergy = isAllergyTo(flag, subject);
        const bool blocked = allergy || has(subject.blockedBy, flag.id);
        if (!blocked && !has(subject.warnedBy, flag.id))
            continue;
        const std::string verdict = blocked ? " must not be given: " : " calls for care: ";
        out.push_back({flag.id, subject.id,
                       blocked ? clinic::FlagLevel::Block : clinic::FlagLevel::Warn, h.certain,
                       subject.name + verdict + flag.name + "." + doubtText(h),
                       allergy ? flag.source : subject.source});
    }
}

enum class Answer { No, Maybe, Yes };

Answer isOfSex(const CaseInfo& about, const std::string& sex) {
    if (sex.empty() || about.sex == sex)
        return Answer::Yes;
    return about.sex == "unstated" ? Answer::Maybe : Answer::No;
}

Answer isOfAge(const CaseInfo& about, const clinic::DerivedFlag& derived) {
    if (about.ageYears == 0)
        return Answer::Maybe;
    const bool within = about.ageYears >= derived.fromAge && about.ageYears <= derived.toAge;
    return within ? Answer::Yes : Answer::No;
}

} // namespace

std::vector<ApplicableFlag> flagsOf(const CaseInfo& about,
                                    const clinic::PatientFlagLibrary& flags) {
    std::vector<ApplicableFlag> out;
    for (const clinic::PatientFlag& flag : flags.flags)
        if (has(about.flags, flag.id))
            out.push_back({&flag, true});
    for (const clinic::DerivedFlag& d : flags.derived) {
        const Answer sex = isOfSex(about, d.sex), age = isOfAge(about, d);
        if (sex == Answer::No || age == Answer::No || has(about.flags, d.unlessFlag))
            continue;
        out.push_back({&d.flag, sex == Answer::Yes && age == Answer::Yes});
    }
    return out;
}

std::vector<std::string> unknownFlags(const CaseInfo& about,
                                      const clinic::PatientFlagLibrary& flags) {
    std::vector<std::string> out;
    std::copy_if(about.flags.begin(), about.flags.end(), std::back_inserter(out),
                 [&](const std::string& id) { return !flags.find(id); });
    return out;
}

std::vector<FlagConflict> flagConflicts(const Plan& plan, const FlagContext& context) {
    std::vector<FlagConflict> out;
    const std::vector<ApplicableFlag> held = flagsOf(plan.about, context.flags);
    for (const ApplicableFlag& h : held)
        if (!h.flag->sentence.empty())
            out.push_back({h.flag->id, "", h.flag->level, h.certain,
                           h.flag->sentence + doubtText(h), h.flag->source});
    for (const SessionDose& dose : sessionDoses(plan))
        if (const clinic::Compound* compound = context.compounds.find(dose.compoundId))
            addConflicts(out, subjectOf(*compound), held);
    const clinic::Vehicle* vehicle = context.vehicles.find(plan.vehicle);
    if (!vehicle)
        return out;
    addConflicts(out, subjectOf(*vehicle), held);
    if (const clinic::Compound* inside = context.compounds.find(vehicle->compoundId))
        addConflicts(out, subjectOf(*inside), held);
    return out;
}

std::vector<FlagConflict> conflictsWith(const clinic::Compound& compound, const CaseInfo& about,
                                        const clinic::PatientFlagLibrary& flags) {
    std::vector<FlagConflict> out;
    addConflicts(out, subjectOf(compound), flagsOf(about, flags));
    return out;
}

std::vector<const clinic::Compound*> substitutesFor(const clinic::Compound& compound,
                                                    const CaseInfo& about,
                                                    const FlagContext& context) {
    std::vector<const clinic::Compound*> out;
    for (const clinic::Compound* other : context.compounds.offered()) {
        if (other->id == compound.id || other->substanceClass != compound.substanceClass)
            continue;
        const auto conflicts = conflictsWith(*other, about, context.flags);
        if (std::none_of(conflicts.begin(), conflicts.end(),
                         [](const FlagConflict& c) { return c.level == clinic::FlagLevel::Block; }))
            out.push_back(other);
    }
    return out;
}

} // namespace meso::plan
