#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyConvergence(const store::ReferenceTables& tables); ///< V15

} // namespace meso::verify
