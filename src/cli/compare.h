#pragma once
#include <string>
#include <vector>

#include "app/spread/simulation.h"
#include "cli/plan_context.h"

namespace meso::cli {

/// One figure of two plans, in one unit, so that they may be subtracted.
struct ComparedFigure {
    std::string compound; ///< id
    std::string what;     ///< "Terminal bulbs: highest mean concentration"
    std::string unit;     ///< empty: a share
    double first = 0, second = 0;
    [[nodiscard]] double difference() const { return second - first; }
};

/// A plan and its runs.
struct SimulatedPlan {
    PlanContext context;
    std::vector<app::CompoundRun> runs;
};

/// Figures of every compound that both plans inject, on one scale: thresholds are the same
/// concentrations for both, shares of what the first plan injects. Dose, what blood and lymph have
/// taken in the end, and for each bulb band the coverage at each threshold and the highest mean and
/// local concentrations. Each plan counts over its own area.
std::vector<ComparedFigure> comparedFigures(const SimulatedPlan& first,
                                            const SimulatedPlan& second);

} // namespace meso::cli
