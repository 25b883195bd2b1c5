#pragma once
#include <string>
#include <vector>

#include "base/progress.h"
#include "store/reference_tables.h"

namespace meso::verify {

/// One figure of the program, or of the mesh solver that it is held against, beside its reference.
struct VerificationCase {
    std::string id;    ///< "V3" as in the table of src/verify/README.md
    std::string title; ///< what was compared
    double reference = 0, ours = 0;
    double error = 0;     ///< in the measure that the title names; for a rate: the rate itself
    double tolerance = 0; ///< error must not exceed it (a rate must not fall below it)
    bool pass = false;
    bool counts = true; ///< false: stated as a known limit of model or method, required of nobody
    std::string note;   ///< spacing and cells used and why; what other spacings give
};

/// The cases that need nothing but tables: V of the mesh reference (verify/mesh), R and K of the
/// program. Measures, unless a title says otherwise, are relative to the largest reference value at
/// the same time: "axis" is the worst error at r = 0, "max" the worst anywhere, "L2" the root mean
/// square relative to that of the reference. About 10 s. A test asserts that all pass.
std::vector<VerificationCase> runVerification(const store::ReferenceTables& tables,
                                              const Progress& progress = {});

} // namespace meso::verify
