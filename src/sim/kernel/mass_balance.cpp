#include "sim/kernel/mass_balance.h"

#include <map>
#include <utility>

namespace meso::sim {

std::vector<MassBalance> massBalance(const CompoundField& field, Mg leaked,
                                     std::span<const Seconds> times) {
    // Kernels in the order of their first depot, so that equal fields give equal bits.
    std::vector<std::pair<const DepotKernel*, double>> strength_mg_per_ml;
    std::map<const DepotKernel*, std::size_t> place;
    for (const CompoundField::Depot& depot : field.depots())
        for (const CompoundField::Part& part : depot.parts) {
            const auto [known, isNew] =
                place.try_emplace(part.kernel.get(), strength_mg_per_ml.size());
            if (isNew)
                strength_mg_per_ml.emplace_back(part.kernel.get(), 0);
            strength_mg_per_ml[known->second].second += part.weight * depot.strength_mg_per_ml;
        }
    std::vector<MassBalance> out;
    for (const Seconds time : times) {
        MassBalance at;
        at.time = time;
        at.leaked = leaked;
        for (const auto& [kernel, scale] : strength_mg_per_ml) {
            const DepotKernel::Amounts amounts = kernel->amounts(time.value());
            const double perUnit = scale / kMicrogramPerMg;
            at.layers.resize(amounts.layers.size());
            for (std::size_t l = 0; l < at.layers.size(); ++l)
                at.layers[l] += Mg(perUnit * amounts.layers[l]);
            at.blood += Mg(perUnit * amounts.blood);
            at.lymph += Mg(perUnit * amounts.lymph);
            at.store += Mg(perUnit * amounts.store);
        }
        out.push_back(std::move(at));
    }
    return out;
}

} // namespace meso::sim
