#include "anatomy/light_skin.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

/// A little more than the fine mesh's edges.
constexpr double kCell_mm = 3;

/// Places sorted into cubes, which lie in rows.
class Cubes {
public:
    Cubes(const std::vector<Vec3>& places, double cell) : places_(places), cell_(cell) {
        Vec3 high = places.front();
        low_ = high;
        for (const Vec3& p : places) {
            low_ = low_.cwiseMin(p);
            high = high.cwiseMax(p);
        }
        for (int k = 0; k < 3; ++k)
            count_[k] = static_cast<int>((high[k] - low_[k]) / cell) + 1;
        first_.assign(std::size_t(count_[0]) * count_[1] * count_[2] + 1, 0);
        for (const Vec3& p : places)
            ++first_[cubeAt(cellOf(p)) + 1];
        for (std::size_t i = 1; i < first_.size(); ++i)
            first_[i] += first_[i - 1];
        order_.resize(places.size());
        std::vector<int> next(first_.begin(), first_.end() - 1);
        for (int i = 0; i < static_cast<int>(places.size()); ++i)
            order_[next[cubeAt(cellOf(places[i]))]++] = i;
    }

    /// Looks in ever larger boxes, until nothing outside one can be nearer.
    [[nodiscard]] int nearest(const Vec3& point) const {
        int best = -1;
        double bestSquare = std::numeric_limits<double>::infinity();
        const int most = *std::max_element(count_.begin(), count_.end());
        for (int reach = 1; reach <= most; reach *= 2) {
            lookIn(point, reach, best, bestSquare);
            const double inside = reach * cell_;
            if (best >= 0 && bestSquare <= inside * inside && isInside(point))
                return best;
        }
        lookIn(point, most, best, bestSquare);
        return best;
    }

private:
    using Cell = std::array<int, 3>;
    [[nodiscard]] bool isInside(const Vec3& p) const {
        for (int k = 0; k < 3; ++k)
            if (p[k] < low_[k] || p[k] > low_[k] + count_[k] * cell_)
                return false;
        return true;
    }
    [[nodiscard]] Cell cellOf(const Vec3& p) const {
        Cell cell;
        for (int k = 0; k < 3; ++k)
            cell[k] = std::clamp(static_cast<int>((p[k] - low_[k]) / cell_), 0, count_[k] - 1);
        return cell;
    }
    [[nodiscard]] std::size_t cubeAt(const Cell& c) const {
        return (std::size_t(c[2]) * count_[1] + c[1]) * count_[0] + c[0];
    }
    void lookIn(const Vec3& point, int reach, int& best, double& bestSquare) const {
        const Cell middle = cellOf(point);
        Cell from, to;
        for (int k = 0; k < 3; ++k) {
            from[k] = std::max(0, middle[k] - reach);
            to[k] = std::min(count_[k] - 1, middle[k] + reach);
        }
        for (int z = from[2]; z <= to[2]; ++z)
            for (int y = from[1]; y <= to[1]; ++y)
                lookAlong(point, cubeAt({from[0], y, z}), cubeAt({to[0], y, z}), best, bestSquare);
    }
    /// Cubes side by side in x lie side by side in the order too.
    void lookAlong(const Vec3& point, std::size_t fromCube, std::size_t toCube, int& best,
                   double& bestSquare) const {
        for (int i = first_[fromCube]; i < first_[toCube + 1]; ++i) {
            const double square = (places_[order_[i]] - point).squaredNorm();
            if (square < bestSquare || (square == bestSquare && order_[i] < best)) {
                best = order_[i];
                bestSquare = square;
            }
        }
    }

    const std::vector<Vec3>& places_;
    double cell_;
    Vec3 low_;
    Cell count_{};
    std::vector<int> first_; ///< per cube: its first entry of order_
    std::vector<int> order_;
};

} // namespace

std::vector<int> nearestOf(const std::vector<Vec3>& points, const std::vector<Vec3>& places,
                           double cell) {
    MESO_CHECK(!places.empty(), "there must be something to be near to");
    const Cubes cubes(places, cell);
    std::vector<int> out(points.size());
    std::transform(points.begin(), points.end(), out.begin(),
                   [&](const Vec3& p) { return cubes.nearest(p); });
    return out;
}

Result<LightSkin> lightSkin(std::vector<Vec3> vertices, std::vector<geom::Triangle> triangles,
                            const geom::TriMesh& fine, const std::vector<float>& fineOcclusion) {
    const std::vector<int> nearest = nearestOf(vertices, fine.vertices(), kCell_mm);
    auto mesh = geom::TriMesh::make(std::move(vertices), std::move(triangles));
    if (!mesh)
        return mesh.error();
    LightSkin light{*mesh, {}, {}};
    for (const int v : nearest) {
        light.normals.push_back(fine.normals()[v]);
        light.occlusion.push_back(fineOcclusion[v]);
    }
    return light;
}

} // namespace meso::anatomy
