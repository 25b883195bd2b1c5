#include <array>
#include <string>
#include <vector>

#include "support/null_ui.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"

namespace {

using namespace meso;
using namespace meso::ui;
using meso::test::NullUi;
using meso::test::tooltipIsShown;

const std::vector<std::string> kSpacings{"8", "10", "12"};

TEST(Kit, AButtonAnswersToAClickOnce) {
    int pressed = 0;
    NullUi window([&](Kit& kit) { pressed += button(kit, {.id = "go", .label = "Go"}); });
    window.hand.click("go");
    window.hand.frames(30);
    EXPECT_EQ(pressed, 1);
    window.hand.press();
    window.hand.moveTo({400, 600});
    window.hand.release();
    EXPECT_EQ(pressed, 1) << "released outside";
}

TEST(Kit, ADisabledButtonDoesNothingAndSaysWhy) {
    int pressed = 0;
    NullUi window([&](Kit& kit) {
        pressed += iconButton(kit, {.id = "measure",
                                    .icon = kIconRuler,
                                    .tip = "Measure",
                                    .disabledReason = "Place a site first."});
    });
    EXPECT_FALSE(window.hand.at("measure").enabled);
    window.hand.click("measure");
    EXPECT_EQ(pressed, 0);
    EXPECT_EQ(window.hover(), "Place a site first.");
}

TEST(Kit, ATooltipComesAfterFourTenthsOfASecond) {
    NullUi window(
        [&](Kit& kit) { iconButton(kit, {.id = "fit", .icon = kIconFit, .tip = "Fit (F)"}); });
    window.hand.hover("fit");
    EXPECT_EQ(window.hover(), "Fit (F)");
    EXPECT_NEAR(window.tipIn(), 0.4, 0.05);
    window.hand.frames(20);
    EXPECT_FALSE(tooltipIsShown());
    window.hand.frames(6);
    EXPECT_TRUE(tooltipIsShown());
    EXPECT_EQ(window.tipIn(), 0);
    window.hand.moveTo({400, 600});
    EXPECT_FALSE(tooltipIsShown());
    EXPECT_LT(window.tipIn(), 0);
    window.hand.hover("fit");
    EXPECT_FALSE(tooltipIsShown()) << "the rest on the last visit does not count";
}

TEST(Kit, ATooltipOfOneItemDoesNotPassToTheNext) {
    NullUi window([&](Kit& kit) {
        iconButton(kit, {.id = "a", .icon = kIconFit, .tip = "One"});
        iconButton(kit, {.id = "b", .icon = kIconMap, .tip = "Two"});
    });
    window.hand.hover("a");
    window.hand.frames(30);
    ASSERT_TRUE(tooltipIsShown());
    window.hand.hover("b");
    EXPECT_EQ(window.hover(), "Two");
    EXPECT_FALSE(tooltipIsShown());
}

TEST(Kit, AToggleTurnsAtAClickAndNotWhenTheHandSlidesOff) {
    bool on = false;
    int turned = 0;
    NullUi window([&](Kit& kit) { turned += toggle(kit, "sites", "Injection sites", on); });
    window.hand.click("sites");
    EXPECT_TRUE(on);
    window.hand.drag(window.hand.centre("sites"), {240, 600});
    EXPECT_TRUE(on);
    EXPECT_EQ(turned, 1);
    const Item item = window.hand.at("sites");
    window.hand.drag({item.min.x + 2, item.min.y + 4}, {item.max.x - 2, item.max.y - 4});
    EXPECT_FALSE(on) << "the whole line is the switch";
}

TEST(Kit, SegmentsAreFoundByTheirWords) {
    int chosen = 0;
    int changes = 0;
    NullUi window([&](Kit& kit) { changes += segmented(kit, "spacing", kSpacings, chosen, 300); });
    window.hand.click("spacing.12");
    EXPECT_EQ(chosen, 2);
    window.hand.click("spacing.12");
    EXPECT_EQ(changes, 1);
    window.hand.click("spacing.8");
    EXPECT_EQ(chosen, 0);
}

TEST(Kit, SegmentsOfATableGiveTheValueOfTheirWord) {
    enum class Side { Left, Right, Neither };
    // Not in the order of the enum, and without one of its values.
    constexpr WordTable<Side, 2> kSides{{{Side::Right, "Right"}, {Side::Left, "Left"}}};
    Side side = Side::Neither;
    int changes = 0;
    NullUi window([&](Kit& kit) { changes += segmentedOf(kit, "side", kSides, side, 300); });
    window.hand.frames(2);
    EXPECT_EQ(side, Side::Neither);
    EXPECT_EQ(changes, 0);
    window.hand.click("side.Right");
    EXPECT_EQ(side, Side::Right);
    window.hand.click("side.Right");
    EXPECT_EQ(changes, 1);
    window.hand.click("side.Left");
    EXPECT_EQ(side, Side::Left);
}

TEST(Kit, ADisabledSwitchKeepsItsChoice) {
    int chosen = 1;
    bool on = true;
    NullUi window([&](Kit& kit) {
        segmented(kit, "spacing", kSpacings, chosen, 300, "Draw an area first.");
        toggle(kit, "on", "On", on, "Not now.");
    });
    window.hand.click("spacing.12");
    window.hand.click("on");
    EXPECT_EQ(chosen, 1);
    EXPECT_TRUE(on);
    EXPECT_EQ(window.hover(), "Not now.");
}

TEST(Kit, AListOpensChoosesAndCloses) {
    int chosen = -1;
    int changes = 0;
    NullUi window([&](Kit& kit) {
        changes += select(kit, {.id = "needle", .label = "Needle", .choices = kSpacings}, chosen);
    });
    EXPECT_FALSE(window.hand.has("needle.10"));
    window.hand.click("needle");
    window.hand.click("needle.10");
    EXPECT_EQ(chosen, 1);
    window.hand.frames(2);
    EXPECT_FALSE(window.hand.has("needle.10"));
    EXPECT_EQ(changes, 1);
    window.hand.click("needle");
    ASSERT_TRUE(window.hand.has("needle.10"));
    window.hand.clickAt({300, 600});
    EXPECT_FALSE(window.hand.has("needle.10")) << "a click beside the list closes it";
    EXPECT_EQ(chosen, 1);
}

TEST(Kit, AListNearTheBottomOpensUpwards) {
    int chosen = 0;
    NullUi window([&](Kit& kit) {
        ImGui::SetCursorPosY(590);
        select(kit, {.id = "needle", .label = "Needle", .choices = kSpacings}, chosen);
    });
    window.hand.click("needle");
    EXPECT_LT(window.hand.at("needle.12").max.y, window.hand.at("needle").min.y);
}

TEST(Kit, ABannerGrowsWithItsSentenceAndCanBeClicked) {
    int pressed = 0;
    NullUi window([&](Kit& kit) {
        banner(kit, Tone::Ok, "Short.", "short");
        pressed += banner(kit, Tone::Danger,
                          "A sentence that is so long that it needs several lines in a pane as "
                          "narrow as this one, and is told in full all the same, to its end.",
                          "long");
    });
    const Item small = window.hand.at("short");
    const Item tall = window.hand.at("long");
    EXPECT_GT(tall.max.y - tall.min.y, 1.3F * (small.max.y - small.min.y));
    window.hand.click("long");
    EXPECT_EQ(pressed, 1);
}

TEST(Kit, EverythingCanBeReachedByKeyboard) {
    int pressed = 0;
    NullUi window([&](Kit& kit) {
        button(kit, {.id = "a", .label = "A"});
        pressed += button(kit, {.id = "b", .label = "B"});
    });
    window.hand.tap(ImGuiKey_Tab);
    window.hand.tap(ImGuiKey_DownArrow);
    window.hand.tap(ImGuiKey_DownArrow);
    window.hand.tap(ImGuiKey_Space);
    EXPECT_EQ(pressed, 1);
}

class KitScale : public ::testing::TestWithParam<float> {};

TEST_P(KitScale, TargetsAreLargeEnoughAndInsideThePane) {
    const float scale = GetParam();
    bool on = true;
    int chosen = 0;
    NullUi window(
        [&](Kit& kit) {
            iconButton(kit, {.id = "tool", .icon = kIconSyringe, .tip = "Place"});
            iconButton(kit, {.id = "tiny", .icon = kIconSyringe, .tip = "Place", .size = 12});
            button(kit, {.id = "ok", .label = "OK"});
            button(kit, {.id = "flat", .label = "Flat", .size = {0, 10}});
            button(kit, {.id = "wide", .label = "Wide", .size = {-1, 34}});
            toggle(kit, "on", "A label that is far too long for a pane as narrow as this one", on);
            segmented(kit, "spacing", kSpacings, chosen, kit.px(300));
            select(kit, {.id = "needle", .label = "Needle", .choices = kSpacings}, chosen);
            banner(kit, Tone::Warn, "Look here.", "look");
        },
        scale);
    for (const char* id : {"tool", "tiny", "ok", "flat", "wide", "on", "spacing.8", "spacing.12",
                           "needle", "look"}) {
        const Item item = window.hand.at(id);
        EXPECT_GE(item.max.x - item.min.x, 32 * scale - 1) << id;
        EXPECT_GE(item.max.y - item.min.y, 32 * scale - 1) << id;
        EXPECT_GE(item.min.x, 16 * scale - 1) << id;
        EXPECT_LE(item.max.x, (480 - 16) * scale + 1) << id;
        EXPECT_TRUE(item.visible) << id;
    }
    EXPECT_NEAR(window.hand.at("tool").max.x - window.hand.at("tool").min.x, 40 * scale, 0.5);
}

INSTANTIATE_TEST_SUITE_P(From85To400Percent, KitScale,
                         ::testing::Values(0.85F, 1.F, 1.5F, 2.F, 4.F));

TEST(KitText, IsCutWithAnEllipsisAtCharacterBorders) {
    NullUi window([](Kit&) {});
    ImFont* font = window.fonts().body;
    const std::string text = "Łódź, Ærø and Ωμέγα";
    EXPECT_EQ(elided(font, text, 1000), text);
    for (float width = 0; width < 200; width += 3) {
        const std::string cut = elided(font, text, width);
        EXPECT_LE(sizeOf(font, cut).x, width);
        EXPECT_TRUE(canWrite(*font, cut)) << cut;
        if (!cut.empty() && cut != text) {
            EXPECT_TRUE(cut.ends_with("…")) << cut;
            EXPECT_TRUE(text.starts_with(cut.substr(0, cut.size() - 3))) << cut;
        }
    }
    EXPECT_EQ(elided(font, text, 2), "");
}

TEST(KitText, BreaksLinesAtSpacesAndLosesNothing) {
    NullUi window([](Kit&) {});
    ImFont* font = window.fonts().caption;
    const std::string text = "Write it like \"0.05 mL\" or \"50 µL\". Allowed: 0.0001 to 5 mL.";
    for (const float width : {20.F, 60.F, 120.F, 333.F}) {
        std::string letters;
        for (const std::string& line : wrappedLines(font, text, width)) {
            if (line.find(' ') != std::string::npos) {
                EXPECT_LE(sizeOf(font, line).x, width) << line;
            }
            if (width > 100) {
                EXPECT_FALSE(line.starts_with('.')) << line;
            }
            for (const char c : line)
                if (c != ' ')
                    letters += c;
        }
        std::string expected;
        for (const char c : text)
            if (c != ' ')
                expected += c;
        EXPECT_EQ(letters, expected) << width;
    }
    EXPECT_EQ(wrappedLines(font, "one\ntwo", 500).size(), 2u);
    EXPECT_TRUE(wrappedLines(font, "", 500).empty());
}

} // namespace
