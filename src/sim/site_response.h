#pragma once
#include <memory>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "sim/depot.h"
#include "sim/fast_plan.h"
#include "sim/scalp_domain.h"

namespace meso::sim {

/// One injection alone at one time, on the part of its patch that it has reached.
struct ResponseFrame {
    int active = 0;            ///< first so many vertices of the patch
    int modes = 0;             ///< FastPlan::modesAt
    std::vector<float> amount; ///< active x modes, for the depot's own strength
};

/// What one injection does on its own. The model is linear, so a session is the sum of its sites:
/// a dose scales a response, a moved site needs only its own one anew.
struct SiteResponse {
    DepotShape shape;
    std::vector<int> vertex;           ///< of the domain, nearest the site first
    std::vector<ResponseFrame> frames; ///< at FastPlan::frameTimes()
    std::vector<double> startCells;    ///< amount per depth cell at the start, microgram
};

/// Computes responses on one thread; keeps its scratch memory and the last depot's profile between
/// calls. The patch reaches as far as compound does within the duration (about 20 mm); its columns
/// are as wide as the surface's curvature makes them at the depot's depth (bendAreaScale).
class SiteResponder {
public:
    SiteResponder(ScalpDomainPtr domain, FastPlanPtr plan, const anatomy::TissueProfile& tissue);
    ~SiteResponder();
    SiteResponder(SiteResponder&&) noexcept;

    /// Equal depots give equal bits on every thread. Fails when the site lies off the surface.
    /// About 5 ms at an edge of 0.7 mm and 24 h.
    Result<SiteResponse> respond(const SimDepot& depot);

private:
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
};

} // namespace meso::sim
