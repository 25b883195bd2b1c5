#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyFast(const store::ReferenceTables& tables); ///< F, V13

} // namespace meso::verify
