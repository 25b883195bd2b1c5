#pragma once
#include "anatomy/grow/sdf_shapes.h"

/// The parts of the mannequin, each adding itself to the distance of what is there already.
/// `style` runs from -1 feminine to +1 masculine. Own construction; mm, head frame.
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

/// Outer ear. Asked only on the side x > 0.
class Ear {
public:
    Ear();
    [[nodiscard]] double addTo(double distance, const Vec3& p) const;

private:
    sdf::LocalFrame frame_;
    sdf::Tube helix_, antihelix_;
};

/// Cheeks, brow, chin, eyes, nose and lips. Asked only on the side x > 0.
class Face {
public:
    Face();
    [[nodiscard]] double addTo(double distance, const Vec3& p, double style) const;

private:
    [[nodiscard]] double softParts(double distance, const Vec3& p, double style) const;
    [[nodiscard]] double lips(double distance, const Vec3& p, double style) const;
    sdf::Tube arch_, brow_, upperLip_, lowerLip_, mouth_;
};

} // namespace meso::anatomy::parts
