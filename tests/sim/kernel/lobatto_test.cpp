#include "sim/kernel/lobatto.h"

#include <cmath>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

Eigen::VectorXd powersOf(const Eigen::VectorXd& x, int exponent) {
    return x.unaryExpr([exponent](double at) { return std::pow(at, exponent); });
}

double integralOfPower(int exponent) {
    return exponent % 2 == 1 ? 0 : 2.0 / (exponent + 1);
}

TEST(Lobatto, IntegratesPolynomialsUpToTwiceItsDegreeLessOne) {
    for (int degree = 1; degree <= 16; ++degree) {
        const Lobatto rule = lobatto(degree);
        for (int exponent = 0; exponent < 2 * degree; ++exponent)
            EXPECT_NEAR(rule.weights.dot(powersOf(rule.nodes, exponent)), integralOfPower(exponent),
                        1e-13)
                << "x^" << exponent << " with degree " << degree;
    }
    for (int degree = 1; degree <= 5; ++degree) {
        const Lobatto rule = lobatto(degree);
        EXPECT_GT(std::abs(rule.weights.dot(powersOf(rule.nodes, 2 * degree)) -
                           integralOfPower(2 * degree)),
                  1e-3)
            << "and no further";
    }
}

TEST(Lobatto, DifferentiatesPolynomialsOfItsDegree) {
    for (int degree = 1; degree <= 16; ++degree) {
        const Lobatto rule = lobatto(degree);
        EXPECT_NEAR((rule.derivative * Eigen::VectorXd::Ones(degree + 1)).norm(), 0, 1e-11);
        for (int exponent = 1; exponent <= degree; ++exponent) {
            const Eigen::VectorXd slope = rule.derivative * powersOf(rule.nodes, exponent);
            EXPECT_NEAR((slope - exponent * powersOf(rule.nodes, exponent - 1)).norm(), 0, 1e-10)
                << "x^" << exponent << " with degree " << degree;
        }
    }
}

// Abramowitz & Stegun, table 25.6.
TEST(Lobatto, HasThePublishedNodes) {
    const Lobatto four = lobatto(4), five = lobatto(5);
    EXPECT_NEAR(four.nodes[3], std::sqrt(3.0 / 7), 1e-15);
    EXPECT_NEAR(four.weights[2], 32.0 / 45, 1e-15);
    EXPECT_NEAR(five.nodes[4], 0.76505532, 1e-8);
    EXPECT_NEAR(five.weights[4], 0.37847496, 1e-8);
    EXPECT_EQ(five.nodes[0], -1);
    EXPECT_EQ(five.nodes[5], 1);
}

} // namespace
} // namespace meso::sim
