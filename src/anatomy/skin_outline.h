#pragma once
#include <string>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/scalp_coordinate.h"
#include "anatomy/scalp_frame.h"
#include "base/result.h"
#include "geom/region.h"

namespace meso::anatomy {

/// Points on the skin at most 2 mm apart along the outline. Fails where (s, t) leaves the scalp.
Result<geom::Outline> onSkin(const ScalpOutline& outline, const ScalpFrame& frame);

/// The circle of skin points `radius` away from `centre`, along the skin. Fails when the circle
/// leaves the scalp grid, where it has no such points.
Result<geom::Outline> discOnSkin(const std::string& name, ScalpCoordinate centre, Mm radius,
                                 const Head& head, const ScalpFrame& frame);

/// The outline through places on or near the skin, mm. Fails where one of them has no (s, t).
Result<ScalpOutline> inScalpCoordinates(const geom::Outline& outline, const ScalpFrame& frame);

} // namespace meso::anatomy
