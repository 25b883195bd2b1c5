#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "clinic/compound.h"
#include "store/json_lines.h"
#include "store/json_reader.h"

/// What the readers of the data files share; for .cpp files of this room.
namespace meso::store {

inline constexpr std::size_t kMaxBytes = 4 << 20;
inline constexpr std::size_t kMaxEntries = 1000; ///< of a list
inline constexpr std::size_t kLongText = 2000;   ///< bytes of a source or remark

/// What a file calls itself. Versions from `oldest` to `newest` are read.
struct Schema {
    std::string name;
    int oldest = 1, newest = 1;
};

inline void checkVersion(const JsonReader& reader, const Schema& schema, std::int64_t version) {
    if (version > schema.newest)
        reader.fail("has version " + std::to_string(version) + "; this program reads up to " +
                    std::to_string(schema.newest) + ", so a newer program wrote it");
    if (version < schema.oldest)
        reader.fail("has version " + std::to_string(version) + ", which lacks values that are " +
                    "needed now; enter your changes again in the shipped file of version " +
                    std::to_string(schema.newest));
}

/// Reads a data file: `read` fills the value from the root object and the file's version.
template <class T, class Read>
Result<T> readData(const std::filesystem::path& file, const Schema& schema, Read read) {
    const auto bytes = readFile(file, kMaxBytes);
    if (!bytes)
        return bytes.error();
    const auto root = parseJson(*bytes, file.string());
    if (!root)
        return root.error();
    std::string fault;
    const std::string prefix = file.string() + ":";
    const JsonReader reader(*root, prefix, fault);
    (void)reader.oneOf("schema", {schema.name});
    const std::int64_t version = reader.integer("version", 1, 1000);
    checkVersion(reader, schema, version);
    (void)reader.optionalText("about", kLongText);
    T value;
    read(reader, value, version);
    if (!fault.empty())
        return Error{withLine(fault, prefix, *bytes)};
    return value;
}

/// Notes a fault where an id is empty or was seen before.
inline void requireNewId(const JsonReader& reader, std::set<std::string>& seen,
                         const std::string& id) {
    if (id.empty())
        reader.fail("has an empty id");
    if (!seen.insert(id).second)
        reader.fail("repeats the id \"" + id + "\"");
}

/// A pair of ends in increasing order, each from `low` to `high`; empty where the key is absent.
inline std::optional<clinic::ValueRange> maybeRange(const JsonReader& reader, const char* key,
                                                    double low, double high) {
    if (!reader.has(key))
        return std::nullopt;
    const std::vector<double> ends = reader.numbers(key, 2, 2, low, high);
    if (ends.size() < 2)
        return std::nullopt;
    if (ends[0] > ends[1])
        reader.fail("must have the ends of " + std::string(key) + " in increasing order");
    return clinic::ValueRange{ends[0], ends[1]};
}

} // namespace meso::store
