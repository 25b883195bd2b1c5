#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace meso {

/// 64-bit FNV-1a over a stream of plain values: names the content of an input, so that a result can
/// say which input it belongs to. Not for security. Format: Fowler-Noll-Vo, IETF
/// draft-eastlake-fnv.
class Hasher {
public:
    void bytes(const void* data, std::size_t size) {
        const auto* p = static_cast<const unsigned char*>(data);
        for (std::size_t i = 0; i < size; ++i)
            state_ = (state_ ^ p[i]) * 0x100000001B3ULL;
    }
    /// Adds a number; every bit of it counts.
    template <class T>
    requires std::is_arithmetic_v<T>
    void add(T value) { bytes(&value, sizeof value); }
    /// Eight bytes at once, for long lists. The turn carries high bits down, so that two flipped
    /// signs do not undo each other.
    void word(std::uint64_t bits) {
        state_ = std::rotl((state_ ^ bits) * 0x9E3779B97F4A7C15ULL, 29);
    }
    void add(std::string_view text) {
        add(text.size());
        bytes(text.data(), text.size());
    }
    template <class T>
    requires std::is_arithmetic_v<T>
    void add(std::span<const T> values) {
        add(values.size());
        bytes(values.data(), values.size_bytes());
    }
    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

} // namespace meso
