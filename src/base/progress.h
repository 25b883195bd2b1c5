#pragma once
#include <functional>

namespace meso {

/// Told the finished fraction of a long task, 0 to 1, on the thread that works. May be empty.
using Progress = std::function<void(double fraction)>;

} // namespace meso
