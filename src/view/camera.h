#pragma once
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "base/units.h"
#include "geom/vec.h"
#include "view/picture.h"

namespace meso::geom {
class TriMesh;
}

namespace meso::view {

/// Where the viewer stands. "Left" looks at the patient's left side; the top view has the nose
/// up. Below looks up at the chin from the patient's left; Face and Ear (the left one) are
/// directions for close-ups.
enum class Preset { Front, Back, Left, Right, Top, ThreeQuarter, Face, Ear, Below };

/// As written on pictures: "Front", "Patient's left side", ...
std::string nameOf(Preset preset);
/// "front", "back", "left", "right", "top", "three-quarter", "face", "ear", "below"; empty for any
/// other word.
std::optional<Preset> presetNamed(const std::string& word);

/// A turntable camera: the head stays upright, the viewer walks around it and climbs.
/// Perspective. Its frame has no singular point, so straight down is as good a view as any.
struct Camera {
    Degrees azimuth{0};   ///< 0 before the face, 90 at the patient's right, 180 behind; any value
    Degrees elevation{0}; ///< -90 below .. 90 above
    Mm distance{600};     ///< from eye to target, more than 0
    geom::Vec3 target{0, 0, 0}; ///< head frame, mm; shown in the middle of the picture
    Degrees fieldOfView{28};    ///< of the shorter side of the picture, 1 to 120
    bool operator==(const Camera&) const = default;
};

/// The camera's own axes in the head frame, unit and orthogonal.
struct ViewAxes {
    geom::Vec3 right;   ///< to the right of the picture
    geom::Vec3 up;      ///< to the top of the picture
    geom::Vec3 forward; ///< into the picture
};
ViewAxes axesOf(const Camera& camera);
geom::Vec3 eyeOf(const Camera& camera);

/// A ball that must be seen: centre in the head frame and radius, mm.
struct BoundingSphere {
    geom::Vec3 centre = geom::Vec3::Zero();
    Mm radius{100};
};
/// Ball around the bounding box of a surface. O(vertices).
BoundingSphere boundingSphereOf(const geom::TriMesh& mesh);

/// Preset directions, aimed at the centre of `ball`, which fills the shorter side of the picture
/// but for `margin` (0 to 0.9, fraction of that side).
Camera cameraFor(Preset preset, const BoundingSphere& ball, double margin = 0.06);
/// Looks straight at the side of the ball that faces `outward` (head frame, any length but zero):
/// for a treatment area, its mean normal.
Camera cameraFacing(const geom::Vec3& outward, const BoundingSphere& ball, double margin = 0.06);
/// The same direction, moved until the ball fits.
Camera fitted(Camera camera, const BoundingSphere& ball, double margin = 0.06);

/// The same direction, moved and aimed so that all points just fit the picture but for `margin` (0
/// to 0.9, fraction of each side). Tighter than a ball. Needs at least one point. O(points).
Camera framed(Camera camera, const std::vector<geom::Vec3>& points, PixelSize size,
              double margin = 0.06);

/// A point on a picture. Pixels from the top left corner, x to the right, y down; a pixel's centre
/// lies at one half.
struct Projected {
    geom::Vec2 pixel = geom::Vec2::Zero();
    Mm depth{0}; ///< along the viewing direction from the eye; not positive: behind the viewer
};
Projected project(const Camera& camera, PixelSize size, const geom::Vec3& point);

/// A half line in the head frame; direction has length 1.
struct Ray {
    geom::Vec3 origin, direction;
};
/// The line of sight through a pixel position: what lies on it projects back to `pixel`.
Ray rayThrough(const Camera& camera, PixelSize size, const geom::Vec2& pixel);

/// Pixels per millimetre at the camera's target.
double pixelsPerMm(const Camera& camera, PixelSize size);

/// Head frame to eye space (x right, y up, z towards the viewer), mm.
Eigen::Matrix4d viewMatrix(const Camera& camera);
/// Eye space to OpenGL clip space; near and far in mm in front of the eye, 0 < near < far.
Eigen::Matrix4d projectionMatrix(const Camera& camera, PixelSize size, Mm near, Mm far);

/// Pixels of a picture under what is laid over it, from its upper and its lower edge.
struct Insets {
    double top = 0, bottom = 0;
};

} // namespace meso::view
