#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <thread>

namespace meso::test {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

milliseconds leftOf(Clock::time_point end) {
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - Clock::now()));
}

/// In the child: becomes the program.
[[noreturn]] void become(const Command& command, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // nothing outlives a test that was killed
    ::signal(SIGXFSZ, SIG_IGN);         // a full disk is an error of write(), not a signal
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    for (const auto& [name, value] : command.environment)
        ::setenv(name.c_str(), value.c_str(), 1);
    for (const std::string& name : command.without)
        ::unsetenv(name.c_str());
    if (!command.folder.empty() && ::chdir(command.folder.c_str()) != 0)
        ::_exit(126);
    std::vector<char*> words;
    for (const std::string& word : command.words)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

} // namespace

Process::Process(const Command& command) {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    id_ = ::fork();
    if (id_ == 0)
        become(command, ends[1]);
    ::close(ends[1]);
    output_ = ends[0];
}

Process::~Process() {
    if (!code_) {
        signal(SIGKILL);
        end();
    }
    ::close(output_);
}

bool Process::read(milliseconds patience) {
    pollfd wanted{output_, POLLIN, 0};
    if (::poll(&wanted, 1, static_cast<int>(patience.count())) <= 0)
        return false;
    std::array<char, 4096> bytes{};
    const ssize_t count = ::read(output_, bytes.data(), bytes.size());
    if (count <= 0)
        return false;
    pending_.append(bytes.data(), static_cast<std::size_t>(count));
    said_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> Process::nextLine(milliseconds patience) {
    const auto until = Clock::now() + patience;
    std::size_t end = 0;
    while ((end = pending_.find('\n')) == std::string::npos)
        if (!read(leftOf(until)))
            return std::nullopt;
    std::string line = pending_.substr(0, end);
    pending_.erase(0, end + 1);
    return line;
}

std::optional<std::string> Process::waitFor(const std::function<bool(const std::string&)>& wanted,
                                            milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (auto line = nextLine(leftOf(until)))
        if (wanted(*line))
            return line;
    return std::nullopt;
}

int Process::end(milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (!code_ && id_ > 0) {
        int status = 0;
        if (::waitpid(id_, &status, WNOHANG) == id_)
            code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        else if (Clock::now() >= until)
            return -1;
        else if (!read(milliseconds(20))) // its output must not fill the pipe meanwhile
            std::this_thread::sleep_for(milliseconds(2));
    }
    while (read(milliseconds(0))) {
    }
    return code_.value_or(-1);
}

void Process::signal(int number) const {
    if (id_ > 0 && !code_)
        ::kill(id_, number);
}

Finished runToEnd(const Command& command) {
    Process process(command);
    const int code = process.end();
    return {code, process.said()};
}

} // namespace meso::test
