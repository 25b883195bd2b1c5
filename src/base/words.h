#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

/// Values and the words that they are written as, in files, on the command line and on the screen:
/// one constexpr table each, which pairs them, so that no order has to agree with another.
namespace meso {

template <class T>
struct Word {
    T value;
    std::string_view word;
};

/// In the order in which the words are offered.
template <class T, std::size_t kCount>
using WordTable = std::array<Word<T>, kCount>;

/// The word of a value; empty where the table lacks it.
template <class T, std::size_t kCount>
constexpr std::string_view wordOf(const WordTable<T, kCount>& table, const T& value) {
    for (const Word<T>& entry : table)
        if (entry.value == value)
            return entry.word;
    return {};
}

/// The value of a word, which is compared letter by letter; empty where the table lacks it.
template <class T, std::size_t kCount>
constexpr std::optional<T> valueOf(const WordTable<T, kCount>& table, std::string_view word) {
    for (const Word<T>& entry : table)
        if (entry.word == word)
            return entry.value;
    return std::nullopt;
}

/// Whether an enum names this value: a compiler prints one without a name as "(Enum)4".
template <auto kValue>
constexpr bool isEnumerator() {
    return std::string_view(__PRETTY_FUNCTION__).find("kValue = (") == std::string_view::npos;
}

/// Whether a table holds every value of an enum that counts from 0, each once and with a word of
/// its own. For a static_assert beside the table: it fails as soon as the enum gets another value.
template <class Enum, std::size_t kCount>
constexpr bool hasEveryValue(const WordTable<Enum, kCount>& table) {
    std::array<bool, kCount> isThere{};
    for (std::size_t i = 0; i < kCount; ++i) {
        const auto at = static_cast<std::size_t>(table[i].value);
        if (at >= kCount || isThere[at] || table[i].word.empty() ||
            valueOf(table, table[i].word) != table[i].value)
            return false;
        isThere[at] = true;
    }
    return !isEnumerator<static_cast<Enum>(kCount)>();
}

} // namespace meso
