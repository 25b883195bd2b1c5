#include "base/words.h"

#include <gtest/gtest.h>

namespace meso {
namespace {

enum class Fruit { Apple, Pear, Plum };

constexpr WordTable<Fruit, 3> kFruits{
    {{Fruit::Pear, "pear"}, {Fruit::Apple, "apple"}, {Fruit::Plum, "plum"}}};
static_assert(hasEveryValue(kFruits));

TEST(Words, ValueAndWordAreInverse) {
    for (const auto& [value, word] : kFruits) {
        EXPECT_EQ(wordOf(kFruits, value), word);
        EXPECT_EQ(valueOf(kFruits, word), value);
    }
    EXPECT_EQ(wordOf(kFruits, static_cast<Fruit>(3)), "");
    for (const char* other : {"", "Apple", "apple ", "fig"})
        EXPECT_EQ(valueOf(kFruits, other), std::nullopt) << other;
}

TEST(Words, ATableHasEveryValueOnceAndAWordEach) {
    EXPECT_TRUE(isEnumerator<Fruit::Plum>());
    EXPECT_FALSE(isEnumerator<static_cast<Fruit>(3)>());
    EXPECT_FALSE(
        hasEveryValue(WordTable<Fruit, 2>{{{Fruit::Apple, "apple"}, {Fruit::Pear, "pear"}}}))
        << "the last is missing";
    EXPECT_FALSE(
        hasEveryValue(WordTable<Fruit, 2>{{{Fruit::Apple, "apple"}, {Fruit::Plum, "plum"}}}))
        << "one between is missing";
    EXPECT_FALSE(hasEveryValue(WordTable<Fruit, 3>{
        {{Fruit::Apple, "apple"}, {Fruit::Apple, "pear"}, {Fruit::Plum, "plum"}}}))
        << "a value is there twice";
    EXPECT_FALSE(hasEveryValue(WordTable<Fruit, 3>{
        {{Fruit::Apple, "apple"}, {Fruit::Pear, "apple"}, {Fruit::Plum, "plum"}}}))
        << "a word is there twice";
    EXPECT_FALSE(hasEveryValue(
        WordTable<Fruit, 3>{{{Fruit::Apple, "apple"}, {Fruit::Pear, ""}, {Fruit::Plum, "plum"}}}))
        << "a word is missing";
}

} // namespace
} // namespace meso
