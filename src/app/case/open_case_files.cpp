#include "app/case/open_case_files.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/case/open_case_state.h"
#include "base/text.h"
#include "store/plan_file.h"

namespace meso::app {

namespace fs = std::filesystem;
using plan::Plan;

Result<fs::path> wholePath(const fs::path& file) {
    std::error_code failed;
    fs::path whole = fs::weakly_canonical(fs::absolute(file, failed), failed);
    if (failed || file.empty())
        return Error{"The path \"" + text::printable(file.string(), 400) +
                     "\" cannot be followed: " + (file.empty() ? "it is empty" : failed.message()) +
                     "."};
    return whole;
}

Status OpenCase::State::saveTo(const fs::path& target) {
    commit();
    if (auto saved = store::savePlan(history.head(), target); !saved)
        return saved;
    dropDraft();
    file = target;
    watch = FileWatch(file, history.head());
    remember(file);
    return Done{};
}

Status OpenCase::State::keepDraft() {
    if (!draft) {
        auto claimed =
            file.empty() ? DraftFile::claimIn(options.draftFolder) : DraftFile::claim(file);
        if (!claimed)
            return claimed.error();
        draft.emplace(std::move(claimed).value());
    }
    return draft->write(history.head());
}

void OpenCase::State::autosave() {
    if (watch.holds(history.head())) {
        if (draft)
            draft->remove();
        return;
    }
    if (file.empty() && options.draftFolder.empty())
        return;
    const Status kept = keepDraft();
    if (!kept && !autosaveFails)
        notify(Notice::Kind::Problem, "Your work is in memory only. " + kept.error().message +
                                          " Save the plan somewhere else to be safe.");
    if (kept && autosaveFails)
        notify(Notice::Kind::Done, "Your work is kept on disk again.");
    autosaveFails = !kept;
}

void OpenCase::State::dropDraft() {
    if (draft)
        draft->remove();
    draft.reset();
}

bool OpenCase::State::pollFile() {
    if (!watch.look())
        return false;
    const std::string who = "The file " + text::printable(file.string(), 400);
    if (watch.state() == FileWatch::State::Deleted)
        notify(Notice::Kind::Problem,
               who +
                   " was deleted by another program. Your plan is still open here; save it again.");
    if (watch.state() == FileWatch::State::Changed)
        notify(Notice::Kind::Problem, who + " was changed by another program. Your plan is still "
                                            "open here; saving replaces what is in the file.");
    autosave();
    return true;
}

void OpenCase::State::remember(const fs::path& opened) {
    const std::string name = opened.string();
    // Names that are not text cannot be stored as such.
    if (!text::isUtf8(name))
        return;
    std::erase(settings.recent, name);
    settings.recent.insert(settings.recent.begin(), name);
    if (settings.recent.size() > store::kMaxRecent)
        settings.recent.resize(store::kMaxRecent);
    saveSettings();
}

void OpenCase::State::loadSettings() {
    if (options.settingsFile.empty())
        return;
    const auto loaded = store::loadSettings(options.settingsFile);
    if (loaded) {
        settings = *loaded;
        return;
    }
    // The next change of a setting replaces the file; what somebody wrote into it is not lost.
    fs::path copy = options.settingsFile;
    copy += ".damaged";
    std::error_code failed;
    const bool copied =
        fs::copy_file(options.settingsFile, copy, fs::copy_options::overwrite_existing, failed);
    if (copied)
        fs::permissions(copy, fs::perms::group_all | fs::perms::others_all,
                        fs::perm_options::remove, failed);
    notify(Notice::Kind::Problem, "The settings were not read, so the usual ones are used. " +
                                      loaded.error().message +
                                      (copied ? " A copy is kept as " + copy.string() + "." : ""));
}

void OpenCase::State::saveSettings() {
    if (options.settingsFile.empty())
        return;
    const Status saved = store::saveSettings(settings, options.settingsFile);
    if (!saved && !settingsFail)
        notify(Notice::Kind::Problem, "Your settings will be forgotten. " + saved.error().message);
    settingsFail = !saved;
}

void OpenCase::saveSettings() {
    state_->saveSettings();
}

const fs::path& OpenCase::file() const {
    return state_->file;
}

bool OpenCase::savedAsShown() const {
    return !file().empty() && state_->watch.holds(committed());
}

bool OpenCase::hasUnsavedEdits() const {
    return !state_->watch.holds(plan());
}

Status OpenCase::save() {
    if (file().empty())
        return Error{"The plan has no file yet. Choose a name for it."};
    // Whoever changed the file meanwhile is not overwritten before the user knows.
    if (state_->watch.look() && state_->watch.state() == FileWatch::State::Changed)
        return Error{"The file " + text::printable(file().string(), 400) +
                     " was changed by another program. Save again to replace it, or save the plan "
                     "under another name."};
    return state_->saveTo(file());
}

Status OpenCase::saveAs(const fs::path& target) {
    const auto whole = wholePath(target);
    return whole ? state_->saveTo(*whole) : Status(whole.error());
}

std::optional<fs::path> OpenCase::orphanedDraft(const fs::path& planFile) const {
    if (planFile.empty()) {
        if (state_->options.draftFolder.empty())
            return std::nullopt;
        const auto left = orphanedDraftsIn(state_->options.draftFolder);
        return left.empty() ? std::nullopt : std::optional(left.front());
    }
    const auto whole = wholePath(planFile);
    if (!whole)
        return std::nullopt;
    const auto saved = store::loadPlan(*whole);
    std::error_code missing;
    const auto savedAt = fs::last_write_time(*whole, missing);
    for (const fs::path& draft : orphanedDraftsFor(*whole)) {
        std::error_code gone;
        const auto keptAt = fs::last_write_time(draft, gone);
        const auto kept = store::loadPlan(draft);
        if (!gone && kept && (missing || keptAt >= savedAt) && !(saved && *saved == *kept))
            return draft;
    }
    return std::nullopt;
}

void OpenCase::discardDraft(const fs::path& draft) {
    removeOrphanedDraft(draft);
}

void OpenCase::closeCleanly() {
    state_->dropDraft();
}

} // namespace meso::app
