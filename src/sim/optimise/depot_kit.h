#pragma once
#include <vector>

#include "sim/optimise/optimise_sites.h"

namespace meso::sim {

/// What a single depot achieves around it, as a function of the straight distance: the level that
/// it holds for the goal's time, in thresholds. 1 and more meets the goal.
class RadialLevel {
public:
    /// From the levels at 0, kStep_mm, 2 kStep_mm ... Left out from where nothing counts any more.
    explicit RadialLevel(std::vector<double> levels);
    /// Long-ranged stand-in with the same reach: (reach / r)^4. It shows a search the way to places
    /// that no depot comes near.
    [[nodiscard]] RadialLevel softened() const;

    [[nodiscard]] double at(double distance_mm) const {
        const double place = distance_mm / kStep_mm;
        const auto i = static_cast<std::size_t>(place);
        if (i + 1 >= level_.size())
            return 0;
        const double part = place - static_cast<double>(i);
        return level_[i] + part * (level_[i + 1] - level_[i]);
    }
    [[nodiscard]] double range_mm() const { // zero beyond
        return static_cast<double>(level_.size()) * kStep_mm;
    }
    /// Distance within which the goal is met; 0 when it is not even met at the centre.
    [[nodiscard]] double reach_mm() const { return reach_mm_; }
    static constexpr double kStep_mm = 0.1;

private:
    RadialLevel() = default;
    std::vector<double> level_;
    double reach_mm_ = 0;
};

/// The single depots that a search may combine: every volume at every depth of the start.
struct DepotKit {
    std::vector<Ml> volumes;                        ///< increasing
    std::vector<Mm> depths;                         ///< increasing
    std::vector<std::vector<RadialLevel>> level;    ///< per depth and volume
    std::vector<std::vector<RadialLevel>> softened; ///< the same, long-ranged
    std::vector<std::vector<Mm>> radius;            ///< half widths of the depots
    [[nodiscard]] int depthClass(Mm depth) const;
    /// The nearest volume of the kit.
    [[nodiscard]] int volumeClass(Ml volume) const;
};

/// Works out every depot of the kit, each at the start's site of its depth that is nearest to the
/// middle of the target. Fails as simulate() does. Some 3 ms per depot. `request` has a store.
Result<DepotKit> makeDepotKit(const OptimiseProblem& request, const std::stop_token& stop);

/// Mean distance of neighbouring vertices, if all triangles were regular. O(triangles).
Mm placeSpacing(const geom::TriMesh& surface);

} // namespace meso::sim
