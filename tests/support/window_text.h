#pragma once
#include <cfloat>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <imgui.h>

namespace meso::test {

/// Where a glyph lies in the font atlas, since that is what a vertex knows of it.
using GlyphPlace = std::pair<float, float>;

/// Glyphs of every face of the window.
inline std::map<GlyphPlace, ImFontGlyph> glyphsOfAllFaces() {
    std::map<GlyphPlace, ImFontGlyph> out;
    for (const ImFont* face : ImGui::GetIO().Fonts->Fonts)
        for (const ImFontGlyph& glyph : face->Glyphs)
            if (glyph.Visible)
                out[{glyph.U0, glyph.V0}] = glyph;
    return out;
}

inline std::string utf8Of(unsigned codepoint) {
    if (codepoint < 0x80)
        return {static_cast<char>(codepoint)};
    if (codepoint < 0x800)
        return {static_cast<char>(0xC0 | (codepoint >> 6)),
                static_cast<char>(0x80 | (codepoint & 0x3F))};
    return {static_cast<char>(0xE0 | (codepoint >> 12)),
            static_cast<char>(0x80 | ((codepoint >> 6) & 0x3F)),
            static_cast<char>(0x80 | (codepoint & 0x3F))};
}

/// The text without its spaces, which leave no glyph on the screen.
inline std::string unspaced(std::string text) {
    std::erase(text, ' ');
    return text;
}

/// A letter or an icon as it was drawn, window pixels.
struct DrawnGlyph {
    unsigned codepoint;
    ImVec2 min, max;
    ImVec4 clip;      ///< what of the window may show it
    std::string pane; ///< of ImGui
};

/// The glyphs of the last frame in the order in which they were drawn.
inline std::vector<DrawnGlyph> drawnGlyphs() {
    const auto glyphs = glyphsOfAllFaces();
    std::vector<DrawnGlyph> out;
    const ImDrawData* data = ImGui::GetDrawData();
    for (int l = 0; data != nullptr && l < data->CmdListsCount; ++l) {
        const ImDrawList& list = *data->CmdLists[l];
        const std::string pane = list._OwnerName != nullptr ? list._OwnerName : "";
        for (const ImDrawCmd& command : list.CmdBuffer)
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const ImDrawIdx* index = &list.IdxBuffer[static_cast<int>(command.IdxOffset + i)];
                const auto at = [&](int k) -> const ImDrawVert& {
                    return list.VtxBuffer[static_cast<int>(command.VtxOffset) + index[k]];
                };
                const auto found = glyphs.find({at(0).uv.x, at(0).uv.y});
                if (found != glyphs.end() && at(2).uv.x == found->second.U1 &&
                    at(2).uv.y == found->second.V1)
                    out.push_back(
                        {found->second.Codepoint, at(0).pos, at(2).pos, command.ClipRect, pane});
            }
    }
    return out;
}

/// What stands in a box of the window after the last frame, letter by letter in the order in which
/// it was drawn, without spaces; icons are letters too.
inline std::string lettersIn(ImVec2 min = {-FLT_MAX, -FLT_MAX}, ImVec2 max = {FLT_MAX, FLT_MAX}) {
    std::string out;
    for (const DrawnGlyph& glyph : drawnGlyphs()) {
        const ImVec2 middle{(glyph.min.x + glyph.max.x) / 2, (glyph.min.y + glyph.max.y) / 2};
        if (middle.x >= min.x && middle.x <= max.x && middle.y >= min.y && middle.y <= max.y)
            out += utf8Of(glyph.codepoint);
    }
    return out;
}

/// Whether a sentence stands somewhere in the window, broken into lines or not.
inline bool isWritten(const std::string& sentence) {
    return lettersIn().find(unspaced(sentence)) != std::string::npos;
}

} // namespace meso::test
