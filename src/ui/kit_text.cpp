#include <cfloat>
#include <cmath>

#include "ui/kit.h"

namespace meso::ui {

namespace {

constexpr const char* kEllipsis = "…";

/// The largest place at or before `end` where a UTF-8 character begins.
std::size_t characterBefore(const std::string& text, std::size_t end) {
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return end;
}

} // namespace

ImU32 packed(view::Colour colour, float alpha) {
    return ImGui::ColorConvertFloat4ToU32(
        {colour.red, colour.green, colour.blue, colour.alpha * alpha});
}

void words(Kit&, ImFont* font, view::Colour colour, const std::string& text) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(colour));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void wrappedWords(Kit& kit, ImFont* font, view::Colour colour, const std::string& text,
                  float width) {
    const float room = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + std::max(room, 1.F));
    words(kit, font, colour, text);
    ImGui::PopTextWrapPos();
}

void drawWords(ImDrawList* list, ImFont* font, ImU32 colour, ImVec2 place,
               const std::string& text) {
    list->AddText(font, font->FontSize, {std::floor(place.x), std::floor(place.y)}, colour,
                  text.data(), text.data() + text.size());
}

ImVec2 sizeOf(ImFont* font, const std::string& text) {
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

std::string fitted(ImFont* font, const std::string& text, float width) {
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

} // namespace meso::ui
