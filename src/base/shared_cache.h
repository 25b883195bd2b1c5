#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <typeinfo>
#include <unordered_map>
#include <utility>

#include "base/hash.h"

namespace meso {

/// Keeps values that are dear to make, by the hash of what they are made from, until they fill more
/// than a number of bytes; those that were not asked for longest go first. Values are immutable and
/// shared. Any thread may ask; two that ask for the same at once may both make it.
class SharedCache {
public:
    explicit SharedCache(std::size_t maxBytes) : maxBytes_(maxBytes) {}

    /// The value of this key and type, or what `make` returns (a std::shared_ptr<const T>), which
    /// counts as bytesOf(value).
    template <class T, class Make, class BytesOf>
    std::shared_ptr<const T> get(std::uint64_t key, const Make& make, const BytesOf& bytesOf) {
        Hasher typed;
        typed.add(key);
        typed.add(typeid(T).hash_code());
        if (auto found = find(typed.value()))
            return std::static_pointer_cast<const T>(found);
        std::shared_ptr<const T> made = make();
        keep(typed.value(), made, bytesOf(*made));
        return made;
    }
    [[nodiscard]] std::size_t bytes() const {
        const std::scoped_lock lock(mutex_);
        return bytes_;
    }

private:
    struct Entry {
        std::shared_ptr<const void> value;
        std::size_t bytes = 0;
        std::uint64_t asked = 0;
    };
    std::shared_ptr<const void> find(std::uint64_t key) {
        const std::scoped_lock lock(mutex_);
        const auto found = entries_.find(key);
        if (found == entries_.end())
            return nullptr;
        found->second.asked = ++clock_;
        return found->second.value;
    }
    void keep(std::uint64_t key, std::shared_ptr<const void> value, std::size_t bytes) {
        const std::scoped_lock lock(mutex_);
        if (!entries_.try_emplace(key, Entry{std::move(value), bytes, ++clock_}).second)
            return;
        bytes_ += bytes;
        while (bytes_ > maxBytes_ && entries_.size() > 1) {
            const auto oldest = std::min_element(
                entries_.begin(), entries_.end(),
                [](const auto& a, const auto& b) { return a.second.asked < b.second.asked; });
            bytes_ -= oldest->second.bytes;
            entries_.erase(oldest);
        }
    }

    std::size_t maxBytes_;
    mutable std::mutex mutex_;
    std::unordered_map<std::uint64_t, Entry> entries_;
    std::size_t bytes_ = 0;
    std::uint64_t clock_ = 0;
};

} // namespace meso
