#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include <imgui.h>

#include "ui/kit/focus_walk.h"
#include "view/theme.h"

/// The small widgets that every panel is made of. Stock ImGui looks dated, so they are drawn by
/// hand; each has a stable id, by which tests, scripts and hints find it. Sizes are logical pixels
/// (96 dpi, text at 100 %) unless said otherwise.
namespace meso::ui {

/// Faces of the window's type. Never null once loadFonts() (ui/fonts.h) has run.
struct Fonts {
    ImFont *body{}, *medium{}, *semibold{}, *title{}, *caption{}, *captionMedium{}, *number{},
        *huge{}, *icon{}; ///< huge: digits and a dash alone
};

/// Where an item lies in this frame.
struct Item {
    ImVec2 min, max; ///< window pixels
    bool enabled = true;
    bool visible = true; ///< its middle is not scrolled out of its pane
};
/// Every item of the frame by its id.
using ItemRegistry = std::map<std::string, Item>;

/// What widgets need beside ImGui's own state. One per frame, passed to every panel.
struct Kit {
    const view::Theme& theme;
    const Fonts& fonts;
    float scale = 1; ///< real pixels per logical pixel
    ItemRegistry& items;
    std::string& hover;        ///< set to the hint of the item under the cursor
    float tipIn = -1;          ///< seconds until that hint's tooltip appears; negative: none will
    FocusWalk* walk = nullptr; ///< of the keyboard through the items; null: none

    [[nodiscard]] ImVec2 px(float x, float y) const { return {x * scale, y * scale}; }
    [[nodiscard]] float px(float x) const { return x * scale; }
};

/// How a button stands out.
enum class Emphasis { Plain, Active, Primary };

/// A square button of an icon (icons.h). `disabledReason` not empty: disabled.
struct IconButton {
    std::string id;
    const char* icon;
    std::string tip;
    Emphasis emphasis = Emphasis::Plain;
    float size = 40;
    std::string disabledReason{};
};

/// A button with words, at least 32 high. Width 0: as wide as the words need; below 0: the rest of
/// the line.
struct Button {
    std::string id;
    std::string label;
    Emphasis emphasis = Emphasis::Plain;
    ImVec2 size{0, 34};
    const char* icon = nullptr;
    std::string disabledReason{};
    std::string tip{};
};

/// A list to choose from at the right of its label, or below it where they do not fit side by side.
/// Width of the field; `chosen` -1: nothing. While it is open, `id`.<choice> names each line.
struct Choice {
    std::string id;
    std::string label; ///< empty: the field takes the whole width
    std::span<const std::string> choices;
    float width = 168;
    std::string disabledReason{}; ///< not empty: disabled, for this reason
    /// Per choice: why it cannot be taken; empty or not there: it can.
    std::span<const std::string> disabledReasons{};
    std::string prompt = "—"; ///< shown while nothing is chosen
    bool opensNow = false;    ///< as if it had been pressed; it scrolls into view
};

enum class Tone { Neutral, Ok, Warn, Danger };

/// A panel without decorations at a fixed place, in real pixels. Begin and end in one function.
struct Pane {
    const char* name;
    ImVec2 min, max;
    view::Colour fill;
    ImVec2 padding{16, 16}; ///< logical
    ImGuiWindowFlags flags = 0;
};

} // namespace meso::ui
