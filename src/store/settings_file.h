#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

/// settings.json: what the window remembers about its user, never about a patient.
namespace meso::store {

inline constexpr std::size_t kMaxRecent = 10;
inline constexpr std::size_t kMaxShortcuts = 400;
inline constexpr double kMinTextScale = 0.85;
inline constexpr double kMaxTextScale = 2;
inline constexpr double kMinInspectorWidth = 280;
inline constexpr double kMaxInspectorWidth = 440;

struct Settings {
    std::string theme = "light";     ///< "light", "dark" or "contrast"
    double textScale = 1;            ///< 0.85 to 2
    double inspectorWidth = 328;     ///< logical pixels, 280 to 440
    bool hintsSeen = false;          ///< the first-run hints were skipped for good
    bool reduceMotion = false;       ///< no camera flights
    bool autoSimulate = true;        ///< after every edit
    std::vector<std::string> recent; ///< plan files, newest first, at most kMaxRecent
    /// Keys by the ids of the actions that have others than usual; empty: none. At most
    /// kMaxShortcuts.
    std::map<std::string, std::string> shortcuts;
    bool operator==(const Settings&) const = default;
};

/// Reads the settings. A file that is missing gives the defaults, and so does a field. Fails, with
/// file, field and reason, for a damaged one; the caller goes on with the defaults and says so.
Result<Settings> loadSettings(const std::filesystem::path& file);
/// Writes them whole or not at all; makes the folder when it is missing.
Status saveSettings(const Settings& settings, const std::filesystem::path& file);

} // namespace meso::store
