#include "ui/kit/fonts.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "support/null_ui.h"
#include "support/scratch.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_text.h"

namespace {

using namespace meso;
using namespace meso::ui;

/// An ImGui context of its own.
struct Context {
    Context() { ImGui::CreateContext(); }
    ~Context() { ImGui::DestroyContext(); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
};

TEST(Fonts, WriteEverySignThatTheProgramUses) {
    const Context context;
    const FontLoad load = loadFonts(test::fontFolder(), 1);
    ASSERT_EQ(load.problem, "");
    const Fonts& f = load.fonts;
    for (const ImFont* font :
         {f.body, f.medium, f.semibold, f.title, f.caption, f.captionMedium, f.number})
        EXPECT_TRUE(canWrite(*font, "Łódź Ærø ÿ Ωμ µg/mL cm² x³ ≤ ≥ ≈ – — … ′ ″ ← ↑ → ↓ · × ° − € "
                                    "“quoted” ‘it’ • H₂O 10⁻⁵"))
            << font->GetDebugName();
    EXPECT_FALSE(canWrite(*f.body, "漢"));
}

TEST(Fonts, HaveEveryIcon) {
    const Context context;
    const FontLoad load = loadFonts(test::fontFolder(), 1);
    std::set<std::string> seen;
    for (const IconGlyph& glyph : kAllIcons) {
        EXPECT_TRUE(canWrite(*load.fonts.icon, glyph.icon)) << glyph.letter;
        EXPECT_TRUE(seen.insert(glyph.icon).second) << "twice: " << glyph.letter;
    }
    EXPECT_GT(seen.size(), 80u);
}

TEST(Fonts, DigitsAreOfOneWidth) {
    const Context context;
    const Fonts f = loadFonts(test::fontFolder(), 1.3F).fonts;
    for (ImFont* font : {f.body, f.medium, f.caption, f.number})
        for (char digit = '0'; digit <= '9'; ++digit)
            EXPECT_EQ(sizeOf(font, std::string(1, digit)).x, sizeOf(font, "0").x);
}

TEST(Fonts, ScaleWithTheScreen) {
    const Context context;
    for (const float scale : {0.85F, 1.F, 2.F, 4.F}) {
        const Fonts f = loadFonts(test::fontFolder(), scale).fonts;
        EXPECT_NEAR(f.body->FontSize, 17 * scale, 0.01);
        EXPECT_NEAR(f.number->FontSize, 30 * scale, 0.01);
        EXPECT_EQ(ImGui::GetIO().Fonts->Fonts.Size, 9) << "the old faces are dropped";
        EXPECT_LE(ImGui::GetIO().Fonts->TexHeight, 8192);
    }
}

TEST(Fonts, MissingFilesLeaveLettersAndASentence) {
    const Context context;
    const FontLoad load = loadFonts("/no/such/folder", 1);
    EXPECT_NE(load.problem.find("fonts-inter"), std::string::npos) << load.problem;
    EXPECT_NE(load.problem.find("fonts-materialdesignicons-webfont"), std::string::npos);
    for (const ImFont* font : {load.fonts.body, load.fonts.number, load.fonts.icon})
        ASSERT_NE(font, nullptr);
    EXPECT_TRUE(canWrite(*load.fonts.body, "0.05 to 5 mL – — … ≤ 4 µL · ×"));
    for (const IconGlyph& glyph : kAllIcons)
        EXPECT_TRUE(canWrite(*load.fonts.icon, glyph.icon)) << glyph.letter;
}

TEST(Fonts, NamesOnlyThePackageThatIsMissing) {
    const Context context;
    const test::Scratch folder;
    for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                             "InterDisplay-SemiBold.otf"})
        std::filesystem::copy_file(test::fontFolder() / file, folder.path() / file);
    const FontLoad load = loadFonts(folder.path(), 1);
    EXPECT_EQ(load.problem.find("fonts-inter"), std::string::npos) << load.problem;
    EXPECT_NE(load.problem.find("fonts-materialdesignicons-webfont"), std::string::npos);
    EXPECT_TRUE(canWrite(*load.fonts.body, "Ω"));
}

TEST(Fonts, DamagedFilesAreReplacedWhole) {
    const Context context;
    const test::Scratch folder;
    for (const auto& entry : std::filesystem::directory_iterator(test::fontFolder()))
        std::filesystem::copy_file(entry.path(), folder.path() / entry.path().filename());
    std::filesystem::resize_file(folder.path() / "Inter-Medium.otf", 3000);
    std::ofstream(folder.path() / "Inter-Regular.otf") << "no font at all";
    const FontLoad load = loadFonts(folder.path(), 1);
    EXPECT_NE(load.problem.find("fonts-inter"), std::string::npos) << load.problem;
    ASSERT_NE(load.fonts.medium, nullptr);
    EXPECT_GT(sizeOf(load.fonts.medium, "Volume").x, 10);
}

} // namespace
