#include "app/assets.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace meso::app {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
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
    if (const std::string chosen = environment("MESOMAP_CACHE"); !chosen.empty())
        return chosen;
    if (const std::string xdg = environment("XDG_CACHE_HOME"); !xdg.empty())
        return fs::path(xdg) / "mesomap";
    if (const std::string home = environment("HOME"); !home.empty())
        return fs::path(home) / ".cache" / "mesomap";
    std::error_code ignored;
    return fs::temp_directory_path(ignored) / "mesomap-cache";
}

} // namespace meso::app
