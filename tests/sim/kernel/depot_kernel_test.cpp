#include "sim/kernel/depot_kernel.h"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "verify/axisymmetric_reference.h"
#include "verify/smoothed_ellipsoid.h"

namespace meso::sim {
namespace {

using std::numbers::pi;

constexpr double kCapillary_per_s = 6e-4, kLymph_per_s = 4e-4;

/// What a medium of a test is made of: the layers of a scalp, unlike in everything.
struct Tissue {
    std::vector<double> thickness_mm{0.1, 1.9, 3, 1};
    std::vector<double> capacity{0.8, 4.8, 2.4, 4.8};
    std::vector<double> diffusivity_mm2_per_s{3e-4, 6e-5, 6e-5, 6e-5};
    double curvature_per_mm = 0;
    double edge_mm = 0.4;
    double discRadius_mm = 14;
};

/// 15 mm of one stuff.
Tissue evenStuff(double capacity, double diffusivity_mm2_per_s) {
    Tissue tissue;
    tissue.thickness_mm = {5, 10};
    tissue.capacity.assign(2, capacity);
    tissue.diffusivity_mm2_per_s.assign(2, diffusivity_mm2_per_s);
    return tissue;
}

std::vector<LayerTransport> transportsOf(const Tissue& tissue, const std::vector<double>& loss) {
    std::vector<LayerTransport> out;
    for (std::size_t l = 0; l < tissue.thickness_mm.size(); ++l)
        out.push_back({tissue.capacity[l], Mm2PerSecond(tissue.diffusivity_mm2_per_s[l]),
                       PerSecond(0.6 * loss[l % loss.size()]),
                       PerSecond(0.4 * loss[l % loss.size()])});
    return out;
}

/// Phases of a loss per layer (or one for all) each; ends_s of all but the last.
MediumPtr mediumOf(const Tissue& tissue, const std::vector<std::vector<double>>& losses,
                   const std::vector<double>& ends_s = {}) {
    std::vector<TransportPhase> phases;
    for (std::size_t p = 0; p < losses.size(); ++p)
        phases.push_back({p < ends_s.size() ? Seconds(ends_s[p]) : fromHours(1000),
                          transportsOf(tissue, losses[p])});
    return std::make_shared<const Medium>(
        TissueColumn{tissue.thickness_mm, transportsOf(tissue, losses[0]), tissue.curvature_per_mm},
        phases, std::make_shared<const Disc>(tissue.discRadius_mm, 3.25 / tissue.edge_mm));
}

MediumPtr threePhases(double curvature_per_mm = 0) {
    Tissue tissue;
    tissue.curvature_per_mm = curvature_per_mm;
    return mediumOf(tissue, {{0, 3e-3, 2e-3, 1e-4}, {0, 1e-4, 0, 0}, {1e-5, 4e-4, 4e-4, 4e-5}},
                    {900, 2400});
}

DepotShape soft(double a, double c, double centre, double edge = 0.4, double volume_ml = 0.05) {
    return {Ml(volume_ml), Mm(a), Mm(c), Mm(centre), Mm(edge)};
}

/// The concentration at (r, z) and a time.
double concentrationAt(const DepotKernel& kernel, double r_mm, double z_mm, double time_s,
                       Measure measure = Measure::Total) {
    const Eigen::RowVectorXd reading =
        kernel.medium().basis().values(std::array{z_mm}, measure).row(0);
    return (kernel.medium().disc().series(std::array{r_mm}) *
            kernel.transform(reading, std::array{time_s}))(0, 0);
}

double wholeAmount(const DepotKernel::Amounts& amounts) {
    double sum = amounts.blood + amounts.lymph + amounts.store;
    for (const double layer : amounts.layers)
        sum += layer;
    return sum;
}

constexpr auto kWhole = anatomy::DepotRoom::WholeTissue;
constexpr auto kPores = anatomy::DepotRoom::Pores;

TEST(DepotKernel, KeepsTheDoseAtAnyTime) {
    for (const double curvature : {0.0, 1.0 / 90, 1.0 / 45})
        for (const double release : {0.0, 2e-4, 3e-3})
            for (const auto room : {kWhole, kPores}) {
                const DepotKernel kernel(threePhases(curvature), soft(2.5, 1.3, 1.6), room,
                                         PerSecond(release));
                for (const double time :
                     {0.0, 1.0, 60.0, 899.9, 900.0, 900.1, 2399.0, 2401.0, 8e4, 1e6})
                    EXPECT_NEAR(wholeAmount(kernel.amounts(time)), 50, 50e-10)
                        << time << " s, 1/R " << curvature << ", release " << release;
            }
}

TEST(DepotKernel, LosesAnEvenShareExponentially) {
    Tissue tissue;
    tissue.curvature_per_mm = 1.0 / 60;
    const double loss = kCapillary_per_s + kLymph_per_s;
    const DepotKernel kernel(mediumOf(tissue, {{loss}}), soft(3, 1.3, 2.5), kWhole, PerSecond(0));
    for (const double time : {0.0, 100.0, 3600.0, 20000.0}) {
        const DepotKernel::Amounts amounts = kernel.amounts(time);
        const double left = 50 * std::exp(-loss * time);
        double inside = 0;
        for (const double layer : amounts.layers)
            inside += layer;
        EXPECT_NEAR(inside / left, 1, 1e-9) << time;
        EXPECT_NEAR(amounts.blood, 0.6 * (50 - left), 1e-8);
        EXPECT_NEAR(amounts.lymph, 0.4 * (50 - left), 1e-8);
    }
}

TEST(DepotKernel, DissolvesLikeABatemanFunction) {
    const double loss = 5e-4;
    for (const double release : {1e-4, 5e-4, 5.0000001e-4, 2e-3}) { // also equal rates
        const DepotKernel kernel(mediumOf(Tissue{}, {{loss}, {loss}}, {1800}), soft(3, 1.3, 2.5),
                                 kWhole, PerSecond(release));
        for (const double time : {10.0, 1800.0, 7200.0, 40000.0}) {
            const DepotKernel::Amounts amounts = kernel.amounts(time);
            double inside = 0;
            for (const double layer : amounts.layers)
                inside += layer;
            const double x = (loss - release) * time;
            const double expected = 50 * release * time * std::exp(-release * time) *
                                    (std::abs(x) < 1e-5 ? 1 - x / 2 : -std::expm1(-x) / x);
            EXPECT_NEAR(inside, expected, 50e-9) << time << " s at " << release;
            EXPECT_NEAR(amounts.store, 50 * std::exp(-release * time), 1e-12);
        }
    }
}

// A ball that is small beside its edge is a Gaussian of variance edge^2 + a^2 / 5 + 2 D t. Of all
// depots it suffers most from where the series ends: exp(-3.25^2 / 2) at the start.
TEST(DepotKernel, OfASmallBallIsAGaussian) {
    const double a = 0.1, edge = 0.4, diffusivity = 2e-4, loss = 3e-4;
    const DepotKernel kernel(mediumOf(evenStuff(2.5, diffusivity), {{loss}}),
                             soft(a, a, 7, edge, 0.001), kWhole, PerSecond(0));
    for (const double time : {0.0, 60.0, 600.0, 3600.0}) {
        const double variance = edge * edge + a * a / 5 + 2 * diffusivity * time;
        const double peak = std::exp(-loss * time) / std::pow(2 * pi * variance, 1.5);
        for (const auto& [r, z] :
             {std::pair{0.0, 7.0}, {0.5, 7.0}, {0.0, 7.5}, {1.1, 6.4}, {1.5, 7.8}}) {
            const double d2 = r * r + (z - 7) * (z - 7);
            EXPECT_NEAR(concentrationAt(kernel, r, z, time), peak * std::exp(-0.5 * d2 / variance),
                        (time > 0 ? 0.002 : 0.005) * peak)
                << r << ", " << z << " at " << time;
        }
        EXPECT_NEAR(concentrationAt(kernel, 0, 7, time, Measure::Unbound),
                    concentrationAt(kernel, 0, 7, time) / 2.5, 1e-9);
    }
}

double unitBell(double x) {
    return std::exp(-x * x / 2) / std::sqrt(2 * pi);
}

/// A ball of radius a under a Gaussian of deviation w, d from its middle.
double blurredBall(double a, double w, double d) {
    const double root = w * std::sqrt(2.0);
    return (std::erf((a - d) / root) + std::erf((a + d) / root)) / 2 -
           w / d * (unitBell((a - d) / w) - unitBell((a + d) / w));
}

TEST(DepotKernel, OfABallIsItsClosedFormWhileItSpreads) {
    const double edge = 0.4, diffusivity = 1e-4, volume_mm3 = 4 * pi / 3;
    const DepotKernel kernel(mediumOf(evenStuff(1, diffusivity), {{0}}),
                             soft(1, 1, 7, edge, volume_mm3 / 1000), kWhole, PerSecond(0));
    for (const double time : {0.0, 300.0, 3600.0}) {
        const double width = std::sqrt(edge * edge + 2 * diffusivity * time);
        for (const auto& [r, z] :
             {std::pair{0.001, 7.0}, {0.5, 7.0}, {1.0, 7.0}, {0.7, 7.7}, {0.001, 5.8}, {2.0, 8.0}})
            EXPECT_NEAR(concentrationAt(kernel, r, z, time),
                        blurredBall(1, width, std::hypot(r, z - 7)), 6e-4)
                << r << ", " << z << " at " << time;
    }
}

// The depot beside quadrature of the same ellipsoid, reflected by skin and bone: the total compound
// in stuff that is alike, the unbound one where capacities jump.
TEST(DepotKernel, StartsAsTheSoftEllipsoid) {
    for (const double curvature : {0.0, 1.0 / 90}) {
        Tissue tissue, alike;
        alike.capacity.assign(4, 2);
        tissue.curvature_per_mm = alike.curvature_per_mm = curvature;
        const MediumPtr medium = mediumOf(tissue, {{0}}), mediumAlike = mediumOf(alike, {{0}});
        for (const auto& [a, c, centre] :
             {std::array{3.0, 1.3, 2.5}, {2.0, 0.7, 0.7}, {3.0, 1.2, 4.8}, {0.6, 0.6, 1.5}}) {
            const verify::SmoothedEllipsoid exact({a, c, centre, 0.4});
            const auto shareAt = [&](double r, double z) {
                return exact.between(6, r * (1 - z * curvature), z);
            };
            const DepotKernel whole(mediumAlike, soft(a, c, centre), kWhole, PerSecond(0));
            const DepotKernel pores(medium, soft(a, c, centre), kPores, PerSecond(0));
            const double unit = concentrationAt(whole, 0, centre, 0) / shareAt(0, centre);
            const double unitUnbound =
                concentrationAt(pores, 0, centre, 0, Measure::Unbound) / shareAt(0, centre);
            for (const double r : {0.0, 0.8 * a, a, a + 0.8})
                for (const double z : {0.05, 1.0, 1.7, 2.6, 4.0, 5.5}) {
                    EXPECT_NEAR(concentrationAt(whole, r, z, 0) / unit, shareAt(r, z), 5e-4)
                        << "a " << a << " at " << r << ", " << z;
                    EXPECT_NEAR(concentrationAt(pores, r, z, 0, Measure::Unbound) / unitUnbound,
                                shareAt(r, z), 5e-4)
                        << "a " << a << " at " << r << ", " << z;
                }
        }
    }
}

TEST(DepotKernel, ChainedPhasesOfEqualRatesAreOne) {
    const std::vector<double> loss{0, 3e-3, 2e-3, 1e-4};
    for (const double release : {0.0, 2e-4}) {
        const DepotKernel one(mediumOf(Tissue{}, {loss}), soft(3, 1.3, 2.5), kWhole,
                              PerSecond(release)),
            three(mediumOf(Tissue{}, {loss, loss, loss}, {700, 5000}), soft(3, 1.3, 2.5), kWhole,
                  PerSecond(release));
        const Eigen::RowVectorXd band =
            one.medium().basis().average({Mm(3.5), Mm(4.5)}, Measure::Total);
        const std::array times{0.0, 100.0, 700.0, 701.0, 5000.0, 5100.0, 20000.0};
        const Eigen::MatrixXd a = one.transform(band, times), b = three.transform(band, times);
        EXPECT_LT((a - b).norm(), 1e-12 * a.norm());
        const Eigen::MatrixXd sums = one.integrals(band), sumsOfThree = three.integrals(band);
        for (const int k : {0, 1})
            EXPECT_LT((sums.col(k) - sumsOfThree.col(k)).norm(), 1e-8 * sums.col(k).norm());
    }
}

TEST(DepotKernel, AFastReleaseIsAnInjection) {
    const MediumPtr medium = mediumOf(Tissue{}, {{0, 1e-3, 1e-3, 1e-4}});
    const Eigen::RowVectorXd band = medium->basis().average({Mm(1.5), Mm(2.5)}, Measure::Total);
    const std::array times{1800.0, 7200.0};
    const Eigen::MatrixXd plain =
        DepotKernel(medium, soft(3, 1.3, 2.5), kWhole, PerSecond(0)).transform(band, times);
    double before = 1;
    for (const double rate : {0.1, 1.0, 10.0}) {
        const double error = (DepotKernel(medium, soft(3, 1.3, 2.5), kWhole, PerSecond(rate))
                                  .transform(band, times) -
                              plain)
                                 .norm() /
                             plain.norm();
        EXPECT_LT(error, 2e-3 / rate) << "about the loss over the rate";
        EXPECT_LT(error, 0.2 * before);
        before = error;
    }
}

// Simpson's rule over even steps of ln(t + 100 s).
TEST(DepotKernel, IntegralsAreTheSumsOfCourses) {
    for (const double release : {0.0, 3e-4, 4e-3}) {
        const DepotKernel kernel(threePhases(1.0 / 90), soft(2.5, 1.3, 2.5), kPores,
                                 PerSecond(release));
        const Eigen::RowVectorXd band =
            kernel.medium().basis().average({Mm(3.5), Mm(4.5)}, Measure::Unbound);
        const Eigen::MatrixXd integrals = kernel.integrals(band);
        Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(integrals.rows(), 2);
        constexpr double kShift_s = 100;
        for (const auto& [from, to] : {std::pair{0.0, 900.0}, {900.0, 2400.0}, {2400.0, 1e7}}) {
            constexpr int kSteps = 1200;
            const double step = std::log((to + kShift_s) / (from + kShift_s)) / kSteps;
            std::vector<double> times;
            for (int i = 0; i <= kSteps; ++i)
                times.push_back((from + kShift_s) * std::exp(i * step) - kShift_s);
            times.front() = from;
            const Eigen::MatrixXd courses = kernel.transform(band, times);
            for (int i = 0; i <= kSteps; ++i) {
                const double weight = step / 3 * (times[i] + kShift_s) *
                                      (i == 0 || i == kSteps ? 1
                                       : i % 2 == 1          ? 4
                                                             : 2);
                sums.col(0) += weight * courses.col(i);
                sums.col(1) += weight * times[i] * courses.col(i);
            }
        }
        for (const int k : {0, 1})
            EXPECT_LT((sums.col(k) - integrals.col(k)).cwiseAbs().maxCoeff(),
                      1e-6 * integrals.col(k).cwiseAbs().maxCoeff())
                << (k == 0 ? "integral" : "moment") << " at release " << release;
    }
}

TEST(DepotKernel, IntegralsAreInfiniteWhereNothingClears) {
    const DepotKernel kernel(mediumOf(Tissue{}, {{0}}), soft(3, 1.3, 2.5), kWhole, PerSecond(0));
    const Eigen::MatrixXd integrals =
        kernel.integrals(kernel.medium().basis().average({Mm(0), Mm(6)}, Measure::Total));
    EXPECT_FALSE(std::isnan(integrals(0, 0)));
    EXPECT_GT(integrals(0, 0), 1e12);
}

TEST(DepotKernel, ABendThatVanishesIsFlat) {
    Tissue tissue;
    const std::vector<double> loss{0, 1e-3, 1e-3, 1e-4};
    const DepotKernel flat(mediumOf(tissue, {loss}), soft(3, 1.3, 2.5), kWhole, PerSecond(0));
    const Eigen::RowVectorXd band =
        flat.medium().basis().average({Mm(3.5), Mm(4.5)}, Measure::Total);
    const std::array times{0.0, 1800.0};
    const Eigen::MatrixXd expected = flat.transform(band, times);
    double before = 1;
    for (const double curvature : {1e-3, 1e-4, 1e-5}) {
        tissue.curvature_per_mm = curvature;
        const DepotKernel bent(mediumOf(tissue, {loss}), soft(3, 1.3, 2.5), kWhole, PerSecond(0));
        const Eigen::MatrixXd found = bent.transform(
            bent.medium().basis().average({Mm(3.5), Mm(4.5)}, Measure::Total), times);
        const double away = (found - expected).norm() / expected.norm();
        EXPECT_LT(away, 10 * curvature);
        EXPECT_LT(away, 0.15 * before) << "of first order in the bend";
        before = away;
    }
}

TEST(DepotKernel, ReadsManyDepthsAtOnceAsOneByOne) {
    const DepotKernel kernel(threePhases(1.0 / 90), soft(2.5, 1.3, 2.5), kPores, PerSecond(2e-4));
    const std::array depths{0.0, 0.7, 2.0, 3.1, 6.0};
    const Eigen::MatrixXd readings = kernel.medium().basis().values(depths, Measure::Total);
    for (const double time : {0.0, 1000.0, 9000.0}) {
        const Eigen::MatrixXd all = kernel.transformAt(readings, time);
        for (Eigen::Index d = 0; d < readings.rows(); ++d)
            EXPECT_LT(
                (all.col(d) - kernel.transform(readings.row(d), std::array{time}).col(0)).norm(),
                1e-12 * (1 + all.norm()));
    }
}

// Finite volumes in r and z, which share no code with the kernel: layers, bend, phases, release.
TEST(DepotKernel, MeetsTheFiniteVolumesOfItsIndependentTwin) {
    Tissue tissue;
    tissue.curvature_per_mm = 1.0 / 80;
    const std::vector<double> first{0, 1e-3, 2e-3, 1e-4}, second{0, 3e-4, 3e-4, 3e-5};
    verify::AxisymmetricCase question;
    for (std::size_t l = 0; l < 4; ++l)
        question.layers.push_back(
            {tissue.thickness_mm[l], tissue.capacity[l], tissue.diffusivity_mm2_per_s[l]});
    question.phases = {{0, first}, {1200, second}};
    question.radius_mm = 80;
    question.depot = {2.2, 1.1, 2.3, 0.4};
    question.dose = 50;
    question.wall_mm = tissue.discRadius_mm;
    verify::AxisymmetricReading reading;
    reading.times_s = {600, 3600, 10800};
    reading.bands = {{3.5, 4.5}, {1.5, 2.5}};
    reading.radii_mm = {0, 1, 2, 3};
    reading.exposure = true;
    for (const double release : {0.0, 3e-4}) {
        question.release_per_s = release;
        const verify::AxisymmetricResult twin = verify::referenceAxisymmetric(question, reading);
        const DepotKernel kernel(mediumOf(tissue, {first, second}, {1200}), soft(2.2, 1.1, 2.3),
                                 kPores, PerSecond(release));
        const Eigen::MatrixXd series = kernel.medium().disc().series(reading.radii_mm);
        for (std::size_t b = 0; b < 2; ++b) {
            const Eigen::RowVectorXd band = kernel.medium().basis().average(
                {Mm(reading.bands[b].from_mm), Mm(reading.bands[b].to_mm)}, Measure::Total);
            const Eigen::MatrixXd found = series * kernel.transform(band, reading.times_s);
            const Eigen::MatrixXd sums = series * kernel.integrals(band);
            for (int t = 0; t < 3; ++t)
                for (int r = 0; r < 4; ++r)
                    EXPECT_NEAR(found(r, t), twin.moments[t].bands[b][r],
                                4e-4 * twin.moments[t].bands[1][0])
                        << "band " << b << " at " << reading.times_s[t] << " s, " << r << " mm";
            for (int r = 0; r < 4; ++r)
                EXPECT_NEAR(sums(r, 0), twin.exposure[b][r], 4e-4 * twin.exposure[1][0]);
        }
        const DepotKernel::Amounts amounts = kernel.amounts(10800);
        for (int l = 0; l < 4; ++l)
            EXPECT_NEAR(amounts.layers[l], twin.moments[2].inTissue[l], 0.01);
        EXPECT_NEAR(amounts.store, twin.moments[2].store, 1e-3);
    }
}

// A thousandfold jump of what layers hold: no value that is not a number, and no dose that goes.
TEST(DepotKernel, StandsJumpsOfAThousand) {
    for (const auto& capacity :
         {std::vector<double>{1, 1, 1000, 1}, {1000, 1, 1, 1}, {1, 1000, 1, 1000}}) {
        Tissue tissue;
        tissue.capacity = capacity;
        tissue.diffusivity_mm2_per_s = {1e-4, 1e-6, 1e-3, 1e-7};
        const DepotKernel kernel(mediumOf(tissue, {{1e-6, 1e-2, 1e-4, 0}}), soft(2.5, 1.3, 1.6),
                                 kPores, PerSecond(0));
        for (const double time : {0.0, 60.0, 3600.0, 1e6}) {
            EXPECT_NEAR(wholeAmount(kernel.amounts(time)), 50, 1e-7);
            double least = 0, most = 0;
            for (const double z : {0.05, 1.0, 1.9, 2.1, 4.0, 5.5}) {
                const double u = concentrationAt(kernel, 0, z, time, Measure::Unbound);
                ASSERT_TRUE(std::isfinite(u));
                least = std::min(least, u);
                most = std::max(most, u);
            }
            EXPECT_GT(least, -2e-3 * most) << time;
        }
    }
}

} // namespace
} // namespace meso::sim
