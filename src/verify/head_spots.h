#pragma once
#include <span>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/thickness.h"
#include "base/progress.h"
#include "plan/compound.h"
#include "verify/verification.h"

namespace meso::verify {

/// A head and what is injected into it, for runs that are repeated on a finer mesh.
struct HeadGround {
    const anatomy::Head& head;
    const anatomy::ScalpFrame& frame;
    const anatomy::TissueProfile& tissue;
    const anatomy::ThicknessRegions& thickness;
    const plan::Compound& compound;
};

/// A place of the scalp.
struct HeadSpot {
    std::string name; ///< "left temple"
    anatomy::ScalpCoordinate place;
    bool variesInThickness = false; ///< the tissue there is as thick as its region says
};

/// What a run on the program's grid is compared with.
enum class FinerRun {
    Mesh,        ///< edges and depth cells halved
    MeshAndBend, ///< the same, and the shell metric has the surface's own radius there
};

/// How far a run is from a finer one, as shares, the worst of 10 min, 1 h and 6 h.
struct SpotError {
    double max = 0; ///< of band averages, of the finer run's highest in any of the bands
    double l2 = 0;  ///< root mean square over all bands, of the finer run's
    double reached_mm2 = 0, reachedFiner_mm2 = 0; ///< at 1 % of what was injected, ever, all bands
    double radius_mm = 0;                         ///< of the surface there, from its mean curvature
    std::string worst;                            ///< the time of the largest error
};

/// 0.05 mL at 2.5 mm at one spot, on the head's own grid and on its neighbourhood with every edge
/// halved (new vertices on the cubic through both ends, at right angles to their normals: Vlachos
/// et al. 2001). Fails where the scalp grid ends within 7 mm. About 0.3 s.
Result<SpotError> spotError(const HeadGround& ground, const HeadSpot& spot, FinerRun finer);

/// 24 spots over the whole scalp and 8 on borders between regions of thickness.
std::vector<HeadSpot> headSpots();

/// H: the worst of these spots, one case for each measure; the curvature of every fifth spot is
/// stated, since the shell metric has one radius for the whole head. Fails as spotError does.
Result<std::vector<VerificationCase>> verifyHead(const HeadGround& ground,
                                                 std::span<const HeadSpot> spots,
                                                 const Progress& progress = {});

} // namespace meso::verify
