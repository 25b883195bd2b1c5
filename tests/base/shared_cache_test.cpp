#include "base/shared_cache.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace meso {
namespace {

constexpr std::size_t kUnit = 10; // bytes of every value below

std::shared_ptr<const int> keptNumber(SharedCache& cache, std::uint64_t key, int value,
                                      int* made = nullptr) {
    return cache.get<int>(
        key,
        [&] {
            if (made)
                ++*made;
            return std::make_shared<const int>(value);
        },
        [](int) { return kUnit; });
}

TEST(SharedCache, MakesAValueOnceAndSharesIt) {
    SharedCache cache(100);
    int made = 0;
    const auto first = keptNumber(cache, 1, 7, &made), again = keptNumber(cache, 1, 8, &made);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(first, again) << "the very same value";
    EXPECT_EQ(*again, 7);
    EXPECT_EQ(cache.bytes(), kUnit);
}

TEST(SharedCache, KeepsTypesApart) {
    SharedCache cache(100);
    keptNumber(cache, 1, 7);
    const auto word = cache.get<std::string>(
        1, [] { return std::make_shared<const std::string>("seven"); },
        [](const std::string&) { return kUnit; });
    EXPECT_EQ(*word, "seven");
    EXPECT_EQ(*keptNumber(cache, 1, 0), 7);
    EXPECT_EQ(cache.bytes(), 2 * kUnit);
}

TEST(SharedCache, DropsWhatWasNotAskedForLongest) {
    SharedCache cache(3 * kUnit);
    for (const int key : {1, 2, 3})
        keptNumber(cache, key, key);
    keptNumber(cache, 1, 0); // now 2 is the oldest
    keptNumber(cache, 4, 4);
    EXPECT_EQ(cache.bytes(), 3 * kUnit);
    int made = 0;
    for (const int key : {1, 3, 4})
        keptNumber(cache, key, 0, &made);
    EXPECT_EQ(made, 0);
    keptNumber(cache, 2, 2, &made);
    EXPECT_EQ(made, 1);
}

TEST(SharedCache, WhatWasDroppedStaysWithThoseThatHoldIt) {
    SharedCache cache(kUnit);
    const auto held = keptNumber(cache, 1, 7);
    keptNumber(cache, 2, 8);
    EXPECT_EQ(*held, 7);
    EXPECT_NE(keptNumber(cache, 1, 7), held) << "it had to be made again";
}

TEST(SharedCache, HoldsOneValueThatIsTooLarge) {
    SharedCache cache(1);
    int made = 0;
    keptNumber(cache, 1, 7, &made);
    EXPECT_EQ(*keptNumber(cache, 1, 0, &made), 7);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(cache.bytes(), kUnit);
}

TEST(SharedCache, AFailedMakeLeavesNothingBehind) {
    SharedCache cache(100);
    const auto fail = [&] {
        return cache.get<int>(
            1, []() -> std::shared_ptr<const int> { throw std::bad_alloc(); },
            [](int) { return kUnit; });
    };
    EXPECT_THROW(fail(), std::bad_alloc);
    EXPECT_EQ(cache.bytes(), 0U);
    EXPECT_EQ(*keptNumber(cache, 1, 3), 3);
}

TEST(SharedCache, GivesEveryThreadTheRightValue) {
    SharedCache cache(5 * kUnit); // so that values come and go
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&cache, &wrong, t] {
                for (int i = 0; i < 2000; ++i) {
                    const int key = (i * (2 * t + 1)) % 11;
                    if (*keptNumber(cache, static_cast<std::uint64_t>(key), 3 * key) != 3 * key)
                        ++wrong;
                }
            });
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(cache.bytes(), 5 * kUnit);
}

} // namespace
} // namespace meso
