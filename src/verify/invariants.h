#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyMass(const store::ReferenceTables& tables);       ///< V8
std::vector<VerificationCase> verifyPositivity(const store::ReferenceTables& tables); ///< V9, V10

} // namespace meso::verify
