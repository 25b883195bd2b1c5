#include "anatomy/scalp_rows.h"

#include <cmath>
#include <numbers>
#include <optional>

namespace meso::anatomy {

using geom::SurfaceIndex;
using geom::Vec3;

namespace {

constexpr int kContourSteps = 16; ///< table steps from the midline to the 10 % contour
constexpr int kBaseSteps = 4;     ///< from the contour to the base ring
constexpr int kRowSteps = 20;     ///< rows from s = 0.10 to 0.50, and again to 0.90

double turnOfRow(const geom::Vec2& a, const geom::Vec2& b, const geom::Vec2& c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
}

/// A plane in which a tape lies: seen from `origin`, the tape runs from angle 0 (towards `start`).
struct Fan {
    Vec3 origin, start, up;
    [[nodiscard]] geom::Vec2 flat(const Vec3& p) const {
        return {(p - origin).dot(start), (p - origin).dot(up)};
    }
    [[nodiscard]] Vec3 lift(const geom::Vec2& q) const {
        return origin + q.x() * start + q.y() * up;
    }
    /// In [-pi/2, 3 pi/2), so that the far end of a chord stays at pi whatever the rounding.
    [[nodiscard]] double angleOf(const Vec3& p) const {
        const geom::Vec2 q = flat(p);
        const double angle = std::atan2(q.y(), q.x());
        return angle < -std::numbers::pi / 2 ? angle + 2 * std::numbers::pi : angle;
    }
};

/// The taut tape from `from` to `to`: what stays of the skin between them when a rubber band lies
/// over it. Graham's scan (1972): the skin points come sorted by angle already.
TapeLine tautInFan(const SurfaceIndex& skin, const Fan& fan, const Vec3& from, const Vec3& to) {
    constexpr double kStep = 1.9 * std::numbers::pi / 180;
    const double a = fan.angleOf(from);
    const double b = fan.angleOf(to);
    const int steps = std::max(2, static_cast<int>(std::ceil((b - a) / kStep)));
    std::vector<geom::Vec2> band{fan.flat(from)};
    const auto lay = [&](const geom::Vec2& q) {
        while (band.size() > 1 && turnOfRow(band[band.size() - 2], band.back(), q) <= 0)
            band.pop_back();
        band.push_back(q);
    };
    for (int i = 1; i < steps; ++i) {
        const double angle = a + (b - a) * i / steps;
        const Vec3 ray = std::cos(angle) * fan.start + std::sin(angle) * fan.up;
        if (const auto hit = skin.lastHit(fan.origin, ray))
            lay(fan.flat(fan.origin + hit->distance * ray));
    }
    lay(fan.flat(to));
    TapeLine tape;
    for (const geom::Vec2& q : band)
        tape.points.push_back(fan.lift(q));
    for (std::size_t i = 1; i < tape.points.size(); ++i)
        tape.length += Mm((tape.points[i] - tape.points[i - 1]).norm());
    return tape;
}

/// Plane through three marks of a row, seen from the middle of the chord between the outer two.
Fan rowFan(const Vec3& left, const Vec3& middle, const Vec3& right) {
    Fan fan;
    fan.origin = (left + right) / 2;
    fan.start = (left - right).normalized();
    const Vec3 rise = middle - fan.origin;
    fan.up = (rise - rise.dot(fan.start) * fan.start).normalized();
    return fan;
}

/// Plane through the centre and two points.
Fan centralFan(const Vec3& centre, const Vec3& from, const Vec3& to) {
    Fan fan;
    fan.origin = centre;
    fan.start = (from - centre).normalized();
    const Vec3 rise = to - centre;
    fan.up = (rise - rise.dot(fan.start) * fan.start).normalized();
    return fan;
}

struct RowTapes {
    TapeLine leftBase, left, right, rightBase;
};

/// The rings that bound the table.
struct Rings {
    HalfRing leftBase, left, right, rightBase;
    const TapeLine* midline = nullptr;
};

/// Half of the base ring. Rays keep to the angle between the marks: a section would also meet the
/// ear, which sticks out beyond the preauricular point, and pull the tape over it.
HalfRing baseRing(const SurfaceIndex& skin, const Landmarks& marks, const Vec3& ear) {
    const Fan front = rowFan(marks.nasion, ear, marks.inion);
    return {tautInFan(skin, front, marks.nasion, ear), tautInFan(skin, front, ear, marks.inion)};
}

RowTapes layRow(const SurfaceIndex& skin, const Rings& rings, const Vec3& centre, double s) {
    const Vec3 left = rings.left.at(s);
    const Vec3 middle = rings.midline->at(s);
    const Vec3 right = rings.right.at(s);
    const Fan row = rowFan(left, middle, right);
    const auto base = [&](const Vec3& contour, const Vec3& ring) {
        return tautInFan(skin, centralFan(centre, contour, ring), contour, ring);
    };
    return {base(left, rings.leftBase.at(s)), tautInFan(skin, row, left, middle),
            tautInFan(skin, row, middle, right), base(right, rings.rightBase.at(s))};
}

Vec3 pointOnRow(const RowTapes& row, double t) {
    if (t <= -0.8)
        return row.leftBase.at((-0.8 - t) / 0.2);
    if (t <= 0)
        return row.left.at(1 + t / 0.8);
    if (t <= 0.8)
        return row.right.at(t / 0.8);
    return row.rightBase.at((t - 0.8) / 0.2);
}

} // namespace

DirectionTable makeScalpTable(const SurfaceIndex& skin, const TenTen& system,
                              const Landmarks& marks, const Vec3& centre) {
    TableAxis rows({{0.1, 0.5, kRowSteps}, {0.5, 0.9, kRowSteps}});
    TableAxis across({{-1, -0.8, kBaseSteps},
                      {-0.8, 0, kContourSteps},
                      {0, 0.8, kContourSteps},
                      {0.8, 1, kBaseSteps}});
    const Rings rings{baseRing(skin, marks, marks.leftPreauricular), system.leftContour,
                      system.rightContour, baseRing(skin, marks, marks.rightPreauricular),
                      &system.midline};
    std::vector<Vec3> directions;
    directions.reserve(rows.nodes().size() * across.nodes().size());
    for (const double s : rows.nodes()) {
        const RowTapes tapes = layRow(skin, rings, centre, s);
        for (const double t : across.nodes())
            directions.push_back((pointOnRow(tapes, t) - centre).normalized());
    }
    return {std::move(rows), std::move(across), std::move(directions)};
}

} // namespace meso::anatomy
