#pragma once
#include <nlohmann/json.hpp>

#include "app/spread/simulation.h"
#include "cli/plan_context.h"

namespace meso::cli {

/// Documents for machines: keys in the order in which they are written.
using Json = nlohmann::ordered_json;

/// Every figure of one compound's run, for machines: concentration in every depth, coverage of
/// every band, how much the sites' reaches overlap, mass balance, warnings.
Json runJson(const app::CompoundRun& run, const PlanContext& context);

} // namespace meso::cli
