#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifySymmetries(const store::ReferenceTables& tables); ///< V14

} // namespace meso::verify
