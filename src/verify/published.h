#pragma once
#include <map>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "store/published_file.h"
#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

/// Every figure beside the model's own. The error is the distance from the published range as a
/// share of its nearer end, 0 inside. Fails when a figure names a quantity, compound, flow state or
/// number that there is not.
Result<std::vector<VerificationCase>>
verifyPublished(const std::vector<store::PublishedFigure>& figures,
                const std::vector<store::CompoundRow>& compounds,
                const anatomy::TissueProfile& tissue);

} // namespace meso::verify
