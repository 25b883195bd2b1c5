#include "verify/smoothed_ellipsoid.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace meso::verify {
namespace {

double unitNormal(double x) {
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

// A ball under a Gaussian in closed form.
double softBall(double a, double w, double d) {
    const double root = w * std::sqrt(2.0);
    return (std::erf((a - d) / root) + std::erf((a + d) / root)) / 2 -
           w / d * (unitNormal((a - d) / w) - unitNormal((a + d) / w));
}

// Sum of midpoints over a box that holds everything, which is exact for what fades away smoothly.
template <class Weight>
double overSpace(const SmoothedEllipsoid& field, const Weight& weight) {
    const double step = 0.04;
    const auto share = [](int i) { return i == 0 ? 0.5 : 1.0; }; // an eighth is summed
    double sum = 0;
    for (int i = 0; i < 150; ++i)
        for (int j = 0; j < 150; ++j)
            for (int k = 0; k < 100; ++k) {
                const double x = i * step, z = k * step;
                sum += share(i) * share(j) * share(k) * weight(x, z) *
                       field.at(std::hypot(x, j * step), 2 + z);
            }
    return 8 * sum * step * step * step;
}

TEST(SmoothedEllipsoid, IsTheClosedFormOfABall) {
    for (const double a : {0.05, 0.4, 1.0, 4.0}) {
        const double w = 0.25;
        const SmoothedEllipsoid field({a, a, 2, w});
        const double most = softBall(a, w, 1e-3);
        for (int i = 0; i < 20; ++i)
            for (int j = 0; j < 20; ++j) {
                const double r = 0.013 + i * (a + 2) / 20, z = 2 + (j - 10) * (a + 2) / 10;
                EXPECT_NEAR(field.at(r, z), softBall(a, w, std::hypot(r, z - 2)), 1e-6 * most);
            }
    }
}

// Volume and second moments: those of the ellipsoid, and of the Gaussian added to them.
TEST(SmoothedEllipsoid, KeepsVolumeAndAddsVariances) {
    const double a = 2.2, c = 0.9, w = 0.3;
    const SmoothedEllipsoid field({a, c, 2, w});
    const double volume = 4 * std::numbers::pi / 3 * a * a * c;
    EXPECT_NEAR(overSpace(field, [](double, double) { return 1; }) / volume, 1, 1e-6);
    EXPECT_NEAR(overSpace(field, [](double x, double) { return x * x; }) / volume,
                a * a / 5 + w * w, 1e-5);
    EXPECT_NEAR(overSpace(field, [](double, double z) { return z * z; }) / volume,
                c * c / 5 + w * w, 1e-5);
}

TEST(SmoothedEllipsoid, IsMirroredAtSkinAndBone) {
    const SmoothedEllipsoid field({1.5, 0.6, 0.5, 0.3});
    for (const double z : {0.0, 0.3, 1.1}) {
        EXPECT_NEAR(field.between(6, 0.7, z), field.at(0.7, z) + field.at(0.7, -z), 1e-12);
        EXPECT_NEAR(field.between(6, 0.7, z), field.between(6, 0.7, -z), 1e-12);
        EXPECT_NEAR(field.between(0.8, 0.7, 0.8 - z), field.between(0.8, 0.7, 0.8 + z), 1e-9);
    }
}

} // namespace
} // namespace meso::verify
