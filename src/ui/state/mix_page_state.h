#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/units.h"
#include "plan/plan.h"

namespace meso::ui {

/// A strength that was typed and is not taken before its question is answered.
struct DoubtfulStrength {
    int mixture = 0;
    std::size_t ingredient = 0;
    plan::Ingredient wanted; ///< what would be kept
    std::string question;    ///< of plan::strengthSlip
};

/// View state of the page of what is injected.
struct MixPageState {
    int mixture = 0; ///< shown, as InjectionSite::mixture; may be out of range
    std::optional<DoubtfulStrength> doubt;
    std::set<std::string> unfolded;                      ///< ids of the parts that are open
    Ml recipeVolume{5};                                  ///< to prepare
    std::vector<std::pair<std::string, MgPerMl>> stocks; ///< label strengths, by compound
    bool asksForCompound = false; ///< the list of what can be added opens in the next frame
};

} // namespace meso::ui
