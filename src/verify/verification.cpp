#include "verify/verification.h"

#include <iterator>

#include "verify/compounds.h"
#include "verify/convergence.h"
#include "verify/flat.h"
#include "verify/flow.h"
#include "verify/invariants.h"
#include "verify/manufactured.h"
#include "verify/single_depot.h"
#include "verify/sphere.h"
#include "verify/stepping.h"
#include "verify/symmetries.h"

namespace meso::verify {

std::vector<VerificationCase> runVerification(const store::ReferenceTables& tables,
                                              const Progress& progress) {
    using Group = std::vector<VerificationCase> (*)(const store::ReferenceTables&);
    constexpr Group kGroups[] = {verifyPointAndBall, verifySlab,         verifyLayers,
                                 verifySphere,       verifyShell,        verifyManufactured,
                                 verifyFlow,         verifyMass,         verifyPositivity,
                                 verifyFixedSurface, verifySymmetries,   verifyConvergence,
                                 verifyStepping,     verifySingleDepots, verifyCompounds};
    std::vector<VerificationCase> cases;
    double done = 0;
    for (const Group group : kGroups) {
        std::vector<VerificationCase> found = group(tables);
        for (VerificationCase& one : found)
            if (one.id.starts_with("V"))
                one.title = "Mesh: " + one.title;
        cases.insert(cases.end(), std::make_move_iterator(found.begin()),
                     std::make_move_iterator(found.end()));
        if (progress)
            progress(++done / std::size(kGroups));
    }
    return cases;
}

} // namespace meso::verify
