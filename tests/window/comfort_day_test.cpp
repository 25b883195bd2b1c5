#include <algorithm>

#include "base/file.h"
#include "support/x_clipboard.h"
#include "window/window_fixture.h"

// What makes work easy, and what the program says of itself, by a real mouse and real keys.
namespace meso {
namespace {

namespace fs = std::filesystem;
using test::RealWindow;

class ComfortDay : public test::WithADisplay {
protected:
    /// The sample case in its file.
    std::unique_ptr<RealWindow> openSample(bool autoSimulate = false) {
        test::writeQuietSettings(scratch_.path(), autoSimulate);
        auto window = open();
        saveFirst(*window);
        before_ = saved();
        return window;
    }
    static void chooseInMenu(RealWindow& window, const std::string& group,
                             const std::string& action) {
        window.click("menu");
        window.pointAt(window.at("menu.group." + group));
        window.click("menu." + action);
    }
    /// Types a name into the file browser and takes it.
    static void nameTheFile(RealWindow& window, const std::string& name) {
        window.expect("dialog files");
        window.expect("typing");
        window.type(name);
        window.click("browser.go");
        window.expect("dialog none");
    }
    plan::Plan before_;
};

TEST_F(ComfortDay, PastesIntoTheTableFromAnotherProgram) {
    const auto window = openSample();
    const test::XClipboard spreadsheet(screen_->display(), "0.07\t2\n0.08\t2.5\n");
    window->click("plan.page.Sites");
    window->click("sites.cell.2.volume");
    window->expect("selected 2");
    window->keys({"ctrl+v"});
    window->expect("undo Paste into the table of sites");
    save(*window);
    const plan::Plan pasted = saved();
    ASSERT_EQ(pasted.sites.size(), before_.sites.size());
    EXPECT_EQ(pasted.sites[0], before_.sites[0]);
    EXPECT_EQ(pasted.sites[1].volume, Ml(0.07));
    EXPECT_EQ(pasted.sites[1].depth, Mm(2));
    EXPECT_EQ(pasted.sites[2].volume, Ml(0.08));
    EXPECT_EQ(pasted.sites[2].depth, Mm(2.5));
    EXPECT_EQ(pasted.sites[3], before_.sites[3]);
}

TEST_F(ComfortDay, GoesBackBehindClearAllInTheHistory) {
    const auto window = openSample();
    window->keys({"ctrl+a", "Right"});
    window->expect("undo Move ");
    window->keys({"ctrl+Delete"});
    window->expect("undo Remove all sites");
    window->expect("sites 0");
    save(*window);
    EXPECT_TRUE(saved().sites.empty());
    window->keys({"ctrl+h"});
    window->click("history.0");
    window->expect("sites 40");
    window->expect("undo nothing");
    window->click("history.close");
    window->expectGone("history.close");
    save(*window);
    EXPECT_EQ(saved(), before_);
}

TEST_F(ComfortDay, GivesAnActionAnotherKey) {
    const auto window = openSample();
    window->click("help.sheet");
    window->expect("dialog shortcuts");
    window->click("sheet.row.edit.eraseAll");
    (void)window->at("sheet.none");
    window->keys({"F9"});
    window->expectGone("sheet.none");
    window->click("sheet.close");
    window->expect("dialog none");
    window->keys({"ctrl+Delete"});
    window->expect("key Ctrl+Delete");
    window->keys({"F9"});
    window->expect("undo Remove all sites");
    EXPECT_EQ(window->process().said().find("undo Remove all sites"),
              window->process().said().rfind("undo Remove all sites"))
        << "the old key does nothing";
    const auto settings = readFile(scratch_ / "config" / "settings.json", 1 << 16);
    ASSERT_TRUE(settings.ok());
    EXPECT_NE(settings->find("F9"), std::string::npos) << *settings;
    save(*window);
    EXPECT_TRUE(saved().sites.empty());
}

TEST_F(ComfortDay, CopiesThePlanAsTheNextSession) {
    const auto window = openSample();
    window->click("plan.page.Session");
    window->click("session.begin");
    window->expect("undo Begin the session");
    window->keys({"space"});
    window->expect("undo Done: site ");
    window->click("session.finish");
    window->expect("undo Finish the session");
    save(*window);
    ASSERT_TRUE(saved().sessionRecord);
    chooseInMenu(*window, "File", "file.copyCase");
    window->expect("done A new case");
    window->keys({"ctrl+s"});
    nameTheFile(*window, "next");
    window->expect("file " + (scratch_ / "next.json").string() + " saved");
    const auto next = store::loadPlan(scratch_ / "next.json");
    ASSERT_TRUE(next.ok()) << next.error().message;
    EXPECT_FALSE(next->sessionRecord);
    EXPECT_FALSE(next->approval);
    EXPECT_EQ(next->sites, before_.sites);
    EXPECT_EQ(next->formulation, before_.formulation);
    EXPECT_TRUE(saved().sessionRecord) << "the first session's file is as it was";
}

TEST_F(ComfortDay, ComparesWithASecondPlan) {
    const auto window = openSample(true);
    plan::Plan second = before_;
    second.sites.resize(20);
    for (plan::InjectionSite& site : second.sites)
        site.volume = 2 * site.volume;
    ASSERT_TRUE(store::savePlan(second, scratch_ / "second.json").ok());
    window->click("workspace.Simulate");
    window->expectEver("first-spread");
    window->click("simulate.page.Compare");
    window->click("compare.open");
    window->expect("dialog files");
    window->click("browser.line.second.json");
    window->click("browser.go");
    window->expect("dialog none");
    window->click("compare.painted.A");
    const test::Pixels first = window->stillPictureOf("viewport");
    window->click("compare.painted.B");
    const test::Pixels other = window->expectOtherPicture("viewport", first);
    window->click("compare.painted.Difference");
    const test::Pixels difference = window->expectOtherPicture("viewport", other);
    EXPECT_NE(difference, first);
    window->click("compare.painted.A");
    window->expectPicture("viewport", first);
    window->reveal("compare.mean");
    window->reveal("compare.coverage");
    EXPECT_EQ(saved(), before_);
    EXPECT_EQ(window->last("undo "), "undo nothing");
}

TEST_F(ComfortDay, SaysThatItIsNoMedicalDevice) {
    const auto isWritten = [](RealWindow& window, const std::string& item) {
        const test::Pixels words = window.stillPictureOf(item);
        return std::count(words.begin(), words.end(), words.front()) <
               static_cast<std::ptrdiff_t>(words.size());
    };
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    EXPECT_TRUE(isWritten(*window, "status.aid"));
    chooseInMenu(*window, "Help", "help.about");
    window->expect("dialog about");
    EXPECT_TRUE(isWritten(*window, "about.aid"));
    window->click("about.close");
    window->expect("dialog none");
    const std::string program = std::string(MESO_BINARY_DIR) + "/bin/mesomap";
    const std::string help = test::runToEnd({{program, "--help"}}).said;
    EXPECT_NE(help.find("Not a medical device"), std::string::npos) << help;
}

} // namespace
} // namespace meso
