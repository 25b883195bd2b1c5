#pragma once
#include <filesystem>
#include <optional>

#include "plan/plan.h"

namespace meso::app {

/// What an open plan's file holds, as far as known, and whether another program deletes or changes
/// it in the meantime. A plan without a file is compared with what it was when it was opened.
class FileWatch {
public:
    enum class State { AsSaved, Changed, Deleted };

    /// `saved` is what the file holds now; empty: something else than the open plan. `file` empty:
    /// there is none to look at.
    FileWatch(std::filesystem::path file, std::optional<plan::Plan> saved);

    /// Looks at the file; reads it only when its size or time differ. A file that is written anew
    /// with the same plan counts as AsSaved. Returns whether the state has changed.
    bool look();
    [[nodiscard]] State state() const { return state_; }
    /// Whether this very plan can be had back from the file (or by opening the case anew).
    [[nodiscard]] bool holds(const plan::Plan& plan) const {
        return state_ == State::AsSaved && saved_ == plan;
    }

private:
    struct Stamp {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type time;
        bool operator==(const Stamp&) const = default;
    };
    [[nodiscard]] std::optional<Stamp> stamp() const; ///< empty: there is no such file
    std::filesystem::path file_;
    std::optional<plan::Plan> saved_;
    std::optional<Stamp> seen_;
    State state_ = State::AsSaved;
};

} // namespace meso::app
