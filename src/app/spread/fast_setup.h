#pragma once
#include <string>

#include "app/assumed_tissue.h"
#include "app/library.h"
#include "base/result.h"
#include "plan/plan.h"
#include "sim/fast_plan.h"
#include "sim/scalp_domain.h"

namespace meso::app {

/// The compound of an ingredient, if single responses can tell its spread. Fails, naming it, when
/// the library does not have it, and when it leaves its depot slowly at this strength.
Result<clinic::Compound> respondingCompound(const plan::Ingredient& ingredient,
                                            const ClinicalLibrary& library);

/// Steps of single responses on a head's domain, in a tissue that allows them. Fails with
/// AssumedTissue::noResponsesReason, and as layerTransports and FastPlan::make do. Some 10 ms.
Result<sim::FastPlanPtr> fastPlanFor(const clinic::Compound& compound, const AssumedTissue& tissue,
                                     const sim::ScalpDomain& domain, Seconds duration);

} // namespace meso::app
