#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "base/random.h"
#include "sim/fast_plan.h"
#include "sim/scalp_domain.h"
#include "sim/stepper.h"
#include "support/sphere_mesh.h"

/// The problem that the fast solver is measured on: a cap of a sphere with uneven triangles, three
/// layers that differ in diffusivity and loss, 40 balls of compound on a hexagonal pattern.
namespace meso::bench {

inline constexpr double kRadius_mm = 90;
inline constexpr double kEdge_mm = 0.7;
inline constexpr double kBall_mm = 2.285; // 50 mm3
inline const std::vector<Seconds> kMarks{Seconds(120), Seconds(600), Seconds(3600), Seconds(21600),
                                         Seconds(86400)};

/// A cap of about so many vertices, jittered by 0.12 edges (standard deviation) along the sphere.
inline geom::MeshPtr unevenCap(int vertices, double edge_mm = kEdge_mm) {
    const double area_mm2 = vertices * edge_mm * edge_mm * std::numbers::sqrt3 / 2;
    const double height_mm = area_mm2 / (2 * std::numbers::pi * kRadius_mm);
    auto plain = test::cap(kRadius_mm, edge_mm, std::sqrt(2 * kRadius_mm * height_mm));
    Random random(7);
    for (geom::Vec3& p : plain.vertices) {
        for (double& x : p)
            x += std::clamp(random.normal(), -2.0, 2.0) * 0.12 * edge_mm;
        p *= kRadius_mm / p.norm();
    }
    return plain.mesh();
}

/// 6 mm in 32 cells that grow from 0.10 to 0.275 mm; flat, so that only the method is measured.
inline sim::TissueGrid layeredGrid() {
    constexpr int kCells = 32;
    std::vector<double> faces_mm{0};
    std::vector<int> layer;
    for (int c = 0; c < kCells; ++c)
        faces_mm.push_back(faces_mm.back() + (0.1 + 0.175 * c / (kCells - 1)));
    const double stretch = 6 / faces_mm.back();
    for (double& face : faces_mm)
        face *= stretch;
    for (int c = 0; c < kCells; ++c) {
        const double z = 0.5 * (faces_mm[c] + faces_mm[c + 1]);
        layer.push_back(z < 1.8 ? 0 : z < 4.2 ? 1 : 2);
    }
    return sim::gridFromFaces(faces_mm, layer, Mm(0));
}

/// Dermis, subcutis, loose layer. `speed` multiplies the diffusivities.
inline std::vector<sim::LayerTransport> layeredTransports(double speed = 1) {
    return {{1, Mm2PerSecond(1e-4 * speed), PerSecond(5e-4), PerSecond(0)},
            {1, Mm2PerSecond(2e-4 * speed), PerSecond(1e-4), PerSecond(0)},
            {1, Mm2PerSecond(6e-4 * speed), PerSecond(3e-4), PerSecond(0)}};
}

/// A ball of strength 1 around a point below the surface.
struct Ball {
    geom::Vec3 direction = geom::Vec3::Zero(); ///< unit, from the sphere's centre
    double depth_mm = 0;
};

/// Hexagonal pattern, 11 mm apart, around the north pole; depths 1.5 to 4 mm.
inline std::vector<Ball> hexagonalBalls(int count, double apart_mm = 11) {
    struct Spot {
        double distance, x, y;
    };
    std::vector<Spot> spots;
    for (int i = -12; i <= 12; ++i)
        for (int j = -12; j <= 12; ++j) {
            const double x = apart_mm * (i + 0.5 * (j & 1)), y = apart_mm * 0.866 * j;
            spots.push_back({std::hypot(x, y), x, y});
        }
    std::stable_sort(spots.begin(), spots.end(),
                     [](const Spot& a, const Spot& b) { return a.distance < b.distance; });
    std::vector<Ball> balls;
    for (int k = 0; k < count; ++k) {
        const auto [distance, x, y] = spots[k];
        const double angle = distance / kRadius_mm;
        const double part = distance > 0 ? std::sin(angle) / distance : 0;
        balls.push_back({{part * x, part * y, std::cos(angle)}, 1.5 + 2.5 * ((k * 5) % 8) / 7.0});
    }
    return balls;
}

/// Adds a ball, its edge softened over 0.7 mm, to amounts per skin area (vertices x cells).
inline void addBall(const Ball& ball, const std::vector<geom::Vec3>& positions,
                    const sim::TissueGrid& grid, std::span<double> amounts) {
    const geom::Vec3 centre = (kRadius_mm - ball.depth_mm) * ball.direction;
    const double near = std::cos((kBall_mm + 2) / kRadius_mm);
    for (std::size_t v = 0; v < positions.size(); ++v) {
        if (positions[v].dot(ball.direction) < kRadius_mm * near)
            continue;
        for (int c = 0; c < grid.cells(); ++c) {
            const geom::Vec3 p = (1 - grid.centre_mm(c) / kRadius_mm) * positions[v];
            const double share = 0.5 + (kBall_mm - (p - centre).norm()) / 0.7;
            amounts[v * grid.cells() + c] += std::clamp(share, 0.0, 1.0) * grid.volumePerArea_mm(c);
        }
    }
}

/// The whole problem on a domain.
struct CapProblem {
    sim::ScalpDomainPtr domain;
    sim::TissueGrid grid;
    std::vector<sim::LayerTransport> transports;
    std::vector<double> amounts; ///< vertices x cells at the start

    CapProblem(int vertices, double speed = 1, int balls = 40)
        : domain(sim::ScalpDomain::make(unevenCap(vertices)).value()), grid(layeredGrid()),
          transports(layeredTransports(speed)) {
        amounts.assign(static_cast<std::size_t>(domain->vertices()) * grid.cells(), 0);
        for (const Ball& ball : hexagonalBalls(balls))
            addBall(ball, domain->positions(), grid, amounts);
    }
    [[nodiscard]] sim::DiffusionModel model() const {
        return {domain->lateral(), grid, transports};
    }
    [[nodiscard]] sim::FastPlanPtr plan(const sim::FastTimes& times = {Seconds(86400),
                                                                       kMarks}) const {
        return sim::FastPlan::make(grid, transports, domain->largestEigenvalue(), times).value();
    }
};

/// Relative L2 difference of concentrations, from amounts.
inline double relativeError(const CapProblem& problem, std::span<const double> amounts,
                            std::span<const double> exact) {
    const int cells = problem.grid.cells();
    double error = 0, norm = 0;
    for (int v = 0; v < problem.domain->vertices(); ++v)
        for (int c = 0; c < cells; ++c) {
            const std::size_t i = static_cast<std::size_t>(v) * cells + c;
            const double weight =
                problem.domain->lateral().mass_mm2[v] / problem.grid.volumePerArea_mm(c);
            error += weight * (amounts[i] - exact[i]) * (amounts[i] - exact[i]);
            norm += weight * exact[i] * exact[i];
        }
    return std::sqrt(error / norm);
}

} // namespace meso::bench
