#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "plan/plan.h"

/// The arithmetic of mixing and drawing up. 1 % w/v = 10 mg/mL = 10,000 µg/mL. Volumes are taken to
/// add up, and strengths to be those of the finished solution.
namespace meso::plan {

/// Grams in 100 mL: 5 mg/mL are 0.5.
constexpr double toPercent(MgPerMl strength) {
    return strength.value() / 10;
}
constexpr MgPerMl fromPercent(double percent) {
    return MgPerMl(percent * 10);
}
/// "5 mg/mL (0.5 %)": both ways that ampoules are labelled.
std::string mgAndPercentText(MgPerMl strength);

/// What is taken from one ampoule, bottle or vial.
struct Stock {
    std::string compoundId; ///< empty: vehicle alone
    MgPerMl strength{0};    ///< on its label; 0 for a vehicle
    Ml volume{0};           ///< taken
};

/// A finished mixture.
struct MixedSolution {
    Ml volume{0};
    std::vector<Ingredient> ingredients; ///< one per compound, in the order of the stocks
};

/// Pours the stocks together: 2 mL of 50 mg/mL and 8 mL of saline give 10 mL of 10 mg/mL. Two
/// stocks of one compound add up. Fails for no volume at all, a negative or not finite volume or
/// strength, and a compound whose strength is not above 0.
Result<MixedSolution> mix(const std::vector<Stock>& stocks);

/// What to draw up for a mixture.
struct Recipe {
    std::vector<Stock> stocks; ///< one per ingredient, in their order
    Ml vehicle{0};             ///< to fill up
    Ml total{0};
};

/// How much of each stock makes `total` of `wanted`; `stocks` gives the label strength of every
/// compound (its volume is ignored). The inverse of mix(). Fails, with the compound's id, where a
/// stock is missing or too weak, and when the stocks together exceed the total.
Result<Recipe> recipeFor(const std::vector<Ingredient>& wanted, const std::vector<Stock>& stocks,
                         Ml total);

/// One ingredient in every way that it is asked about.
struct IngredientAmounts {
    std::string compoundId;
    int mixture = 0;     ///< as InjectionSite::mixture
    MgPerMl strength{0}; ///< in the finished mixture; number of U/mL or mL/mL where counted so
    std::optional<Mg> perSite; ///< empty where the sites of the mixture differ, or there are none
    Mg minPerSite{0}, maxPerSite{0};
    std::optional<double> mg_per_cm2; ///< empty: no area
    Mg perSession{0};
};

/// One entry per ingredient and mixture, in the order of dosesOf. `area`: that the plan treats; its
/// mean dose counts the sites of this mixture alone.
std::vector<IngredientAmounts> amountsOf(const Plan& plan, Mm2 area);

/// What one mixture takes to draw up and inject.
struct DrawUpAmounts {
    int mixture = 0;
    Ml injected{0};
    Ml lost{0};    ///< dead volume of all fillings
    Ml drawnUp{0}; ///< injected + lost
    /// Ids of the sites of each filling, in the plan's order: a filling ends where the next site
    /// would not fit, so no site is shared between two.
    std::vector<std::vector<int>> fillings;
};

/// One entry per mixture that has sites. Fails for a barrel that is not above 0, and when a site
/// needs more than a barrel holds.
Result<std::vector<DrawUpAmounts>> syringesFor(const Plan& plan);

} // namespace meso::plan
