#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/live_field.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

/// A cap of a scalp-like sphere with everything that live fields and inverse plans need.
namespace meso::test {

inline constexpr sim::DepthRange kTerminal{Mm(3.5), Mm(4.5)};
inline constexpr sim::DepthRange kMiniaturised{Mm(1.5), Mm(2.5)};
inline constexpr double kCapRadius_mm = 90;

/// A point of the sphere over (x, y), mm.
inline geom::Vec3 onCap(double x, double y) {
    return {x, y, std::sqrt(kCapRadius_mm * kCapRadius_mm - x * x - y * y)};
}

/// Target weights: the lumped area of every vertex within `radius` of the pole.
inline std::vector<double> discTarget(const sim::ScalpDomain& domain, double radius_mm) {
    std::vector<double> weights(domain.surface()->vertices().size(), 0);
    for (int v = 0; v < domain.vertices(); ++v)
        if ((domain.positions()[v] - onCap(0, 0)).norm() <= radius_mm)
            weights[domain.meshVertex()[v]] = domain.lateral().mass_mm2[v];
    return weights;
}

struct LiveCap {
    sim::ScalpDomainPtr domain;
    sim::FastPlanPtr plan;
    anatomy::TissueProfile tissue = scalpTissue();

    /// Thresholds: 1 % and 10 % of 5 mg/mL in both bulb bands.
    [[nodiscard]] sim::LiveSetup setup(double targetRadius_mm) const {
        return {domain,
                plan,
                tissue,
                {{kTerminal}, {kMiniaturised}},
                discTarget(*domain, targetRadius_mm),
                {MgPerMl(0.05), MgPerMl(0.5)}};
    }
};

inline LiveCap liveCap(double edge_mm, double reach_mm, const sim::FastTimes& times,
                       const clinic::Compound& compound = minoxidil()) {
    LiveCap cap;
    cap.domain = sim::ScalpDomain::make(test::cap(kCapRadius_mm, edge_mm, reach_mm).mesh()).value();
    const auto transports = sim::layerTransports(compound, cap.tissue).value();
    cap.plan = sim::FastPlan::make(sim::makeTissueGrid(cap.tissue).value(), transports,
                                   cap.domain->largestEigenvalue(), times)
                   .value();
    return cap;
}

/// Sites on a hexagonal pattern around the pole, nearest first.
inline std::vector<sim::SimDepot> hexagonalSites(int count, double spacing_mm, Mm depth, Ml volume,
                                                 MgPerMl strength = MgPerMl(5)) {
    std::vector<sim::SimDepot> sites;
    const int rings = 2 + static_cast<int>(std::sqrt(count));
    for (int j = -rings; j <= rings; ++j)
        for (int i = -rings; i <= rings; ++i) {
            const double x = spacing_mm * (i + 0.5 * j), y = spacing_mm * 0.8660254037844386 * j;
            if (std::hypot(x, y) < 0.9 * kCapRadius_mm)
                sites.push_back({onCap(x, y), depth, volume, strength});
        }
    std::stable_sort(sites.begin(), sites.end(), [](const auto& a, const auto& b) {
        return a.position.z() > b.position.z() + 1e-9;
    });
    sites.resize(count);
    return sites;
}

} // namespace meso::test
