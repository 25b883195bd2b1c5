#include "sim/stage_polynomial.h"

#include <cmath>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

TEST(PolynomialFitter, KeepsWhatDoesNotDecayAndDampsWhatShouldBeGone) {
    PolynomialFitter fitter(2);
    for (const double dt : {0.1, 3.0, 30.0, 300.0, 1000.0}) {
        const StagePolynomial p = fitter.next(Seconds(dt), 2, 3e-4);
        EXPECT_NEAR(valueAt(p, 0), 1, 1e-6) << dt;
        for (double x = 0; x <= p.range; x += p.range / 1000)
            EXPECT_LE(std::abs(valueAt(p, x)), 1.02 + 1e-6) << dt << " at " << x;
        EXPECT_LE(std::abs(valueAt(p, p.range)), 0.92 + std::exp(-p.range)) << dt;
    }
}

TEST(PolynomialFitter, FollowsTheExponentialAtFirst) {
    PolynomialFitter fitter(0.5);
    const StagePolynomial p = fitter.next(Seconds(60), 0.5, 3e-4);
    for (double x = 0; x <= 30; x += 0.1)
        EXPECT_NEAR(valueAt(p, x), std::exp(-x), 2e-3) << x;
}

TEST(PolynomialFitter, NeedsFewerStagesWhereWavesAreGone) {
    PolynomialFitter fresh(0.02), later(0.02);
    for (double t = 20; t < 4000; t *= 1.3)
        (void)later.next(Seconds(0.3 * t), 0.02, 3e-4);
    EXPECT_LT(later.next(Seconds(1200), 0.02, 3e-4).stages(),
              fresh.next(Seconds(1200), 0.02, 3e-4).stages());
}

} // namespace
} // namespace meso::sim
