#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/words.h"

namespace meso::store {

/// Parses untrusted bytes. Refuses what is not UTF-8, not JSON, nested deeper
/// than 32, or names a key twice in one object. `name` is the file as messages show it.
Result<nlohmann::json> parseJson(std::string_view bytes, const std::string& name);

/// Reads fields of a JSON object strictly: right kind, within bounds, nothing missing, nothing
/// unknown. The first fault is kept with the path of its field, later ones are ignored, and every
/// call after it returns a default; ask fault() once at the end.
class JsonReader {
public:
    /// The root of a file. `fault` outlives the reader and all readers made from it.
    JsonReader(const nlohmann::json& node, std::string path, std::string& fault)
        : node_(&node), path_(std::move(path)), fault_(&fault) {}

    /// Fails when the object has a key that is not listed.
    void allowOnly(std::initializer_list<std::string_view> keys) const;
    [[nodiscard]] bool has(std::string_view key) const;

    /// A finite number in [low, high].
    [[nodiscard]] double number(std::string_view key, double low, double high) const;
    /// The same, empty where the key is absent or null.
    [[nodiscard]] std::optional<double> optionalNumber(std::string_view key, double low,
                                                       double high) const;
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t low,
                                       std::int64_t high) const;
    [[nodiscard]] std::uint64_t whole(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key, std::size_t maxBytes) const;
    /// Absent: empty.
    [[nodiscard]] std::string optionalText(std::string_view key, std::size_t maxBytes) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    /// One of the listed words; the first of them on a fault.
    [[nodiscard]] std::string oneOf(std::string_view key,
                                    std::initializer_list<std::string_view> words) const {
        return listed(key, {words.begin(), words.size()});
    }
    /// The value of one of the table's words; that of the first on a fault.
    template <class T, std::size_t kCount>
    [[nodiscard]] T choice(std::string_view key, const WordTable<T, kCount>& table) const {
        std::array<std::string_view, kCount> words;
        for (std::size_t i = 0; i < kCount; ++i)
            words[i] = table[i].word;
        return valueOf(table, listed(key, words)).value_or(table[0].value);
    }
    /// The numbers of a fixed-length or free list.
    [[nodiscard]] std::vector<double> numbers(std::string_view key, std::size_t least,
                                              std::size_t most, double low, double high) const;
    /// A list of at most `most` texts.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::size_t most,
                                                 std::size_t maxBytes) const;

    /// Runs `read` on the object under `key`.
    void object(std::string_view key, const std::function<void(const JsonReader&)>& read) const;
    /// Runs `read` on each object of the list under `key`, at most `most` of them.
    void objects(std::string_view key, std::size_t most,
                 const std::function<void(const JsonReader&)>& read) const;

    /// Notes a fault of this object's own, e.g. a duplicate id.
    void fail(const std::string& what) const;
    [[nodiscard]] bool failed() const { return !fault_->empty(); }

private:
    [[nodiscard]] std::string listed(std::string_view key,
                                     std::span<const std::string_view> words) const;
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
    [[nodiscard]] const nlohmann::json* need(std::string_view key) const;
    [[nodiscard]] double checked(const nlohmann::json& value, const std::string& where, double low,
                                 double high) const;
    [[nodiscard]] std::string where(std::string_view key) const;
    void note(const std::string& where, const std::string& what) const;

    const nlohmann::json* node_;
    std::string path_;
    std::string* fault_;
};

} // namespace meso::store
