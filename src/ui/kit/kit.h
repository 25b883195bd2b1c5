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

ImU32 packed(view::Colour colour, float alpha = 1);

/// Notes the last ImGui item under this id.
void tag(Kit& kit, const std::string& id, bool enabled = true);
/// A tooltip for the last item, after 0.4 s; a disabled control's says why.
void hint(Kit& kit, const std::string& sentence);
/// A ring around the last item while it has the keyboard's focus.
void focusRing(Kit& kit, float radius);

/// Text at the cursor, in a face and a colour.
void words(Kit& kit, ImFont* font, view::Colour colour, const std::string& text);
/// The same, broken into lines at `width` real pixels (0: the rest of the line).
void wrappedWords(Kit& kit, ImFont* font, view::Colour colour, const std::string& text,
                  float width = 0);
/// A sentence in small, muted letters, broken at the end of the line.
void caption(Kit& kit, const std::string& sentence);
/// The text in lines of at most `width` real pixels, broken at spaces; a wider word is cut.
std::vector<std::string> brokenLines(ImFont* font, const std::string& text, float width);
/// Text at a place on a draw list, whole pixels.
void drawWords(ImDrawList* list, ImFont* font, ImU32 colour, ImVec2 place, const std::string& text);
ImVec2 sizeOf(ImFont* font, const std::string& text);
/// The text, cut with "…" so that it is at most `width` real pixels wide.
std::string fitted(ImFont* font, const std::string& text, float width);

/// How a button stands out.
enum class Emphasis { Plain, Active, Primary };

/// A square button of an icon (icons.h). `why` not empty: disabled, for this reason.
struct IconButton {
    std::string id;
    const char* icon;
    std::string tip;
    Emphasis emphasis = Emphasis::Plain;
    float size = 40;
    std::string why{};
};
bool iconButton(Kit& kit, const IconButton& button);

/// A button with words, at least 32 high. Width 0: as wide as the words need; below 0: the rest of
/// the line.
struct Button {
    std::string id;
    std::string label;
    Emphasis emphasis = Emphasis::Plain;
    ImVec2 size{0, 34};
    const char* icon = nullptr;
    std::string why{};
    std::string tip{};
};
bool button(Kit& kit, const Button& button);

/// A switch with its label, over the width of the panel. Returns whether it was turned. `why` not
/// empty: disabled, for this reason.
bool toggle(Kit& kit, const std::string& id, const std::string& label, bool& value,
            const std::string& why = {});

/// One of a few words, on two lines where more than three need it; `id`.<word> names each. Returns
/// whether the choice changed; `chosen` -1: none. Width: real pixels. `why`: disabled, therefore.
bool segmented(Kit& kit, const std::string& id, std::span<const std::string> choices, int& chosen,
               float width, const std::string& why = {});

/// A list to choose from at the right of its label, or below it where they do not fit side by side.
/// Width of the field; `chosen` -1: nothing. While it is open, `id`.<choice> names each line.
struct Choice {
    std::string id;
    std::string label; ///< empty: the field takes the whole width
    std::span<const std::string> choices;
    float width = 168;
    std::string why{}; ///< not empty: disabled, for this reason
    /// Per choice: why it cannot be taken; empty or not there: it can.
    std::span<const std::string> whyNot{};
    std::string prompt = "—"; ///< shown while nothing is chosen
    bool opensNow = false;    ///< as if it had been pressed; it scrolls into view
};
bool select(Kit& kit, Choice choice, int& chosen);

/// Label left, value right; the value goes below where they do not fit side by side.
void row(Kit& kit, const std::string& label, const std::string& value);
/// Title of a section with an optional remark at the right, or below where it does not fit.
void section(Kit& kit, const std::string& title, const std::string& remark = {});
/// A line over the whole width of the pane.
void divider(Kit& kit);

enum class Tone { Neutral, Ok, Warn, Danger };
/// A tinted box with an icon and a sentence that is broken into lines. An `id` makes it clickable.
bool banner(Kit& kit, Tone tone, const std::string& sentence, const std::string& id = {});

/// A figure in large digits over its name: "40  Sites".
void figure(Kit& kit, const std::string& value, const std::string& unit, const std::string& name);

/// A key as it is drawn in the palette and the sheet; returns its width in real pixels.
float keyCap(Kit& kit, ImDrawList* list, ImVec2 rightMiddle, const std::string& key);

/// A panel without decorations at a fixed place, in real pixels. Begin and end in one function.
struct Pane {
    const char* name;
    ImVec2 min, max;
    view::Colour fill;
    ImVec2 padding{16, 16}; ///< logical
    ImGuiWindowFlags flags = 0;
};
void beginPane(Kit& kit, const Pane& pane);
void endPane();
/// A line or box on a pane that may touch its edges (draw lists are clipped to the padding).
void edgeLine(ImVec2 from, ImVec2 to, ImU32 colour);

} // namespace meso::ui
