#include "sim/cover_kernel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meso::sim {
namespace {

// Below this part of the threshold a depot's contribution is left out.
constexpr double kLeastLevel = 2e-3;
constexpr double kSoftRange = 2.5; // reaches

geom::Vec3 middleOf(const CoverRequest& request) {
    const std::vector<geom::Vec3>& vertices = request.domain->surface()->vertices();
    geom::Vec3 sum = geom::Vec3::Zero();
    double area = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        sum += request.target_mm2[v] * vertices[v];
        area += request.target_mm2[v];
    }
    return sum / area;
}

// The start's site nearest the middle: deep inside the surface, where rings are whole.
geom::Vec3 innermost(const CoverRequest& request) {
    const geom::Vec3 middle = middleOf(request);
    const auto nearer = [&](const SimDepot& a, const SimDepot& b) {
        return (a.position - middle).norm() < (b.position - middle).norm();
    };
    return std::min_element(request.start.begin(), request.start.end(), nearer)->position;
}

// A depot that the mesh had to widen would reach farther than a real one, and a search would make
// use of that.
bool resolved(const CoverRequest& request, Mm depth, Ml volume) {
    const SimDepot depot{geom::Vec3::Zero(), depth, volume, request.start.front().strength};
    return !depotShape(depot, request.tissue, request.domain->spacing()).widened;
}

// All volumes of the range that make true depots at every depth; the largest in any case.
std::vector<Ml> volumesOf(const CoverRequest& request, const std::vector<Mm>& depths) {
    const CoverLimits& limits = request.limits;
    const int steps = static_cast<int>(
        std::floor((limits.largestVolume - limits.smallestVolume) / limits.volumeStep + 1e-6));
    std::vector<Ml> volumes;
    for (int k = 0; k <= steps; ++k) {
        const Ml volume = limits.smallestVolume + limits.volumeStep * k;
        const auto is = [&](Mm depth) { return resolved(request, depth, volume); };
        if (k == steps || std::all_of(depths.begin(), depths.end(), is))
            volumes.push_back(volume);
    }
    return volumes;
}

std::vector<Mm> depthsOf(const std::vector<SimDepot>& depots) {
    std::vector<Mm> depths;
    for (const SimDepot& depot : depots)
        depths.push_back(depot.depth);
    std::sort(depths.begin(), depths.end());
    depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
    return depths;
}

} // namespace

RadialLevel::RadialLevel(std::vector<std::pair<double, double>> samples, double ring_mm) {
    std::sort(samples.begin(), samples.end());
    const double half = std::max(0.5 * ring_mm, kStep_mm);
    const double far = samples.empty() ? 0 : samples.back().first;
    double before = std::numeric_limits<double>::infinity();
    for (int k = 0; k * kStep_mm <= far; ++k) {
        const double r = k * kStep_mm;
        const auto from =
            std::lower_bound(samples.begin(), samples.end(), std::pair(r - half, 0.0));
        double sum = 0, weight = 0;
        for (auto s = from; s != samples.end() && s->first < r + half; ++s) {
            const double w = 1 - std::abs(s->first - r) / half;
            sum += w * std::log(s->second);
            weight += w;
        }
        before = std::min(before, weight > 0 ? std::exp(sum / weight) : before);
        if (before < kLeastLevel)
            break;
        level_.push_back(std::isfinite(before) ? before : samples.front().second); // at the centre
    }
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

Result<DepotKit> makeDepotKit(const CoverRequest& request, const std::stop_token& stop) {
    DepotKit kit;
    kit.depths = depthsOf(request.start);
    kit.volumes = volumesOf(request, kit.depths);
    kit.resolutionBinds = kit.volumes.front() > request.limits.smallestVolume;
    const geom::Vec3 centre = innermost(request);
    const double ring_mm = request.domain->spacing().value();
    const std::vector<geom::Vec3>& vertices = request.domain->surface()->vertices();
    LiveField single({request.domain,
                      request.plan,
                      request.tissue,
                      {request.goal.band},
                      std::vector<double>(vertices.size(), 1),
                      {}});
    for (const Mm depth : kit.depths) {
        kit.level.emplace_back();
        kit.softened.emplace_back();
        kit.radius.emplace_back();
        for (const Ml volume : kit.volumes) {
            const SimDepot depot{centre, depth, volume, request.start.front().strength};
            if (const Status done = single.update(std::span(&depot, 1), 1, stop); !done)
                return done.error();
            const std::vector<float> levels = single.heldLevels(0, request.goal.atLeast);
            std::vector<std::pair<double, double>> samples;
            for (std::size_t v = 0; v < levels.size(); ++v)
                if (levels[v] > 0)
                    samples.emplace_back((vertices[v] - centre).norm(),
                                         static_cast<double>(levels[v]) /
                                             request.goal.threshold.value());
            kit.level.back().emplace_back(std::move(samples), ring_mm);
            kit.softened.back().push_back(kit.level.back().back().softened());
            kit.radius.back().push_back(
                depotShape(depot, request.tissue, request.domain->spacing()).halfWidth);
        }
    }
    return kit;
}

} // namespace meso::sim
