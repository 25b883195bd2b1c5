#pragma once
#include <vector>

#include "verify/verification.h"

/// The groups that runVerification goes through, in its order.
namespace meso::verify {

std::vector<VerificationCase> verifyPointAndBall(const store::ReferenceTables& tables); ///< V1, V2
std::vector<VerificationCase> verifySlab(const store::ReferenceTables& tables);         ///< V3
std::vector<VerificationCase> verifyLayers(const store::ReferenceTables& tables);       ///< V4
std::vector<VerificationCase> verifySphere(const store::ReferenceTables& tables);       ///< V5
std::vector<VerificationCase> verifyShell(const store::ReferenceTables& tables);        ///< V6
std::vector<VerificationCase> verifyManufactured(const store::ReferenceTables& tables); ///< V7
std::vector<VerificationCase> verifyFlow(const store::ReferenceTables& tables);         ///< V7, V11
std::vector<VerificationCase> verifyMass(const store::ReferenceTables& tables);         ///< V8
std::vector<VerificationCase> verifyPositivity(const store::ReferenceTables& tables);   ///< V9, V10
std::vector<VerificationCase> verifyFixedSurface(const store::ReferenceTables& tables); ///< V12
std::vector<VerificationCase> verifySymmetries(const store::ReferenceTables& tables);   ///< V14
std::vector<VerificationCase> verifyConvergence(const store::ReferenceTables& tables);  ///< V15
std::vector<VerificationCase> verifyStepping(const store::ReferenceTables& tables);     ///< V15
std::vector<VerificationCase> verifyFast(const store::ReferenceTables& tables);         ///< F, V13
std::vector<VerificationCase>
verifySingleDepots(const store::ReferenceTables& tables); ///< R, section 3.10
std::vector<VerificationCase>
verifyCompounds(const store::ReferenceTables& tables); ///< table of section 2

} // namespace meso::verify
