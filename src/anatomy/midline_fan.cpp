#include "anatomy/midline_fan.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/smooth_vault.h"

namespace meso::anatomy {

using geom::SurfaceIndex;
using geom::Vec2;
using geom::Vec3;

namespace {

constexpr double kFirstFoot = 0; ///< fraction of the midline
constexpr double kLastFoot = 1;
constexpr int kFeet = 50;      ///< steps between the first foot and the last
constexpr double kStep_mm = 3; ///< along a geodesic
constexpr int kSteps = 60;     ///< to each side

/// A place on the skin on the way of a geodesic.
struct Walker {
    Vec3 position, normal, heading;
};

/// Radial projection to the skin. Below the vault the radius of the last place is kept.
Walker settle(const SmoothVault& vault, const Vec3& centre, const Vec3& guess, const Walker& last) {
    Walker out = last;
    const Vec3 ray = guess - centre;
    if (const auto point = vault.along(ray)) {
        out.position = point->position;
        out.normal = point->normal;
    } else {
        out.normal = ray.normalized();
        out.position = centre + (last.position - centre).norm() * out.normal;
    }
    out.heading = (last.heading - last.heading.dot(out.normal) * out.normal).normalized();
    return out;
}

/// One step straight ahead: the heading turns only with the surface. Heun's rule keeps the step on
/// the chord of the curved way, so that lengths stay right to third order.
Walker advance(const SmoothVault& vault, const Vec3& centre, const Walker& from) {
    const Walker trial = settle(vault, centre, from.position + kStep_mm * from.heading, from);
    const Vec3 chord = (from.heading + trial.heading).normalized();
    return settle(vault, centre, from.position + kStep_mm * chord, from);
}

Walker startAt(const SmoothVault& vault, const TapeLine& midline, const Vec3& centre, double foot) {
    constexpr double kHalfChord = 0.02;
    const Vec3 back = midline.at(foot + kHalfChord) - midline.at(foot - kHalfChord);
    Walker walker;
    walker.position = midline.at(foot);
    walker.heading = Vec3::UnitX();
    walker = settle(vault, centre, midline.at(foot), walker);
    walker.heading = walker.normal.cross(back).normalized();
    return walker;
}

DirectionTable trace(const SmoothVault& vault, const TapeLine& midline, const Vec3& centre) {
    TableAxis feet({{kFirstFoot, kLastFoot, kFeet}});
    TableAxis lateral({{-kSteps * kStep_mm, kSteps * kStep_mm, 2 * kSteps}});
    std::vector<Vec3> directions(feet.nodes().size() * lateral.nodes().size());
    for (std::size_t f = 0; f < feet.nodes().size(); ++f) {
        Vec3* row = &directions[f * lateral.nodes().size() + kSteps];
        for (const int side : {-1, 1}) {
            Walker walker = startAt(vault, midline, centre, feet.nodes()[f]);
            walker.heading *= side;
            row[0] = (walker.position - centre).normalized();
            for (int k = 1; k <= kSteps; ++k) {
                walker = advance(vault, centre, walker);
                row[side * k] = (walker.position - centre).normalized();
            }
        }
    }
    return {std::move(feet), std::move(lateral), std::move(directions)};
}

} // namespace

MidlineFan::MidlineFan(const SurfaceIndex& skin, const TapeLine& midline, const Vec3& centre)
    : length_mm_(midline.length.value()),
      table_(trace(SmoothVault(skin, centre), midline, centre)) {}

std::optional<Vec3> MidlineFan::directionAt(const MidlineOffset& offset) const {
    const double foot = offset.alongMidline_mm / length_mm_;
    const bool isInside =
        foot >= kFirstFoot && foot <= kLastFoot && std::abs(offset.lateral_mm) <= kSteps * kStep_mm;
    if (!isInside)
        return std::nullopt;
    return table_.at(foot, offset.lateral_mm).direction;
}

std::optional<MidlineOffset> MidlineFan::offsetOf(const Vec3& direction) const {
    constexpr double kWithin = 0.15;     // radians; twice the widest gap between neighbouring nodes
    constexpr double kWaysCross_mm = 85; // so far out several geodesics can lead to one place
    const Vec3 unit = direction.normalized();
    const auto starts = table_.startsNear(unit, kWithin);
    std::optional<MidlineOffset> shortest;
    const auto lookFrom = [&](const Vec2& start) {
        const auto found = table_.parametersNear(unit, start);
        if (!found)
            return;
        const MidlineOffset offset{found->x() * length_mm_, found->y()};
        if (directionAt(offset) &&
            (!shortest || std::abs(offset.lateral_mm) < std::abs(shortest->lateral_mm)))
            shortest = offset;
    };
    for (const DirectionTable::Start& start : starts)
        if (start.isPeak)
            lookFrom(start.at);
    if (shortest && std::abs(shortest->lateral_mm) < kWaysCross_mm)
        return shortest;
    for (const DirectionTable::Start& start : starts)
        if (!start.isPeak)
            lookFrom(start.at);
    return shortest;
}

} // namespace meso::anatomy
