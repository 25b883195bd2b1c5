#include "plan/mixing.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

// Far below what a syringe can measure, far above rounding.
constexpr double kRounding_ml = 1e-9;

bool isAmount(double value) {
    return std::isfinite(value) && value >= 0;
}

std::string refusalOf(const Stock& stock) {
    if (!isAmount(stock.volume.value()) || !isAmount(stock.strength.value()))
        return "A volume or strength to be mixed is negative or not a number.";
    if (!stock.compoundId.empty() && stock.strength.value() <= 0)
        return "The stock of \"" + text::printable(stock.compoundId) +
               "\" has no strength. Type what its label says.";
    return {};
}

const Stock* stockOf(const std::vector<Stock>& stocks, const std::string& compoundId) {
    const auto found = std::find_if(stocks.begin(), stocks.end(),
                                    [&](const Stock& s) { return s.compoundId == compoundId; });
    return found == stocks.end() ? nullptr : &*found;
}

IngredientAmounts amountsOf(const Plan& plan, const CompoundDose& dose, Mm2 area) {
    IngredientAmounts out{dose.compoundId, dose.mixture, dose.strength, {}, {}, {}, {}, dose.total};
    bool any = false;
    for (const InjectionSite& site : plan.sites) {
        if (site.mixture != dose.mixture)
            continue;
        const Mg here = dose.strength * site.volume;
        out.minPerSite = any ? std::min(out.minPerSite, here) : here;
        out.maxPerSite = any ? std::max(out.maxPerSite, here) : here;
        any = true;
    }
    if (any && out.minPerSite == out.maxPerSite)
        out.perSite = out.maxPerSite;
    if (area.value() > 0)
        out.mg_per_cm2 = dose.total.value() / toCm2(area);
    return out;
}

Result<DrawUpAmounts> syringesFor(const Plan& plan, int mixture) {
    DrawUpAmounts need;
    need.mixture = mixture;
    Ml left;
    for (const InjectionSite& site : plan.sites) {
        if (site.mixture != mixture)
            continue;
        if (site.volume.value() > plan.syringe.volume.value() + kRounding_ml)
            return Error{"Site " + std::to_string(site.id) + " takes " + text::of(site.volume) +
                         ", more than the syringe of " + text::of(plan.syringe.volume) + " holds."};
        if (need.fillings.empty() || site.volume.value() > left.value() + kRounding_ml) {
            need.fillings.emplace_back();
            left = plan.syringe.volume;
        }
        need.fillings.back().push_back(site.id);
        left -= site.volume;
        need.injected += site.volume;
    }
    need.lost = plan.syringe.deadVolume * static_cast<double>(need.fillings.size());
    need.drawnUp = need.injected + need.lost;
    return need;
}

} // namespace

std::string mgAndPercentText(MgPerMl strength) {
    return text::of(strength) + " (" + text::significant(toPercent(strength)) + " %)";
}

Result<MixedSolution> mix(const std::vector<Stock>& stocks) {
    MixedSolution out;
    std::vector<Mg> masses;
    for (const Stock& stock : stocks) {
        if (const std::string refusal = refusalOf(stock); !refusal.empty())
            return Error{refusal};
        out.volume += stock.volume;
        if (stock.compoundId.empty() || stock.volume.value() <= 0)
            continue;
        auto known =
            std::find_if(out.ingredients.begin(), out.ingredients.end(),
                         [&](const Ingredient& i) { return i.compoundId == stock.compoundId; });
        if (known == out.ingredients.end()) {
            known = out.ingredients.insert(known, {stock.compoundId, MgPerMl(0)});
            masses.emplace_back(0);
        }
        masses[static_cast<std::size_t>(known - out.ingredients.begin())] +=
            stock.strength * stock.volume;
    }
    if (out.volume.value() <= 0 || !std::isfinite(out.volume.value()))
        return Error{"There is nothing to mix: the volumes add up to 0 mL."};
    for (std::size_t i = 0; i < masses.size(); ++i)
        out.ingredients[i].strength = MgPerMl(masses[i].value() / out.volume.value());
    return out;
}

Result<Recipe> recipeFor(const std::vector<Ingredient>& wanted, const std::vector<Stock>& stocks,
                         Ml total) {
    if (!isAmount(total.value()) || total.value() <= 0)
        return Error{"The volume of the mixture must be above 0 mL."};
    Recipe out;
    out.total = total;
    Ml taken;
    for (const Ingredient& i : wanted) {
        const std::string name = "\"" + text::printable(i.compoundId) + "\"";
        const Stock* stock = stockOf(stocks, i.compoundId);
        if (!stock)
            return Error{"No stock of " + name + " is stated."};
        if (const std::string refusal = refusalOf(*stock); !refusal.empty())
            return Error{refusal};
        if (!isAmount(i.strength.value()) || i.strength > stock->strength * (1 + 1e-12))
            return Error{"The stock of " + name + " has " + text::of(stock->strength) +
                         ", too weak for " + text::of(i.strength) + "."};
        const Ml share(total.value() * (i.strength / stock->strength));
        out.stocks.push_back({i.compoundId, stock->strength, share});
        taken += share;
    }
    if (taken.value() > total.value() + kRounding_ml)
        return Error{"The stocks are too weak together: they take " + text::of(taken) + " of " +
                     text::of(total) + "."};
    out.vehicle = std::max(Ml(0), total - taken);
    return out;
}

std::vector<IngredientAmounts> amountsOf(const Plan& plan, Mm2 area) {
    std::vector<IngredientAmounts> out;
    for (const CompoundDose& dose : dosesOf(plan))
        out.push_back(amountsOf(plan, dose, area));
    return out;
}

Result<std::vector<DrawUpAmounts>> syringesFor(const Plan& plan) {
    if (!(plan.syringe.volume.value() > 0))
        return Error{"The syringe must hold more than 0 mL."};
    std::vector<DrawUpAmounts> out;
    for (int mixture = 0; mixture < mixtureCount(plan); ++mixture) {
        auto need = syringesFor(plan, mixture);
        if (!need)
            return need.error();
        if (!need->fillings.empty())
            out.push_back(std::move(need).value());
    }
    return out;
}

} // namespace meso::plan
