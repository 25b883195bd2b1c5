#pragma once
#include "base/result.h"
#include "sim/model/sim_input.h"
#include "verify/mesh/mesh_result.h"

namespace meso::verify {

/// Where the radius of the shell metric comes from.
enum class ShellBend {
    Surface, ///< the mean curvature of the surface at every place
    Tissue   ///< the tissue's reference radius, everywhere
};

/// How a run is cut into pieces.
struct MeshSettings {
    DepthResolution resolution = DepthResolution::Standard;
    Mm margin{20}; ///< solved beyond every depot's half width, straight
    ShellBend bend = ShellBend::Surface;
};

/// The reference for sim::simulate: how a compound spreads and leaves, on the vertices of the
/// input's surface and cells across depth. It shares the model with the program (rates, shapes of
/// depots) and none of its numerics. Pure and on one thread. Fails, in a sentence, when the input
/// makes no sense (sim::checkInput) or a site lies off the surface.
///
/// Method: Strang splitting of an exact exponential across depth and Heun steps of an intrinsic
/// Delaunay Laplacian along the surface, in double. Order 2 in time and space; about 1 % of the
/// peak at 1 mm. A depot should be wider than three edges. About 3 s for 40 depots and 24 h.
Result<MeshResultPtr> simulateOnMesh(const sim::SimInput& input, const MeshSettings& settings = {});

} // namespace meso::verify
