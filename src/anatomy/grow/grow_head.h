#pragma once
#include "anatomy/head_base.h"
#include "geom/vec.h"

namespace meso::anatomy {

/// How finely the mannequin is meshed.
struct GrowOptions {
    double gridStep_mm = 2;   ///< cubes in which the surface is first found
    double scalpEdge_mm = 2;  ///< target edge length on the vault
    double detailEdge_mm = 1; ///< target edge length on eyes, nose, lips and ears
    int iterations = 6;       ///< of remeshing
};

/// One closed genus-0 skin of the neutral field, in all three styles. Style -1 and +1 are the
/// neutral vertices projected onto their fields. Seconds of work; deterministic.
StyledSurface growSkin(const GrowOptions& options);
/// The landmarks of the field of one style, where rays from outside meet it.
Landmarks fieldLandmarks(double style);
/// The whole base: both surfaces, occlusion, landmarks. About ten seconds.
HeadBase growHead();

} // namespace meso::anatomy
