#pragma once
#include <optional>
#include <string>

namespace meso::plan {

/// What the simulation assumes of this patient's tissue where that differs from tissue.json.
struct TissueChoices {
    std::string bloodFlowState;          ///< id of a state in tissue.json; empty: the usual flow
    bool thicknessByRegion = false;      ///< layers by scalp region; false: equal everywhere
    std::optional<double> temperature_C; ///< of the tissue, 10 to 45; empty: 33
    std::optional<double> depotFraction; ///< volume of fluid / volume of depot, 0.2 to 3
    std::optional<double> leakShare;     ///< of every injection, 0 to 0.9
    bool fatPartition = false;           ///< partition into subcutaneous fat; not validated
    bool operator==(const TissueChoices&) const = default;
};

} // namespace meso::plan
