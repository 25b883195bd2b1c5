#pragma once
#include <functional>
#include <optional>
#include <string>

#include "ui/host/driver.h"
#include "ui/host/event_log.h"
#include "ui/host/options.h"

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

/// The script, the event log and the item dump that the command line asks for, run alongside the
/// frames of a window or of none.
class Automation {
public:
    /// Fails when the script cannot be read or has a fault.
    static Result<Automation> create(const Options& options);

    /// After the backends' NewFrame, before Frontend::frame().
    void before(Frontend& frontend, app::OpenCase& openCase, FrameInput& input);
    /// After the frame was drawn; `read` gives its picture.
    void after(Frontend& frontend, const app::OpenCase& openCase, const FrameInput& input,
               const std::function<view::Picture()>& read);

    /// After that frame was handed to the screen.
    void presented(const app::OpenCase& openCase);

    /// A script runs and wants the next frame at once.
    [[nodiscard]] bool isRunning() const { return driver_ && !driver_->isDone(); }
    /// The script waits for the simulation; see Driver.
    [[nodiscard]] bool isSettling() const { return isRunning() && driver_->isSettling(); }
    /// What failed in the script, or the dump that could not be written.
    [[nodiscard]] Status status() const;

private:
    void dump(const ItemRegistry& items);
    std::optional<Driver> driver_;
    std::optional<EventLog> log_;
    std::filesystem::path dumpFile_;
    std::string dumped_;
    Status dumpStatus_ = Done{};
};

/// One line per item: id x y width height enabled visible (each 1 or 0), whole pixels.
std::string itemLines(const ItemRegistry& items);

} // namespace meso::ui
