#pragma once
#include <string>

namespace meso::test {

// What a window manager does, of which an XServer has none, to the one window of a display that
// can be asked to close. False: there is no such window.

/// A click on the close button.
bool askToClose(const std::string& display);
/// Notes that the window was put away, or is shown again.
bool markIconified(const std::string& display, bool iconified);

} // namespace meso::test
