#include "app/case/file_watch.h"

#include <utility>

#include "store/plan_file.h"

namespace meso::app {

namespace fs = std::filesystem;

FileWatch::FileWatch(fs::path file, std::optional<plan::Plan> saved)
    : file_(std::move(file)), saved_(std::move(saved)), seen_(stamp()) {
    if (!file_.empty() && !seen_)
        state_ = State::Deleted;
    else if (!saved_)
        state_ = State::Changed;
}

std::optional<FileWatch::Stamp> FileWatch::stamp() const {
    std::error_code failed;
    const auto time = fs::last_write_time(file_, failed);
    if (failed)
        return std::nullopt;
    // A folder in its place has no size; it does not load, either.
    const auto size = fs::file_size(file_, failed);
    return Stamp{failed ? 0 : size, time};
}

bool FileWatch::look() {
    if (file_.empty())
        return false;
    const auto now = stamp();
    if (now == seen_)
        return false;
    seen_ = now;
    State next = State::Deleted;
    if (now) {
        const auto plan = store::loadPlan(file_);
        next = plan.ok() && saved_ == *plan ? State::AsSaved : State::Changed;
    }
    return next != std::exchange(state_, next);
}

} // namespace meso::app
