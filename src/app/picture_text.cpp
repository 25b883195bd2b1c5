#include "app/picture_text.h"

#include "report/canvas.h"
#include "report/fonts.h"

namespace meso::app {

void writeOver(view::Picture& picture, const view::Overlay& overlay, const Assets& assets) {
    const report::Fonts fonts(assets.fonts());
    report::paint(picture, overlay, fonts);
}

} // namespace meso::app
