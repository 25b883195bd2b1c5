#include "sim/optimise/depot_kit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/kernel/simulate.h"
#include "sim/observe/exposure.h"
#include "sim/optimise/held_level.h"

namespace meso::sim {
namespace {

// Below this part of the threshold a depot's contribution is left out.
constexpr double kLeastLevel = 2e-3;
constexpr double kSoftRange = 2.5; // reaches

geom::Vec3 middleOf(const OptimiseProblem& request) {
    const std::vector<geom::Vec3>& vertices = request.input.surface->vertices();
    geom::Vec3 sum = geom::Vec3::Zero();
    double area = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        sum += request.target_mm2[v] * vertices[v];
        area += request.target_mm2[v];
    }
    return sum / area;
}

// The start's site of this depth that is nearest to a place.
SimDepot siteNear(const geom::Vec3& place, Mm depth, const std::vector<SimDepot>& start) {
    const auto away = [&](const SimDepot& site) {
        return site.depth == depth ? (site.position - place).norm()
                                   : std::numeric_limits<double>::infinity();
    };
    return *std::min_element(start.begin(), start.end(), [&](const SimDepot& a, const SimDepot& b) {
        return away(a) < away(b);
    });
}

std::vector<Ml> volumesOf(const OptimiseLimits& limits) {
    const int steps = static_cast<int>(
        std::floor((limits.largestVolume - limits.smallestVolume) / limits.volumeStep + 1e-6));
    std::vector<Ml> volumes;
    for (int k = 0; k <= steps; ++k)
        volumes.push_back(limits.smallestVolume + limits.volumeStep * k);
    return volumes;
}

std::vector<Mm> depthsOf(const std::vector<SimDepot>& depots) {
    std::vector<Mm> depths;
    depths.reserve(depots.size());
    for (const SimDepot& depot : depots)
        depths.push_back(depot.depth);
    std::sort(depths.begin(), depths.end());
    depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
    return depths;
}

// What a depot alone holds for the goal's time around it, in thresholds.
RadialLevel levelAround(const CompoundField::Depot& depot, const OptimiseProblem& request,
                        const std::vector<Seconds>& times) {
    std::vector<double> times_s;
    times_s.reserve(times.size());
    for (const Seconds time : times)
        times_s.push_back(time.value());
    std::vector<RadialTablePtr> tables;
    std::vector<std::pair<double, const RadialTable*>> parts;
    for (const CompoundField::Part& part : depot.parts) {
        tables.push_back(request.store->table(part.kernel, request.goal.reading, times_s));
        parts.emplace_back(part.weight, tables.back().get());
    }
    const RadialTable table = mixed(parts);
    const double thresholds = depot.strength_mg_per_ml / request.goal.threshold.value();
    std::vector<double> levels;
    std::vector<float> course(times.size());
    for (int k = 0; k * RadialLevel::kStep_mm < table.reach_mm(); ++k) {
        std::fill(course.begin(), course.end(), 0.0F);
        table.addTo(k * RadialLevel::kStep_mm, static_cast<float>(thresholds), course.data());
        const std::vector<double> values(course.begin(), course.end());
        levels.push_back(heldLevel(values, times, request.goal.atLeast));
    }
    return RadialLevel(std::move(levels));
}

} // namespace

RadialLevel::RadialLevel(std::vector<double> levels) : level_(std::move(levels)) {
    const auto counts = [](double level) { return level >= kLeastLevel; };
    level_.erase(std::find_if_not(level_.begin(), level_.end(), counts), level_.end());
    while (reach_mm_ < range_mm() && at(reach_mm_) >= 1)
        reach_mm_ += 0.1 * kStep_mm;
}

RadialLevel RadialLevel::softened() const {
    RadialLevel soft;
    soft.reach_mm_ = reach_mm_;
    const double reach = std::max(reach_mm_, kStep_mm);
    for (int k = 0; k * kStep_mm <= kSoftRange * reach; ++k) {
        const double inverse = reach / std::max(k * kStep_mm, 0.25 * reach);
        soft.level_.push_back(inverse * inverse * inverse * inverse);
    }
    return soft;
}

int DepotKit::depthClass(Mm depth) const {
    const auto found = std::lower_bound(depths.begin(), depths.end(), depth);
    return static_cast<int>(found - depths.begin());
}

int DepotKit::volumeClass(Ml volume) const {
    int nearest = 0;
    const auto away = [&](int k) { return std::abs((volumes[k] - volume).value()); };
    for (int k = 1; k < static_cast<int>(volumes.size()); ++k)
        if (away(k) < away(nearest))
            nearest = k;
    return nearest;
}

Result<DepotKit> makeDepotKit(const OptimiseProblem& request, const std::stop_token& stop) {
    DepotKit kit;
    kit.depths = depthsOf(request.input.depots);
    kit.volumes = volumesOf(request.limits);
    // All in one input: what they have in common is made once, and none of them is summed.
    SimInput singles = request.input;
    singles.depots.clear();
    const geom::Vec3 middle = middleOf(request);
    for (const Mm depth : kit.depths)
        for (const Ml volume : kit.volumes) {
            singles.depots.push_back(siteNear(middle, depth, request.input.depots));
            singles.depots.back().volume = volume;
        }
    const auto made = simulate(singles, {stop, {}, request.store});
    if (!made)
        return made.error();
    const std::vector<Seconds> times = exposureTimes(**made);
    std::size_t next = 0;
    for (std::size_t d = 0; d < kit.depths.size(); ++d) {
        kit.level.emplace_back();
        kit.softened.emplace_back();
        kit.radius.emplace_back();
        for (std::size_t v = 0; v < kit.volumes.size(); ++v, ++next) {
            kit.level.back().push_back(levelAround((*made)->field->depots()[next], request, times));
            kit.softened.back().push_back(kit.level.back().back().softened());
            kit.radius.back().push_back((*made)->shapes[next].halfWidth);
        }
    }
    return kit;
}

Mm placeSpacing(const geom::TriMesh& surface) {
    const double each_mm2 = surface.area().value() / static_cast<double>(surface.vertices().size());
    return Mm(std::sqrt(2 * each_mm2 / std::sqrt(3.0)));
}

} // namespace meso::sim
