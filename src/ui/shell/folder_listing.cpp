#include "ui/shell/folder_listing.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace meso::ui {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxEntries = 2000;

std::string sizeText(std::uintmax_t bytes) {
    if (bytes < 1000)
        return std::to_string(bytes) + " bytes";
    const double kilo = static_cast<double>(bytes) / 1000;
    return kilo < 1000 ? text::fixed(kilo, 0) + " kB" : text::fixed(kilo / 1000, 1) + " MB";
}

bool comesBefore(const FolderEntry& a, const FolderEntry& b) {
    return a.isFolder != b.isFolder ? a.isFolder : a.name < b.name;
}

/// "~" is the user's own folder; what does not begin at the root lies in `folder`.
fs::path typedPath(const fs::path& folder, const std::string& name) {
    const char* home = std::getenv("HOME");
    if (home && name == "~")
        return home;
    if (home && name.rfind("~/", 0) == 0)
        return fs::path(home) / name.substr(2);
    return fs::path(name).is_relative() ? folder / name : fs::path(name);
}

} // namespace

Result<std::vector<FolderEntry>> listFolder(const fs::path& folder, const std::string& ending) {
    std::error_code fault;
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, fault);
    if (fault)
        return Error{"The folder " + text::printable(folder.string(), 200) +
                     " cannot be read: " + fault.message() + "."};
    std::vector<FolderEntry> entries;
    for (const fs::directory_iterator end; it != end && entries.size() < kMaxEntries;
         it.increment(fault)) {
        if (fault)
            break;
        std::error_code ignored;
        FolderEntry entry{it->path().filename().string(), it->is_directory(ignored), {}};
        if (entry.name.empty() || entry.name.front() == '.')
            continue;
        if (!entry.isFolder && it->path().extension() != ending)
            continue;
        if (!entry.isFolder)
            if (const auto bytes = it->file_size(ignored); !ignored)
                entry.details = sizeText(bytes);
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), comesBefore);
    return entries;
}

std::optional<fs::path> folderNamed(const fs::path& folder, const std::string& name) {
    if (name.empty())
        return std::nullopt;
    const fs::path wanted = typedPath(folder, name);
    std::error_code ignored;
    if (!fs::is_directory(wanted, ignored))
        return std::nullopt;
    const fs::path whole = fs::weakly_canonical(wanted, ignored);
    return whole.empty() ? wanted : whole;
}

Result<fs::path> fileNamed(const fs::path& folder, const std::string& name,
                           const std::string& ending) {
    if (name.empty() || name.find('\0') != std::string::npos)
        return Error{"Type a file name, or choose a file."};
    fs::path file = typedPath(folder, name);
    std::error_code ignored;
    if (fs::is_directory(file, ignored))
        return Error{"\"" + text::printable(name) + "\" is a folder. Type a file name."};
    if (file.extension().empty())
        file += ending;
    return file.lexically_normal();
}

} // namespace meso::ui
