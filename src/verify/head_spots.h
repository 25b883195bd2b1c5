#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/thickness.h"
#include "base/progress.h"
#include "clinic/compound.h"
#include "geom/mesh.h"
#include "sim/model/sim_input.h"
#include "verify/verification.h"

namespace meso::anatomy {
struct Head;
struct ScalpGrid;
} // namespace meso::anatomy

namespace meso::verify {

/// A head and what is injected into it.
struct HeadSetup {
    const anatomy::Head& head;
    const anatomy::ScalpFrame& frame;
    const anatomy::TissueProfile& tissue;
    const anatomy::ThicknessRegions& thickness;
    const clinic::Compound& compound;
};

/// A place of the scalp and what is injected there.
struct HeadSpot {
    std::string name; ///< "left temple"
    anatomy::ScalpCoordinate place;
    bool variesInThickness = false;          ///< the tissue there is as thick as its region says
    std::optional<geom::Vec3> position = {}; ///< on the head; instead of the place, mm
    Mm depth{2.5};
};

/// How far the program is from a fine mesh, as shares, the worst of 10 min, 1 h and 6 h.
struct SpotError {
    double max = 0; ///< of band averages, of the mesh's highest in any of the bands
    double l2 = 0;  ///< root mean square over all bands, of the mesh's
    double reached_mm2 = 0, reachedOnMesh_mm2 = 0; ///< at 1 % of what was injected, ever, all bands
    std::string worst;                             ///< the time of the largest error
    double radius_mm = 0; ///< of the surface there, from its mean curvature
};

/// Thickness factors at places on the skin.
using ThicknessAt = std::function<std::vector<float>(const std::vector<geom::Vec3>&)>;

/// One depot on a scalp, the input's only one, moved onto it: sim::simulate beside simulateOnMesh,
/// both on the neighbourhood with every edge halved, and the mesh with every depth cell halved too.
/// The mesh follows the surface with its own curvature and thickness at every vertex, where the
/// program takes those of the site. Fails where the scalp ends within 7 mm. About 0.2 s.
Result<SpotError> spotErrorOn(const anatomy::ScalpGrid& scalp, sim::SimInput input,
                              const ThicknessAt& thicknessAt = {});

/// 0.05 mL at one spot of a head. Fails as spotErrorOn does.
Result<SpotError> spotError(const HeadSetup& setup, const HeadSpot& spot);

/// 24 spots over the whole scalp and 8 on borders between regions of thickness.
std::vector<HeadSpot> headSpots();

/// The flattest place of a scalp, one of median curvature and the roundest, 14 mm and more from its
/// end, each at 2.5, 1 and 4 mm depth.
std::vector<HeadSpot> bentSpots(const geom::TriMesh& scalp);

/// H: the worst of these spots and of bentSpots(), one case for each measure. Fails as spotError
/// does.
Result<std::vector<VerificationCase>>
verifyHead(const HeadSetup& setup, std::span<const HeadSpot> spots, const Progress& progress = {});

} // namespace meso::verify
