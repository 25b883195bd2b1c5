#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/head_warp.h"
#include "base/result.h"

namespace meso::anatomy {

/// What is slow to find about a head: with it and the base a head is finished in a moment, bit for
/// bit the same.
struct HeadRecord {
    HeadWarp warp;
    MeasuredHead reached;
    int frequency = 0;            ///< of the scalp grid
    std::vector<float> radius_mm; ///< of the scalp grid
};

/// Names the record of a request: equal key, equal head. Covers the measurements, the base and the
/// version of this program's head.
std::uint64_t cacheKey(const HeadMeasurements& asked, std::uint64_t baseHash);

/// The record of this key. Empty when there is none, or when it is damaged or of another version:
/// then it has to be found again.
std::optional<HeadRecord> readHeadRecord(const std::filesystem::path& folder, std::uint64_t key);

/// Keeps a record for next time, whole or not at all; the folder is made when missing. Fails when
/// the folder cannot be written. The file is for this machine only (its byte order).
Status writeHeadRecord(const HeadRecord& record, const std::filesystem::path& folder,
                       std::uint64_t key);

} // namespace meso::anatomy
