#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifySphere(const store::ReferenceTables& tables); ///< V5
std::vector<VerificationCase> verifyShell(const store::ReferenceTables& tables);  ///< V6

} // namespace meso::verify
