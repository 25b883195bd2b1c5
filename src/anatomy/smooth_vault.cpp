#include "anatomy/smooth_vault.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace meso::anatomy {

using geom::Vec2;
using geom::Vec3;

namespace {

/// The picture of a direction d is (x, y) / (1 + z): the crown at 0, the horizon on the unit
/// circle.
constexpr double kRim = 2.45; ///< of the picture; 45 degrees below the horizon lie at 2.41
constexpr double kSpacing = 0.05;
constexpr int kHalf = 51; ///< nodes from the middle to the edge: kRim and two nodes more
constexpr int kSide = 2 * kHalf + 1;

/// Direction of a picture point with its derivatives.
struct Projection {
    Vec3 direction, byX, byY;
};

Projection unproject(const Vec2& q) {
    const double w = 1 / (1 + q.squaredNorm());
    const double z = (1 - q.squaredNorm()) * w;
    Projection out;
    out.direction = Vec3(2 * w * q.x(), 2 * w * q.y(), z);
    const auto slope = [&](double x, const Vec3& axis) -> Vec3 {
        return 2 * w * (axis - x * (out.direction + Vec3::UnitZ()));
    };
    out.byX = slope(q.x(), Vec3::UnitX());
    out.byY = slope(q.y(), Vec3::UnitY());
    return out;
}

std::array<double, 4> splineWeights(double u) {
    const double v = 1 - u;
    return {v * v * v / 6, (3 * u * u * u - 6 * u * u + 4) / 6, (3 * v * v * v - 6 * v * v + 4) / 6,
            u * u * u / 6};
}

std::array<double, 4> splineSlopes(double u) {
    const double v = 1 - u;
    return {-v * v / 2, (3 * u * u - 4 * u) / 2, (4 * v - 3 * v * v) / 2, u * u / 2};
}

} // namespace

double& SmoothVault::radiusAt(int i, int j) {
    return radius_mm_[static_cast<std::size_t>(i) * kSide + j];
}

SmoothVault::SmoothVault(const geom::SurfaceIndex& skin, const Vec3& centre)
    : centre_(centre), radius_mm_(static_cast<std::size_t>(kSide) * kSide, 0) {
    constexpr double kSampled = kRim + 2.5 * kSpacing;
    for (int i = 0; i < kSide; ++i)
        for (int j = 0; j < kSide; ++j) {
            const Vec2 q((i - kHalf) * kSpacing, (j - kHalf) * kSpacing);
            if (q.norm() > kSampled)
                continue;
            if (const auto hit = skin.lastHit(centre, unproject(q).direction))
                radiusAt(i, j) = hit->distance;
        }
    fillHoles();
}

/// Grows the known part over the unknown, one ring of nodes per round.
void SmoothVault::fillHoles() {
    for (bool hasHoles = true; hasHoles;) {
        hasHoles = false;
        const std::vector<double> before = radius_mm_;
        const auto known = [&](int i, int j) {
            const bool inside = i >= 0 && j >= 0 && i < kSide && j < kSide;
            return inside ? before[static_cast<std::size_t>(i) * kSide + j] : 0;
        };
        bool hasGrown = false;
        for (int i = 0; i < kSide; ++i)
            for (int j = 0; j < kSide; ++j) {
                if (known(i, j) > 0)
                    continue;
                hasHoles = true;
                const std::array<double, 4> around = {known(i - 1, j), known(i + 1, j),
                                                      known(i, j - 1), known(i, j + 1)};
                const auto count =
                    std::count_if(around.begin(), around.end(), [](double r) { return r > 0; });
                if (count == 0)
                    continue;
                radiusAt(i, j) =
                    (around[0] + around[1] + around[2] + around[3]) / static_cast<double>(count);
                hasGrown = true;
            }
        hasHoles = hasHoles && hasGrown;
    }
}

std::optional<VaultPoint> SmoothVault::along(const Vec3& direction) const {
    const Vec3 d = direction.normalized();
    const Vec2 q = Vec2(d.x(), d.y()) / (1 + d.z());
    if (!(q.norm() <= kRim)) // straight down the picture has no place: 0 / 0
        return std::nullopt;
    const double x = q.x() / kSpacing + kHalf;
    const double y = q.y() / kSpacing + kHalf;
    const int i0 = static_cast<int>(std::floor(x));
    const int j0 = static_cast<int>(std::floor(y));
    const auto wx = splineWeights(x - i0);
    const auto wy = splineWeights(y - j0);
    const auto sx = splineSlopes(x - i0);
    const auto sy = splineSlopes(y - j0);
    double radius = 0;
    double byX = 0;
    double byY = 0;
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) {
            const double r =
                radius_mm_[static_cast<std::size_t>(i0 - 1 + i) * kSide + (j0 - 1 + j)];
            radius += wx[i] * wy[j] * r;
            byX += sx[i] * wy[j] * r / kSpacing;
            byY += wx[i] * sy[j] * r / kSpacing;
        }
    const Projection p = unproject(q);
    const Vec3 alongX = byX * p.direction + radius * p.byX;
    const Vec3 alongY = byY * p.direction + radius * p.byY;
    return VaultPoint{centre_ + radius * d, alongX.cross(alongY).normalized()};
}

} // namespace meso::anatomy
