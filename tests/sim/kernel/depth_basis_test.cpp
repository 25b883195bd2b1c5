#include "sim/kernel/depth_basis.h"

#include <array>
#include <cmath>
#include <numbers>

#include <Eigen/Eigenvalues>
#include <gtest/gtest.h>

namespace meso::sim {
namespace {

using std::numbers::pi;

LayerTransport transportOf(double capacity, double diffusivity_mm2_per_s) {
    return {capacity, Mm2PerSecond(diffusivity_mm2_per_s), PerSecond(0), PerSecond(0)};
}

/// Epidermis, dermis, subcutis and galea of a compound that binds.
TissueColumn scalpColumn(double curvature_per_mm = 0) {
    return {{0.1, 1.9, 3, 1},
            {transportOf(0.8, 3e-4), transportOf(4.8, 6e-5), transportOf(2.4, 6e-5),
             transportOf(4.8, 6e-5)},
            curvature_per_mm};
}

Eigen::VectorXd depthRates(const DepthBasis& basis) {
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(basis.conduction()).eigenvalues();
}

/// A zero of f between two arguments of unlike signs.
template <class Function>
double zeroBetween(double low, double high, const Function& f) {
    const bool rises = f(low) < 0;
    EXPECT_NE(rises, f(high) < 0);
    for (int i = 0; i < 100; ++i) {
        const double middle = 0.5 * (low + high);
        ((f(middle) < 0) == rises ? low : high) = middle;
    }
    return low;
}

TEST(DepthBasis, ASlabDecaysInCosines) {
    const double diffusivity = 3e-4;
    for (const std::vector<double>& layers :
         {std::vector<double>{6}, {0.1, 1.9, 3, 1}, {9, 0.05, 2}}) {
        const DepthBasis basis(
            {layers, std::vector<LayerTransport>(layers.size(), transportOf(2.5, diffusivity)), 0});
        const double height = basis.column().height_mm();
        const Eigen::VectorXd rates = depthRates(basis);
        EXPECT_NEAR(rates[0], 0, 1e-15);
        for (int n = 1; n <= 5; ++n) {
            const double expected = diffusivity * std::pow(n * pi / height, 2);
            EXPECT_NEAR(rates[n], expected, 1e-6 * expected) << n << " in " << height << " mm";
        }
    }
}

// u = cos(p z) above and B cos(q (H - z)) below, with one value and one flux where they meet.
TEST(DepthBasis, TwoLayersDecayAtTheirTranscendentalRate) {
    const double h1 = 2, h2 = 4, k1 = 4.8, k2 = 0.6, d1 = 5e-5, d2 = 4e-4;
    const DepthBasis basis({{h1, h2}, {transportOf(k1, d1), transportOf(k2, d2)}, 0});
    const auto mismatch = [&](double rate) {
        const double p = std::sqrt(rate / d1), q = std::sqrt(rate / d2);
        return k1 * d1 * p * std::sin(p * h1) * std::cos(q * h2) +
               k2 * d2 * q * std::sin(q * h2) * std::cos(p * h1);
    };
    const Eigen::VectorXd rates = depthRates(basis);
    const double first = zeroBetween(1e-6, 1e-4, mismatch);
    EXPECT_NEAR(rates[1] / first, 1, 1e-7);
    const double second = zeroBetween(1.1 * first, 4 * first, mismatch);
    EXPECT_NEAR(rates[2] / second, 1, 1e-7);
}

// In a ball r u is a wave: u = (A sin k(r - R) + B cos k(r - R)) / r, without flux at both ends.
TEST(DepthBasis, AShellDecaysLikeASphericalWave) {
    const double radius = 60, height = 8, diffusivity = 2e-4;
    const DepthBasis basis(
        {{3, 5}, {transportOf(1.5, diffusivity), transportOf(1.5, diffusivity)}, 1 / radius});
    const auto flux = [&](double k) {
        const double x = -k * height;
        return (radius - height) * k * (std::cos(x) - radius * k * std::sin(x)) - std::sin(x) -
               radius * k * std::cos(x);
    };
    const Eigen::VectorXd rates = depthRates(basis);
    for (int n = 1; n <= 3; ++n) {
        const double k = zeroBetween((n - 0.5) * pi / height, (n + 0.5) * pi / height, flux);
        EXPECT_NEAR(rates[n] / (diffusivity * k * k), 1, 1e-7) << n;
        EXPECT_GT(std::abs(k * height / (n * pi) - 1), 1e-4) << "the bend can be told from none";
    }
}

TEST(DepthBasis, MassesAreTheLayersRoomTimesCapacity) {
    for (const double curvature : {0.0, 1.0 / 90, 1.0 / 45}) {
        const DepthBasis basis(scalpColumn(curvature));
        EXPECT_NEAR((basis.layerMass().colwise().sum().transpose() -
                     Eigen::VectorXd(basis.rootMass().cwiseAbs2()))
                        .norm(),
                    0, 1e-14);
        const auto below = [&](double z) { // integral of (1 - z / R)^2
            return z - z * z * curvature + z * z * z * curvature * curvature / 3;
        };
        double top = 0;
        for (int l = 0; l < 4; ++l) {
            const double bottom = top + basis.column().thickness_mm[l];
            EXPECT_NEAR(basis.layerMass().row(l).sum(),
                        basis.column().transports[l].capacity * (below(bottom) - below(top)),
                        1e-12);
            top = bottom;
        }
        EXPECT_NEAR(basis.column().height_mm(), 6, 1e-12);
        EXPECT_NEAR(basis.column().metricAt(3), std::pow(1 - 3 * curvature, 2), 1e-15);
    }
}

TEST(DepthBasis, WhatIsEvenStaysEven) {
    const DepthBasis basis(scalpColumn(1.0 / 90));
    EXPECT_NEAR((basis.conduction() * basis.rootMass()).norm(), 0,
                1e-12 * basis.conduction().norm());
}

TEST(DepthBasis, LossIsThatOfEachLayerByMass) {
    const DepthBasis basis(scalpColumn(1.0 / 90));
    const std::array<double, 4> one{7, 7, 7, 7}, four{0, 1e-3, 2e-3, 1e-4};
    EXPECT_NEAR((basis.loss(one).array() - 7).abs().maxCoeff(), 0, 1e-12);
    const Eigen::VectorXd loss = basis.loss(four);
    const Eigen::VectorXd mass = basis.rootMass().cwiseAbs2();
    double sum = 0;
    for (int l = 0; l < 4; ++l)
        sum += four[l] * basis.layerMass().row(l).sum();
    EXPECT_NEAR(loss.dot(mass), sum, 1e-15) << "what is lost of an even concentration";
    for (int i = 0; i < basis.size(); ++i) {
        const double z = basis.depths_mm()[i];
        if (z > 0.11 && z < 1.99) {
            EXPECT_NEAR(loss[i], 1e-3, 1e-15);
        }
        if (z > 2.01 && z < 4.99) {
            EXPECT_NEAR(loss[i], 2e-3, 1e-15);
        }
    }
}

TEST(DepthBasis, SpreadsAlongTheSkinAtTheDiffusivityOfTheLayer) {
    const DepthBasis flat(scalpColumn()), bent(scalpColumn(1.0 / 90));
    for (int i = 0; i < flat.size(); ++i) {
        const double z = flat.depths_mm()[i];
        if (z > 0.11) {
            EXPECT_NEAR(flat.lateral()[i], 6e-5, 1e-17) << "also where capacities meet";
            EXPECT_NEAR(bent.lateral()[i], 6e-5 / bent.column().metricAt(z), 1e-17);
        }
    }
}

// Readings of a cubic, whose values and means are known.
TEST(DepthBasis, ReadsValuesAndAverages) {
    const DepthBasis basis(scalpColumn(1.0 / 90));
    const auto cubic = [](double z) { return 1 + z - 0.3 * z * z + 0.04 * z * z * z; };
    const Eigen::VectorXd u = basis.depths_mm().unaryExpr(cubic);
    const std::array<double, 7> depths{0, 0.05, 0.1, 1.3, 2, 4.4, 6};
    const std::array<double, 7> capacity{0.8, 0.8, 4.8, 4.8, 2.4, 2.4, 4.8};
    const Eigen::VectorXd unbound = basis.values(depths, Measure::Unbound) * u;
    const Eigen::VectorXd total = basis.values(depths, Measure::Total) * u;
    for (int d = 0; d < 7; ++d) {
        EXPECT_NEAR(unbound[d], cubic(depths[d]), 1e-11);
        EXPECT_NEAR(total[d], capacity[d] * cubic(depths[d]), 1e-10) << "the deeper layer's";
    }
    const std::array<double, 2> outside{-0.01, 6.01};
    EXPECT_EQ(basis.values(outside, Measure::Total).norm(), 0);
    for (const auto& [from, to] : {std::pair{3.5, 4.5}, {1.5, 2.5}, {0.0, 6.0}, {0.02, 0.03}}) {
        double weight = 0, sum = 0, sumTotal = 0;
        constexpr int kSteps = 60000; // borders lie between two of them
        for (int i = 0; i < kSteps; ++i) {
            const double z = from + (to - from) * (i + 0.5) / kSteps;
            const double g = basis.column().metricAt(z);
            weight += g;
            sum += g * cubic(z);
            sumTotal += g * cubic(z) * (z < 0.1 ? 0.8 : z < 2 ? 4.8 : z < 5 ? 2.4 : 4.8);
        }
        const DepthRange range{Mm(from), Mm(to)};
        EXPECT_NEAR(basis.average(range, Measure::Unbound) * u, sum / weight, 1e-7);
        EXPECT_NEAR(basis.average(range, Measure::Total) * u, sumTotal / weight, 1e-7);
    }
}

TEST(DepthBasis, AveragesOneToOneAndNothingToZero) {
    const DepthBasis basis(scalpColumn(1.0 / 60));
    const Eigen::VectorXd one = Eigen::VectorXd::Ones(basis.size());
    for (const auto& [from, to] : {std::pair{0.0, 6.0}, {1.99, 2.01}, {5.0, 99.0}, {-3.0, 0.05}})
        EXPECT_NEAR(basis.average({Mm(from), Mm(to)}, Measure::Unbound) * one, 1, 1e-12);
    EXPECT_NEAR(basis.average({Mm(0.5), Mm(1.5)}, Measure::Total) * one, 4.8, 1e-12);
    EXPECT_EQ(basis.average({Mm(7), Mm(8)}, Measure::Total).norm(), 0);
    EXPECT_EQ(basis.average({Mm(3), Mm(3)}, Measure::Total).norm(), 0);
}

TEST(DepthBasis, NodesGrowFinerWhereCapacitiesJump) {
    TissueColumn steep = scalpColumn();
    steep.transports[1].capacity = 100;
    const DepthBasis plain(scalpColumn()), jumps(steep);
    const auto within = [](const DepthBasis& basis, double from, double to) {
        return ((basis.depths_mm().array() > from) && (basis.depths_mm().array() < to)).count();
    };
    EXPECT_GT(within(jumps, 1.5, 2.5), within(plain, 1.5, 2.5) + 4);
}

} // namespace
} // namespace meso::sim
