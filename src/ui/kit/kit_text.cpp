#include "ui/kit/kit_text.h"

#include <cfloat>
#include <cmath>

#include "ui/kit/kit.h"

namespace meso::ui {

namespace {

constexpr const char* kEllipsis = "…";

/// The largest place at or before `end` where a UTF-8 character begins.
std::size_t characterBefore(const std::string& text, std::size_t end) {
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return end;
}

struct Span {
    std::size_t begin, end;
};

/// Where the line that begins at `span.begin` must end to be at most `width` wide: at a space,
/// after a slash of a path, or in the middle of a word that is wider than the line. At least one
/// character further on.
std::size_t lineEnd(ImFont* font, const std::string& text, Span span, float width) {
    const auto fits = [&](std::size_t end) {
        return sizeOf(font, text.substr(span.begin, end - span.begin)).x <= width;
    };
    std::size_t best = span.begin;
    for (std::size_t i = span.begin + 1; i <= span.end; ++i) {
        const bool isInPath = text[i - 1] == '/' && i >= span.begin + 2 && text[i - 2] != ' ';
        const bool mayEnd = i == span.end || text[i] == ' ' || isInPath;
        if (!mayEnd)
            continue;
        if (!fits(i))
            break;
        best = i;
    }
    if (best > span.begin)
        return best;
    for (std::size_t i = span.begin + 1; i <= span.end; ++i) {
        if (characterBefore(text, i) != i)
            continue;
        if (best > span.begin && !fits(i))
            break;
        best = i;
    }
    return best;
}

} // namespace

ImU32 packed(view::Colour colour, float alpha) {
    return ImGui::ColorConvertFloat4ToU32(
        {colour.red, colour.green, colour.blue, colour.alpha * alpha});
}

void lineOfText(Kit&, ImFont* font, view::Colour colour, const std::string& text) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(colour));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

std::vector<std::string> wrappedLines(ImFont* font, const std::string& text, float width) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t paragraph = std::min(text.find('\n', at), text.size());
        const std::size_t end = lineEnd(font, text, {at, paragraph}, width);
        out.push_back(text.substr(at, end - at));
        at = end;
        if (at == paragraph)
            ++at;
        else
            while (at < paragraph && text[at] == ' ')
                ++at;
    }
    return out;
}

void wrappedText(Kit& kit, ImFont* font, view::Colour colour, const std::string& text,
                 float width) {
    const float room = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float widest = 0;
    float y = start.y;
    for (const std::string& line : wrappedLines(font, text, std::max(room, kit.px(40)))) {
        drawText(ImGui::GetWindowDrawList(), font, packed(colour), {start.x, y}, line);
        widest = std::max(widest, sizeOf(font, line).x);
        y += font->FontSize;
    }
    ImGui::Dummy({std::ceil(widest), y - start.y});
}

void drawText(ImDrawList* list, ImFont* font, ImU32 colour, ImVec2 place, const std::string& text) {
    list->AddText(font, font->FontSize, {std::floor(place.x), std::floor(place.y)}, colour,
                  text.data(), text.data() + text.size());
}

ImVec2 sizeOf(ImFont* font, const std::string& text) {
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

std::string elided(ImFont* font, const std::string& text, float width) {
    if (sizeOf(font, text).x <= width)
        return text;
    const auto cut = [&](std::size_t length) {
        std::string front = text.substr(0, characterBefore(text, length));
        while (front.ends_with(' '))
            front.pop_back();
        return front + kEllipsis;
    };
    std::size_t fits = 0;
    std::size_t tooLong = text.size();
    while (fits + 1 < tooLong) {
        const std::size_t middle = (fits + tooLong) / 2;
        (sizeOf(font, cut(middle)).x <= width ? fits : tooLong) = middle;
    }
    const std::string best = cut(fits);
    return sizeOf(font, best).x <= width ? best : std::string();
}

void caption(Kit& kit, const std::string& sentence) {
    wrappedText(kit, kit.fonts.caption, kit.theme.muted, sentence);
}

} // namespace meso::ui
