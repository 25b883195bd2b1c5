#include "view/area_camera.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "view/scene.h"

namespace meso::view {

namespace {

/// Cosines to the line of sight between which a place goes from not seen to well seen.
constexpr double kEdgeOn = 0.12;
constexpr double kWellSeen = 0.5;
constexpr double kMargin = 0.14;

double seen(double cosine) {
    return std::clamp((cosine - kEdgeOn) / (kWellSeen - kEdgeOn), 0.0, 1.0);
}

geom::Vec3 towards(double azimuth_deg, double elevation_deg) {
    const double a = azimuth_deg * std::numbers::pi / 180;
    const double e = elevation_deg * std::numbers::pi / 180;
    return {std::cos(e) * std::sin(a), std::cos(e) * std::cos(a), std::sin(e)};
}

/// Worth some hundredths of the area: straight on, so that both sides of the head look alike, and
/// from behind, so that the patient's left is on the left.
double preference(double azimuth_deg, double elevation_deg) {
    const double azimuth = azimuth_deg * std::numbers::pi / 180;
    const double fromBehind = 0.5 - 0.5 * std::cos(azimuth);
    const double oblique = std::abs(std::sin(azimuth));
    return 0.02 * fromBehind - 0.10 * oblique - 0.004 * std::abs(elevation_deg - 45) / 45;
}

} // namespace

double shareSeen(const geom::Region& region, const geom::Vec3& towardsEye) {
    const auto& area = region.vertexArea();
    const auto& normals = region.mesh().normals();
    double sum = 0;
    double all = 0;
    for (std::size_t i = 0; i < area.size(); ++i) {
        if (area[i] <= 0)
            continue;
        all += area[i];
        sum += area[i] * seen(normals[i].dot(towardsEye));
    }
    return all > 0 ? sum / all : 0;
}

Camera cameraOverArea(const anatomy::Head& head, const geom::Region& region, PixelSize size) {
    double best = -1;
    double bestAzimuth = 180;
    double bestElevation = 45;
    for (double elevation = 0; elevation <= 88; elevation += 8)
        for (double azimuth = 180; azimuth > -180; azimuth -= 15) {
            const double score =
                shareSeen(region, towards(azimuth, elevation)) + preference(azimuth, elevation);
            if (score <= best)
                continue;
            best = score;
            bestAzimuth = azimuth;
            bestElevation = elevation;
        }
    Camera camera = cameraFacing(towards(bestAzimuth, bestElevation), scalpBall(head));
    return framed(camera, head.scalp->mesh->vertices(), size, kMargin);
}

} // namespace meso::view
