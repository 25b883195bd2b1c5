#pragma once
#include <vector>

#include "base/units.h"
#include "sim/kernel/compound_field.h"

namespace meso::sim {

/// Where the injected amount is at one time. The parts add up to the dose within 1e-9 of it.
struct MassBalance {
    Seconds time{0};
    std::vector<Mg> layers; ///< dissolved in each tissue layer, in the tissue's order
    Mg store{0};            ///< injected, but not dissolved yet (slow release)
    Mg blood{0};            ///< taken by capillaries so far
    Mg lymph{0};            ///< taken by lymph so far
    Mg leaked{0};           ///< lost along the needle track at injection
    [[nodiscard]] Mg total() const {
        Mg sum = blood + lymph + leaked + store;
        for (const Mg& layer : layers)
            sum += layer;
        return sum;
    }
};

/// At each of these times, >= 0; `leaked` is what the depots of the field do not hold. Exact: the
/// mode of wavenumber 0 of every kernel. About 0.1 ms for a time.
std::vector<MassBalance> massBalance(const CompoundField& field, Mg leaked,
                                     std::span<const Seconds> times);

} // namespace meso::sim
