#include <gtest/gtest.h>

#include <set>

#include "base/hash.h"
#include "base/random.h"
#include "base/result.h"
#include "base/units.h"

namespace meso {
namespace {

TEST(Units, ArithmeticKeepsTheKind) {
    EXPECT_EQ(MgPerMl(5) * Ml(2), Mg(10));
    EXPECT_EQ(Mm(3) * Mm(4), Mm2(12));
    EXPECT_DOUBLE_EQ(toCm2(fromCm2(35)), 35);
    EXPECT_DOUBLE_EQ(Mm(10) / Mm(4), 2.5);
    EXPECT_LT(Mm(1), Mm(2));
    static_assert(!std::is_convertible_v<double, Mm>);
    static_assert(!std::is_convertible_v<Mm, Ml>);
}

TEST(Result, HoldsAValueOrAReason) {
    const Result<int> good = 3;
    const Result<int> bad = Error{"no"};
    EXPECT_EQ(*good, 3);
    EXPECT_EQ(bad.error().message, "no");
    EXPECT_DEATH((void)*bad, "holds an error");
}

TEST(Random, StreamIsTheSameEverywhere) {
    // First outputs of SplitMix64 for seed 0, as published with the algorithm.
    Random random(0);
    EXPECT_EQ(random.next(), 0xE220A8397B1DCDAFULL);
    EXPECT_EQ(random.next(), 0x6E789E6AA1B965F4ULL);
    EXPECT_EQ(random.next(), 0x06C45D188009454FULL);
}

TEST(Random, UniformAndNormalHaveTheirMoments) {
    Random random(7);
    double sum = 0;
    double squares = 0;
    double uniform = 0;
    std::set<std::uint64_t> seen;
    constexpr int kCount = 100000;
    for (int i = 0; i < kCount; ++i) {
        const double n = random.normal();
        sum += n;
        squares += n * n;
        uniform += random.uniform();
        seen.insert(random.below(5));
    }
    EXPECT_NEAR(sum / kCount, 0, 0.02);
    EXPECT_NEAR(squares / kCount, 1, 0.02);
    EXPECT_NEAR(uniform / kCount, 0.5, 0.01);
    EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST(Hash, MatchesThePublishedVectors) {
    Hasher h;
    h.bytes("foobar", 6);
    EXPECT_EQ(h.value(), 0x85944171F73967E8ULL);
}

} // namespace
} // namespace meso
