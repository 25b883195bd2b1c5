#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/progress.h"
#include "base/random.h"
#include "base/result.h"
#include "clinic/compound.h"
#include "sim/model/sim_input.h"
#include "verify/verification.h"

/// Injections drawn at random, as a user may plan them, by the program's path beside finite volumes
/// in r and z (axisymmetric_reference.h). Both get their rates and the shape of the depot from the
/// model; nothing after that is shared.
namespace meso::verify {

/// What is drawn from.
struct DrawSource {
    const anatomy::TissueProfile& tissue;
    const clinic::CompoundLibrary& compounds;
};

/// One injection of 1 mg/mL. The input is built as app::simInputFor does, which this room may not
/// include.
struct Draw {
    sim::SimInput input;
    double radius_mm = 0; ///< of the surface; 0: flat
    /// "caffeine, 0.052 mL at 2.31 mm, radius 84 mm, flow x 1.3, flushed"
    [[nodiscard]] std::string words() const;
};

/// A compound that is simulated; every layer 0.85 to 1.15 times as thick; 0.5 to 5 mm deep; 0.002
/// to 0.2 mL, even in its logarithm; 0.7 to 2.6 times the blood flow; a radius of 70 to 110 mm,
/// even in the curvature, or flat, with a site between the vertices; one in four has a flow that
/// passes, and one in four dissolves slowly. Draws again what sim::checkInput refuses.
Draw drawInjection(const DrawSource& source, Random& random);

/// How far the program is from the reference, each the worst of 2 min, 10 min, 1 h and 6 h (times
/// at which all is below 1e-3 of the injected strength are left out).
struct DrawErrors {
    double axis = 0; ///< on the depot's axis, of the field's highest value then
    double max = 0;  ///< anywhere where at least 1e-3 of the injected strength is, of the same
    double l2 = 0;   ///< root mean square there, relative to that of the reference
    /// Of bulb-band means of at least 1e-3 of the injected strength, at the vertices, of the
    /// highest in any band then.
    double bands = 0;
    /// Of the area in which a bulb-band mean reaches 1 % of the injected strength, in parts of a
    /// target that a disc of 10 mm radius around the site is.
    double coverage = 0;
    double exposure = 0; ///< of band means integrated over all time, of the highest in any band
};

/// About 0.7 s. Fails as sim::simulate does.
Result<DrawErrors> drawErrors(const Draw& draw);

/// A draw with its errors.
struct DrawRow {
    std::string words;
    DrawErrors errors;
};
Result<std::vector<DrawRow>> runDraws(const DrawSource& source, int draws, std::uint64_t seed,
                                      const Progress& progress = {});

/// The worst of each measure: D, and V13 for the exposure.
std::vector<VerificationCase> drawCases(const std::vector<DrawRow>& rows);

} // namespace meso::verify
