#pragma once
#include <functional>
#include <string>

#include "ui/frame.h"

namespace meso::ui {

/// Says in lines what changed in the session and on the window, for scripts and tests that wait
/// for something to happen instead of sleeping:
///
///     key Ctrl+Z
///     undo Move site 12         (what undo would take back; "nothing")
///     redo nothing
///     sites 40
///     selected 3 17
///     tool Place
///     file /tmp/plan.json saved (or "unsaved"; "-" for none)
///     spread done               (running, cancelled, failed, nothing)
///     done Saved ...            (a notice), problem ...
///     settled                   (nothing moves and nothing is being computed)
class EventLog {
public:
    /// `print` gets each line, without its end.
    explicit EventLog(std::function<void(const std::string&)> print) : print_(std::move(print)) {}
    /// Compares with what the last call saw; at the end of a frame. O(sites).
    void look(Frontend& frontend, const app::Session& session, const FrameInput& input);

private:
    /// The lines that describe a state, in order.
    struct Seen {
        std::string undo, redo, sites, selected, tool, file, spread, playing, dialog;
    };
    static Seen seenIn(const UiState& state, const app::Session& session);
    void tell(std::string Seen::*line, const Seen& now);

    std::function<void(const std::string&)> print_;
    Seen last_;
    int noticeSerial_ = 0;
    bool wasSettled_ = false;
};

} // namespace meso::ui
