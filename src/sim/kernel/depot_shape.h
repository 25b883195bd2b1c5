#pragma once
#include <span>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "sim/kernel/depth_basis.h"
#include "sim/model/sim_input.h"

namespace meso::sim {

/// An injected bolus at t = 0: an oblate ellipsoid with a soft edge, reflected at skin and bone.
struct DepotShape {
    Ml delivered{0};  ///< what stays in the tissue: volume (1 - leak)
    Mm halfWidth{0};  ///< a, along the skin
    Mm halfHeight{0}; ///< c, across it
    Mm centre{0};     ///< depth of the middle; below the needle's tip where there is no room above
    Mm edge{0};       ///< standard deviation of the edge
    bool operator==(const DepotShape&) const = default;
};

/// The shape from volume and depth in a tissue `thicknessFactor` times as thick as the profile.
/// The half height c is the smaller of the radius of a ball and the tissue's largest. The half
/// width a follows from the room that the fluid finds:
///  - DepotRoom::Pores: the fluid fills the pores, and the compound takes part in its layer's
///    partition at once, so that the unbound concentration is one everywhere in the depot and never
///    above the injected one (its soft edge, which reaches into layers that hold less, by 6 % at
///    most): a^2 = V / max(sum_l pore_l v_l, ...) with v_l = pi int (1 - ((z - z0) / c)^2) dz over
///    layer l. `capacities` (of the layers; empty: of a compound that binds nothing) widen a depot
///    whose layers hold less than their pores.
///    Where there is no room to the nearer wall, its middle lies farther from it than the tip.
///  - DepotRoom::WholeTissue: V (1 - leak) / epsilon, the same in every layer, and c at most the
///    room to the nearer wall.
/// In pores, a depot in the dermis is no wider than a measured bleb of its volume
/// (TissueProfile::widestBleb): where it would be, it is higher and its middle lower instead.
DepotShape depotShape(const SimDepot& depot, const anatomy::TissueProfile& tissue,
                      std::span<const double> capacities = {}, double thicknessFactor = 1);

/// Pairs whose ellipsoids overlap: they compete for room, which a linear model cannot show.
struct DepotOverlap {
    int first = 0, second = 0; ///< places in the list of depots
    Mm distance{0};            ///< between them, straight
    Mm reach{0};               ///< sum of their half widths
};
/// In the order of the list. O(depots^2).
std::vector<DepotOverlap> overlapsOf(std::span<const SimDepot> depots,
                                     std::span<const DepotShape> shapes);

/// A sentence about such pairs; none where there are none.
std::vector<std::string> depotWarnings(std::span<const SimDepot> depots,
                                       std::span<const DepotOverlap> overlaps);

} // namespace meso::sim
