#include "app/local_time.h"

#include <array>
#include <ctime>

namespace meso::app {

std::string localTime(std::chrono::system_clock::time_point time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    std::array<char, 32> words{};
    const std::size_t length = std::strftime(words.data(), words.size(), "%Y-%m-%d %H:%M", &parts);
    return {words.data(), length};
}

std::string localNow() {
    return localTime(std::chrono::system_clock::now());
}

} // namespace meso::app
