#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meso::test {

/// Long enough for anything that happens at all, on a busy machine too.
inline constexpr std::chrono::seconds kPatience{30};

/// How a program is started.
struct Command {
    std::vector<std::string> words; ///< the program, looked for in PATH, and its arguments
    std::map<std::string, std::string> environment; ///< put over that of the test
    std::vector<std::string> without;               ///< variables that it shall not see
    std::filesystem::path folder;                   ///< to start in; empty: that of the test
};

/// A running program whose lines, of both its outputs, can be waited for. It is killed at the end.
class Process {
public:
    explicit Process(const Command& command);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// The next line, or nothing when the time is up or the program has closed its outputs.
    std::optional<std::string> nextLine(std::chrono::milliseconds patience = kPatience);
    /// The next line that is wanted; those before it are dropped.
    std::optional<std::string> waitFor(const std::function<bool(const std::string&)>& wanted,
                                       std::chrono::milliseconds patience = kPatience);
    /// Waits for the end: the exit code, 128 + signal where it was killed, -1 if it still runs.
    int end(std::chrono::milliseconds patience = kPatience);
    void signal(int number) const;
    [[nodiscard]] pid_t id() const { return id_; }
    /// Everything that it has said and a wait has seen.
    [[nodiscard]] const std::string& said() const { return said_; }

private:
    bool read(std::chrono::milliseconds patience);
    pid_t id_ = -1;
    int output_ = -1;
    std::optional<int> code_;
    std::string pending_; ///< read, but not yet given as lines
    std::string said_;
};

/// Runs a program to its end.
struct Finished {
    int code = -1;
    std::string said;
};
Finished runToEnd(const Command& command);

} // namespace meso::test
