#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.h"
#include "base/units.h"
#include "geom/ray_walk.h"
#include "geom/region.h"
#include "geom/surface.h"

namespace meso::plan {

/// A site while sites settle.
struct Particle {
    geom::SurfacePoint point;
    geom::Vec3 position = geom::Vec3::Zero(); ///< mm
    geom::Vec3 normal = geom::Vec3::UnitZ();
    int piece = 0;     ///< of the region; -1 outside
    double share = 1;  ///< of the spacing that it keeps: 1 / sqrt(density) at its place
    bool held = false; ///< pushes others and does not move
};

/// Distance along the skin by the arc over chord and normals, mm.
double arcLength(const Particle& a, const Particle& b);

/// How long and how hard sites push each other.
struct Settling {
    int steps = 160;
    double softest = 3;      ///< exponent of the repulsion at the start
    double stiffest = 14;    ///< and at the end, where it is nearly a packing of discs
    double firstStep = 0.25; ///< most that a site moves in the first step, in spacings
};

/// Sites that repel each other, and their mirror images behind the border of a region, until they
/// are equally far apart for the density at their places. Keeps no sites itself. Deterministic.
class Relaxation {
public:
    /// `pitch`: spacing where the density is 1. `density`: per vertex of the region's mesh, above
    /// 0; empty: 1 everywhere. `region` and `surface` must outlive this.
    Relaxation(const geom::Region& region, const geom::SurfaceIndex& surface, Mm pitch,
               std::vector<double> density);

    /// A free site there; piece -1 where the point lies outside the region.
    [[nodiscard]] Particle at(const geom::SurfacePoint& point) const;
    /// The place of the region nearest to `position` that lies at least `inside` behind the border,
    /// or as deep as it gets. O(vertices).
    [[nodiscard]] Particle nearestInside(const geom::Vec3& position, Mm inside) const;
    /// Adds so many sites to each piece: the best of a few random seats each time (Mitchell 1991),
    /// a start that is spread already.
    void scatter(std::vector<Particle>& particles, std::uint64_t seed,
                 const std::vector<int>& counts) const;
    /// Moves the free sites. None leaves its piece. O(steps x sites^2).
    void settle(std::vector<Particle>& particles, const Settling& settling) const;

private:
    /// Vertices where a site may start, grouped by piece, with their running weight.
    struct Seats {
        std::vector<int> vertices;
        std::vector<double> runningWeight;
    };
    void collectSeats();
    [[nodiscard]] double densityOf(int vertex) const;
    [[nodiscard]] double shareAt(const geom::SurfacePoint& point) const;
    [[nodiscard]] Particle atVertex(int vertex) const;
    [[nodiscard]] Particle randomSeat(Random& random, int piece) const;
    [[nodiscard]] Particle bestSeat(const std::vector<Particle>& particles, Random& random,
                                    int piece) const;
    [[nodiscard]] std::vector<geom::Vec3> pushes(const std::vector<Particle>& particles,
                                                 double exponent) const;
    [[nodiscard]] geom::Vec3 pushOfBorder(const Particle& particle, double exponent) const;
    [[nodiscard]] geom::Vec3 outward(const geom::SurfacePoint& point) const;
    void slide(Particle& particle, const geom::Vec3& step) const;

    const geom::Region& region_;
    geom::RayWalk skin_;
    double pitch_;
    std::vector<double> density_;
    std::vector<Seats> seats_;
    std::vector<int> triangleOf_;
};

} // namespace meso::plan
