#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "sim/kernel/kernel_store.h"
#include "sim/model/sim_input.h"

namespace meso::sim {

/// What shall be reached: this share of the target area at or above a concentration for a time.
struct OptimiseGoal {
    Reading reading;
    MgPerMl threshold{0}; ///< above 0
    Seconds atLeast{0};   ///< in all, not at a stretch; 0: at any moment
    double share = 0.95;  ///< above 0, at most 1
};

/// What may be injected, and how close.
struct OptimiseLimits {
    Ml smallestVolume{0.01};       ///< of a site, above 0
    Ml largestVolume{0.10};        ///< of a site
    Ml volumeStep{0.01};           ///< volumes are the smallest one plus whole steps
    std::optional<Ml> totalVolume; ///< of all sites
    Mm spacing{5};                 ///< straight distance between any two sites at least
    int mostSites = 80;
};

enum class SiteCount {
    AsGiven, ///< as many as the start has, with as little volume as possible
    Fewest   ///< as few as reach the goal, then as little volume as possible
};

/// A question of optimising. The depths and the strength of the sites stay as they are.
struct OptimiseProblem {
    SimInput input;       ///< its depots are the start: an even layout, at least one site. Only the
                          ///< time until its duration counts
    KernelStorePtr store; ///< null: one of its own
    std::vector<double> target_mm2; ///< target area at each vertex of the surface
    std::vector<char> allowed;      ///< per vertex of the surface: a needle may enter there
    OptimiseGoal goal;
    OptimiseLimits limits;
    SiteCount count = SiteCount::AsGiven;
    std::uint64_t seed = 1; ///< equal requests with equal seeds have equal answers, bit for bit
};

/// How a set of sites does.
struct OptimiseFigures {
    double share = 0; ///< of the target that meets the goal, 0 to 1
    Ml volume{0};     ///< of all sites
    int sites = 0;
    bool valid = true; ///< keeps the limits
};

/// A limit that holds the answer back.
enum class Binding {
    LargestVolume,
    SmallestVolume,
    TotalVolume,
    Spacing,
    Places, ///< part of the target is out of reach of every allowed place
    Sites
};

/// The answer, with what is needed to understand it.
struct OptimisedSites {
    std::vector<SimDepot> depots;  ///< keep every limit, unless the start was better and broke one
    OptimiseFigures before, after; ///< of the start and of `depots`, simulated
    bool reached = false;          ///< after.share >= the goal's
    bool keptStart = false;        ///< nothing better was found
    std::vector<Binding> binding;
    Mm depotRadius{0};     ///< half width of a depot of `typicalVolume`
    Mm reach{0};           ///< how far around one such depot alone meets the goal; 0: nowhere
    Ml typicalVolume{0};   ///< mean of the answer's, rounded to a step
    Mm largestReach{0};    ///< the same for the largest volume
    int sitesNeeded = 0;   ///< even hexagonal sites of `typicalVolume` for the goal; 0: no number
    double outOfReach = 0; ///< share of the target beyond largestReach of every allowed place
    Ml lowestTotal{0};     ///< `sitesNeeded` times `typicalVolume`
};

/// Looks for places and volumes that meet the goal with as little as possible. It searches with the
/// reach of single depots in the middle of the target as a function of distance, and judges by
/// simulations. The answer is never worse than a start that keeps the limits: first in the share
/// that counts (up to the goal's), then, for Fewest, in sites, then in volume. A start that breaks
/// a limit is first brought within them. Fails when the request makes no sense, as simulate() does,
/// or when it is stopped. Some 0.3 s for 40 sites.
Result<OptimisedSites> optimiseSites(const OptimiseProblem& request,
                                     const std::stop_token& stop = {},
                                     const Progress& progress = {});

} // namespace meso::sim
