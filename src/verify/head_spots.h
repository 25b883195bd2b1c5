#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/thickness.h"
#include "base/progress.h"
#include "clinic/compound.h"
#include "sim/scalp_domain.h"
#include "sim/sim_input.h"
#include "verify/verification.h"

namespace meso::anatomy {
struct Head;
}

namespace meso::verify {

/// A head and what is injected into it, for runs that are repeated on a finer mesh.
struct HeadSetup {
    const anatomy::Head& head;
    const anatomy::ScalpFrame& frame;
    const anatomy::TissueProfile& tissue;
    const anatomy::ThicknessRegions& thickness;
    const clinic::Compound& compound;
    sim::ShellBend bend = sim::ShellBend::Surface; ///< of the program's runs, not of the finer ones
};

/// A place of the scalp and what is injected there.
struct HeadSpot {
    std::string name; ///< "left temple"
    anatomy::ScalpCoordinate place;
    bool variesInThickness = false;          ///< the tissue there is as thick as its region says
    std::optional<geom::Vec3> position = {}; ///< on the head; instead of the place, mm
    Mm depth{2.5};
};

/// How far a run is from a finer one, as shares, the worst of 10 min, 1 h and 6 h.
struct SpotError {
    double max = 0; ///< of band averages, of the finer run's highest in any of the bands
    double l2 = 0;  ///< root mean square over all bands, of the finer run's
    double reached_mm2 = 0, reachedFiner_mm2 = 0; ///< at 1 % of what was injected, ever, all bands
    std::string worst;                            ///< the time of the largest error
};

/// Both paths of the program against one finer run.
struct SpotErrors {
    SpotError steps;               ///< of simulate(), on the neighbourhood alone
    std::optional<SpotError> fast; ///< of simulateFast(), on the whole domain
    double radius_mm = 0;          ///< of the surface there, from its mean curvature
};

/// 0.05 mL at one spot, on the head's own grid and on its neighbourhood with every edge and depth
/// cell halved, all of it on a ball of the spot's own radius (radiusAround): a run that knows
/// neither classes of curvature nor area scales. The fast path is left out without a domain (of the
/// head's scalp) and where thickness varies. Fails where the scalp grid ends within 7 mm. About
/// 0.3 s.
Result<SpotErrors> spotErrors(const HeadSetup& setup, const HeadSpot& spot,
                              const sim::ScalpDomainPtr& domain = nullptr);

/// 24 spots over the whole scalp and 8 on borders between regions of thickness.
std::vector<HeadSpot> headSpots();

/// The flattest place of a scalp, one of median curvature and the roundest, 14 mm and more from its
/// end, each at 2.5, 1 and 4 mm depth.
std::vector<HeadSpot> bentSpots(const sim::ScalpDomain& domain);

/// H: the worst of these spots and of bentSpots(), one case for each measure and path. Fails as
/// spotErrors does.
Result<std::vector<VerificationCase>>
verifyHead(const HeadSetup& setup, std::span<const HeadSpot> spots, const Progress& progress = {});

} // namespace meso::verify
