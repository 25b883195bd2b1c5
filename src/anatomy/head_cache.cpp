#include "anatomy/head_cache.h"

#include <array>
#include <cstring>
#include <string>
#include <system_error>

#include "base/file.h"
#include "base/hash.h"

namespace meso::anatomy {

namespace {

/// Change it whenever the fit, the warp, the grid or this format changes.
constexpr std::uint32_t kCacheVersion = 1;
constexpr std::uint32_t kMaxRadii = 1U << 22;
constexpr std::size_t kMaxCacheBytes = std::size_t{1} << 25;

/// Everything of fixed size, in the order of the file. Plain numbers without gaps.
struct FixedPart {
    std::array<char, 8> magic{'m', 'e', 's', 'o', 'f', 'i', 't', '\n'};
    std::uint32_t version = kCacheVersion;
    std::int32_t frequency = 0;
    std::uint64_t key = 0;
    std::array<double, 6> warp{};
    std::array<double, 7> reached{};
    std::uint64_t radii = 0;
};
static_assert(sizeof(FixedPart) == 8 + 8 + 8 + 13 * 8 + 8);

std::uint64_t cacheChecksum(std::string_view bytes) {
    Hasher hasher;
    hasher.bytes(bytes.data(), bytes.size());
    return hasher.value();
}

std::filesystem::path fileOf(const std::filesystem::path& folder, std::uint64_t key) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string name = "head-";
    for (int shift = 60; shift >= 0; shift -= 4)
        name += kDigits[(key >> shift) & 15];
    return folder / (name + ".mesofit");
}

FixedPart packed(const HeadRecord& record, std::uint64_t key) {
    const HeadWarp& w = record.warp;
    const MeasuredHead& m = record.reached;
    FixedPart head;
    head.frequency = record.frequency;
    head.key = key;
    head.warp = {w.scaleX, w.scaleY, w.scaleZ, w.squareH, w.squareS, w.squareC};
    head.reached = {m.length.value(),           m.breadth.value(),
                    m.circumference.value(),    m.nasionInionArc.value(),
                    m.tragusArcFrontal.value(), m.tragusArcThroughCz.value(),
                    m.tragionToTop.value()};
    head.radii = record.radius_mm.size();
    return head;
}

HeadRecord unpacked(const FixedPart& head) {
    HeadRecord record;
    const auto& w = head.warp;
    const auto& m = head.reached;
    record.warp = {w[0], w[1], w[2], w[3], w[4], w[5]};
    record.reached = {Mm(m[0]), Mm(m[1]), Mm(m[2]), Mm(m[3]), Mm(m[4]), Mm(m[5]), Mm(m[6])};
    record.frequency = head.frequency;
    return record;
}

} // namespace

std::uint64_t cacheKey(const HeadMeasurements& asked, std::uint64_t baseHash) {
    Hasher hasher;
    hasher.add(kCacheVersion);
    hasher.add(baseHash);
    hasher.add(asked.style);
    for (const auto& measure : {asked.length, asked.breadth, asked.circumference,
                                asked.nasionInionArc, asked.tragusArc}) {
        hasher.add(measure.has_value());
        hasher.add(measure.value_or(Mm(0)).value());
    }
    hasher.add(static_cast<int>(asked.tragusArcKind));
    hasher.add(asked.hairUnderTape.value());
    return hasher.value();
}

std::optional<HeadRecord> readHeadRecord(const std::filesystem::path& folder, std::uint64_t key) {
    if (folder.empty())
        return std::nullopt;
    const auto file = readFile(fileOf(folder, key), kMaxCacheBytes);
    if (!file || file->size() < sizeof(FixedPart) + sizeof(std::uint64_t))
        return std::nullopt;
    const std::string_view content(file->data(), file->size() - sizeof(std::uint64_t));
    std::uint64_t checksum = 0;
    std::memcpy(&checksum, file->data() + content.size(), sizeof checksum);
    FixedPart head;
    std::memcpy(&head, content.data(), sizeof head);
    const bool isOurs = head.magic == FixedPart{}.magic && head.version == kCacheVersion &&
                        head.key == key && checksum == cacheChecksum(content);
    if (!isOurs || head.radii > kMaxRadii ||
        content.size() != sizeof head + head.radii * sizeof(float))
        return std::nullopt;
    HeadRecord record = unpacked(head);
    record.radius_mm.resize(head.radii);
    std::memcpy(record.radius_mm.data(), content.data() + sizeof head, head.radii * sizeof(float));
    return record;
}

Status writeHeadRecord(const HeadRecord& record, const std::filesystem::path& folder,
                       std::uint64_t key) {
    if (folder.empty())
        return Error{"There is no folder to remember heads in."};
    makeOwnFolder(folder); // writeFile says what is wrong with it
    const FixedPart head = packed(record, key);
    std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
    bytes.append(reinterpret_cast<const char*>(record.radius_mm.data()),
                 record.radius_mm.size() * sizeof(float));
    const std::uint64_t checksum = cacheChecksum(bytes);
    bytes.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
    return writeFile(fileOf(folder, key), bytes, Access::OwnAlways);
}

} // namespace meso::anatomy
