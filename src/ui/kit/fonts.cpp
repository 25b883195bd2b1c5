#include "ui/kit/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <span>
#include <vector>

#include <imgui_freetype.h>

#include "base/file.h"
#include "ui/kit/icons.h"

namespace meso::ui {

namespace {

namespace fs = std::filesystem;

constexpr float kMaxGlyph = 300; ///< size of the largest glyphs, real pixels
constexpr const char* kIconFile = "materialdesignicons-webfont.ttf";
constexpr std::size_t kMaxFontBytes = 16U << 20U;

constexpr std::array<ImWchar, 3> kDigits{'0', '9', 0};
constexpr std::array<ImWchar, 5> kDigitsAndDash{'0', '9', 0x2014, 0x2014, 0};
// Latin for European names, Greek, dashes, quotes, bullets, primes, superscripts and subscripts,
// arrows, minus and comparisons.
constexpr std::array<ImWchar, 25> kLetters{0x0020, 0x017F, 0x0391, 0x03C9, 0x2010, 0x2026, 0x2032,
                                           0x2033, 0x2070, 0x209C, 0x20AC, 0x20AC, 0x2190, 0x2193,
                                           0x2212, 0x2212, 0x2248, 0x2248, 0x2264, 0x2265, 0x25CF,
                                           0x25CF, 0xFFFD, 0xFFFD, 0};

/// One character of well-formed UTF-8, which `text` then no longer begins with. Broken bytes give
/// U+FFFD.
ImWchar takeCharacter(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && i < text.size(); ++i)
        code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(std::min(length, text.size()));
    return code > 0xFFFF ? ImWchar(0xFFFD) : static_cast<ImWchar>(code);
}

ImWchar codeOf(const char* icon) {
    std::string_view text(icon);
    return takeCharacter(text);
}

/// Reads font files once each and hands them to the atlas.
class Loader {
public:
    Loader(const fs::path& folder, float scale) : folder_(folder), scale_(scale) {
        atlas_.Clear();
        atlas_.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
        atlas_.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        atlas_.TexGlyphPadding = 1;
        for (const IconGlyph& glyph : kAllIcons) {
            iconRanges_.push_back(codeOf(glyph.icon));
            iconRanges_.push_back(codeOf(glyph.icon));
        }
        iconRanges_.push_back(0);
    }

    /// A face of text, `size` in logical pixels.
    ImFont* text(const char* file, float size) {
        const std::string& bytes = read(file);
        if (bytes.empty())
            return builtIn(size);
        ImFontConfig digits = config();
        // Merged glyphs never replace earlier ones, so digits of one width go in first.
        digits.GlyphMinAdvanceX = digits.GlyphMaxAdvanceX = std::round(size * scale_ * 0.53F);
        ImFont* font = add(bytes, size, digits, kDigits.data());
        ImFontConfig letters = config();
        letters.MergeMode = true;
        add(bytes, size, letters, kLetters.data());
        return font;
    }

    /// A face of digits alone, which may be large.
    ImFont* digits(const char* file, float size) {
        const std::string& bytes = read(file);
        return bytes.empty() ? builtIn(size) : add(bytes, size, config(), kDigitsAndDash.data());
    }

    ImFont* icons(float size) {
        const std::string& bytes = read(kIconFile);
        return bytes.empty() ? builtIn(size) : add(bytes, size, config(), iconRanges_.data());
    }

    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

private:
    static ImFontConfig config() {
        ImFontConfig c;
        c.PixelSnapH = true;
        c.FontDataOwnedByAtlas = true;
        return c;
    }

    /// Empty when the file is missing or is not a font.
    const std::string& read(const char* file) {
        const auto [place, isNew] = files_.try_emplace(file);
        if (isNew) {
            auto bytes = readFile(folder_ / file, kMaxFontBytes);
            const bool isFont = bytes.ok() && (bytes->starts_with("OTTO") ||
                                               bytes->starts_with(std::string_view("\0\1\0\0", 4)));
            if (isFont)
                place->second = std::move(bytes).value();
            else
                missing_.emplace_back(file);
        }
        return place->second;
    }

