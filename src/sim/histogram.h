#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/units.h"
#include "sim/sim_result.h"

namespace meso::sim {

/// The vertices of a treatment area and how much of it each stands for.
struct Target {
    std::vector<double> weights_mm2; ///< per surface vertex
    std::vector<char> solved;        ///< per surface vertex: a run computed something there
    Mm2 area{0};                     ///< all of it
    Mm2 unsolved{0};                 ///< the part that no run has seen
};

/// The treatment area as a run has seen it. weights_mm2: one entry per surface vertex.
Target targetOf(const SimResult& result, std::span<const double> weights_mm2);

/// What share of an area gets how much, cumulated from above, as in the dose-volume histograms of
/// radiotherapy. Places that were not solved count as receiving nothing, and are counted.
struct CumulativeHistogram {
    std::vector<double> levels; ///< increasing from 0, in the field's unit
    std::vector<double> shares; ///< of the area that receives at least the level, falling from 1
    Mm2 area{0};                ///< of the target
    Mm2 unsolved{0};            ///< of it, not solved
    /// "0.4 cm² of 51.3 cm² lie outside the solved grid and count as not reached."; else empty.
    [[nodiscard]] std::string remark() const;
};

/// `steps` even levels from 0 to the highest value in the target, at least 2. Without an area all
/// shares are 0. The field has one entry per surface vertex. O(n log n).
CumulativeHistogram cumulativeHistogram(std::span<const float> field, const Target& target,
                                        int steps = 101);

/// "At least this share of the target receives at least this level", e.g. D95 >= 0.05 mg/mL.
struct CoverageRule {
    double share = 0.95; ///< (0..1]
    double level = 0;    ///< in the field's unit, > 0
};

/// How a field does against a rule.
struct RuleOutcome {
    bool passes = false;
    double reached = 0; ///< share of the target at or above the level
    std::string reason; ///< one sentence when it does not pass
};

/// A rule that matches nothing (no area, none of it solved, a share or level not above zero) does
/// not pass. O(n).
RuleOutcome judge(const CoverageRule& rule, std::span<const float> field, const Target& target);

} // namespace meso::sim
