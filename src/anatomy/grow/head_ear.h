#pragma once
#include "anatomy/grow/sdf_shapes.h"

/// The ear of the mannequin, adding itself to the distance of what is there already. `style` runs
/// from -1 feminine to +1 masculine. Own construction; mm, head frame.
namespace meso::anatomy::parts {

using geom::Vec3;

/// Outer ear. Asked only on the side x > 0.
class Ear {
public:
    Ear();
    [[nodiscard]] double addTo(double distance, const Vec3& p) const;

private:
    sdf::LocalFrame frame_;
    sdf::Tube helix_, antihelix_;
};

} // namespace meso::anatomy::parts
