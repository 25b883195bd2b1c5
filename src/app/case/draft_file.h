#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace meso::app {

/// Committed work that is not in the plan's file yet, as a hidden plan.json beside it:
/// ".plan.json.draft" for "plan.json". A running program holds a lock on a small neighbour
/// (".plan.json.draft.lock"), which the system releases however the program ends: a draft
/// without a live lock was left by one that was killed. A second window on the same file, or one
/// that finds such a draft, takes the next name (".plan.json.2.draft"). Nobody but its owner may
/// read a draft, whoever may read the plan.
class DraftFile {
public:
    /// Takes the first name that is free: no live lock, no draft left there. Fails when the folder
    /// cannot be written, or no name is free.
    static Result<DraftFile> claim(const std::filesystem::path& planFile);
    /// The same for a plan without a file: "untitled.draft" and so on in a folder, which is made.
    static Result<DraftFile> claimIn(const std::filesystem::path& folder);
    /// Takes over a draft that was left. Fails when a running program owns it.
    static Result<DraftFile> adopt(const std::filesystem::path& draft);

    /// Releases the lock; the draft stays.
    ~DraftFile();
    DraftFile(DraftFile&& other) noexcept;
    DraftFile& operator=(DraftFile&& other) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Replaces the draft whole or not at all; on the disk when it returns.
    Status write(const plan::Plan& plan) const;
    /// With what a killed program had half written beside it; no draft: no failure. O(files there).
    void remove() const;

private:
    DraftFile(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
    static Result<DraftFile> claimFirst(const std::vector<std::filesystem::path>& names);
    void release();
    std::filesystem::path path_;
    int lock_ = -1; ///< open file; -1: moved from
};

/// Drafts for this plan file (or in this folder, for plans without one) that no running program
/// owns and that hold a whole plan; newest first. O(files that exist).
std::vector<std::filesystem::path> orphanedDraftsFor(const std::filesystem::path& planFile);
std::vector<std::filesystem::path> orphanedDraftsIn(const std::filesystem::path& folder);

/// Removes a draft and what is left of its lock; does nothing when a running program owns it.
void removeOrphanedDraft(const std::filesystem::path& draft);

} // namespace meso::app
