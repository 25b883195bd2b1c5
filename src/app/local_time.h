#pragma once
#include <chrono>
#include <string>

namespace meso::app {

/// "2026-11-23 14:05" in the time zone of the computer: as approvals and records are dated.
std::string localTime(std::chrono::system_clock::time_point time);
/// The same of this moment.
std::string localNow();

} // namespace meso::app
