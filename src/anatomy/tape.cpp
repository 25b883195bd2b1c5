#include "anatomy/tape.h"

#include <algorithm>
#include <cmath>

namespace meso::anatomy {

using geom::TriMesh;
using geom::Vec2;
using geom::Vec3;

namespace {

/// The plane of a tape: a at (0, 0), b at (chord, 0), the tape's side upward.
struct TapePlane {
    Vec3 origin, along, up, normal;
    double chord_mm = 0;
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
std::vector<Vec2> sectionAbove(const TriMesh& skin, const TapePlane& plane) {
    const std::vector<Vec3>& vertices = skin.vertices();
    std::vector<double> height_mm(vertices.size());
    std::vector<char> isBelow(vertices.size());
    const double offset_mm = plane.normal.dot(plane.origin);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        height_mm[i] = plane.normal.dot(vertices[i]) - offset_mm;
        isBelow[i] = height_mm[i] < 0;
    }
    std::vector<Vec2> out;
    for (const geom::Triangle& t : skin.triangles()) {
        const int below = isBelow[t[0]] + isBelow[t[1]] + isBelow[t[2]];
        if (below == 0 || below == 3)
            continue;
        for (int k = 0; k < 3; ++k) {
            const int i = t[k];
            const int j = t[(k + 1) % 3];
            if (isBelow[i] == isBelow[j])
                continue;
            const double part = height_mm[i] / (height_mm[i] - height_mm[j]);
            const Vec3 p = vertices[i] + part * (vertices[j] - vertices[i]) - plane.origin;
            const Vec2 q(p.dot(plane.along), p.dot(plane.up));
            if (q.y() > 0)
                out.push_back(q);
        }
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

TapeLine layTape(const TriMesh& skin, const TapePlane& plane) {
    TapeLine tape;
    for (const Vec2& q : hullOver(sectionAbove(skin, plane), plane.chord_mm))
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

TapeLine tautTape(const TriMesh& skin, const Vec3& a, const Vec3& b, const Vec3& over) {
    return layTape(skin, planeOf(a, b, over, 1));
}

TapeLine tautTapeAwayFrom(const TriMesh& skin, const Vec3& a, const Vec3& b, const Vec3& other) {
    return layTape(skin, planeOf(a, b, other, -1));
}

} // namespace meso::anatomy
