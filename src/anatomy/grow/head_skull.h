#pragma once
#include "anatomy/grow/sdf_shapes.h"

/// Brain case, loft of the face and neck of the mannequin, adding itself to the distance of what is
/// there already. `style` runs from -1 feminine to +1 masculine. Own construction; mm, head frame.
namespace meso::anatomy::parts {

using geom::Vec3;

/// Degree-1 homogeneous gauge of the brain case about (0, -1, 42): 1 on the skin of the vault.
double craniumGauge(const Vec3& p);
/// The brain case as a distance: gauge over its slope.
double cranium(const Vec3& p);
/// Loft of the face without nose, eyes and lips, closed below by the border of the mandible.
double faceMass(const Vec3& p, double style);

/// Neck with the muscle that runs from behind the ear to the collar bone.
class Neck {
public:
    Neck();
    [[nodiscard]] double at(const Vec3& p, double style) const;

private:
    sdf::Tube muscle_;
};

} // namespace meso::anatomy::parts
