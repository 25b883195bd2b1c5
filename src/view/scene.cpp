#include "view/scene.h"

#include <algorithm>

#include "anatomy/head.h"

namespace meso::view {

double scaleFor(PixelSize size) {
    return std::max(0.5, std::min(size.height / 900.0, size.width / 900.0));
}

BoundingSphere headSphere(const anatomy::Head& head) {
    return boundingSphereOf(*head.display);
}

BoundingSphere scalpSphere(const anatomy::Head& head) {
    return boundingSphereOf(*head.scalp->mesh);
}

} // namespace meso::view
