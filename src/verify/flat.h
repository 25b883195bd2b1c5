#pragma once
#include <vector>

#include "store/reference_tables.h"
#include "verify/verification.h"

namespace meso::verify {

std::vector<VerificationCase> verifyPointAndBall(const store::ReferenceTables& tables); ///< V1, V2
std::vector<VerificationCase> verifySlab(const store::ReferenceTables& tables);         ///< V3
std::vector<VerificationCase> verifyLayers(const store::ReferenceTables& tables);       ///< V4
std::vector<VerificationCase> verifyFixedSurface(const store::ReferenceTables& tables); ///< V12

} // namespace meso::verify
