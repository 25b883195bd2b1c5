#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase>
verifyCompounds(const store::ReferenceTables& tables); ///< table of section 2

} // namespace meso::verify
