#include "app/assets.h"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "base/file.h"

namespace meso::app {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// A folder of that name for this user alone, where everybody may write; made, since a name that is
/// only promised could be taken by somebody else. Empty: somebody else has it.
fs::path temporaryFolder(const std::string& name) {
    std::error_code failed;
    const fs::path shared = fs::temp_directory_path(failed);
    if (failed)
        return {};
    const fs::path own = shared / (name + "-" + std::to_string(::geteuid()));
    makeOwnFolder(own);
    return isOwnFolder(own) ? own : fs::path();
}

/// A folder of the user's: as `variable` says, else where the desktop keeps such things, else in
/// the home folder, else a temporary one, if there is one that is safe.
fs::path ownFolder(const char* variable, const char* desktop, const char* inHome,
                   const char* temporary) {
    if (const std::string chosen = environment(variable); !chosen.empty())
        return chosen;
    if (const std::string xdg = environment(desktop); !xdg.empty())
        return fs::path(xdg) / "mesomap";
    if (const std::string home = environment("HOME"); !home.empty())
        return fs::path(home) / inHome / "mesomap";
    return temporaryFolder(temporary);
}

} // namespace

Result<Assets> findAssets(const fs::path& executable) {
    std::vector<fs::path> places;
    const std::string chosen = environment("MESOMAP_DATA");
    std::error_code ignored;
    if (!chosen.empty())
        places.emplace_back(chosen);
    else {
        const fs::path self =
            executable.empty() ? fs::read_symlink("/proc/self/exe", ignored) : executable;
        places.push_back((self.parent_path() / ".." / "share" / "mesomap").lexically_normal());
    }
    std::string tried;
    for (const fs::path& place : places) {
        if (fs::is_directory(place / "assets", ignored))
            return Assets{place};
        tried += (tried.empty() ? "" : ", ") + place.string();
    }
    return Error{"Mesomap's own files were not found in " + tried +
                 ". Set MESOMAP_DATA to the folder that holds \"assets\" and \"shaders\"."};
}

fs::path cacheFolder() {
    return ownFolder("MESOMAP_CACHE", "XDG_CACHE_HOME", ".cache", "mesomap-cache");
}

fs::path configFolder() {
    return ownFolder("MESOMAP_CONFIG", "XDG_CONFIG_HOME", ".config", "mesomap-config");
}

} // namespace meso::app
