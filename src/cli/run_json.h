#pragma once
#include <nlohmann/json.hpp>

#include "app/simulation.h"
#include "cli/desk.h"

namespace meso::cli {

/// Every figure of one compound's run, for machines: concentration in every depth, coverage of
/// every band, mass balance, warnings.
nlohmann::ordered_json runJson(const app::CompoundRun& run, const Desk& desk);

} // namespace meso::cli
