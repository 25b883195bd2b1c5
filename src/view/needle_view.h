#pragma once
#include "view/section.h"

namespace meso::view {

/// What lies under one injection site, and what is put there.
struct NeedleScene {
    std::vector<anatomy::TissueLayer> layers; ///< as thick as at the site
    std::vector<anatomy::BulbBand> bands;
    Mm depth{0};       ///< of the needle's tip, straight down
    Degrees angle{90}; ///< between needle and skin
    Mm needle{0};      ///< length up to the hub, > 0
    // Half axes of the depot, an oblate ellipsoid, and the depth of its middle; 0: none is drawn.
    Mm depotHalfWidth{0}, depotHalfHeight{0}, depotCentre{0};
    Theme theme = lightTheme();
    double textScale = 1;
};

/// The scale cut under one site: layers, bulb bands, follicles, the whole needle, the depot and a
/// scale bar. The tip stands in the middle of the width; nothing is stretched. Sides of 64 to 4096
/// pixels.
SectionPicture drawNeedle(const NeedleScene& scene, PixelSize size);

} // namespace meso::view
