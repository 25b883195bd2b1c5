#include "geom/ray_walk.h"

#include <algorithm>

namespace meso::geom {

RayWalk::RayWalk(const SurfaceIndex& surface, const Vec3& origin, const std::vector<char>& walked)
    : surface_(surface), origin_(origin) {
    const auto& triangles = surface.mesh().triangles();
    MESO_CHECK(walked.size() == surface.mesh().vertices().size(),
               "a walk needs one mark per vertex");
    begin_.assign(walked.size() + 1, 0);
    for (const Triangle& corners : triangles)
        for (const int v : corners)
            if (walked[v])
                ++begin_[v + 1];
    for (std::size_t v = 0; v < walked.size(); ++v)
        begin_[v + 1] += begin_[v];
    triangleOf_.resize(begin_.back());
    std::vector<int> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t t = 0; t < triangles.size(); ++t)
        for (const int v : triangles[t])
            if (walked[v])
                triangleOf_[next[v]++] = static_cast<int>(t);
}

std::optional<RayHit> RayWalk::hit(const Vec3& direction, int start) const {
    // Next to an edge rounding may choose either side: there the search decides, so that both ways
    // give one result.
    constexpr double kClearOfEdges = 1e-6;
    constexpr int kMaxSteps = 100;
    int triangle = start;
    for (int step = 0; step < kMaxSteps && triangle >= 0; ++step) {
        const int edge = edgeToCross(triangle, direction);
        if (edge >= 0) {
            triangle = across(triangle, edge);
            continue;
        }
        const auto found = hitOn(surface_.mesh(), triangle, origin_, direction);
        if (found && std::ranges::min(found->point.weights) > kClearOfEdges)
            return found;
        break;
    }
    return surface_.firstHit(origin_, direction);
}

/// The edge k (from corner k to the next) that the ray passes farthest outside; -1: it passes
/// through the triangle.
int RayWalk::edgeToCross(int triangle, const Vec3& direction) const {
    const TriMesh& mesh = surface_.mesh();
    int edge = -1;
    double farthest = 0;
    for (int k = 0; k < 3; ++k) {
        const Vec3 from = mesh.corner(triangle, k) - origin_;
        const Vec3 to = mesh.corner(triangle, (k + 1) % 3) - origin_;
        const double inside = from.cross(to).dot(direction);
        if (inside < farthest) {
            farthest = inside;
            edge = k;
        }
    }
    return edge;
}

/// The triangle on the other side of an edge; -1 at the end of what is walked on.
int RayWalk::across(int triangle, int edge) const {
    const auto& triangles = surface_.mesh().triangles();
    const int from = triangles[triangle][edge];
    const int to = triangles[triangle][(edge + 1) % 3];
    for (int i = begin_[from]; i < begin_[from + 1]; ++i) {
        const Triangle& corners = triangles[triangleOf_[i]];
        if (triangleOf_[i] != triangle &&
            std::find(corners.begin(), corners.end(), to) != corners.end())
            return triangleOf_[i];
    }
    return -1;
}

} // namespace meso::geom
