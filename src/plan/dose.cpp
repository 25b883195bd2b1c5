#include "plan/dose.h"

#include <algorithm>

#include "clinic/compound.h"

namespace meso::plan {

int mixtureCount(const Plan& plan) {
    return 1 + static_cast<int>(plan.furtherMixtures.size());
}

std::vector<Ingredient> ingredientsOf(const Plan& plan, int index) {
    if (index == 0)
        return plan.formulation;
    if (index < 0 || index >= mixtureCount(plan))
        return {};
    return plan.furtherMixtures[static_cast<std::size_t>(index) - 1].ingredients;
}

Ml totalVolume(const Plan& plan) {
    Ml sum;
    for (const InjectionSite& site : plan.sites)
        sum += site.volume;
    return sum;
}

Ml mixtureVolume(const Plan& plan, int index) {
    Ml sum;
    for (const InjectionSite& site : plan.sites)
        if (site.mixture == index)
            sum += site.volume;
    return sum;
}

std::vector<CompoundDose> dosesOf(const Plan& plan) {
    std::vector<CompoundDose> out;
    for (int mixture = 0; mixture < mixtureCount(plan); ++mixture) {
        const Ml volume = mixtureVolume(plan, mixture);
        for (const Ingredient& i : ingredientsOf(plan, mixture))
            out.push_back({i.compoundId, i.strength, i.strength * volume, mixture});
    }
    return out;
}

std::vector<SessionDose> sessionDoses(const Plan& plan) {
    std::vector<SessionDose> out;
    for (const CompoundDose& dose : dosesOf(plan)) {
        auto known = std::find_if(out.begin(), out.end(), [&](const SessionDose& d) {
            return d.compoundId == dose.compoundId;
        });
        if (known == out.end())
            known = out.insert(out.end(), {dose.compoundId, Mg(0), Ml(0)});
        known->total += dose.total;
        known->injectedIn += mixtureVolume(plan, dose.mixture);
    }
    return out;
}

clinic::Amount inUnitOf(const clinic::Amount& ceiling, const SessionDose& dose,
                        clinic::AmountUnit countedIn) {
    if (ceiling.unit == clinic::AmountUnit::Ml && countedIn != clinic::AmountUnit::Ml)
        return dose.injectedIn;
    return {ceiling.unit, dose.total.value()};
}

CeilingState ceilingState(const SessionDose& dose, const clinic::Compound& compound) {
    // Sums of many sites differ from the round number in their last digits.
    constexpr double kRounding = 1 + 1e-9;
    const auto exceeds = [&](const std::optional<clinic::Amount>& ceiling) {
        return ceiling &&
               inUnitOf(*ceiling, dose, compound.countedIn).value > ceiling->value * kRounding;
    };
    if (exceeds(compound.hardCeiling))
        return CeilingState::AboveHard;
    if (exceeds(compound.softCeiling))
        return CeilingState::AboveSoft;
    return compound.hardCeiling || compound.softCeiling ? CeilingState::Within
                                                        : CeilingState::NoCeiling;
}

std::optional<double> dailyDoses(const SessionDose& dose, const clinic::Compound& compound) {
    if (!compound.oralDailyDose || compound.oralDailyDose->value() <= 0)
        return std::nullopt;
    return dose.total / *compound.oralDailyDose;
}

} // namespace meso::plan
