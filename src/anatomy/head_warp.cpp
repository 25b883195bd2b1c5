#include "anatomy/head_warp.h"

#include <algorithm>
#include <cmath>

namespace meso::anatomy {

using geom::Vec3;

namespace {

/// The ellipsoid that stands for the neutral vault, mm.
constexpr double kHalfBreadth_mm = 76;
constexpr double kHalfLength_mm = 97;
constexpr double kHalfHeight_mm = 90;
const Vec3 kVaultCentre(0, -1, 40);
/// Horizontal squareness grows from nothing at the ears to its whole at the vault's equator.
constexpr double kSquareFrom_mm = -15;
constexpr double kSquareTo_mm = 40;
/// The vertical scale changes over this much above and below the ears.
constexpr double kBlend_mm = 25;

double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// Height over the ears that takes the vault's scale, the rest takes the face's: 0 far below, z far
/// above, a parabola between; less its value at the ears, which must stay where they are.
double vaultShare(double z_mm) {
    const double atEars_mm = kBlend_mm / 4;
    if (z_mm <= -kBlend_mm)
        return -atEars_mm;
    if (z_mm >= kBlend_mm)
        return z_mm - atEars_mm;
    return (z_mm + kBlend_mm) * (z_mm + kBlend_mm) / (4 * kBlend_mm) - atEars_mm;
}

} // namespace

Vec3 applyWarp(const HeadWarp& warp, const Vec3& place) {
    const Vec3 p = place - kVaultCentre;
    const double u = p.x() / kHalfBreadth_mm;
    const double v = p.y() / kHalfLength_mm;
    const double t = std::max(0.0, p.z() / kHalfHeight_mm);
    const double ring = u * u + v * v;
    const double frontShare = ring > 1e-12 ? v * v / ring : 0.5;
    const double diagonal = 4 * frontShare * (1 - frontShare);
    const double overHorizon = t > 0 ? 4 * t * t * ring / ((t * t + ring) * (t * t + ring)) : 0.0;
    const double vault =
        (warp.squareS * frontShare + warp.squareC * (1 - frontShare)) * overHorizon;
    const double level =
        warp.squareH * diagonal * smoothStep(kSquareFrom_mm, kSquareTo_mm, place.z());
    const double outward = 1 + level + vault;
    const double z_mm = t > 0 ? p.z() * (1 + vault) + kVaultCentre.z() : place.z();
    const double faceScale = std::sqrt(warp.scaleX * warp.scaleY);
    return {p.x() * outward * warp.scaleX, (p.y() * outward + kVaultCentre.y()) * warp.scaleY,
            faceScale * z_mm + (warp.scaleZ - faceScale) * vaultShare(z_mm)};
}

Landmarks applyWarp(const HeadWarp& warp, const Landmarks& marks) {
    return {applyWarp(warp, marks.nasion), applyWarp(warp, marks.inion),
            applyWarp(warp, marks.leftPreauricular), applyWarp(warp, marks.rightPreauricular),
            applyWarp(warp, marks.vertex)};
}

} // namespace meso::anatomy
