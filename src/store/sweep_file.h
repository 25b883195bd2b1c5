#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace meso::store {

/// A number, or a word such as the id of a compound.
using SweepValue = std::variant<double, std::string>;

/// The values of one run, by name of the parameter.
using SweepPoint = std::vector<std::pair<std::string, SweepValue>>;

/// Which parameters to vary and through which values; every combination is one run.
struct SweepGrid {
    struct Axis {
        std::string name;
        std::vector<SweepValue> values; ///< at least one
    };
    std::vector<Axis> axes; ///< by name
    /// How many combinations there are; 1 without axes.
    [[nodiscard]] std::size_t runs() const;
    /// The combination of a run, below runs(). The last axis changes fastest.
    [[nodiscard]] SweepPoint point(std::size_t run) const;
};

/// At most this many runs in one grid.
inline constexpr std::size_t kMaxSweepRuns = 1'000'000;

/// Reads `{"volume_ml": [0.02, 0.05], "compound": ["minoxidil"]}`. `name` is the file as messages
/// show it. Fails, naming the parameter, when a list is missing, empty or holds something else than
/// numbers and words, and when there are more than kMaxSweepRuns combinations.
Result<SweepGrid> readSweepGrid(std::string_view bytes, const std::string& name);

} // namespace meso::store
