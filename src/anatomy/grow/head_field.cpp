#include "anatomy/grow/head_field.h"

namespace meso::anatomy {

using geom::Vec3;
using namespace sdf;

double HeadField::at(const Vec3& p) const {
    constexpr double kNeckCut = -148;
    const Vec3 side(std::sqrt(p.x() * p.x() + 1), p.y(), p.z());
    double d = join(parts::cranium(p), parts::faceMass(p, style_), 18);
    if (p.z() < -20)
        d = join(d, ellipsoid(p, {0, 44, -80}, {31, 37, 21}), 18); // soft tissue under the chin
    d = face_.addTo(d, side, style_);
    if (p.z() < 40)
        d = join(d, neck_.at(p, style_), 28);
    d = ear_.addTo(d, side);
    return meet(d, kNeckCut - p.z(), 7);
}

Vec3 HeadField::gradient(const Vec3& p) const {
    constexpr double kStep = 0.15;
    Vec3 rise;
    for (int k = 0; k < 3; ++k)
        rise[k] = at(p + kStep * Vec3::Unit(k)) - at(p - kStep * Vec3::Unit(k));
    return rise / (2 * kStep);
}

Vec3 HeadField::project(const Vec3& p, int steps) const {
    constexpr double kCloseEnough = 0.004;
    constexpr double kSlopeStep = 0.05;
    constexpr double kLongestStep = 0.8;
    Vec3 q = p;
    for (int i = 0; i < steps; ++i) {
        const double d = at(q);
        if (std::fabs(d) < kCloseEnough)
            break;
        Vec3 slope;
        for (int k = 0; k < 3; ++k)
            slope[k] = (at(q + kSlopeStep * Vec3::Unit(k)) - d) / kSlopeStep;
        const double step = d / std::max(slope.squaredNorm(), 0.1);
        q -= slope * std::clamp(step, -kLongestStep, kLongestStep);
    }
    return q;
}

Vec3 HeadField::rayHit(const Vec3& origin, const Vec3& direction) const {
    const Vec3 unit = direction.normalized();
    double t = 0;
    for (int i = 0; i < 400; ++i) {
        const double d = at(origin + unit * t);
        if (std::fabs(d) < 1e-3)
            break;
        t += 0.7 * d;
    }
    return origin + unit * t;
}

double HeadField::openness(const Vec3& p, const Vec3& n) const {
    double hidden = 0;
    for (int i = 1; i <= 5; ++i) {
        const double reach = std::ldexp(1.0, i);
        hidden += (reach - at(p + n * reach)) / (reach * reach);
    }
    return std::clamp(1 - hidden, 0.0, 1.0);
}

} // namespace meso::anatomy
