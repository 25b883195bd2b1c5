#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyManufactured(const store::ReferenceTables& tables); ///< V7

} // namespace meso::verify
