#pragma once
#include "view/colour.h"

namespace meso::view {

/// Every colour of the program by the job it does. Text tokens reach 4.5 : 1 on `surface`, `raised`
/// and `app`, those of a tone also on their tint; borders are decorative and must not be the only
/// sign of a control, except in high contrast.
struct Theme {
    bool dark = false;
    Colour app, surface, raised, border;
    Colour text, muted, faint;
    Colour accent, accentHover, accentTint, onAccent;
    Colour warn, warnTint, danger, dangerTint, ok, okTint;
    Colour track;
    Colour viewInner, viewOuter; ///< background of pictures: centre and rim of a radial gradient
    Colour skin;                 ///< low saturation, so that the map dominates
    Colour marker, markerRing;   ///< injection sites
    Colour exclusion;            ///< tint of patches that are left out
    Colour nerve;                ///< lines of nerves and veins on the skin
    bool operator==(const Theme&) const = default;
};

constexpr Theme lightTheme() {
    return {.dark = false,
            .app = colourOf(0xEEF2F5),
            .surface = colourOf(0xFFFFFF),
            .raised = colourOf(0xF6F8FA),
            .border = colourOf(0xDFE5EA),
            .text = colourOf(0x15202B),
            .muted = colourOf(0x52606D),
            .faint = colourOf(0x626F7C),
            .accent = colourOf(0x0A736E),
            .accentHover = colourOf(0x085F5B),
            .accentTint = colourOf(0xE1F2F0),
            .onAccent = colourOf(0xFFFFFF),
            .warn = colourOf(0x8F5400),
            .warnTint = colourOf(0xFFF4DF),
            .danger = colourOf(0xB42318),
            .dangerTint = colourOf(0xFDECEA),
            .ok = colourOf(0x1A7436),
            .okTint = colourOf(0xE6F4EA),
            .track = colourOf(0xDCE3E9),
            .viewInner = colourOf(0xF3F6F8),
            .viewOuter = colourOf(0xCDD7DF),
            .skin = {0.86F, 0.75F, 0.68F, 1},
            .marker = colourOf(0x14284B),
            .markerRing = colourOf(0xFFFFFF),
            .exclusion = colourOf(0x8F5400),
            .nerve = colourOf(0x17417F)};
}

constexpr Theme darkTheme() {
    return {.dark = true,
            .app = colourOf(0x0E1318),
            .surface = colourOf(0x161C23),
            .raised = colourOf(0x1D252E),
            .border = colourOf(0x2A343F),
            .text = colourOf(0xE8EDF2),
            .muted = colourOf(0xA3B0BD),
            .faint = colourOf(0x8593A1),
            .accent = colourOf(0x2FB8AD),
            .accentHover = colourOf(0x49CBC0),
            .accentTint = colourOf(0x143433),
            .onAccent = colourOf(0x06201D),
            .warn = colourOf(0xF0B35A),
            .warnTint = colourOf(0x33270F),
            .danger = colourOf(0xF2857B),
            .dangerTint = colourOf(0x3A1A18),
            .ok = colourOf(0x6CCF8B),
            .okTint = colourOf(0x16301F),
            .track = colourOf(0x2C3743),
            .viewInner = colourOf(0x25303A),
            .viewOuter = colourOf(0x10161C),
            .skin = {0.70F, 0.60F, 0.54F, 1},
            .marker = colourOf(0x14284B),
            .markerRing = colourOf(0xFFFFFF),
            .exclusion = colourOf(0xF0B35A),
            .nerve = colourOf(0xB9DBFF)};
}

/// For low vision and bright rooms: text at 7 : 1 or more, borders and tracks at 3 : 1 or more.
constexpr Theme highContrastTheme() {
    Theme t = lightTheme();
    t.app = colourOf(0xF1F4F6);
    t.border = colourOf(0x6B7883);
    t.text = colourOf(0x000000);
    t.muted = colourOf(0x26313B);
    t.faint = colourOf(0x3F4B57);
    t.accent = colourOf(0x00504C);
    t.accentHover = colourOf(0x003634);
    t.accentTint = colourOf(0xDDF1EF);
    t.warn = t.exclusion = colourOf(0x663A00);
    t.danger = colourOf(0x8C120B);
    t.ok = colourOf(0x0B4F23);
    t.track = colourOf(0x7E8B98);
    t.marker = colourOf(0x000000);
    t.nerve = colourOf(0x001F55);
    return t;
}

} // namespace meso::view
