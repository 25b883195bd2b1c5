#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "base/file.h"
#include "support/scratch.h"

namespace meso {
namespace {

/// Runs ./dev with stand-ins for the package tools first on the path.
class Dev : public ::testing::Test {
protected:
    void tool(const std::string& name, const std::string& script) {
        const auto file = scratch_ / name;
        ASSERT_TRUE(writeFile(file, "#!/bin/sh\n" + script + "\n").ok());
        ASSERT_EQ(::chmod(file.c_str(), 0755), 0);
    }
    /// Exit code; what was said is in said().
    int run(const std::string& command) const {
        const std::string line = "PATH=" + scratch_.path().string() +
                                 ":$PATH " MESO_SOURCE_DIR "/dev " + command + " >" +
                                 (scratch_ / "said").string() + " 2>&1";
        return WEXITSTATUS(std::system(line.c_str()));
    }
    std::string said() const { return *readFile(scratch_ / "said", 1 << 20); }

    test::Scratch scratch_;
};

TEST_F(Dev, SaysThatThereIsNoNetworkAndWhatIsMissing) {
    tool("dpkg-query", "exit 1");
    tool("apt-get",
         "case \"$*\" in *Error-Mode=any*) exit 100 ;; *update*) exit 0 ;; esac; exit 100");
    tool("id", "echo 0");
    EXPECT_EQ(run("test"), 1);
    EXPECT_NE(said().find("Is there a network?"), std::string::npos) << said();
    EXPECT_NE(said().find("libeigen3-dev"), std::string::npos) << said();
}

TEST_F(Dev, SaysWhichPackagesCouldNotBeInstalled) {
    tool("dpkg-query", "exit 1");
    tool("apt-get", "case \"$*\" in *update*) exit 0 ;; esac; "
                    "echo 'E: Unable to locate package fonts-inter' >&2; exit 100");
    tool("id", "echo 0");
    EXPECT_EQ(run("run"), 1);
    EXPECT_NE(said().find("could not be installed"), std::string::npos) << said();
    EXPECT_NE(said().find("Unable to locate package fonts-inter"), std::string::npos) << said();
}

TEST_F(Dev, WithoutRootAndSudoItNamesWhatToInstall) {
    tool("dpkg-query", "exit 1");
    tool("id", "echo 1000");
    tool("sudo", "exit 1");
    EXPECT_EQ(run("test"), 1);
    EXPECT_NE(said().find("libcli11-dev"), std::string::npos) << said();
}

TEST_F(Dev, UnknownCommandsShowTheUsage) {
    EXPECT_EQ(run("fly"), 2);
    EXPECT_NE(said().find("./dev test"), std::string::npos);
    EXPECT_EQ(run("--help"), 0);
}

} // namespace
} // namespace meso
