#include "cli/line_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include "base/check.h"
#include "base/file.h"

namespace meso::cli {

namespace {

/// Closes a descriptor when it goes out of scope.
struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0)
            ::close(number);
    }
};

/// Whether the file ends in the middle of a line.
bool endsMidLine(int descriptor) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || about.st_size == 0)
        return false;
    char last = '\n';
    return ::pread(descriptor, &last, 1, about.st_size - 1) == 1 && last != '\n';
}

} // namespace

Status LineLog::readLines(const std::function<void(const std::string& line)>& visit) const {
    constexpr std::size_t kMaxBytes = std::size_t{4} << 30;
    std::error_code ignored;
    if (!std::filesystem::exists(file_, ignored))
        return Done{};
    const auto bytes = readFile(file_, kMaxBytes);
    if (!bytes)
        return bytes.error();
    std::istringstream lines(*bytes);
    for (std::string line; std::getline(lines, line);)
        visit(line);
    return Done{};
}

Status LineLog::append(const std::string& line) const {
    MESO_CHECK(line.find('\n') == std::string::npos, "a line has no line break inside");
    const auto failure = [&] {
        return Error{"The line could not be added to " + file_.string() + ": " +
                     std::strerror(errno) + "."};
    };
    const Descriptor out{::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC,
                                S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)};
    if (out.number < 0)
        return failure();
    const std::string bytes = (endsMidLine(out.number) ? "\n" : "") + line + "\n";
    const ssize_t written = ::write(out.number, bytes.data(), bytes.size());
    if (written >= 0 && static_cast<std::size_t>(written) < bytes.size())
        errno = ENOSPC;
    if (written != static_cast<ssize_t>(bytes.size()) || ::fsync(out.number) != 0)
        return failure();
    return Done{};
}

} // namespace meso::cli
