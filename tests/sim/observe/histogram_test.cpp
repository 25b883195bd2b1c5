#include "sim/observe/histogram.h"

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

Target tenPlaces(double weight_mm2 = 1) {
    return targetOf(std::vector<double>(10, weight_mm2));
}

const std::vector<float> kField{0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F, 0.7F, 0.8F, 0.9F, 1.0F};

TEST(CumulativeHistogram, OfARampFallsOnAStraightLine) {
    const CumulativeHistogram h = cumulativeHistogram(kField, tenPlaces(), 11);
    ASSERT_EQ(h.levels.size(), 11U);
    EXPECT_EQ(h.shares.front(), 1);
    EXPECT_EQ(h.levels.back(), 1);
    EXPECT_EQ(h.area, Mm2(10));
    EXPECT_NEAR(h.shares.back(), 0.1, 1e-12) << "the highest level is reached by its own place";
    for (std::size_t i = 1; i < h.levels.size(); ++i)
        EXPECT_LE(h.shares[i], h.shares[i - 1]);
    EXPECT_NEAR(cumulativeHistogram(kField, tenPlaces(), 5).shares[2], 0.6, 1e-12) << "from 0.5";
}

// Its twin: counting every place at every level.
TEST(CumulativeHistogram, WeighsEveryPlaceByItsArea) {
    std::vector<double> weights;
    std::vector<float> field;
    for (int i = 0; i < 200; ++i) {
        weights.push_back(i % 7 * 0.3);
        field.push_back(static_cast<float>((i * 37) % 101) / 50);
    }
    const CumulativeHistogram h = cumulativeHistogram(field, targetOf(weights), 23);
    for (std::size_t k = 0; k < h.levels.size(); ++k) {
        double reached = 0, all = 0;
        for (std::size_t i = 0; i < field.size(); ++i) {
            all += weights[i];
            reached += static_cast<double>(field[i]) >= h.levels[k] ? weights[i] : 0;
        }
        EXPECT_NEAR(h.shares[k], reached / all, 1e-12) << h.levels[k];
    }
}

TEST(CumulativeHistogram, LeavesOutWhatHasNoAreaAndCountsZeros) {
    std::vector<float> field = kField;
    field.push_back(99);
    std::vector<double> weights(10, 1);
    weights.push_back(0);
    const CumulativeHistogram h = cumulativeHistogram(field, targetOf(weights), 3);
    EXPECT_EQ(h.levels.back(), 1);
    const CumulativeHistogram zeros =
        cumulativeHistogram({std::vector<float>(10, 0)}, tenPlaces(), 3);
    EXPECT_EQ(zeros.levels, (std::vector<double>{0, 0, 0}));
    EXPECT_EQ(zeros.shares, (std::vector<double>{1, 1, 1}));
}

TEST(CumulativeHistogram, OfNoAreaIsZero) {
    const CumulativeHistogram h = cumulativeHistogram(kField, tenPlaces(0), 3);
    EXPECT_EQ(h.shares, (std::vector<double>{0, 0, 0}));
}

} // namespace
} // namespace meso::sim
