#include "anatomy/tape.h"

#include <algorithm>
#include <cmath>

namespace meso::anatomy {

using geom::Vec2;
using geom::Vec3;

namespace {

/// The plane of a tape: a at (0, 0), b at (chord, 0), the tape's side upward.
struct TapePlane {
    Vec3 origin, along, up, normal;
    double chord_mm = 0;
    [[nodiscard]] Vec2 flat(const Vec3& p) const {
        return {(p - origin).dot(along), (p - origin).dot(up)};
    }
};

TapePlane planeOf(const Vec3& a, const Vec3& b, const Vec3& third, double side) {
    TapePlane plane;
    plane.origin = a;
    plane.chord_mm = (b - a).norm();
    plane.along = (b - a) / std::max(plane.chord_mm, 1e-12);
    const Vec3 rise = third - a - (third - a).dot(plane.along) * plane.along;
    plane.up = side * rise.normalized();
    plane.normal = plane.along.cross(plane.up);
    return plane;
}

/// Points where the edges of the skin pass through the plane, above the chord.
std::vector<Vec2> sectionAbove(SkinView skin, const TapePlane& plane) {
    std::vector<Vec2> out;
    for (const Vec3& onSkin : sectionOf(skin, {plane.origin, plane.normal})) {
        const Vec2 q = plane.flat(onSkin);
        if (q.y() > 0)
            out.push_back(q);
    }
    return out;
}

double turn(const Vec2& a, const Vec2& b, const Vec2& c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
}

/// The hull from (0, 0) over the points to (chord, 0). Seen from the middle of the chord the points
/// turn from one mark to the other, so one pass in the order of angles suffices (Graham 1972).
std::vector<Vec2> hullOver(std::vector<Vec2> points, double chord_mm) {
    const Vec2 middle(chord_mm / 2, 0);
    const auto slope = [&](const Vec2& q) { return (q.x() - middle.x()) / q.y(); };
    std::sort(points.begin(), points.end(), [&](const Vec2& p, const Vec2& q) {
        const double a = slope(p);
        const double b = slope(q);
        return a < b || (a == b && p.y() < q.y());
    });
    points.emplace_back(chord_mm, 0);
    std::vector<Vec2> band{{0, 0}};
    for (const Vec2& q : points) {
        while (band.size() > 1 && turn(band[band.size() - 2], band.back(), q) >= 0)
            band.pop_back();
        band.push_back(q);
    }
    return band;
}

/// Monotone chain (Andrew 1979), once around; points in any order.
std::vector<Vec2> convexHull(std::vector<Vec2> points) {
    std::sort(points.begin(), points.end(), [](const Vec2& p, const Vec2& q) {
        return p.x() < q.x() || (p.x() == q.x() && p.y() < q.y());
    });
    std::vector<Vec2> hull;
    const auto append = [&hull](const Vec2& q, std::size_t kept) {
        while (hull.size() > kept && turn(hull[hull.size() - 2], hull.back(), q) <= 0)
            hull.pop_back();
        hull.push_back(q);
    };
    for (const Vec2& q : points)
        append(q, 1);
    const std::size_t kept = hull.size();
    for (auto q = points.rbegin(); q != points.rend(); ++q)
        append(*q, kept);
    return hull;
}

TapeLine layTape(std::vector<Vec2> points, const TapePlane& plane) {
    TapeLine tape;
    for (const Vec2& q : hullOver(std::move(points), plane.chord_mm))
        tape.points.emplace_back(plane.origin + q.x() * plane.along + q.y() * plane.up);
    for (std::size_t i = 1; i < tape.points.size(); ++i)
        tape.length += Mm((tape.points[i] - tape.points[i - 1]).norm());
    return tape;
}

} // namespace

Vec3 TapeLine::at(double fraction) const {
    double left_mm = std::clamp(fraction, 0.0, 1.0) * length.value();
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Vec3 leg = points[i] - points[i - 1];
        const double leg_mm = leg.norm();
        if (left_mm <= leg_mm)
            return points[i - 1] + (leg_mm > 0 ? left_mm / leg_mm : 0) * leg;
        left_mm -= leg_mm;
    }
    return points.back();
}

TapeLine tautTape(SkinView skin, const Vec3& a, const Vec3& b, const Vec3& over) {
    const TapePlane plane = planeOf(a, b, over, 1);
    return layTape(sectionAbove(skin, plane), plane);
}

TapeLine tautTapeAwayFrom(SkinView skin, const Vec3& a, const Vec3& b, const Vec3& other) {
    const TapePlane plane = planeOf(a, b, other, -1);
    const Vec2 eye = plane.flat(other);
    const Vec2 end(plane.chord_mm, 0);
    std::vector<Vec2> points = sectionAbove(skin, plane);
    points.erase(std::remove_if(points.begin(), points.end(),
                                [&](const Vec2& q) {
                                    return turn(eye, Vec2::Zero(), q) > 0 || turn(eye, end, q) < 0;
                                }),
                 points.end());
    return layTape(std::move(points), plane);
}

std::vector<Vec3> sectionOf(SkinView skin, const CutPlane& plane) {
    std::vector<double> height_mm(skin.vertices.size());
    std::vector<char> isBelow(skin.vertices.size());
    const double offset_mm = plane.normal.dot(plane.point);
    for (std::size_t i = 0; i < height_mm.size(); ++i) {
        height_mm[i] = plane.normal.dot(skin.vertices[i]) - offset_mm;
        isBelow[i] = height_mm[i] < 0;
    }
    std::vector<Vec3> out;
    for (const geom::Triangle& t : skin.triangles) {
        const int below = isBelow[t[0]] + isBelow[t[1]] + isBelow[t[2]];
        if (below == 0 || below == 3)
            continue;
        for (int k = 0; k < 3; ++k) {
            const int i = t[k];
            const int j = t[(k + 1) % 3];
            if (isBelow[i] == isBelow[j])
                continue;
            const double part = height_mm[i] / (height_mm[i] - height_mm[j]);
            out.push_back(skin.vertices[i] + part * (skin.vertices[j] - skin.vertices[i]));
        }
    }
    return out;
}

Mm closedTapeLength(SkinView skin, const CutPlane& plane) {
    const Vec3 normal = plane.normal.normalized();
    const Vec3 along = normal.unitOrthogonal();
    const Vec3 across = normal.cross(along);
    std::vector<Vec2> points;
    for (const Vec3& p : sectionOf(skin, plane))
        points.emplace_back(p.dot(along), p.dot(across));
    const std::vector<Vec2> hull = convexHull(std::move(points));
    Mm length;
    for (std::size_t i = 0; i < hull.size(); ++i)
        length += Mm((hull[(i + 1) % hull.size()] - hull[i]).norm());
    return length;
}

} // namespace meso::anatomy
