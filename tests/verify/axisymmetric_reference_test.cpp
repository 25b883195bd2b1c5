#include "verify/axisymmetric_reference.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace meso::verify {
namespace {

constexpr double kPi = std::numbers::pi;

double bell(double distance, double variance) {
    return std::exp(-distance * distance / (2 * variance)) / std::sqrt(2 * kPi * variance);
}

double bell3(double distance, double variance) {
    return std::exp(-distance * distance / (2 * variance)) / std::pow(2 * kPi * variance, 1.5);
}

// A ball of radius a and density 1 under a Gaussian of variance s^2, at the distance d > 0 from
// its centre: in one dimension of d times the field the ball is a ramp between -a and a.
double ballUnderBell(double a, double d, double variance) {
    const double s = std::sqrt(variance), root = s * std::sqrt(2.0);
    return (std::erf((a - d) / root) + std::erf((a + d) / root)) / 2 -
           variance / d * (bell(a - d, variance) - bell(a + d, variance));
}

// One thick layer, flat and without loss; the depot in its middle.
AxisymmetricCase uniformTissue(double axis_mm, double spread_mm) {
    AxisymmetricCase question;
    question.layers = {{.thickness_mm = 16, .capacity = 0.7, .diffusivity_mm2_per_s = 2e-4}};
    question.phases = {{0, {0}}};
    question.depot = {axis_mm, axis_mm, 8, spread_mm};
    question.dose = 50;
    question.wall_mm = 10;
    return question;
}

// Four layers on a head, in which nothing is even.
AxisymmetricCase layeredTissue() {
    AxisymmetricCase question;
    question.layers = {{0.1, 0.6, 1.2e-4}, {1.9, 0.8, 2e-4}, {3, 1.5, 1e-4}, {1, 0.9, 1.5e-4}};
    question.phases = {{0, {0, 5e-4, 3e-4, 1e-4}}};
    question.radius_mm = 90;
    question.depot = {2.2, 1.1, 1.6, 0.3};
    question.dose = 50;
    return question;
}

double sum(const std::vector<double>& values) {
    double total = 0;
    for (const double v : values)
        total += v;
    return total;
}

// Places around a centre at 8 mm of depth, up to 3 mm away.
AxisymmetricReading aroundTheMiddle(std::vector<double> times_s) {
    AxisymmetricReading reading{.times_s = std::move(times_s)};
    for (const double d : {0.0, 0.4, 0.8, 1.1, 1.5, 2.0, 3.0})
        for (const double angle : {0.05, 0.7, 1.5, 2.6})
            reading.points.push_back({d * std::sin(angle), 8 + d * std::cos(angle)});
    return reading;
}

// Largest error, of the highest value at the same time; `exact` of distance and time.
template <class Exact>
double largestShare(const AxisymmetricReading& reading, const AxisymmetricResult& result,
                    const Exact& exact) {
    double worst = 0;
    for (const AxisymmetricMoment& moment : result.moments) {
        double largest = 0, highest = 0;
        for (std::size_t p = 0; p < reading.points.size(); ++p) {
            const double d = std::hypot(reading.points[p].r_mm, reading.points[p].z_mm - 8);
            const double wanted = exact(std::max(d, 1e-3), moment.time_s);
            largest = std::max(largest, std::abs(moment.points[p] - wanted));
            highest = std::max(highest, wanted);
        }
        worst = std::max(worst, largest / highest);
    }
    return worst;
}

TEST(AxisymmetricReference, KeepsTheDose) {
    AxisymmetricCase question = layeredTissue();
    question.phases = {
        {0, {0, 1e-4, 1e-4, 0}}, {1500, {0, 5e-4, 3e-4, 1e-4}}, {9000, {0, 2e-4, 0, 0}}};
    question.release_per_s = 3e-4;
    AxisymmetricReading reading{.times_s = {0, 600, 3600, 20000}};
    const auto result = solveAxisymmetric(question, reading, {1.5, 1e-3});
    ASSERT_EQ(result.moments.size(), 4);
    for (const AxisymmetricMoment& m : result.moments)
        EXPECT_NEAR(m.total(), 50, 50 * 1e-10) << m.time_s;
    EXPECT_EQ(result.moments[0].store, 50);
    EXPECT_NEAR(result.moments[1].store, 50 * std::exp(-0.18), 50 * 1e-5);
    EXPECT_EQ(result.moments[3].cleared[0], 0);
    EXPECT_GT(result.moments[3].cleared[3], 0);
}

TEST(AxisymmetricReference, DecaysAndReleasesAsOneCompartmentWhereLossIsEven) {
    AxisymmetricCase question = layeredTissue();
    const double k = 4e-4, later = 1e-4, change = 2000;
    question.phases = {{0, std::vector<double>(4, k)}, {change, std::vector<double>(4, later)}};
    AxisymmetricReading reading{.times_s = {500, 2000, 10000}};
    const auto dissolved = solveAxisymmetric(question, reading, {1.5, 1e-4});
    EXPECT_NEAR(sum(dissolved.moments[0].inTissue), 50 * std::exp(-k * 500), 50 * 2e-6);
    EXPECT_NEAR(sum(dissolved.moments[1].inTissue), 50 * std::exp(-k * 2000), 50 * 2e-6);
    const double end = std::exp(-k * change - later * (10000 - change));
    EXPECT_NEAR(sum(dissolved.moments[2].inTissue), 50 * end, 50 * 2e-6);
    EXPECT_NEAR(sum(dissolved.moments[2].cleared), 50 * (1 - end), 50 * 2e-6);

    const double q = 3e-4;
    question.release_per_s = q;
    const auto slow = solveAxisymmetric(question, reading, {1.5, 1e-4});
    const auto held = [&](double t) {
        return 50 * q / (k - q) * (std::exp(-q * t) - std::exp(-k * t));
    };
    EXPECT_NEAR(sum(slow.moments[0].inTissue), held(500), 50 * 2e-6);
    EXPECT_NEAR(sum(slow.moments[1].inTissue), held(2000), 50 * 2e-6);
}

// The ball itself adds a fifth of its radius squared to the variance.
TEST(AxisymmetricReference, ATinyDepotIsAGaussian) {
    const AxisymmetricCase question = uniformTissue(0.05, 0.5);
    const AxisymmetricReading reading = aroundTheMiddle({0, 1500, 6000});
    const auto result = referenceAxisymmetric(question, reading, {2, 1e-4});
    const auto exact = [&](double d, double t) { return 50 * bell3(d, 0.2505 + 2 * 2e-4 * t); };
    EXPECT_LT(largestShare(reading, result, exact), 5e-4);
    EXPECT_LT(result.apart, 0.01);
}

TEST(AxisymmetricReference, ABallIsDifferencesOfErrorFunctions) {
    const AxisymmetricCase question = uniformTissue(1, 0.3);
    const AxisymmetricReading reading = aroundTheMiddle({0, 300, 1500, 4000});
    const auto exact = [&](double d, double t) {
        return 50 / (4 * kPi / 3) * ballUnderBell(1, d, 0.09 + 2 * 2e-4 * t);
    };
    EXPECT_LT(largestShare(reading, referenceAxisymmetric(question, reading), exact), 2e-4);
}

// In even, flat tissue what the skin throws back is the depot's image above it.
TEST(AxisymmetricReference, TheSkinMirrorsAShallowDepot) {
    AxisymmetricCase question = uniformTissue(1, 0.3);
    question.depot.centre_mm = 0.9;
    const double t = 1500, variance = 0.09 + 2 * 2e-4 * t;
    AxisymmetricReading reading{.times_s = {0, t}};
    for (const double z : {0.02, 0.5, 1.2, 2.0})
        for (const double r : {0.1, 0.9, 1.8})
            reading.points.push_back({r, z});
    const auto result = referenceAxisymmetric(question, reading);
    const auto exact = [&](const AxisymmetricPlace& p, double spread) {
        return 50 / (4 * kPi / 3) *
               (ballUnderBell(1, std::hypot(p.r_mm, p.z_mm - 0.9), spread) +
                ballUnderBell(1, std::hypot(p.r_mm, p.z_mm + 0.9), spread));
    };
    for (std::size_t p = 0; p < reading.points.size(); ++p) {
        EXPECT_NEAR(result.moments[0].points[p], exact(reading.points[p], 0.09), 12 * 1e-4) << p;
        EXPECT_NEAR(result.moments[1].points[p], exact(reading.points[p], variance), 8 * 1e-4) << p;
    }
}

TEST(AxisymmetricReference, ErrorsFallWithTheSquareOfTheCells) {
    const AxisymmetricCase question = uniformTissue(1, 0.3);
    const AxisymmetricReading reading = aroundTheMiddle({1500});
    const auto exact = [&](double d, double t) {
        return 50 / (4 * kPi / 3) * ballUnderBell(1, d, 0.09 + 2 * 2e-4 * t);
    };
    const auto error = [&](double cells) {
        return largestShare(reading, solveAxisymmetric(question, reading, {cells, 1e-5}), exact);
    };
    const double order = std::log2(error(1.2) / error(2.4));
    EXPECT_GT(order, 1.8);
    EXPECT_LT(order, 2.2);
}

// Where a layer meets one of another capacity and diffusivity, a Gaussian sheet is thrown back in
// the share p = (K1 sqrt D1 - K2 sqrt D2) / (K1 sqrt D1 + K2 sqrt D2) and goes on in 1 + p. A
// narrow core of a wide depot is such a sheet.
TEST(AxisymmetricReference, AJumpThrowsASheetBackInItsShare) {
    const double k1 = 0.8, d1 = 2e-4, k2 = 2.4, d2 = 0.5e-4, border = 6, centre = 4, t = 2400;
    AxisymmetricCase question;
    question.layers = {{border, k1, d1}, {border, k2, d2}};
    question.phases = {{0, {1e-4, 1e-4}}};
    question.depot = {20, 0.02, centre, 0.3};
    question.dose = 10 * kPi * 0.25;
    question.wall_mm = 0.5;
    AxisymmetricReading reading{.times_s = {t}};
    for (const double z : {3.5, 4.0, 5.0, 5.8, 5.9999, 6.0001, 6.1, 6.6, 7.5})
        reading.points.push_back({0.2, z});
    const auto result = referenceAxisymmetric(question, reading, {2, 1e-5});
    const double e1 = k1 * std::sqrt(d1), e2 = k2 * std::sqrt(d2), back = (e1 - e2) / (e1 + e2);
    const double variance = 0.09 + 2 * d1 * t, amount = 10 * std::exp(-1e-4 * t);
    for (std::size_t p = 0; p < reading.points.size(); ++p) {
        const double z = reading.points[p].z_mm;
        const double u =
            z < border
                ? bell(z - centre, variance) + back * bell(2 * border - centre - z, variance)
                : (1 + back) * bell((z - border) * std::sqrt(d1 / d2) + border - centre, variance);
        const double wanted = amount * u * (z < border ? 1 : k2 / k1);
        EXPECT_NEAR(result.moments[0].points[p], wanted, 2e-4 * amount * bell(0, variance)) << z;
    }
    EXPECT_NEAR(result.moments[0].points[4] / k1, result.moments[0].points[5] / k2,
                1e-3 * result.moments[0].points[4] / k1);
}

TEST(AxisymmetricReference, WithoutLossEverythingEndsEven) {
    AxisymmetricCase question = layeredTissue();
    question.phases = {{0, {0, 0, 0, 0}}};
    question.wall_mm = 4;
    AxisymmetricReading reading{.times_s = {1e7},
                                .points = {{0, 0.05}, {3.5, 1}, {1, 4.9}, {2, 5.5}},
                                .bands = {{0.05, 3.5}},
                                .radii_mm = {0, 3}};
    const auto result = solveAxisymmetric(question, reading, {1, 1e-3});
    double held = 0, top = 0, bandHeld = 0;
    const double skin = 2 * kPi * 90 * 90 * (1 - std::cos(4.0 / 90));
    const auto shell = [&](double from, double to) {
        return skin * (std::pow(90 - from, 3) - std::pow(90 - to, 3)) / (3 * 90 * 90);
    };
    for (const AxisymmetricLayer& layer : question.layers) {
        const double end = top + layer.thickness_mm;
        held += layer.capacity * shell(top, end);
        const double from = std::max(top, 0.05), to = std::min(end, 3.5);
        bandHeld += to > from ? layer.capacity * shell(from, to) : 0;
        top = end;
    }
    const double u = 50 / held;
    const AxisymmetricMoment& m = result.moments[0];
    for (std::size_t p = 0; p < 4; ++p)
        EXPECT_NEAR(m.points[p], u * question.layers[p].capacity, 1e-8 * u);
    for (const double mean : m.bands[0])
        EXPECT_NEAR(mean, u * bandHeld / shell(0.05, 3.5), 1e-8 * u);
}

// In a ball the tissue is space as it is: far from all borders a narrow depot is a Gaussian of the
// straight distance. Flat tissue would be off by a tenth.
TEST(AxisymmetricReference, ASmallHeadIsStillEuclid) {
    AxisymmetricCase question;
    const double radius = 20, centre = 7, t = 2500;
    question.layers = {{14, 0.7, 2e-4}};
    question.phases = {{0, {0}}};
    question.radius_mm = radius;
    question.depot = {0.02, 0.02, centre, 0.06};
    question.dose = 50;
    question.wall_mm = 12;
    AxisymmetricReading reading{.times_s = {t}};
    for (const double z : {4.5, 5.5, 6.5, 7.1, 8.0, 9.0, 9.5})
        for (const double r : {0.0, 0.8, 1.6, 3.0})
            reading.points.push_back({r, z});
    const auto result = referenceAxisymmetric(question, reading, {1, 1e-4});
    const double variance = 0.0036 + 2 * 2e-4 * t, most = 50 * bell3(0, variance);
    for (std::size_t p = 0; p < reading.points.size(); ++p) {
        const auto [r, z] = reading.points[p];
        const double out = (radius - z) * std::cos(r / radius) - (radius - centre);
        const double d = std::hypot(out, (radius - z) * std::sin(r / radius));
        EXPECT_NEAR(result.moments[0].points[p], 50 * bell3(d, variance), 1e-3 * most)
            << r << " " << z;
    }
}

TEST(AxisymmetricReference, ExposureIsThatOfAPointUnderLoss) {
    const double k = 1e-4, diffusivity = 2e-4, w = 0.3;
    AxisymmetricCase question = uniformTissue(0.03, w);
    question.phases = {{0, {k}}};
    AxisymmetricReading reading{.times_s = {1000},
                                .bands = {{9.95, 10.05}, {10.95, 11.05}},
                                .radii_mm = {0, 1},
                                .exposure = true};
    const auto result = referenceAxisymmetric(question, reading, {1.5, 1e-4});
    const double rate = std::sqrt(k / diffusivity);
    for (int b = 0; b < 2; ++b)
        for (int i = 0; i < 2; ++i) {
            const double d = std::hypot(2.0 + b, reading.radii_mm[i]);
            const double wanted =
                50 / (4 * kPi * diffusivity * d) * std::exp(rate * rate * w * w / 2 - rate * d);
            EXPECT_NEAR(result.exposure[b][i] / wanted, 1, 2e-3) << b << " " << i;
        }
}

TEST(AxisymmetricReference, ExposureKnowsLossesThatAreStillToCome) {
    AxisymmetricCase question = layeredTissue();
    question.phases = {{0, {0, 1e-4, 1e-4, 0}}, {3000, {0, 5e-4, 3e-4, 1e-4}}};
    question.release_per_s = 3e-4;
    AxisymmetricReading reading{
        .times_s = {1000}, .bands = {{0.1, 2}}, .radii_mm = {0, 2}, .exposure = true};
    const auto early = solveAxisymmetric(question, reading, {1, 1e-4});
    reading.times_s = {3000};
    const auto atChange = solveAxisymmetric(question, reading, {1, 1e-4});
    reading.times_s = {40000};
    const auto late = solveAxisymmetric(question, reading, {1, 1e-4});
    for (int i = 0; i < 2; ++i) {
        EXPECT_NEAR(early.exposure[0][i] / late.exposure[0][i], 1, 1e-5);
        EXPECT_NEAR(atChange.exposure[0][i] / late.exposure[0][i], 1, 1e-5);
    }
}

} // namespace
} // namespace meso::verify
