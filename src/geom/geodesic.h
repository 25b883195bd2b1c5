#pragma once
#include <limits>
#include <span>
#include <vector>

#include "geom/surface.h"

namespace meso::geom {

/// Where distances begin, with a number that travels along the shortest ways: an arc length on a
/// line of sources, or the name of a point.
struct GeodesicSource {
    SurfacePoint point;
    double parameter = 0;
};

/// Shape of the wave that leaves the sources. It decides how two known distances give a third:
/// circles are exact in the plane around a point, straight fronts beside a line.
enum class Wavefront { Circular, Straight };

/// Distances along the surface, one entry per vertex.
struct DistanceField {
    std::vector<double> distance_mm; ///< infinite where not reached
    std::vector<int> nearestSource;  ///< index of the source; -1 where not reached
    /// The source's parameter, blended between sources; meaningless where ways from far sources
    /// meet.
    std::vector<double> parameter;
};

/// Shortest distances along a triangle surface by fast marching (Kimmel & Sethian, PNAS 95, 1998;
/// obtuse corners are split by unfolding the neighbour; circular fronts after Novotni & Klein,
/// WSCG 2002). Prepared once per mesh in O(n), 60 ms for 112,000 triangles; then each field costs
/// O(n log n), 40 ms. First order: on a sphere of a head's size with 2 mm edges within 0.02 mm up
/// to 30 mm from a point and 0.5 % of the way farther on, and within 0.25 mm up to 100 mm off a
/// line.
class FastMarching {
public:
    explicit FastMarching(MeshPtr mesh);

    /// Distances from `sources`; vertices beyond `limit` are left unreached. No source, no
    /// distance.
    [[nodiscard]] DistanceField from(std::span<const GeodesicSource> sources, Wavefront front,
                                     Mm limit = Mm(std::numeric_limits<double>::infinity())) const;

    [[nodiscard]] const TriMesh& mesh() const { return *mesh_; }

private:
    /// Two vertices whose distances give that of a third; all three laid flat, the first at (0, 0)
    /// and the second at (base, 0).
    struct Wedge {
        int first = 0, second = 0, target = 0;
        double base_mm = 0, x_mm = 0, y_mm = 0;
    };
    struct Marcher;
    void addCorner(int triangle, int corner, std::span<const std::array<int, 3>> neighbours);
    void addWedge(int first, int second, int target, const Vec2& b, const Vec2& c);
    void indexWedges();
    MeshPtr mesh_;
    double seedRadius_mm_ = 0; ///< sources give straight away what lies closer than this
    std::vector<Wedge> wedges_;
    std::vector<int> wedgeBegin_, wedgeOf_;       ///< wedges by base vertex
    std::vector<int> triangleBegin_, triangleOf_; ///< triangles by vertex
};

/// Points every `step` along a polyline near the surface, put onto it; the parameter is the length
/// along the polyline, mm. Sources for distances from a line. The polyline needs two points.
std::vector<GeodesicSource> sourcesAlong(const SurfaceIndex& surface,
                                         std::span<const Vec3> polyline, Mm step);

/// Distance along the surface between two near points from chord and unit normals: the arc whose
/// chord this is and whose normals turn by as much. Exact on a sphere and in the plane; on a head,
/// for points at most 30 mm apart, within 0.03 mm of the geodesic where edges are 2 mm, and within
/// 0.3 mm where they are 6 mm.
Mm arcBetween(const Vec3& p, const Vec3& normalAtP, const Vec3& q, const Vec3& normalAtQ);

} // namespace meso::geom
