#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "geom/vec.h"

/// Signed distances of simple solids (negative inside) and the smooth joins from which the head is
/// built. All lengths in mm. Raw doubles: these are the innermost kernels.
namespace meso::anatomy::sdf {

using geom::Vec3;

inline double mix(double a, double b, double t) {
    return a + (b - a) * t;
}
inline double square(double a) {
    return a * a;
}

/// 0 below `from`, 1 above `to`, C1 between; `from` may exceed `to` (then it falls).
inline double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// Union with a rounded inner corner: cubic C2 smooth minimum, `width` = blend width in mm.
inline double join(double a, double b, double width) {
    const double h = std::max(width - std::fabs(a - b), 0.0) / width;
    return std::min(a, b) - h * h * h * width / 6;
}
/// Intersection with a rounded outer corner.
inline double meet(double a, double b, double width) {
    return -join(-a, -b, width);
}
/// `a` without `b`, rounded.
inline double carve(double a, double b, double width) {
    return meet(a, -b, width);
}

inline double sphere(const Vec3& p, const Vec3& centre, double radius) {
    return (p - centre).norm() - radius;
}

/// Not an exact distance (first-order), so blocks are skipped with a safety factor of 1.35.
double ellipsoid(const Vec3& p, const Vec3& centre, const Vec3& radii);

/// Cone with round ends, radius `ra` at a and `rb` at b.
double capsule(const Vec3& p, const Vec3& a, const Vec3& b, double ra, double rb);

/// In-plane distance to the superellipse |u/a|^n + |v/b|^n = 1.
double superellipse(double u, double v, double a, double b, double n);

/// One row of a table of a curve: value at a height.
struct Knot {
    double at, value;
};
/// Non-uniform Catmull-Rom through the knots, clamped beyond its ends. Knots ascend.
double interpolate(std::span<const Knot> knots, double at);

/// Orthonormal axes of a part.
struct LocalFrame {
    Vec3 origin, u, v, w;
    [[nodiscard]] Vec3 toLocal(const Vec3& p) const {
        const Vec3 q = p - origin;
        return {q.dot(u), q.dot(v), q.dot(w)};
    }
};

/// Control point of a tube: x, y, z, radius.
using TubeKnot = std::array<double, 4>;

/// A rope of varying thickness along a Catmull-Rom curve through its control points.
class Tube {
public:
    /// Farther than `margin` from the tube's box the distance to the box is returned, which is
    /// cheap. The margin must exceed the blend width of every join that uses the tube; otherwise
    /// dotted creases appear where the two distances meet.
    Tube(std::span<const TubeKnot> knots, double margin, int piecesPerLeg = 8);
    [[nodiscard]] double at(const Vec3& p) const;

private:
    struct Bead {
        Vec3 centre;
        double radius;
    };
    std::vector<Bead> beads_;
    Vec3 low_, high_;
    double margin_;
};

} // namespace meso::anatomy::sdf
