#include "view/camera.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "geom/mesh.h"

namespace meso::view {

namespace {

double radians(Degrees angle) {
    return angle.value() * std::numbers::pi / 180;
}

/// Pixels from the middle to the edge of the shorter side.
double halfSide(PixelSize size) {
    return std::min(size.width, size.height) / 2.0;
}

/// Pixels of a unit step sideways at a depth of one.
double focalPixels(const Camera& camera, PixelSize size) {
    return halfSide(size) / std::tan(radians(camera.fieldOfView) / 2);
}

struct PresetNames {
    Preset preset;
    const char* word;
    const char* name;
};

constexpr std::array<PresetNames, 9> kPresetNames = {{
    {Preset::Front, "front", "Front"},
    {Preset::Back, "back", "Back"},
    {Preset::Left, "left", "Patient's left side"},
    {Preset::Right, "right", "Patient's right side"},
    {Preset::Top, "top", "Top"},
    {Preset::ThreeQuarter, "three-quarter", "Three-quarter"},
    {Preset::Face, "face", "Face"},
    {Preset::Ear, "ear", "Patient's left ear"},
    {Preset::Below, "below", "From below"},
}};

/// Azimuth and elevation. Straight above, the azimuth chooses what is up: from behind, the nose is.
std::pair<Degrees, Degrees> directionOf(Preset preset) {
    switch (preset) {
    case Preset::Front:
        return {Degrees(0), Degrees(6)};
    case Preset::Back:
        return {Degrees(180), Degrees(8)};
    case Preset::Left:
        return {Degrees(-90), Degrees(6)};
    case Preset::Right:
        return {Degrees(90), Degrees(6)};
    case Preset::Top:
        return {Degrees(180), Degrees(90)};
    case Preset::ThreeQuarter:
        return {Degrees(-38), Degrees(26)};
    case Preset::Face:
        return {Degrees(-20), Degrees(2)};
    case Preset::Ear:
        return {Degrees(-80), Degrees(4)};
    case Preset::Below:
        return {Degrees(-32), Degrees(-34)};
    }
    return {Degrees(0), Degrees(0)};
}

} // namespace

std::string nameOf(Preset preset) {
    for (const PresetNames& p : kPresetNames)
        if (p.preset == preset)
            return p.name;
    return "";
}

std::optional<Preset> presetNamed(const std::string& word) {
    for (const PresetNames& p : kPresetNames)
        if (word == p.word)
            return p.preset;
    return std::nullopt;
}

ViewAxes axesOf(const Camera& camera) {
    const double a = radians(camera.azimuth);
    const double e = radians(camera.elevation);
    const geom::Vec3 outward(std::sin(a), std::cos(a), 0);
    const geom::Vec3 up(0, 0, 1);
    return {.right = geom::Vec3(-std::cos(a), std::sin(a), 0),
            .up = up * std::cos(e) - outward * std::sin(e),
            .forward = -(outward * std::cos(e) + up * std::sin(e))};
}

geom::Vec3 eyeOf(const Camera& camera) {
    return camera.target - axesOf(camera).forward * camera.distance.value();
}

BoundingSphere boundingSphereOf(const geom::TriMesh& mesh) {
    geom::Vec3 low = mesh.vertices().front();
    geom::Vec3 high = low;
    for (const geom::Vec3& p : mesh.vertices()) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    BoundingSphere ball{(low + high) / 2, Mm(0)};
    for (const geom::Vec3& p : mesh.vertices())
        ball.radius = std::max(ball.radius, Mm((p - ball.centre).norm()));
    return ball;
}

Camera fitted(Camera camera, const BoundingSphere& ball, double margin) {
    // The ball's silhouette, seen from distance d, has half angle asin(r / d).
    const double half = std::atan(std::tan(radians(camera.fieldOfView) / 2) * (1 - margin));
    camera.target = ball.centre;
    camera.distance = ball.radius / std::sin(half);
    return camera;
}

Camera cameraFor(Preset preset, const BoundingSphere& ball, double margin) {
    Camera camera;
    std::tie(camera.azimuth, camera.elevation) = directionOf(preset);
    return fitted(camera, ball, margin);
}

Camera framed(Camera camera, const std::vector<geom::Vec3>& points, PixelSize size, double margin) {
    const ViewAxes axes = axesOf(camera);
    const double focal = focalPixels(camera, size) / (1 - margin);
    const double slopeX = size.width / 2.0 / focal;
    const double slopeY = size.height / 2.0 / focal;
    // Where the cone that touches all points from one side would have its tip: the eye must lie
    // behind all four sides, and midway between opposite ones.
    double left = -1e300, right = -1e300, bottom = -1e300, top = -1e300;
    for (const geom::Vec3& p : points) {
        const double ahead = p.dot(axes.forward);
        right = std::max(right, p.dot(axes.right) - slopeX * ahead);
        left = std::max(left, -p.dot(axes.right) - slopeX * ahead);
        top = std::max(top, p.dot(axes.up) - slopeY * ahead);
        bottom = std::max(bottom, -p.dot(axes.up) - slopeY * ahead);
    }
    const double eyeAhead = -std::max((left + right) / slopeX, (bottom + top) / slopeY) / 2;
    const geom::Vec3 eye = axes.right * ((right - left) / 2) + axes.up * ((top - bottom) / 2) +
                           axes.forward * eyeAhead;
    double nearest = 1e300;
    double farthest = -1e300;
    for (const geom::Vec3& p : points) {
        nearest = std::min(nearest, (p - eye).dot(axes.forward));
        farthest = std::max(farthest, (p - eye).dot(axes.forward));
    }
    camera.distance = Mm(std::max(1.0, (nearest + farthest) / 2));
    camera.target = eye + axes.forward * camera.distance.value();
    return camera;
}

Camera cameraFacing(const geom::Vec3& outward, const BoundingSphere& ball, double margin) {
    const double toDegrees = 180 / std::numbers::pi;
    const double flat = std::hypot(outward.x(), outward.y());
    Camera camera;
    // Straight up leaves the azimuth open: stand behind, so that the nose is up.
    camera.azimuth = Degrees(flat > 1e-9 ? std::atan2(outward.x(), outward.y()) * toDegrees : 180);
    camera.elevation = Degrees(std::atan2(outward.z(), flat) * toDegrees);
    return fitted(camera, ball, margin);
}

Projected project(const Camera& camera, PixelSize size, const geom::Vec3& point) {
    const ViewAxes axes = axesOf(camera);
    const geom::Vec3 fromEye = point - eyeOf(camera);
    const double depth = fromEye.dot(axes.forward);
    const double k = focalPixels(camera, size) / depth;
    return {geom::Vec2(size.width / 2.0 + k * fromEye.dot(axes.right),
                       size.height / 2.0 - k * fromEye.dot(axes.up)),
            Mm(depth)};
}

Ray rayThrough(const Camera& camera, PixelSize size, const geom::Vec2& pixel) {
    const ViewAxes axes = axesOf(camera);
    const double k = focalPixels(camera, size);
    const geom::Vec3 direction = axes.forward + axes.right * ((pixel.x() - size.width / 2.0) / k) +
                                 axes.up * ((size.height / 2.0 - pixel.y()) / k);
    return {eyeOf(camera), direction.normalized()};
}

double pixelsPerMm(const Camera& camera, PixelSize size) {
    return focalPixels(camera, size) / camera.distance.value();
}

Eigen::Matrix4d viewMatrix(const Camera& camera) {
    const ViewAxes axes = axesOf(camera);
    Eigen::Matrix4d m = Eigen::Matrix4d::Identity();
    m.block<1, 3>(0, 0) = axes.right.transpose();
    m.block<1, 3>(1, 0) = axes.up.transpose();
    m.block<1, 3>(2, 0) = -axes.forward.transpose();
    m.block<3, 1>(0, 3) = -m.block<3, 3>(0, 0) * eyeOf(camera);
    return m;
}

Eigen::Matrix4d projectionMatrix(const Camera& camera, PixelSize size, Mm near, Mm far) {
    const double k = focalPixels(camera, size);
    const double n = near.value();
    const double f = far.value();
    Eigen::Matrix4d m = Eigen::Matrix4d::Zero();
    m(0, 0) = 2 * k / size.width;
    m(1, 1) = 2 * k / size.height;
    m(2, 2) = -(f + n) / (f - n);
    m(2, 3) = -2 * f * n / (f - n);
    m(3, 2) = -1;
    return m;
}

} // namespace meso::view
