#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace meso::cli {

/// A file of lines that several processes may write at once and that survives being killed at any
/// moment: every line goes to the end of the file in one write and is flushed to the disk. A line
/// that a crash has cut short stays where it is and is closed by the next one; readers skip it.
class LineLog {
public:
    explicit LineLog(std::filesystem::path file) : file_(std::move(file)) {}
    /// Calls `visit` with every line so far; a file that does not exist has none. Fails when it
    /// cannot be read or is larger than 4 GiB.
    Status readLines(const std::function<void(const std::string& line)>& visit) const;
    /// Adds a line; it must not contain a line break. Fails, naming the file and the reason.
    Status append(const std::string& line) const;

private:
    std::filesystem::path file_;
};

} // namespace meso::cli
