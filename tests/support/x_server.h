#pragma once
#include <memory>
#include <string>

#include "support/process.h"

namespace meso::test {

/// A display of its own that no eye sees: Xvfb on a number that is free, 1600 x 1000 pixels, with
/// no window manager, so that a window's corner is the screen's. A real mouse and keyboard act on
/// it by xdotool.
class XServer {
public:
    /// Fails the test when Xvfb or xdotool are missing.
    XServer();
    [[nodiscard]] const std::string& display() const { return display_; } ///< ":99"; empty: failed
    /// One run of xdotool; fails the test when it fails.
    void hand(std::vector<std::string> words) const;

private:
    std::unique_ptr<Process> server_;
    std::string display_;
};

} // namespace meso::test
