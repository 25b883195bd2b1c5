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

/// Moves the camera back and up or down until the area lies between the covered edges. Both change
/// what the other needs, the less the nearer they come.
Camera clearOf(Camera camera, const geom::Region& region, PixelSize size, Insets covered) {
    constexpr int kRounds = 4;
    constexpr double kEdge_px = 8;
    const double share = std::min(1.0, 0.5 * size.height / (covered.top + covered.bottom));
    const double top = covered.top * share + kEdge_px;
    const double bottom = size.height - covered.bottom * share - kEdge_px;
    for (int round = 0; round < kRounds && bottom > top; ++round) {
        double first = size.height;
        double last = 0;
        for (std::size_t v = 0; v < region.vertexArea().size(); ++v) {
            if (region.vertexArea()[v] <= 0)
                continue;
            const double y = project(camera, size, region.mesh().vertices()[v]).pixel.y();
            first = std::min(first, y);
            last = std::max(last, y);
        }
        if (last <= first || (first >= top && last <= bottom))
            break;
        const double zoomOut = std::max(1.0, (last - first) / (bottom - top));
        camera.distance = camera.distance * zoomOut;
        const double middle = size.height / 2.0;
        first = middle + (first - middle) / zoomOut;
        last = middle + (last - middle) / zoomOut;
        const double down = first < top ? top - first : std::min(0.0, bottom - last);
        camera.target += axesOf(camera).up * (down / pixelsPerMm(camera, size));
    }
    return camera;
}

} // namespace

double visibleShare(const geom::Region& region, const geom::Vec3& towardsEye) {
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

Camera cameraOverArea(const anatomy::Head& head, const geom::Region& region, PixelSize size,
                      Insets covered) {
    double best = -1;
    double bestAzimuth = 180;
    double bestElevation = 45;
    for (int elevation = 0; elevation <= 88; elevation += 8)
        for (int azimuth = 180; azimuth > -180; azimuth -= 15) {
            const double score =
                visibleShare(region, towards(azimuth, elevation)) + preference(azimuth, elevation);
            if (score <= best)
                continue;
            best = score;
            bestAzimuth = azimuth;
            bestElevation = elevation;
        }
    Camera camera = cameraFacing(towards(bestAzimuth, bestElevation), scalpSphere(head));
    camera = framed(camera, head.scalp->mesh->vertices(), size, kMargin);
    return covered.top + covered.bottom > 0 ? clearOf(camera, region, size, covered) : camera;
}

} // namespace meso::view
