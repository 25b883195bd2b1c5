#pragma once
#include "anatomy/grow/sdf_shapes.h"

/// The soft parts of the face of the mannequin, adding itself to the distance of what is there
/// already. `style` runs from -1 feminine to +1 masculine. Own construction; mm, head frame.
namespace meso::anatomy::parts {

using geom::Vec3;

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
