#include "plan/layout/gaps.h"

#include <algorithm>
#include <cmath>

#include "geom/geodesic.h"
#include "plan/layout/layout.h"

namespace meso::plan {

using geom::Region;
using geom::SurfacePoint;
using geom::Vec3;

namespace {

/// Distance of every place where a site may stand to the nearest site.
class Clearance {
public:
    Clearance(const Region& region, Mm inside) : region_(region) {
        const auto& depth = region.signedDistance();
        const double deepest = -*std::min_element(depth.begin(), depth.end());
        const double wanted = std::min(inside.value(), 0.9 * deepest);
        for (int v = 0; v < static_cast<int>(depth.size()); ++v)
            if (region.piece()[v] >= 0 && -depth[v] >= wanted)
                vertices_.push_back(v);
        distance_.assign(vertices_.size(), kFar);
    }

    void add(const Vec3& position, const Vec3& normal) {
        const geom::TriMesh& mesh = region_.mesh();
        for (std::size_t i = 0; i < vertices_.size(); ++i) {
            const Vec3& there = mesh.vertices()[vertices_[i]];
            // An arc is never shorter than its chord.
            if ((there - position).squaredNorm() >= distance_[i] * distance_[i])
                continue;
            const Mm arc = geom::arcBetween(position, normal, there, mesh.normals()[vertices_[i]]);
            distance_[i] = std::min(distance_[i], arc.value());
        }
    }

    /// Vertex that is farthest from every site; the deepest of all where there is no site.
    [[nodiscard]] int widest() const {
        const auto& depth = region_.signedDistance();
        std::size_t best = 0;
        for (std::size_t i = 1; i < vertices_.size(); ++i) {
            const double more = distance_[i] - distance_[best];
            if (more > 0 || (more == 0 && depth[vertices_[i]] < depth[vertices_[best]]))
                best = i;
        }
        return static_cast<int>(best);
    }

    [[nodiscard]] Gap gapAt(int index) const {
        const int vertex = vertices_[index];
        const Vec3& position = region_.mesh().vertices()[vertex];
        const double radius =
            distance_[index] < kFar ? distance_[index] : -region_.signedDistance()[vertex];
        return {pointAt(vertex), position, Mm(radius)};
    }

    [[nodiscard]] const Vec3& normalAt(int index) const {
        return region_.mesh().normals()[vertices_[index]];
    }

private:
    static constexpr double kFar = 1e100;

    [[nodiscard]] SurfacePoint pointAt(int vertex) const {
        const auto& triangles = region_.mesh().triangles();
        for (int t = 0; t < static_cast<int>(triangles.size()); ++t)
            for (int k = 0; k < 3; ++k)
                if (triangles[t][k] == vertex) {
                    SurfacePoint point{t, {0, 0, 0}};
                    point.weights[k] = 1;
                    return point;
                }
        return {};
    }

    const Region& region_;
    std::vector<int> vertices_;
    std::vector<double> distance_;
};

} // namespace

Mm borderDistance(Mm2 area, int count) {
    return spacingFor(area, std::max(count, 1)) * 0.375;
}

std::vector<Gap> worstGaps(const Region& region, const std::vector<SurfacePoint>& sites, int n,
                           Mm narrowest) {
    const int count = static_cast<int>(sites.size()) + std::max(n, 1);
    Clearance clearance(region, borderDistance(region.area(), count));
    for (const SurfacePoint& site : sites)
        clearance.add(positionOf(region.mesh(), site), geom::normalAt(region.mesh(), site));
    std::vector<Gap> gaps;
    while (static_cast<int>(gaps.size()) < n) {
        const int widest = clearance.widest();
        const Gap gap = clearance.gapAt(widest);
        if (gap.radius < narrowest || !(gap.radius.value() > 0))
            break;
        gaps.push_back(gap);
        clearance.add(gap.position, clearance.normalAt(widest));
    }
    return gaps;
}

} // namespace meso::plan
