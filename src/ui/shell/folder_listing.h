#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace meso::ui {

/// A file or folder in the file browser.
struct FolderEntry {
    std::string name; ///< bytes as the file system has them
    bool isFolder = false;
    std::string details; ///< "12 kB"; empty for folders
};

/// What a folder holds: folders first, then files that end in `ending` (".json"), both by name;
/// hidden ones are left out. At most 2000 entries. Fails with a sentence when it cannot be read.
Result<std::vector<FolderEntry>> listFolder(const std::filesystem::path& folder,
                                            const std::string& ending);

/// The folder that a typed name leads to, in the same way as fileNamed(); empty: it is no folder.
std::optional<std::filesystem::path> folderNamed(const std::filesystem::path& folder,
                                                 const std::string& name);
/// Where a typed name leads: absolute, "~/", or in the folder; with `ending` put behind it when it
/// has none. Fails on an empty name and on a name that is a folder.
Result<std::filesystem::path> fileNamed(const std::filesystem::path& folder,
                                        const std::string& name, const std::string& ending);

} // namespace meso::ui
