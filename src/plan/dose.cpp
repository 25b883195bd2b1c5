#include "plan/dose.h"

#include "base/check.h"

namespace meso::plan {

Ml totalVolume(const Plan& plan) {
    Ml sum;
    for (const InjectionSite& site : plan.sites)
        sum += site.volume;
    return sum;
}

std::vector<CompoundDose> dosesOf(const Plan& plan) {
    const Ml volume = totalVolume(plan);
    std::vector<CompoundDose> out;
    for (const Ingredient& i : plan.formulation)
        out.push_back({i.compoundId, i.strength, i.strength * volume});
    return out;
}

Seconds sessionTime(const Plan& plan, const std::vector<geom::Vec3>& positions,
                    const Protocol& protocol) {
    MESO_CHECK(positions.size() == plan.sites.size(), "one position per site");
    double wayMm = 0;
    for (std::size_t i = 1; i < positions.size(); ++i)
        wayMm += (positions[i] - positions[i - 1]).norm();
    return protocol.setupTime + protocol.timePerSite * static_cast<double>(positions.size()) +
           protocol.timePerCentimetre * (wayMm / 10);
}

} // namespace meso::plan
