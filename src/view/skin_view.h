#pragma once
#include <optional>

#include "anatomy/head.h"
#include "view/camera.h"
#include "view/flat_map.h"

/// Where pictures show points of the skin.
namespace meso::view {

/// A point on the skin with the outward unit normal there; head frame, mm.
struct SkinPoint {
    geom::Vec3 position = geom::Vec3::Zero();
    geom::Vec3 normal = geom::Vec3::UnitZ();
};

/// Pixel of a skin point on a picture of the head; empty where it is turned away or behind the eye.
/// The head itself may still hide it.
std::optional<geom::Vec2> pixelOnHead(const Camera& camera, PixelSize size, const SkinPoint& point);

/// Pixel of a skin point on the flat map; empty outside its rim.
std::optional<geom::Vec2> pixelOnMap(const anatomy::ScalpGrid& grid, const FlatLayout& layout,
                                     const SkinPoint& point);

} // namespace meso::view
