#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "view/theme.h"

namespace {

using namespace meso::view;

struct Named {
    std::string name;
    Colour colour;
};
struct Pair {
    Named ink, ground;
};

std::vector<Named> grounds(const Theme& t) {
    return {{"surface", t.surface}, {"raised", t.raised}, {"app", t.app}};
}

/// Every text and icon colour with every ground that the window puts it on.
std::vector<Pair> textPairs(const Theme& t) {
    std::vector<Pair> out;
    const std::vector<Named> inks = {{"text", t.text},     {"muted", t.muted}, {"faint", t.faint},
                                     {"accent", t.accent}, {"warn", t.warn},   {"danger", t.danger},
                                     {"ok", t.ok}};
    for (const Named& ink : inks)
        for (const Named& ground : grounds(t))
            out.push_back({ink, ground});
    const Named text{"text", t.text};
    out.push_back({{"accent", t.accent}, {"accentTint", t.accentTint}});
    out.push_back({{"muted", t.muted}, {"accentTint", t.accentTint}});
    out.push_back({{"onAccent", t.onAccent}, {"accent", t.accent}});
    out.push_back({{"onAccent", t.onAccent}, {"accentHover", t.accentHover}});
    out.push_back({{"warn", t.warn}, {"warnTint", t.warnTint}});
    out.push_back({{"danger", t.danger}, {"dangerTint", t.dangerTint}});
    out.push_back({{"ok", t.ok}, {"okTint", t.okTint}});
    out.push_back({text, {"accentTint", t.accentTint}});
    out.push_back({text, {"warnTint", t.warnTint}});
    out.push_back({text, {"dangerTint", t.dangerTint}});
    out.push_back({text, {"okTint", t.okTint}});
    return out;
}

void expectContrast(const Theme& theme, double least) {
    for (const Pair& pair : textPairs(theme))
        EXPECT_GE(contrast(pair.ink.colour, pair.ground.colour), least)
            << pair.ink.name << " on " << pair.ground.name;
}

TEST(Theme, LightTextCanBeRead) {
    expectContrast(lightTheme(), 4.5);
}

TEST(Theme, DarkTextCanBeRead) {
    expectContrast(darkTheme(), 4.5);
    EXPECT_GE(contrast(darkTheme().text, darkTheme().border), 4.5) << "chosen word of a switch";
}

TEST(Theme, HighContrastTextCanBeReadByWeakEyes) {
    expectContrast(highContrastTheme(), 7);
}

TEST(Theme, HighContrastBordersCanBeSeen) {
    const Theme t = highContrastTheme();
    for (const Named& ground : grounds(t)) {
        EXPECT_GE(contrast(t.border, ground.colour), 3) << ground.name;
        EXPECT_GE(contrast(t.track, ground.colour), 3) << ground.name;
    }
}

TEST(Theme, MarkersStandOutFromTheirRing) {
    for (const Theme& t : {lightTheme(), darkTheme(), highContrastTheme()})
        EXPECT_GE(contrast(t.marker, t.markerRing), 4.5);
}

} // namespace
