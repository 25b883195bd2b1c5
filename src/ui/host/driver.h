#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/host/script.h"
#include "ui/kit/imgui_compat.h"
#include "ui/plan/formulation_section.h"
#include "ui/shell/frame.h"
#include "view/picture.h"

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

/// Runs a script with the frontend's own mouse and keys: in a window or without one. It
/// stops at the first command that fails.
class Driver {
public:
    explicit Driver(std::vector<ScriptCommand> commands) : commands_(std::move(commands)) {}

    /// Puts the hand where it is in this frame: after the backends' NewFrame (which write the real
    /// mouse) and before Frontend::frame().
    void before(Frontend& frontend, const app::OpenCase& openCase, FrameInput& input);
    /// Takes the picture that was asked for; after the frame was drawn.
    void after(const std::function<view::Picture()>& read);

    /// Every command is done, one failed, or the script said quit.
    [[nodiscard]] bool isDone() const;
    /// What failed, naming the line.
    [[nodiscard]] const Status& status() const { return status_; }
    /// It waits for the simulation; frames in between change nothing.
    [[nodiscard]] bool isSettling() const;

private:
    /// What the hand does in one frame.
    struct InputFrame {
        std::optional<ImVec2> place;
        int button = -1;
        bool down = false;
        float wheel = 0;
        std::string key;  ///< chord to press
        std::string let;  ///< chord to let go
        std::string text; ///< to type
        std::filesystem::path shot;
        double pause_s = 0; ///< to wait beside
        bool settle = false;
        bool shift = false;
    };
    using Words = std::vector<std::string>;

    void begin(const ScriptCommand& command, Frontend& frontend);
    void beginMouse(const ScriptCommand& command, const Item& item);
    void beginClick(ImVec2 place, const std::string& how, bool shift);
    void beginDrag(const Item& item, ImVec2 fraction, ImVec2 by);
    void expect(const ScriptCommand& command, const ItemRegistry& items);
    void fail(const ScriptCommand& command, const std::string& why);
    void apply(const InputFrame& beat, FrameInput& input);
    void hold(const InputFrame& beat) const;
    void settle(const Frontend& frontend, const app::OpenCase& openCase);

    std::vector<ScriptCommand> commands_;
    std::size_t next_ = 0;
    std::deque<InputFrame> beats_;
    std::optional<InputFrame> now_; ///< of the frame between before() and after()
    Status status_ = Done{};
    ImVec2 hand_{-1000, -1000};
    bool pressed_[3] = {};
    int stillFrames_ = 0;
    int settlingFrames_ = 0;
    bool quits_ = false;
};

/// The open case's simulation is idle and the frontend needs no further frame.
bool isSettled(const Frontend& frontend, const app::OpenCase& openCase);

} // namespace meso::ui
