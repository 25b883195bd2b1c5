#pragma once
#include <vector>

#include "verify/verification.h"

/// The groups that runVerification goes through, in its order.
namespace meso::verify {

std::vector<VerificationCase> verifyPointAndBall(const ReferenceTables& tables); ///< V1, V2
std::vector<VerificationCase> verifySlab(const ReferenceTables& tables);         ///< V3
std::vector<VerificationCase> verifyLayers(const ReferenceTables& tables);       ///< V4
std::vector<VerificationCase> verifySphere(const ReferenceTables& tables);       ///< V5
std::vector<VerificationCase> verifyShell(const ReferenceTables& tables);        ///< V6
std::vector<VerificationCase> verifyManufactured(const ReferenceTables& tables); ///< V7
std::vector<VerificationCase> verifyFlow(const ReferenceTables& tables);         ///< V7, V11
std::vector<VerificationCase> verifyMass(const ReferenceTables& tables);         ///< V8
std::vector<VerificationCase> verifyPositivity(const ReferenceTables& tables);   ///< V9, V10
std::vector<VerificationCase> verifyFixedSurface(const ReferenceTables& tables); ///< V12
std::vector<VerificationCase> verifySymmetries(const ReferenceTables& tables);   ///< V14
std::vector<VerificationCase> verifyConvergence(const ReferenceTables& tables);  ///< V15
std::vector<VerificationCase> verifyStepping(const ReferenceTables& tables);     ///< V15
std::vector<VerificationCase> verifyFast(const ReferenceTables& tables);         ///< F, V13
std::vector<VerificationCase>
verifySingleDepots(const ReferenceTables& tables); ///< R, section 3.10
std::vector<VerificationCase>
verifyCompounds(const ReferenceTables& tables); ///< table of section 2

} // namespace meso::verify
