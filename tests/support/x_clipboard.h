#pragma once
#include <string>
#include <thread>

namespace meso::test {

/// Another program that holds text on a display's clipboard, as a spreadsheet does after a copy; it
/// gives the text to whoever pastes, until it ends.
class XClipboard {
public:
    /// Fails the test when the clipboard cannot be had.
    XClipboard(const std::string& display, std::string text);

private:
    std::jthread holder_; ///< answers what is asked of the clipboard
};

} // namespace meso::test
