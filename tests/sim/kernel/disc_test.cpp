#include "sim/kernel/disc.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

TEST(Disc, HasEveryRootOfJ1UpToTheLargestWavenumber) {
    const Disc disc(10, 8);
    ASSERT_GT(disc.size(), 20);
    EXPECT_EQ(disc.wavenumbers()[0], 0);
    const double first[] = {3.83170597020751, 7.01558666981562, 10.1734681350627}; // A&S table 9.5
    for (int j = 1; j <= 3; ++j)
        EXPECT_NEAR(10 * disc.wavenumbers()[j], first[j - 1], 1e-12);
    for (int j = 1; j < disc.size(); ++j) {
        EXPECT_NEAR(::j1(10 * disc.wavenumbers()[j]), 0, 1e-13) << j;
        if (j > 1) {
            EXPECT_NEAR(10 * (disc.wavenumbers()[j] - disc.wavenumbers()[j - 1]), std::numbers::pi,
                        0.05)
                << "none is left out before " << j;
        }
    }
    EXPECT_GE(disc.wavenumbers()[disc.size() - 1], 8);
    EXPECT_LT(disc.wavenumbers()[disc.size() - 2], 8);
}

// On the plane the transform of a Gaussian is exp(-s^2 sigma^2 / 2).
TEST(Disc, SumsTheTransformOfAGaussianToTheGaussian) {
    for (const double sigma : {0.4, 0.9, 1.5}) {
        const Disc disc(12, 3.25 * 1.6 / sigma);
        const Eigen::VectorXd transform =
            (-0.5 * sigma * sigma * disc.wavenumbers().array().square()).exp().matrix();
        const std::vector<double> radii{0, 0.1, 0.5, 1, 2, 4, 7};
        const Eigen::VectorXd field = disc.series(radii) * transform;
        const double peak = 1 / (2 * std::numbers::pi * sigma * sigma);
        for (std::size_t i = 0; i < radii.size(); ++i)
            EXPECT_NEAR(field[static_cast<Eigen::Index>(i)],
                        peak * std::exp(-0.5 * radii[i] * radii[i] / (sigma * sigma)), 3e-6 * peak)
                << sigma << " at " << radii[i];
    }
}

TEST(Disc, SpreadsWhatHasNoWavesEvenlyAndKeepsItsIntegral) {
    const Disc disc(15, 4);
    Eigen::VectorXd transform = Eigen::VectorXd::Zero(disc.size());
    transform[0] = 1;
    const double area = std::numbers::pi * 15 * 15;
    EXPECT_NEAR((disc.table() * transform).maxCoeff(), 1 / area, 1e-15);
    EXPECT_NEAR((disc.table() * transform).minCoeff(), 1 / area, 1e-15);
    // Waves have no integral: 2 pi r dr over the table, by Simpson's rule.
    transform.setConstant(1);
    transform[0] = 0;
    const Eigen::VectorXd waves = disc.table() * transform;
    const Eigen::Index steps = waves.size() - 1;
    ASSERT_EQ(steps % 2, 0);
    double sum = 0;
    for (Eigen::Index i = 0; i <= steps; ++i)
        sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * static_cast<double>(i) * waves[i];
    const double step = Disc::kStep_mm;
    EXPECT_NEAR(sum * 2 * std::numbers::pi * step * step / 3, 0, 1e-5);
}

TEST(Disc, ItsTableIsItsSeriesAtEvenSteps) {
    const Disc disc(10, 6);
    EXPECT_EQ(disc.table().rows(), 501);
    const std::vector<double> radii{0, 3 * Disc::kStep_mm, 250 * Disc::kStep_mm};
    const Eigen::MatrixXd series = disc.series(radii);
    EXPECT_EQ((series.row(0) - disc.table().row(0)).norm(), 0);
    EXPECT_EQ((series.row(1) - disc.table().row(3)).norm(), 0);
    EXPECT_EQ((series.row(2) - disc.table().row(250)).norm(), 0);
}

} // namespace
} // namespace meso::sim
