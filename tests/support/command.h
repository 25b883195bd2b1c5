#pragma once
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <map>
#include <string>

#include "base/file.h"
#include "support/scratch.h"

namespace meso::test {

/// What a finished program left behind.
struct Ended {
    int code = -1; ///< exit code; 128 + signal where it was killed
    std::string out;
    std::string error;
};

/// Runs mesomap-cli of this build through a shell. Heads are cached in the build folder, so that
/// only the first test of a run builds one.
class CommandLine {
public:
    CommandLine() { environment_["MESOMAP_CACHE"] = std::string(MESO_BINARY_DIR) + "/test-cache"; }
    void set(const std::string& name, const std::string& value) { environment_[name] = value; }

    Ended operator()(const std::string& arguments) const {
        std::string command;
        for (const auto& [name, value] : environment_)
            command += name + "='" + value + "' ";
        const Scratch scratch;
        command += std::string(MESO_BINARY_DIR) + "/bin/mesomap-cli " + arguments + " 2>" +
                   (scratch / "error").string();
        Ended ended;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> buffer{};
        while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
            ended.out.append(buffer.data(), got);
        const int status = ::pclose(pipe);
        ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        const auto error = readFile(scratch / "error", 1 << 20);
        ended.error = error.ok() ? *error : "";
        return ended;
    }

private:
    std::map<std::string, std::string> environment_;
};

} // namespace meso::test
