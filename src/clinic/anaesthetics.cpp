#include "clinic/anaesthetics.h"

#include <algorithm>

namespace meso::clinic {

std::optional<Mg> limitFor(const AnaestheticLimit& limit, std::optional<double> weight_kg,
                           double share) {
    std::optional<Mg> out = limit.absolute;
    if (weight_kg && limit.mg_per_kg) {
        const Mg byWeight(*limit.mg_per_kg * *weight_kg);
        out = out ? std::min(*out, byWeight) : byWeight;
    }
    return out ? std::optional<Mg>(*out * share) : std::nullopt;
}

Ml maxVolume(Mg limit, MgPerMl strength) {
    return strength.value() > 0 ? Ml(limit.value() / strength.value()) : Ml(0);
}

} // namespace meso::clinic
