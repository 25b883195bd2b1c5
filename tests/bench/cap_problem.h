#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "sim/kernel/radial_table.h"
#include "sim/model/sim_input.h"
#include "sim/observe/observables.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

/// The problem that the simulation is measured on: 50 cm2 around the pole of a ball as large as a
/// head, edges of 0.7 mm, minoxidil in a scalp with the layers and rates that ship, for a day.
namespace meso::bench {

/// Between two nodes of curvature, as most places of a head are, so that every site needs two
/// kernels. (A ball of 90 mm lies on a node.)
inline constexpr double kRadius_mm = 87;
inline constexpr double kEdge_mm = 0.7;
inline constexpr double kTargetArea_mm2 = 5000;
inline constexpr double kReach_mm = 60; ///< of the cap, straight from the pole
inline constexpr sim::Reading kTerminal{{Mm(3.5), Mm(4.5)}};
inline constexpr sim::Reading kMiniaturised{{Mm(1.5), Mm(2.5)}};

/// What lies within this chord of the pole is the target: a cap's area is pi chord^2.
inline double targetChord_mm() {
    return std::sqrt(kTargetArea_mm2 / std::numbers::pi);
}

/// As assets/data/tissue.json on the day of writing.
inline anatomy::TissueProfile shippedTissue() {
    anatomy::TissueProfile tissue = test::scalpTissue();
    tissue.depotRoom = anatomy::DepotRoom::Pores;
    tissue.blebs = {{Ml(0.04), Mm(6)}, {Ml(0.1), Mm(10)}};
    return tissue;
}

/// A point of the ball at this distance along it from the pole, mm.
inline geom::Vec3 onBall(double x, double y) {
    const double distance = std::hypot(x, y), angle = distance / kRadius_mm;
    const double part = distance > 0 ? kRadius_mm * std::sin(angle) / distance : 0;
    return {part * x, part * y, kRadius_mm * std::cos(angle)};
}

/// The `count` places of a hexagonal pattern that are nearest to the pole.
inline std::vector<sim::SimDepot> hexagonalDepots(int count, double apart_mm) {
    const int rings = 2 + static_cast<int>(std::sqrt(count));
    std::vector<geom::Vec3> places;
    for (int j = -rings; j <= rings; ++j)
        for (int i = -rings; i <= rings; ++i)
            places.emplace_back(apart_mm * (i + 0.5 * (j & 1)), apart_mm * j * std::sqrt(0.75), 0);
    std::stable_sort(places.begin(), places.end(), [](const geom::Vec3& a, const geom::Vec3& b) {
        return a.norm() < b.norm() - 1e-9;
    });
    std::vector<sim::SimDepot> depots;
    for (int k = 0; k < count; ++k)
        depots.push_back({onBall(places[k].x(), places[k].y()), Mm(2.5), Ml(0.05), MgPerMl(5)});
    return depots;
}

/// The run of so many sites that share the target evenly.
inline sim::SimInput capInput(int sites = 40) {
    static const geom::MeshPtr cap = test::cap(kRadius_mm, kEdge_mm, kReach_mm).mesh();
    sim::SimInput input;
    input.surface = cap;
    input.depots =
        hexagonalDepots(sites, std::sqrt(2 / std::numbers::sqrt3 * kTargetArea_mm2 / sites));
    input.compound = test::minoxidil();
    input.tissue = shippedTissue();
    return input;
}

/// Target area at each vertex of the cap, mm2.
inline const std::vector<double>& targetWeights() {
    static const std::vector<double> weights = [] {
        const geom::TriMesh& cap = *capInput(1).surface;
        std::vector<double> areas = sim::vertexAreas(cap);
        for (std::size_t v = 0; v < areas.size(); ++v)
            if ((cap.vertices()[v] - onBall(0, 0)).norm() > targetChord_mm())
                areas[v] = 0;
        return areas;
    }();
    return weights;
}

/// Thickness over the cap from 0.85 at the front to 1.1 at the back of the target.
inline std::vector<float> slopingThickness() {
    std::vector<float> factors;
    for (const geom::Vec3& p : capInput(1).surface->vertices()) {
        const double part = 0.5 - 0.5 * p.y() / targetChord_mm();
        factors.push_back(static_cast<float>(0.85 + 0.25 * std::clamp(part, 0.0, 1.0)));
    }
    return factors;
}

} // namespace meso::bench
