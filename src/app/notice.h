#pragma once
#include <string>

namespace meso::app {

/// Something to tell the user. The newest one also stands in the status bar.
struct Notice {
    enum class Kind {
        Done,   ///< an action's success: a toast that goes by itself
        Problem ///< stays until it is dismissed
    };
    Kind kind = Kind::Done;
    std::string sentence;
    int serial = 0; ///< rises by one with every notice
};

} // namespace meso::app
