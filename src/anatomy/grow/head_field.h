#pragma once
#include "anatomy/grow/head_ear.h"
#include "anatomy/grow/head_face.h"
#include "anatomy/grow/head_skull.h"

namespace meso::anatomy {

/// The mannequin head as a signed-distance field, mm, negative inside; head frame. Exactly the same
/// on both sides (x enters as sqrt(x^2 + 1), which leaves no crease on the midline). Near the skin
/// the value is a distance to first order; farther off only its sign and order of size are. Above
/// the brow (z > 60) the style changes nothing.
class HeadField {
public:
    /// style from -1 feminine over 0 neutral to +1 masculine.
    explicit HeadField(double style) : style_(style) {}
    /// About a microsecond.
    [[nodiscard]] double at(const geom::Vec3& p) const;
    /// Central differences over 0.3 mm; not normalised.
    [[nodiscard]] geom::Vec3 gradient(const geom::Vec3& p) const;
    /// The point of the skin next to p (a few millimetres off at most), by short Newton steps.
    [[nodiscard]] geom::Vec3 project(const geom::Vec3& p, int steps = 2) const;
    /// Where a ray from outside meets the skin, marching with a factor of 0.7 because the distances
    /// are not exact.
    [[nodiscard]] geom::Vec3 rayHit(const geom::Vec3& origin, const geom::Vec3& direction) const;
    /// Openness of the skin at p: 1 open to the sky .. 0 hidden (Evans, Fast approximations for
    /// global illumination on dynamic scenes, 2006: five samples along the normal n, 2 to 32 mm).
    [[nodiscard]] double openness(const geom::Vec3& p, const geom::Vec3& n) const;

private:
    double style_;
    parts::Neck neck_;
    parts::Ear ear_;
    parts::Face face_;
};

} // namespace meso::anatomy
