#include "view/turntable.h"

#include <algorithm>
#include <cmath>

#include "geom/surface.h"

namespace meso::view {

namespace {

constexpr double kDegreesPerPixel = 90.0 / 300;
constexpr double kNotch = 1.15;
constexpr double kClearance_mm = 20;
constexpr double kFarthest_mm = 2000;
constexpr double kTargetReach_mm = 150;

/// The same direction, -180 to 180.
Degrees wrapped(Degrees angle) {
    return Degrees(std::remainder(angle.value(), 360));
}

/// Straight distance to the skin, mm; negative inside the head.
double outside(const geom::SurfaceIndex& skin, const geom::Vec3& point) {
    const geom::ClosestPoint nearest = skin.closest(point);
    const geom::Vec3 normal = normalAt(skin.mesh(), nearest.point);
    return normal.dot(point - nearest.position) < 0 ? -nearest.distance : nearest.distance;
}

/// The greatest distance from the target at which the eye is still within reach of the head.
Mm farthest(const Camera& camera, const geom::Vec3& centre) {
    const geom::Vec3 fromCentre = camera.target - centre;
    const double along = fromCentre.dot(axesOf(camera).forward);
    const double rest = kFarthest_mm * kFarthest_mm - fromCentre.squaredNorm() + along * along;
    return Mm(along + std::sqrt(std::max(0.0, rest)));
}

double eased(double t) {
    return t * t * (3 - 2 * t);
}

} // namespace

Camera orbited(Camera camera, const geom::Vec2& drag, double scale) {
    const double degrees = kDegreesPerPixel / scale;
    camera.azimuth = wrapped(camera.azimuth + Degrees(degrees * drag.x()));
    camera.elevation =
        std::clamp(camera.elevation + Degrees(degrees * drag.y()), Degrees(-90.0), Degrees(90.0));
    return camera;
}

Camera panned(Camera camera, PixelSize size, const geom::Vec2& drag) {
    const ViewAxes axes = axesOf(camera);
    const double mmPerPixel = 1 / pixelsPerMm(camera, size);
    camera.target += mmPerPixel * (axes.up * drag.y() - axes.right * drag.x());
    return camera;
}

Camera zoomed(Camera camera, PixelSize size, const geom::Vec2& cursor, double steps) {
    // The eye slides along the line of sight through the cursor, so that everything on that line
    // stays where it is, however near.
    const double share = std::pow(kNotch, -steps);
    const Ray sight = rayThrough(camera, size, cursor);
    const geom::Vec3 forward = axesOf(camera).forward;
    const double toPlane = camera.distance.value() / sight.direction.dot(forward);
    const geom::Vec3 eye = sight.origin + sight.direction * (toPlane * (1 - share));
    camera.distance = camera.distance * share;
    camera.target = eye + forward * camera.distance.value();
    return camera;
}

Camera zoomedOutside(const Camera& camera, PixelSize size, const CursorZoom& zoom,
                     const geom::SurfaceIndex& skin, const BoundingSphere& head) {
    const auto at = [&](double share) {
        return zoomed(camera, size, zoom.cursor, share * zoom.steps);
    };
    const auto allowed = [&](const Camera& c) { return kept(c, skin, head) == c; };
    if (Camera whole = at(1); allowed(whole))
        return whole;
    double possible = 0;
    double tooFar = 1;
    for (int i = 0; i < 20; ++i) {
        const double middle = (possible + tooFar) / 2;
        (allowed(at(middle)) ? possible : tooFar) = middle;
    }
    return possible > 0 ? at(possible) : kept(camera, skin, head);
}

Camera kept(Camera camera, const geom::SurfaceIndex& skin, const BoundingSphere& head) {
    camera.elevation = std::clamp(camera.elevation, Degrees(-90.0), Degrees(90.0));
    const geom::Vec3 away = camera.target - head.centre;
    if (away.norm() > kTargetReach_mm)
        camera.target = head.centre + away * (kTargetReach_mm / away.norm());
    camera.distance = std::clamp(camera.distance, Mm(1.0), farthest(camera, head.centre));
    // Steps of what is missing can never jump over the first place that is far enough: a step
    // changes the distance to the skin by its own length at most. The least step ends the search
    // where the way leads along the skin.
    double gap = outside(skin, eyeOf(camera));
    while (gap < kClearance_mm) {
        camera.distance += Mm(std::max(0.05, kClearance_mm - gap));
        gap = outside(skin, eyeOf(camera));
    }
    return camera;
}

Camera cameraOf(const CameraFlight& flight) {
    if (isOver(flight))
        return flight.to;
    if (flight.elapsed_s <= 0)
        return flight.from;
    const double t = eased(flight.elapsed_s / flight.duration_s);
    const Camera& from = flight.from;
    const Camera& to = flight.to;
    Camera camera;
    camera.azimuth = wrapped(from.azimuth + wrapped(to.azimuth - from.azimuth) * t);
    camera.elevation = from.elevation + (to.elevation - from.elevation) * t;
    camera.distance = from.distance * std::pow(to.distance / from.distance, t);
    camera.target = from.target + (to.target - from.target) * t;
    camera.fieldOfView = from.fieldOfView + (to.fieldOfView - from.fieldOfView) * t;
    return camera;
}

std::array<AxisLetter, 6> axisLetters(const Camera& camera) {
    const ViewAxes axes = axesOf(camera);
    const auto word = [&](const char* letter, const geom::Vec3& direction) {
        return AxisLetter{letter,
                          {direction.dot(axes.right), -direction.dot(axes.up)},
                          -direction.dot(axes.forward)};
    };
    return {word("R", geom::Vec3::UnitX()), word("L", -geom::Vec3::UnitX()),
            word("A", geom::Vec3::UnitY()), word("P", -geom::Vec3::UnitY()),
            word("S", geom::Vec3::UnitZ()), word("I", -geom::Vec3::UnitZ())};
}

} // namespace meso::view
