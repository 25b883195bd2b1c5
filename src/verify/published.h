#pragma once
#include <map>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "verify/verification.h"

namespace meso::verify {

/// What a published figure is to the model.
enum class PublishedKind {
    Acceptance,  ///< must lie in the range
    Calibration, ///< a constant of the model was set to it
    Input,       ///< a datum of the program
    Limit        ///< known not to be met: stated, not counted
};

/// One measurement from the literature. Loaded by store/published_file.h.
struct PublishedFigure {
    std::string id; ///< "A1"
    PublishedKind kind = PublishedKind::Acceptance;
    std::string quantity;  ///< how ours is worked out: "halfLife_h", "wheal_mm" ...
    std::string what;      ///< as shown, with the unit
    std::string compound;  ///< name in the compound table; empty: see molarMass_Da
    std::string flowState; ///< of the tissue; empty: its own blood flow
    double molarMass_Da = 0;
    double value = 0, low = 0, high = 0;
    std::map<std::string, double> given; ///< numbers that the quantity needs
    std::string source;
};

/// Every figure beside the model's own. The error is the distance from the published range as a
/// share of its nearer end, 0 inside. Fails when a figure names a quantity, compound, flow state or
/// number that there is not.
Result<std::vector<VerificationCase>> verifyPublished(const std::vector<PublishedFigure>& figures,
                                                      const std::vector<CompoundRow>& compounds,
                                                      const anatomy::TissueProfile& tissue);

} // namespace meso::verify
