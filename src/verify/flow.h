#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyFlow(const store::ReferenceTables& tables); ///< V7, V11

} // namespace meso::verify
