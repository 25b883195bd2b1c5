#include "sim/observe/homogeneity.h"

#include <cmath>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

// 1000 places of equal area with the values 0.001, 0.002 .. 1: the uniform distribution.
const std::vector<double> kEven(1000, 0.5);

std::vector<float> ramp() {
    std::vector<float> field;
    for (int i = 1; i <= 1000; ++i)
        field.push_back(static_cast<float>(i) / 1000);
    return field;
}

TEST(Homogeneity, OfARampIsThatOfTheUniformDistribution) {
    const auto h = homogeneity(ramp(), kEven);
    ASSERT_TRUE(h.has_value());
    EXPECT_NEAR(h->mean, 0.5005, 1e-6);
    EXPECT_NEAR(h->d98, 0.021, 1e-6);
    EXPECT_NEAR(h->d95, 0.051, 1e-6);
    EXPECT_NEAR(h->d50, 0.501, 1e-6);
    EXPECT_NEAR(h->d5, 0.951, 1e-6);
    EXPECT_NEAR(h->d2, 0.981, 1e-6);
    EXPECT_NEAR(h->cv, std::sqrt(1 / 12.0) / 0.5, 2e-3);
    EXPECT_NEAR(*h->hiIndex, 0.96 / 0.501, 1e-5);
}

TEST(Homogeneity, OfAnEvenFieldIsPerfect) {
    const auto h = homogeneity(std::vector<float>(1000, 0.25F), kEven);
    ASSERT_TRUE(h.has_value());
    EXPECT_NEAR(h->cv, 0, 1e-12);
    EXPECT_EQ(*h->hiIndex, 0);
    EXPECT_EQ(h->d95, 0.25);
}

TEST(Homogeneity, WeighsByAreaAndLeavesOutWhatHasNone) {
    const std::vector<float> field{1, 3, 99};
    const auto h = homogeneity(field, std::vector<double>{3, 1, 0});
    ASSERT_TRUE(h.has_value());
    EXPECT_DOUBLE_EQ(h->mean, 1.5);
    EXPECT_DOUBLE_EQ(h->d50, 1);
    EXPECT_DOUBLE_EQ(h->d5, 3);
    EXPECT_NEAR(h->cv, std::sqrt(0.75) / 1.5, 1e-12);
}

TEST(Homogeneity, GuardsAgainstAMedianOfNothing) {
    std::vector<float> field(1000, 0);
    for (int i = 0; i < 400; ++i)
        field[i] = 1;
    const auto h = homogeneity(field, kEven);
    ASSERT_TRUE(h.has_value());
    EXPECT_FALSE(h->hiIndex.has_value());
    EXPECT_EQ(h->d95, 0);
    EXPECT_FALSE(homogeneity(field, std::vector<double>(1000, 0)).has_value());
}

TEST(Conformity, IsOneOnlyWhereReachedAndTargetAgree) {
    EXPECT_DOUBLE_EQ(*conformity(Mm2(10), Mm2(10), Mm2(10)), 1);
    EXPECT_DOUBLE_EQ(*conformity(Mm2(5), Mm2(10), Mm2(10)), 0.25);
    EXPECT_DOUBLE_EQ(*conformity(Mm2(10), Mm2(40), Mm2(10)), 0.25) << "spill costs too";
    EXPECT_FALSE(conformity(Mm2(0), Mm2(0), Mm2(10)).has_value());
    EXPECT_FALSE(conformity(Mm2(0), Mm2(10), Mm2(0)).has_value());
}

} // namespace
} // namespace meso::sim
