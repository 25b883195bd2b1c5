#include "app/case/draft_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "base/file.h"
#include "store/plan_file.h"

namespace meso::app {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxDrafts = 32;

/// "stem.draft", "stem.2.draft", "stem.3.draft" ...
std::vector<fs::path> namesOf(const fs::path& folder, const std::string& stem) {
    std::vector<fs::path> names;
    for (int i = 1; i <= kMaxDrafts; ++i)
        names.push_back(folder / (stem + (i == 1 ? "" : "." + std::to_string(i)) + ".draft"));
    return names;
}

std::vector<fs::path> namesFor(const fs::path& planFile) {
    return namesOf(planFile.parent_path(), "." + planFile.filename().string());
}

std::vector<fs::path> namesIn(const fs::path& folder) {
    return namesOf(folder, "untitled");
}

fs::path lockOf(fs::path draft) {
    return draft += ".lock";
}

/// Whether the open file is still what its name stands for: its last owner may have removed it
/// between our opening and our locking it.
bool isStillNamed(int file, const fs::path& name) {
    struct stat open {};
    struct stat named {};
    return ::fstat(file, &open) == 0 && ::stat(name.c_str(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

struct Lock {
    int file = -1;  ///< -1: not taken
    int reason = 0; ///< why; EWOULDBLOCK: a running program has it
};

Lock takeLock(const fs::path& name) {
    for (;;) {
        const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0)
            return {-1, errno};
        // Some network disks know no locks; there, two windows on one file must be kept apart by
        // their user.
        if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            ::close(file);
            return {-1, EWOULDBLOCK};
        }
        if (isStillNamed(file, name))
            return {file, 0};
        ::close(file);
    }
}

bool isOwned(const fs::path& draft) {
    const int file = ::open(lockOf(draft).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return false;
    const bool owned = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return owned;
}

Error cannotKeep(const fs::path& draft, int reason) {
    return Error{"A draft cannot be kept as " + draft.string() + ": " + std::strerror(reason) +
                 "."};
}

/// Half-written drafts: a program that is killed while it writes leaves "NAME.PID.part" (see
/// writeFile). Only who holds the draft's lock may call this.
void removeParts(const fs::path& draft) {
    const std::string start = draft.filename().string() + ".";
    std::error_code ignored;
    std::vector<fs::path> parts;
    for (fs::directory_iterator at(draft.parent_path(), ignored), end; !ignored && at != end;
         at.increment(ignored)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(start) && name.ends_with(".part"))
            parts.push_back(at->path());
    }
    for (const fs::path& part : parts)
        fs::remove(part, ignored);
}

std::vector<fs::path> leftAmong(const std::vector<fs::path>& names) {
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code failed;
    for (const fs::path& name : names) {
        const auto written = fs::last_write_time(name, failed);
        if (!failed && !isOwned(name) && store::loadPlan(name).ok())
            found.emplace_back(written, name);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<fs::path> out;
    out.reserve(found.size());
    for (auto& entry : found)
        out.push_back(std::move(entry.second));
    return out;
}

} // namespace

Result<DraftFile> DraftFile::claimFirst(const std::vector<fs::path>& names) {
    std::error_code ignored;
    for (const fs::path& name : names) {
        if (fs::exists(name, ignored))
            continue;
        const Lock lock = takeLock(lockOf(name));
        if (lock.file < 0 && lock.reason == EWOULDBLOCK)
            continue;
        if (lock.file < 0)
            return cannotKeep(name, lock.reason);
        removeParts(name);
        return DraftFile(name, lock.file);
    }
    return Error{"There are " + std::to_string(names.size()) + " drafts such as " +
                 names.front().string() + " already. Recover or remove them."};
}

Result<DraftFile> DraftFile::claim(const fs::path& planFile) {
    return claimFirst(namesFor(planFile));
}

Result<DraftFile> DraftFile::claimIn(const fs::path& folder) {
    makeOwnFolder(folder); // taking the lock says what is wrong with the folder
    std::error_code ignored;
    fs::permissions(folder, fs::perms::group_all | fs::perms::others_all, fs::perm_options::remove,
                    ignored);
    return claimFirst(namesIn(folder));
}

Result<DraftFile> DraftFile::adopt(const fs::path& draft) {
    const Lock lock = takeLock(lockOf(draft));
    if (lock.file < 0 && lock.reason == EWOULDBLOCK)
        return Error{"The draft " + draft.string() + " belongs to another window that is open."};
    if (lock.file < 0)
        return cannotKeep(draft, lock.reason);
    return DraftFile(draft, lock.file);
}

DraftFile::~DraftFile() {
    release();
}

DraftFile::DraftFile(DraftFile&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DraftFile& DraftFile::operator=(DraftFile&& other) noexcept {
    if (this != &other) {
        release();
        path_ = std::move(other.path_);
        lock_ = std::exchange(other.lock_, -1);
    }
    return *this;
}

void DraftFile::release() {
    if (lock_ < 0)
        return;
    // Removed while it is still held, so that nobody can lock a file that is about to go.
    ::unlink(lockOf(path_).c_str());
    ::close(std::exchange(lock_, -1));
}

Status DraftFile::write(const plan::Plan& plan) const {
    MESO_CHECK(lock_ >= 0, "a draft is written only by its owner");
    return store::savePlan(plan, path_, Access::OwnAlways);
}

void DraftFile::remove() const {
    std::error_code ignored;
    fs::remove(path_, ignored);
    removeParts(path_);
}

std::vector<fs::path> orphanedDraftsFor(const fs::path& planFile) {
    return leftAmong(namesFor(planFile));
}

std::vector<fs::path> orphanedDraftsIn(const fs::path& folder) {
    return leftAmong(namesIn(folder));
}

void removeOrphanedDraft(const fs::path& draft) {
    if (auto owned = DraftFile::adopt(draft))
        owned.value().remove();
}

} // namespace meso::app
