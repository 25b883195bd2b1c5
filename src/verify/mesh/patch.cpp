#include "verify/mesh/patch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace meso::verify {
namespace {

// Seeds in cubic buckets as wide as the largest reach: only the 27 around a point can matter.
class SeedBuckets {
public:
    explicit SeedBuckets(std::span<const PatchSeed> seeds) : seeds_(seeds) {
        for (const PatchSeed& seed : seeds)
            width_mm_ = std::max(width_mm_, seed.reach_mm);
        for (std::size_t i = 0; i < seeds.size(); ++i)
            buckets_[key(cellOf(seeds[i].position))].push_back(static_cast<int>(i));
    }
    [[nodiscard]] bool reaches(const geom::Vec3& p) const {
        const std::array<long, 3> cell = cellOf(p);
        for (int k = 0; k < 27; ++k) {
            const auto found = buckets_.find(
                key({cell[0] + k % 3 - 1, cell[1] + k / 3 % 3 - 1, cell[2] + k / 9 - 1}));
            if (found != buckets_.end() && anyReaches(found->second, p))
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] std::array<long, 3> cellOf(const geom::Vec3& p) const {
        std::array<long, 3> cell{};
        for (int k = 0; k < 3; ++k)
            cell[k] = static_cast<long>(std::floor(p[k] / width_mm_));
        return cell;
    }
    static long key(const std::array<long, 3>& c) {
        return c[0] * 73856093L ^ c[1] * 19349663L ^ c[2] * 83492791L;
    }
    [[nodiscard]] bool anyReaches(const std::vector<int>& bucket, const geom::Vec3& p) const {
        return std::any_of(bucket.begin(), bucket.end(), [&](int i) {
            const double reach = seeds_[i].reach_mm;
            return (p - seeds_[i].position).squaredNorm() <= reach * reach;
        });
    }
    std::span<const PatchSeed> seeds_;
    double width_mm_ = 1e-3;
    std::unordered_map<long, std::vector<int>> buckets_;
};

std::vector<std::vector<int>> neighbourLists(std::size_t vertices,
                                             const std::vector<geom::Triangle>& triangles) {
    std::vector<std::vector<int>> lists(vertices);
    for (const geom::Triangle& t : triangles)
        for (int k = 0; k < 3; ++k) {
            lists[t[k]].push_back(t[(k + 1) % 3]);
            lists[t[k]].push_back(t[(k + 2) % 3]);
        }
    return lists;
}

// Breadth first from the lowest vertex of each piece: neighbours end up within one front of each
// other, which keeps the rows that a lateral step reads in the cache.
std::vector<int> breadthFirstOrder(const geom::TriMesh& surface,
                                   const std::vector<geom::Triangle>& triangles) {
    const auto neighbours = neighbourLists(surface.vertices().size(), triangles);
    std::vector<char> seen(neighbours.size(), 0);
    std::vector<int> order;
    for (std::size_t root = 0; root < neighbours.size(); ++root) {
        if (seen[root] || neighbours[root].empty())
            continue;
        std::size_t head = order.size();
        order.push_back(static_cast<int>(root));
        seen[root] = 1;
        for (; head < order.size(); ++head)
            for (const int next : neighbours[order[head]])
                if (!seen[next]) {
                    seen[next] = 1;
                    order.push_back(next);
                }
    }
    return order;
}

} // namespace

Patch cutPatch(const geom::TriMesh& surface, std::span<const PatchSeed> seeds) {
    const SeedBuckets buckets(seeds);
    std::vector<char> inside(surface.vertices().size(), 0);
    for (std::size_t v = 0; v < inside.size(); ++v)
        inside[v] = static_cast<char>(buckets.reaches(surface.vertices()[v]));
    Patch patch;
    for (const geom::Triangle& t : surface.triangles())
        if (inside[t[0]] && inside[t[1]] && inside[t[2]])
            patch.triangles.push_back(t);
    patch.meshVertex = breadthFirstOrder(surface, patch.triangles);
    std::vector<int> local(surface.vertices().size(), -1);
    for (int i = 0; i < patch.vertices(); ++i) {
        const int v = patch.meshVertex[i];
        local[v] = i;
        patch.positions.push_back(surface.vertices()[v]);
        patch.normals.push_back(surface.normals()[v]);
    }
    for (geom::Triangle& t : patch.triangles)
        for (int& corner : t)
            corner = local[corner];
    return patch;
}

} // namespace meso::verify
