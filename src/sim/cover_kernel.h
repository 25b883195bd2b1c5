#pragma once
#include <utility>
#include <vector>

#include "sim/inverse_plan.h"
#include "sim/live_field.h"

namespace meso::sim {

/// What a single depot achieves around it, as a function of the straight distance: the level that
/// it holds for the goal's time, in thresholds. 1 and more meets the goal.
class RadialLevel {
public:
    /// From samples in any order, levels above 0. Logarithms are averaged over rings about `ring`
    /// wide, since levels fall by factors, and made to fall with the distance.
    RadialLevel(std::vector<std::pair<double, double>> distanceAndLevel, double ring_mm);
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

private:
    static constexpr double kStep_mm = 0.1;
    RadialLevel() = default;
    std::vector<double> level_;
    double reach_mm_ = 0;
};

/// The single depots that a search may combine: every volume at every depth of the start.
struct DepotKit {
    std::vector<Ml> volumes;      ///< increasing; only those whose depots the mesh resolves
    bool resolutionBinds = false; ///< smaller ones were left out for that
    std::vector<Mm> depths;       ///< increasing
    std::vector<std::vector<RadialLevel>> level;    ///< per depth and volume
    std::vector<std::vector<RadialLevel>> softened; ///< the same, long-ranged
    std::vector<std::vector<Mm>> radius;            ///< half widths of the depots
    [[nodiscard]] int depthClass(Mm depth) const;
    /// The nearest volume of the kit.
    [[nodiscard]] int volumeClass(Ml volume) const;
};

/// Works out every depot of the kit in the middle of the target, one response each. Fails as
/// LiveField::update does.
Result<DepotKit> makeDepotKit(const CoverRequest& request, const std::stop_token& stop);

} // namespace meso::sim
