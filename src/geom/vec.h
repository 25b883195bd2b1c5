#pragma once
#include <Eigen/Core>
#include <Eigen/Geometry>

namespace meso::geom {

/// A point or direction, millimetres. Head frame: x to the patient's right, y to the front, z up.
using Vec3 = Eigen::Vector3d;
using Vec2 = Eigen::Vector2d;

} // namespace meso::geom
