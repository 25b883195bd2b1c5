#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase>
verifySingleDepots(const store::ReferenceTables& tables); ///< R, section 3.10

} // namespace meso::verify
