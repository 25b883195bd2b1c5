#pragma once
#include <array>

#include "geom/vec.h"
#include "view/camera.h"

namespace meso::geom {
class SurfaceIndex;
}

/// How a hand moves the camera. Pure functions: a camera in, a camera out.
namespace meso::view {

/// Walks around the target by a mouse drag in pixels (x right, y down); the head follows the hand.
/// No roll; the elevation stops at straight up and down. 300 pixels at scale 1 turn by 90 degrees.
Camera orbited(Camera camera, const geom::Vec2& drag, double scale);
/// Moves the target in the picture's plane so that the point under the hand stays under it.
Camera panned(Camera camera, PixelSize size, const geom::Vec2& drag);
/// Comes closer (steps above 0, one wheel notch each, factor 1.15) while what lies under `cursor`
/// stays there.
Camera zoomed(Camera camera, PixelSize size, const geom::Vec2& cursor, double steps);
/// The camera with its eye at least 20 mm outside the skin and at most 2 m away, and its target
/// within 150 mm of the head's middle: what every move ends with.
Camera kept(Camera camera, const geom::SurfaceIndex& skin, const BoundingSphere& head);

/// A turn of the wheel over a picture.
struct CursorZoom {
    geom::Vec2 cursor{0, 0}; ///< pixel of the picture
    double steps = 0;        ///< notches; above 0: closer
};
/// zoomed(), as far as kept() lets the eye go: at the limit it stops, and what lies under the
/// cursor still stays there.
Camera zoomedOutside(const Camera& camera, PixelSize size, const CursorZoom& zoom,
                     const geom::SurfaceIndex& skin, const BoundingSphere& head);

/// A flight from one camera to another, along the shorter way around the head, easing in and out.
struct CameraFlight {
    Camera from, to;
    double elapsed_s = 0;
    double duration_s = 0.2;
};
/// The camera after the elapsed time.
Camera cameraOf(const CameraFlight& flight);
inline bool isOver(const CameraFlight& flight) {
    return flight.elapsed_s >= flight.duration_s;
}

/// The words of the orientation gizmo: where the head's axes point on the picture. Unit lengths at
/// most; `towards` is the part that points to the viewer, -1 to 1. "L" and "R" are the patient's.
struct AxisLetter {
    const char* word = "";                     ///< "L", "R", "A", "P", "S" or "I"
    geom::Vec2 direction = geom::Vec2::Zero(); ///< x right, y down
    double towards = 0;
};
std::array<AxisLetter, 6> axisLetters(const Camera& camera);

} // namespace meso::view
