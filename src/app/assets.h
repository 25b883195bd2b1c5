#pragma once
#include <filesystem>

#include "base/result.h"

namespace meso::app {

/// Where the program's own files lie: one rule for the build tree and an installed program.
struct Assets {
    std::filesystem::path root; ///< <dir of the executable>/../share/mesomap, or $MESOMAP_DATA
    [[nodiscard]] std::filesystem::path data(const std::string& name) const {
        return root / "assets" / "data" / name;
    }
    [[nodiscard]] std::filesystem::path shaders() const { return root / "shaders"; }
    [[nodiscard]] std::filesystem::path fonts() const { return root / "fonts"; }
    [[nodiscard]] std::filesystem::path headBase() const { return root / "head" / "base.mesohead"; }
    [[nodiscard]] std::filesystem::path verification() const {
        return root / "assets" / "verification";
    }
};

/// Finds them. Fails with the places that were tried. `executable` may be empty: then the running
/// program's own path is asked for.
Result<Assets> findAssets(const std::filesystem::path& executable = {});

/// Where finished heads are kept between runs: $MESOMAP_CACHE, else $XDG_CACHE_HOME/mesomap, else
/// ~/.cache/mesomap, else as configFolder(). It need not exist; empty: nothing is kept.
std::filesystem::path cacheFolder();

/// Where the window keeps its settings and the drafts of plans that were never saved:
/// $MESOMAP_CONFIG, else $XDG_CONFIG_HOME/mesomap, else ~/.config/mesomap, else a folder in the
/// system's temporary folder that is the user's alone. It need not exist; empty: there is no such
/// folder, and nothing must be kept.
std::filesystem::path configFolder();

} // namespace meso::app
