#pragma once
#include <cstdint>
#include <vector>

#include "geom/mesh.h"

namespace meso::verify {

/// A surface with known geometry, mm.
struct PlainSurface {
    std::vector<geom::Vec3> vertices;
    std::vector<geom::Triangle> triangles;
    [[nodiscard]] geom::MeshPtr mesh() const;
};

/// Flat sheet of equilateral triangles of this edge in z = 0, out to `reach` mm from the origin in
/// x and y. A vertex lies on the origin and on every multiple of `edge` along the x axis. `jitter`
/// moves every vertex by up to that share of an edge, seeded.
PlainSurface flatSheet(double edge_mm, double reach_mm, double jitter = 0, std::uint64_t seed = 1);

/// Sphere around the origin: an icosahedron, one corner at the north pole, each edge cut into
/// `frequency` parts by spherical interpolation. 10 frequency^2 + 2 vertices.
PlainSurface geodesicSphere(double radius_mm, int frequency);

/// Frequency at which the vertices of a geodesic sphere lie about `edge` mm apart.
int sphereFrequency(double radius_mm, double edge_mm);

/// The triangles whose corners all lie within `reach` mm (straight) of a point.
PlainSurface cutAround(const PlainSurface& whole, const geom::Vec3& centre, double reach_mm);

/// The north pole of a sphere with edges of about `edge` mm.
PlainSurface sphereCap(double radius_mm, double edge_mm, double reach_mm);

} // namespace meso::verify