    ImFont* add(const std::string& bytes, float size, ImFontConfig config, const ImWchar* ranges) {
        void* copy = IM_ALLOC(bytes.size());
        std::memcpy(copy, bytes.data(), bytes.size());
        return atlas_.AddFontFromMemoryTTF(copy, static_cast<int>(bytes.size()), size * scale_,
                                           &config, ranges);
    }

    ImFont* builtIn(float size) {
        ImFontConfig c = config();
        c.SizePixels = std::round(size * scale_ * 0.8F);
        return atlas_.AddFontDefault(&c);
    }

    ImFontAtlas& atlas_ = *ImGui::GetIO().Fonts;
    fs::path folder_;
    float scale_;
    std::map<std::string, std::string> files_;
    std::vector<std::string> missing_;
    std::vector<ImWchar> iconRanges_; ///< must live until the atlas is built
};

Fonts addFaces(Loader& loader, float scale) {
    Fonts f;
    f.body = loader.text("Inter-Regular.otf", 17);
    f.medium = loader.text("Inter-Medium.otf", 17);
    f.semibold = loader.text("Inter-SemiBold.otf", 17);
    f.title = loader.text("Inter-SemiBold.otf", 20);
    f.caption = loader.text("Inter-Regular.otf", 15);
    f.captionMedium = loader.text("Inter-Medium.otf", 15);
    f.number = loader.text("InterDisplay-SemiBold.otf", 30);
    // A glyph must fit into the builder's buffers at any scale.
    f.huge = loader.digits("InterDisplay-SemiBold.otf", std::min(128.F, kMaxGlyph / scale));
    f.icon = loader.icons(22);
    return f;
}

std::string sentenceOn(const std::vector<std::string>& missing, const fs::path& folder) {
    if (missing.empty())
        return {};
    std::string names;
    for (const std::string& name : missing)
        names += (names.empty() ? "" : ", ") + name;
    const bool onlyIcons = missing.size() == 1 && missing.front() == kIconFile;
    const bool withIcons = missing.back() == kIconFile;
    const std::string packages = onlyIcons   ? "fonts-materialdesignicons-webfont"
                                 : withIcons ? "fonts-inter and fonts-materialdesignicons-webfont"
                                             : "fonts-inter";
    return "No usable " + names + " in " + folder.string() +
           ", so plain letters stand in; install " + packages + " and build again.";
}

/// Signs of our sentences that ImGui's built-in face lacks, by what stands in for them.
constexpr IconGlyph kSigns[] = {{"…", '.'},  {"—", '-'}, {"–", '-'},  {"−", '-'}, {"≤", '<'},
                                {"≥", '>'},  {"≈", '~'}, {"′", '\''}, {"″", '"'}, {"←", '<'},
                                {"→", '>'},  {"↑", '^'}, {"↓", 'v'},  {"“", '"'}, {"”", '"'},
                                {"’", '\''}, {"μ", 'u'}};

/// What the face lacks is written as letters.
void writeAsLetters(ImFont& font, std::span<const IconGlyph> glyphs) {
    for (const IconGlyph& glyph : glyphs)
        if (font.FindGlyphNoFallback(codeOf(glyph.icon)) == nullptr)
            font.AddRemapChar(codeOf(glyph.icon), static_cast<ImWchar>(glyph.letter));
}

} // namespace

FontLoad loadFonts(const fs::path& folder, float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    FontLoad out;
    {
        Loader loader(folder, scale);
        out.fonts = addFaces(loader, scale);
        out.problem = sentenceOn(loader.missing(), folder);
        if (!atlas.Build()) {
            out.problem = "The fonts in " + folder.string() +
                          " are damaged, so plain letters stand in; install fonts-inter and "
                          "fonts-materialdesignicons-webfont and build again.";
            Loader plain({}, scale);
            out.fonts = addFaces(plain, scale);
            atlas.Build();
        }
    }
    writeAsLetters(*out.fonts.icon, kAllIcons);
    for (ImFont* font : atlas.Fonts)
        writeAsLetters(*font, kSigns);
    ImGui::GetIO().FontDefault = out.fonts.body;
    return out;
}

bool canWrite(const ImFont& font, const std::string& text) {
    std::string_view rest(text);
    while (!rest.empty())
        if (font.FindGlyphNoFallback(takeCharacter(rest)) == nullptr)
            return false;
    return true;
}

} // namespace meso::ui
