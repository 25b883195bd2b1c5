#pragma once
#include "app/assets.h"
#include "view/overlay.h"
#include "view/picture.h"

namespace meso::app {

/// Writes texts and marks over a picture, for files that leave the program. A missing font is
/// replaced by a plain one.
void writeOver(view::Picture& picture, const view::Overlay& overlay, const Assets& assets);

} // namespace meso::app
