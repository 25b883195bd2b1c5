#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "base/latest_job.h"
#include "window/window_fixture.h"

// What goes wrong around the window: every time a sentence, and nothing lost.
namespace meso {
namespace {

namespace fs = std::filesystem;
using test::Finished;
using test::RealWindow;

const std::string kProgram = std::string(MESO_BINARY_DIR) + "/bin/mesomap";

int linesOf(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

TEST(WithoutADisplay, SaysSoAndNamesTheOtherProgram) {
    const Finished ended = test::runToEnd({{kProgram}, {}, {"DISPLAY", "WAYLAND_DISPLAY"}, {}});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(linesOf(ended.said), 1) << ended.said;
    EXPECT_NE(ended.said.find("no display"), std::string::npos) << ended.said;
    EXPECT_NE(ended.said.find("mesomap-cli"), std::string::npos) << ended.said;
}

TEST(WithoutADisplay, RefusesWhatItDoesNotKnow) {
    for (const char* wrong : {"--fly", "--size", "--size=1", "-x"}) {
        const Finished ended = test::runToEnd({{kProgram, wrong}});
        EXPECT_EQ(ended.code, 2) << wrong;
        EXPECT_EQ(linesOf(ended.said), 1) << ended.said;
    }
    EXPECT_EQ(test::runToEnd({{kProgram, "--help"}}).code, 0);
}

class Fault : public test::WithADisplay {
protected:
    void SetUp() override {
        WithADisplay::SetUp();
        test::writeQuietSettings(scratch_.path(), false);
    }
    /// Starts the window, which is expected to fail.
    Finished start(const std::map<std::string, std::string>& environment) const {
        RealWindow window(*screen_, {scratch_.path(), {}, environment});
        const int code = window.process().end();
        return {code, window.process().said()};
    }
    std::unique_ptr<RealWindow> openWith(const std::map<std::string, std::string>& environment) {
        auto window = std::make_unique<RealWindow>(
            *screen_, test::WindowStart{scratch_.path(), {}, environment});
        window->waitUntilShown();
        return window;
    }
    /// The program's own files by links, but for one part, which is a copy that may be changed.
    [[nodiscard]] fs::path filesWithOwn(const std::string& part) const {
        const fs::path from = std::string(MESO_BINARY_DIR) + "/share/mesomap";
        const fs::path to = scratch_ / "share";
        fs::create_directories(to);
        for (const auto& entry : fs::directory_iterator(from))
            if (entry.path().filename() != part)
                fs::create_symlink(fs::canonical(entry.path()), to / entry.path().filename());
        fs::copy(fs::canonical(from / part), to / part, fs::copy_options::recursive);
        return to;
    }
    void writeSettings(const std::string& text) const {
        std::ofstream(scratch_.path() / "config" / "settings.json") << text;
    }
    /// Volumes of all sites, without a selection.
    static void editOnce(RealWindow& window) {
        window.keys({"ctrl+a", "Right"});
        window.expect("undo Move ");
    }
};

TEST_F(Fault, NeedsAYoungerOpenGl) {
    for (const char* old : {"3.1", "2.1"}) {
        const Finished ended = start({{"MESA_GL_VERSION_OVERRIDE", old}});
        EXPECT_EQ(ended.code, 1) << old;
        EXPECT_EQ(linesOf(ended.said), 1) << ended.said;
        EXPECT_NE(ended.said.find("OpenGL 3.3"), std::string::npos) << ended.said;
        EXPECT_NE(ended.said.find("mesomap-cli"), std::string::npos) << ended.said;
    }
}

TEST_F(Fault, NamesTheBrokenShader) {
    const fs::path files = filesWithOwn("shaders");
    for (const auto& shader : fs::directory_iterator(files / "shaders"))
        if (shader.path().extension() == ".frag")
            std::ofstream(shader.path()) << "#version 330 core\nvoid main() { broken }\n";
    const Finished ended = start({{"MESOMAP_DATA", files.string()}});
    EXPECT_EQ(ended.code, 1);
    EXPECT_NE(ended.said.find(".frag"), std::string::npos) << ended.said;
    EXPECT_NE(ended.said.find("mesomap-cli"), std::string::npos) << ended.said;
}

TEST_F(Fault, OpensWithoutFonts) {
    const fs::path files = filesWithOwn("fonts");
    fs::remove_all(files / "fonts");
    const auto window = openWith({{"MESOMAP_DATA", files.string()}});
    EXPECT_NE(window->process().said().find("problem "), std::string::npos)
        << window->process().said();
    editOnce(*window);
}

TEST_F(Fault, OpensWithDamagedSettings) {
    for (const char* damaged :
         {"{", "", R"({"format": "mesomap.settings", "version": 1, "recent": 7})"}) {
        writeSettings(damaged);
        const auto window = open();
        EXPECT_NE(window->process().said().find("problem The settings were not read"),
                  std::string::npos)
            << damaged << "\n"
            << window->process().said();
    }
    EXPECT_TRUE(fs::exists(scratch_ / "config/settings.json.damaged"));
}

TEST_F(Fault, SaysThatARecentFileIsGone) {
    test::writeQuietSettings(scratch_.path(), false, R"(["/nowhere/gone.json"])");
    const auto window = open();
    window->click("menu");
    window->pointAt(window->at("menu.group.File"));
    window->click("menu.recent.0");
    const std::string said = window->expect("problem ");
    EXPECT_NE(said.find("/nowhere/gone.json"), std::string::npos) << said;
}

TEST_F(Fault, SaysThatAFolderTakesNoFile) {
    RealWindow window(*screen_, {scratch_.path(), {}, {}, "/proc"});
    window.waitUntilShown();
    editOnce(window);
    window.keys({"ctrl+s"});
    window.expect("dialog files");
    window.keys({"Return"});
    const std::string said = window.expect("refused ");
    EXPECT_NE(said.find("/proc/plan.json"), std::string::npos) << said;
    window.keys({"Escape"});
    window.expect("dialog none");
    window.keys({"ctrl+z"});
    window.expect("redo Move ");
}

TEST_F(Fault, KeepsTheOldFileAndTheEditsWhenTheDiskIsFull) {
    const auto window = open();
    saveFirst(*window);
    const plan::Plan before = saved();
    // Room for the dump of the items, but not for a plan.
    const rlimit full{8192, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(window->process().id(), RLIMIT_FSIZE, &full, nullptr), 0);
    editOnce(*window);
    window->expect("problem Your work is in memory only");
    window->keys({"ctrl+s"});
    const std::string said = window->expect("problem ");
    EXPECT_NE(said.find("plan.json"), std::string::npos) << said;
    EXPECT_EQ(saved(), before);
    const rlimit room{RLIM_INFINITY, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(window->process().id(), RLIMIT_FSIZE, &room, nullptr), 0);
    save(*window);
    EXPECT_NE(saved(), before);
}

TEST_F(Fault, SeesWhileItRestsThatItsFileWasDeleted) {
    const auto window = open();
    saveFirst(*window);
    const plan::Plan before = saved();
    fs::remove(file());
    const std::string said = window->expect("problem The file ");
    EXPECT_NE(said.find("was deleted"), std::string::npos) << said;
    window->expect("file " + file().string() + " unsaved");
    save(*window);
    EXPECT_EQ(saved(), before);
}

TEST_F(Fault, EndsWithASentenceWhenTheDriverIsReset) {
    const fs::path sign = scratch_ / "reset";
    plan::Plan before;
    {
        const auto window =
            openWith({{"MESOMAP_TEST_LOST", sign.string()}, {"LD_PRELOAD", MESO_LOST_CONTEXT}});
        saveFirst(*window);
        before = saved();
        editOnce(*window);
        std::ofstream{sign};
        window->keys({"ctrl+a"});
        EXPECT_EQ(window->process().end(), 1);
        EXPECT_NE(window->process().said().find("kept as a draft"), std::string::npos);
        EXPECT_NE(window->process().said().find("mesomap-cli"), std::string::npos);
    }
    const auto window = open({file().string()});
    window->expect("dialog question");
    window->keys({"Return"});
    window->expect("done Recovered every edit");
    save(*window);
    EXPECT_NE(saved(), before);
}

} // namespace
} // namespace meso
