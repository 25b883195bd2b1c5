#pragma once
#include "anatomy/head.h"
#include "geom/region.h"
#include "view/camera.h"

namespace meso::view {

/// The direction from which most of the treatment area is seen well, with the whole scalp in the
/// picture: for an area on top and at the back, from above; for one patch, straight at it. Of views
/// that show nearly the same, the one from behind the patient wins, where the practitioner stands.
/// The area itself keeps clear of what is covered, as far as that is half of the picture or less.
/// O(directions x vertices in the area), about 10 ms.
Camera cameraOverArea(const anatomy::Head& head, const geom::Region& region, PixelSize size,
                      Insets covered = {});

/// Share of the area that faces an onlooker in this direction (unit, away from the head) by more
/// than about 70 degrees from the edge-on view: 0 to 1, steep places count in part.
double visibleShare(const geom::Region& region, const geom::Vec3& towardsEye);

} // namespace meso::view
