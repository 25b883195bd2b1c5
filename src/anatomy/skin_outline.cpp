#include "anatomy/skin_outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "base/text.h"
#include "geom/geodesic.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

constexpr int kDiscPoints = 72;
constexpr double kBorderStepMm = 2;

/// Skin point `radius` mm from the centre, in the given tangent direction. The step is corrected by
/// the arc that it gave until the arc is right; empty when it never is, past the edge of the skin.
std::optional<Vec3> walk(const geom::SurfaceIndex& skin, const Vec3& centre, const Vec3& normal,
                         const Vec3& direction, double radius) {
    double step = radius;
    double arc = 0;
    geom::ClosestPoint found;
    for (int i = 0; i < 6; ++i) {
        // Sink with the curvature of a head, so that the nearest skin is straight below.
        found = skin.closest(centre + step * direction - step * step / 180 * normal);
        arc = geom::arcBetween(centre, normal, found.position,
                               geom::normalAt(skin.mesh(), found.point))
                  .value();
        step *= radius / std::max(arc, 1e-6);
    }
    if (std::abs(arc - radius) > 0.01 * radius)
        return std::nullopt;
    return found.position;
}

} // namespace

Result<geom::Outline> onSkin(const ScalpOutline& outline, const ScalpFrame& frame) {
    geom::Outline out{outline.name, {}};
    const std::size_t count = outline.points.size();
    for (std::size_t i = 0; i < count; ++i) {
        const ScalpCoordinate a = outline.points[i];
        const ScalpCoordinate b = outline.points[(i + 1) % count];
        const auto start = frame.positionAt(a);
        const auto end = frame.positionAt(b);
        if (!start || !end)
            return Error{"The outline \"" + text::printable(outline.name) +
                         "\" leaves the scalp: " + (start ? end : start).error().message};
        const int steps =
            std::max(1, static_cast<int>(std::ceil((*end - *start).norm() / kBorderStepMm)));
        for (int k = 0; k < steps; ++k) {
            const double f = static_cast<double>(k) / steps;
            const auto p =
                frame.positionAt(ScalpCoordinate{a.s + (b.s - a.s) * f, a.t + (b.t - a.t) * f});
            if (!p)
                return p.error();
            out.points.push_back(*p);
        }
    }
    return out;
}

Result<geom::Outline> discOnSkin(const std::string& name, ScalpCoordinate centre, Mm radius,
                                 const Head& head, const ScalpFrame& frame) {
    const auto middle = frame.positionAt(centre);
    if (!middle)
        return middle.error();
    const geom::SurfaceIndex& skin = *head.scalp->index;
    const geom::ClosestPoint at = skin.closest(*middle);
    const Vec3 normal = geom::normalAt(skin.mesh(), at.point);
    const Vec3 right = (Vec3::UnitX() - normal * normal.x()).normalized();
    const Vec3 forward = normal.cross(right);
    geom::Outline out{name, {}};
    for (int i = 0; i < kDiscPoints; ++i) {
        const double phi = 2 * std::numbers::pi * i / kDiscPoints;
        const auto point = walk(skin, at.position, normal,
                                std::cos(phi) * right + std::sin(phi) * forward, radius.value());
        if (!point)
            return Error{"The disc \"" + text::printable(name) + "\" of " + text::of(radius) +
                         " reaches past the edge of the scalp."};
        out.points.push_back(*point);
    }
    return out;
}

Result<ScalpOutline> inScalpCoordinates(const geom::Outline& outline, const ScalpFrame& frame) {
    ScalpOutline out{outline.name, {}};
    for (const Vec3& p : outline.points) {
        const auto place = frame.coordinateOf(p);
        if (!place)
            return place.error();
        out.points.push_back(*place);
    }
    return out;
}

} // namespace meso::anatomy
