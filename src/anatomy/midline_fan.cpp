#include "anatomy/midline_fan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace meso::anatomy {

using geom::SurfaceIndex;
using geom::Vec2;
using geom::Vec3;

namespace {

constexpr double kFirstFoot = 0.04; ///< fraction of the midline
constexpr double kLastFoot = 0.96;
constexpr int kFeet = 46;      ///< steps between the first foot and the last
constexpr double kStep_mm = 3; ///< along a geodesic
constexpr int kSteps = 50;     ///< to each side

/// A place on the skin on the way of a geodesic.
struct Walker {
    Vec3 position, normal, heading;
};

/// Radial projection to the outermost skin. Over a hole the radius of the last place is kept.
Walker settle(const SurfaceIndex& skin, const Vec3& centre, const Vec3& guess, const Walker& last) {
    Walker out = last;
    const Vec3 ray = (guess - centre).normalized();
    if (const auto hit = skin.lastHit(centre, ray)) {
        out.position = centre + hit->distance * ray;
        out.normal = geom::normalAt(skin.mesh(), hit->point);
    } else {
        out.position = centre + (last.position - centre).norm() * ray;
        out.normal = ray;
    }
    out.heading = (last.heading - last.heading.dot(out.normal) * out.normal).normalized();
    return out;
}

/// One step straight ahead: the heading turns only with the surface. Heun's rule keeps the step on
/// the chord of the curved way, so that lengths stay right to third order.
Walker advance(const SurfaceIndex& skin, const Vec3& centre, const Walker& from) {
    const Walker trial = settle(skin, centre, from.position + kStep_mm * from.heading, from);
    const Vec3 chord = (from.heading + trial.heading).normalized();
    return settle(skin, centre, from.position + kStep_mm * chord, from);
}

Walker startAt(const SurfaceIndex& skin, const TapeLine& midline, const Vec3& centre, double foot) {
    constexpr double kHalfChord = 0.004;
    const Vec3 back = midline.at(foot + kHalfChord) - midline.at(foot - kHalfChord);
    Walker walker;
    walker.position = midline.at(foot);
    walker.heading = Vec3::UnitX();
    walker = settle(skin, centre, midline.at(foot), walker);
    walker.heading = walker.normal.cross(back).normalized();
    return walker;
}

DirectionTable trace(const SurfaceIndex& skin, const TapeLine& midline, const Vec3& centre) {
    TableAxis feet({{kFirstFoot, kLastFoot, kFeet}});
    TableAxis lateral({{-kSteps * kStep_mm, kSteps * kStep_mm, 2 * kSteps}});
    std::vector<Vec3> directions(feet.nodes().size() * lateral.nodes().size());
    for (std::size_t f = 0; f < feet.nodes().size(); ++f) {
        Vec3* row = &directions[f * lateral.nodes().size() + kSteps];
        for (const int side : {-1, 1}) {
            Walker walker = startAt(skin, midline, centre, feet.nodes()[f]);
            walker.heading *= side;
            row[0] = (walker.position - centre).normalized();
            for (int k = 1; k <= kSteps; ++k) {
                walker = advance(skin, centre, walker);
                row[side * k] = (walker.position - centre).normalized();
            }
        }
    }
    return {std::move(feet), std::move(lateral), std::move(directions)};
}

/// How much the geodesics have closed up at a node: 1 at the midline, 0 where neighbours meet.
double spreadAt(const DirectionTable& table, double foot, double lateral_mm) {
    const auto volume = [&](double side_mm) {
        const DirectionSample f = table.at(foot, side_mm);
        return f.direction.dot(f.byFirst.cross(f.bySecond));
    };
    return volume(lateral_mm) / volume(0);
}

std::vector<double> reachOf(const DirectionTable& table, int side) {
    constexpr double kLeastSpread = 0.1;
    std::vector<double> reach_mm;
    for (const double foot : table.first().nodes()) {
        int k = 1;
        while (k < kSteps && spreadAt(table, foot, side * k * kStep_mm) > kLeastSpread)
            ++k;
        reach_mm.push_back((k - 1) * kStep_mm);
    }
    return reach_mm;
}

} // namespace

MidlineFan::MidlineFan(const SurfaceIndex& skin, const TapeLine& midline, const Vec3& centre)
    : length_mm_(midline.length.value()), table_(trace(skin, midline, centre)) {
    leftReach_mm_ = reachOf(table_, -1);
    rightReach_mm_ = reachOf(table_, 1);
}

double MidlineFan::reach_mm(double alongMidline_mm, double side) const {
    const double position =
        (alongMidline_mm / length_mm_ - kFirstFoot) / (kLastFoot - kFirstFoot) * kFeet;
    if (!(position >= 0 && position <= kFeet))
        return 0;
    const std::vector<double>& reach = side < 0 ? leftReach_mm_ : rightReach_mm_;
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min<std::size_t>(below + 1, kFeet);
    return std::min(reach[below], reach[above]);
}

std::optional<Vec3> MidlineFan::directionAt(const MidlineOffset& offset) const {
    if (!(std::abs(offset.lateral_mm) <= reach_mm(offset.alongMidline_mm, offset.lateral_mm)))
        return std::nullopt;
    return table_.at(offset.alongMidline_mm / length_mm_, offset.lateral_mm).direction;
}

std::optional<MidlineOffset> MidlineFan::offsetOf(const Vec3& direction) const {
    const auto found = table_.parametersOf(direction);
    if (!found)
        return std::nullopt;
    const MidlineOffset offset{found->x() * length_mm_, found->y()};
    if (!(std::abs(offset.lateral_mm) <= reach_mm(offset.alongMidline_mm, offset.lateral_mm)))
        return std::nullopt;
    return offset;
}

} // namespace meso::anatomy
