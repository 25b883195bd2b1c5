#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "ui/kit/kit_buttons.h"
#include "ui/shell/frame.h"

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

struct UiState;

/// Reports line by line what changed in the open case and in the window, for scripts and tests that
/// wait for something to happen instead of sleeping:
///
///     key Ctrl+Z
///     undo Move site 12         (what undo would take back; "nothing")
///     redo nothing
///     sites 40
///     checks 0 errors, 2 warnings (open ones)
///     approval Not approved     (or "Approved by AB, 2026-11-23 14:05", "Approval lapsed")
///     selected 3 17
///     tool Place
///     file /tmp/plan.json saved (or "unsaved"; "-" for none)
///     spread done               (running, cancelled, failed, nothing)
///     playing                   (or "paused")
///     dialog palette            (question, files, shortcuts, about, none)
///     refused There is no ...   (what the file browser says; "-" for nothing)
///     theme dark
///     drag Orbit                (of the mouse on the head; "None")
///     camera 40.0 25.0          (azimuth and elevation in degrees)
///     pointer 512 300           (the mouse in this frame, window pixels)
///     button down               (the left one of the mouse in this frame; or "button up")
///     typing                    (a text field has the keyboard; or "not typing")
///     done Saved ...            (a notice), problem ...
///     settled                   (nothing moves and nothing is being computed)
///     first-frame 640 ms        (is on the screen; since the log was made), first-spread ...
///     drag-frame 31.20 ms simulation 2.95 ms   (a frame while sites are dragged: all of it, and
///                                what following the edit took of it, by the clock on the wall)
class EventLog {
public:
    /// `print` gets each line, without its end.
    explicit EventLog(std::function<void(const std::string&)> print) : print_(std::move(print)) {}
    /// To be called where the frame's work begins.
    void begins();
    /// Compares with what the last call saw; at the end of a frame. O(sites).
    void look(Frontend& frontend, const app::OpenCase& openCase, const FrameInput& input);
    /// To be called when the frame has been handed to the screen.
    void presented(const app::OpenCase& openCase);

private:
    /// The lines that describe a state, in order.
    struct Seen {
        std::string undo, redo, sites, checks, approval, selected, tool, file, simulation, playing,
            dialog;
        std::string refused, theme, drag, camera, pointer, button, typing;
    };
    static Seen seenIn(const UiState& state, const app::OpenCase& openCase);
    static void seeHand(Seen& seen, const UiState& state);
    void reportOnce(bool& told, const char* what);
    void report(std::string Seen::*line, const Seen& now);

    std::function<void(const std::string&)> print_;
    Seen last_;
    int noticeSerial_ = 0;
    bool wasSettled_ = false;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point frameStart_ = start_;
    bool drags_ = false; ///< sites, in this frame
    bool frameReported_ = false;
    bool simulationReported_ = false;
};

} // namespace meso::ui
