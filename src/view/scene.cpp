#include "view/scene.h"

#include <algorithm>

namespace meso::view {

double scaleFor(PixelSize size) {
    return std::max(0.5, std::min(size.height / 900.0, size.width / 900.0));
}

Ball headBall(const anatomy::Head& head) {
    return ballAround(*head.display);
}

Ball scalpBall(const anatomy::Head& head) {
    return ballAround(*head.scalp->mesh);
}

} // namespace meso::view
