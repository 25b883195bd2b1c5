#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "base/units.h"

namespace meso::app {

/// Where an open case keeps its files and how it wakes the window's loop.
struct CaseOptions {
    std::filesystem::path settingsFile;   ///< empty: nothing is remembered
    std::filesystem::path draftFolder;    ///< for drafts of plans without a file; empty: none
    std::filesystem::path templateFolder; ///< for templates of plans; empty: none
    /// Local time, "2026-11-23 14:05", for approvals and records; empty: the computer's.
    std::function<std::string()> clock;
    std::function<void()> wake;       ///< see LatestJob
    Seconds duration = fromHours(24); ///< of the simulations
    Seconds filePollPeriod{1};        ///< poll() looks at the open file this often
    bool followsEdits = true;         ///< simulations follow the draft, not only commits
};

} // namespace meso::app
