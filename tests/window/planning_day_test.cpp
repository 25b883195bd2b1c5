#include <signal.h>

#include <cmath>

#include "window/window_fixture.h"

// A working day with the window, by a real mouse and real keys.
namespace meso {
namespace {

using test::RealWindow;
using test::Spot;

class PlanningDay : public test::WithADisplay {
protected:
    static Spot beside(Spot spot, int right, int down) { return {spot.x + right, spot.y + down}; }
    /// Bare skin between two sites.
    static Spot between(Spot a, Spot b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }
};

TEST_F(PlanningDay, TurnsTheHeadAndMovesNoSite) {
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    const Spot view = window->at("viewport");
    const Spot corner = beside(view, -440, 250);
    for (int i = 0; i < 3; ++i)
        window->drag(corner, beside(corner, 120, -10));
    EXPECT_NE(window->process().said().find("drag Orbit"), std::string::npos);
    window->keys({"2"});
    window->expect("camera 180.0");
    saveFirst(*window);
    EXPECT_EQ(saved().sites.size(), 40u);
    EXPECT_EQ(window->process().said().find("undo Move"), std::string::npos);
}

TEST_F(PlanningDay, PlacesMovesAndTypesAndGoesBackAndForth) {
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    saveFirst(*window);
    const plan::Plan sample = saved();

    const Spot bare = between(window->at("site.26"), window->at("site.25"));
    window->keys({"i"});
    window->expect("tool Place");
    window->clickAt(bare);
    window->expect("undo Place site 41");
    window->expect("sites 41");

    window->keys({"v"});
    window->expect("tool Select");
    const Spot site = window->at("site.26");
    window->drag(site, beside(site, 40, 8));
    window->expect("undo Move site 26");

    window->enter("site.volume", "0.08 ml");
    window->expect("undo Volume of site 26");
    save(*window);
    const plan::Plan edited = saved();
    ASSERT_EQ(edited.sites.size(), 41u);
    EXPECT_DOUBLE_EQ(edited.sites[25].volume.value(), 0.08);
    EXPECT_NE(edited.sites[25].onScalp, sample.sites[25].onScalp);
    EXPECT_EQ(edited.sites[24], sample.sites[24]);

    window->keys({"ctrl+z", "ctrl+z", "ctrl+z"});
    window->expect("redo Place site 41");
    save(*window);
    EXPECT_EQ(saved(), sample);
    window->keys({"ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z"});
    window->expect("redo nothing");
    save(*window);
    EXPECT_EQ(saved(), edited);
}

TEST_F(PlanningDay, RefusesAVolumeThatCannotBe) {
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    window->enter("site.volume", "99 ml");
    window->enter("site.volume", "0.06 ml");
    window->expect("undo Volume of ");
    saveFirst(*window);
    for (const plan::InjectionSite& site : saved().sites)
        EXPECT_DOUBLE_EQ(site.volume.value(), 0.06) << site.id;
    EXPECT_EQ(window->process().said().find("undo Volume of"),
              window->process().said().rfind("undo Volume of"))
        << "the refused entry is no step";
}

TEST_F(PlanningDay, LosesNoFastTap) {
    constexpr int kTaps = 20;
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    saveFirst(*window);
    const plan::Plan sample = saved();
    window->click("site.26");
    window->expect("selected 26");
    const auto tap = [&](const std::string& chord, const std::string& said) {
        window->keys(std::vector<std::string>(kTaps, chord));
        window->expect("key " + said, kTaps);
        save(*window);
    };
    for (int i = 1; i < kTaps; ++i) {
        window->keys({"Right"});
        window->expect("key Right");
    }
    window->keys({"Right", "ctrl+s"}); // in one frame, on a slow machine
    window->expect("done Saved");
    const plan::Plan far = saved();
    EXPECT_NE(far, sample);
    tap("ctrl+z", "Ctrl+Z");
    EXPECT_EQ(saved(), sample);
    tap("ctrl+shift+z", "Ctrl+Shift+Z");
    EXPECT_EQ(saved(), far);
    tap("ctrl+z", "Ctrl+Z");
    tap("Right", "Right");
    EXPECT_EQ(saved(), far) << "slow and fast taps lead to the same place";
}

TEST_F(PlanningDay, ChangesThePresetPlaysAndFindsACommand) {
    test::writeQuietSettings(scratch_.path(), true);
    const auto window = open();
    window->expect("first-spread");
    window->expect("spread done");
    window->click("area.preset");
    window->click("area.preset.Norwood IV");
    window->expect("undo Area: Norwood IV");
    window->expect("spread running");
    window->keys({"space"});
    window->expect("playing");
    window->keys({"space"});
    window->expect("paused");
    window->keys({"ctrl+k"});
    window->expect("dialog palette");
    window->expect("typing");
    window->type("dark");
    window->keys({"Return"});
    window->expect("dialog none");
    window->expect("theme dark");
}

TEST_F(PlanningDay, GoesOnWhereItWasKilled) {
    test::writeQuietSettings(scratch_.path(), false);
    plan::Plan sample;
    {
        const auto window = open();
        saveFirst(*window);
        sample = saved();
        window->click("site.26");
        window->expect("selected 26");
        window->enter("site.volume", "0.07 ml");
        window->expect("undo Volume of site 26");
        window->enter("site.depth", "2 mm");
        window->expect("undo Depth of site 26");
        window->keys({"Delete"});
        window->expect("sites 39");
        window->keys({"ctrl+z"});
        window->expect("sites 40");
        window->process().signal(SIGKILL);
        EXPECT_EQ(window->process().end(), 128 + SIGKILL);
    }
    EXPECT_EQ(saved(), sample) << "the file itself is as it was saved";
    const auto window = open({file().string()});
    window->expect("dialog question");
    window->click("question.yes");
    window->expect("done Recovered every edit");
    save(*window);
    plan::Plan expected = sample;
    expected.sites[25].volume = Ml(0.07);
    expected.sites[25].depth = Mm(2);
    expected.sites[25].angle = saved().sites[25].angle;
    EXPECT_EQ(saved(), expected);
    window->keys({"ctrl+q"});
    expectCleanEnd(*window);
}

TEST_F(PlanningDay, AsksBeforeItQuitsWithEdits) {
    test::writeQuietSettings(scratch_.path(), false);
    const auto window = open();
    window->enter("site.volume", "0.06 ml");
    window->expect("undo Volume of ");
    window->keys({"ctrl+q"});
    window->expect("dialog question");
    window->keys({"Escape"});
    window->expect("dialog none");
    window->keys({"ctrl+q"});
    window->expect("dialog question");
    window->click("question.no");
    expectCleanEnd(*window);
}

} // namespace
} // namespace meso
