#pragma once
#include <string>

namespace meso::app {

/// A message to the user. The newest one also stands in the status bar.
struct Notice {
    enum class Kind {
        Done,   ///< success of an action: a toast that disappears by itself
        Problem ///< stays until it is dismissed
    };
    Kind kind = Kind::Done;
    std::string sentence;
    int serial = 0; ///< rises by one with every notice
};

} // namespace meso::app
