#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "support/null_ui.h"
#include "ui/kit/fonts.h"
#include "ui/kit/kit_text.h"

// Every sentence that the window can show can be written: all string literals of the rooms that
// the window is made of, and all of the data files, against the faces as they are loaded.
namespace {

using namespace meso;
using namespace meso::ui;
namespace fs = std::filesystem;

const fs::path kTop = MESO_SOURCE_DIR;

std::string textOf(const fs::path& file) {
    auto text = readFile(file, 1U << 24U);
    EXPECT_TRUE(text.ok()) << file;
    return text.ok() ? *text : std::string();
}

/// Takes one token of C++ off the front of the source, and gives it.
std::string_view takeToken(std::string_view& source) {
    const auto upTo = [&](std::string_view end, std::size_t from) {
        const std::size_t at = source.find(end, from);
        return at == std::string_view::npos ? source.size() : at + end.size();
    };
    const auto quoted = [&](char quote) {
        std::size_t at = 1;
        while (at < source.size() && source[at] != quote)
            at += source[at] == '\\' ? 2 : 1;
        return std::min(at + 1, source.size());
    };
    const auto isOfAWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    std::size_t length = 1;
    if (source.starts_with("//"))
        length = upTo("\n", 2);
    else if (source.starts_with("/*"))
        length = upTo("*/", 2);
    else if (source.starts_with("R\"")) {
        const std::string fence(source.substr(2, source.find('(') - 2));
        length = upTo(")" + fence + "\"", 2);
    } else if (source.front() == '"' || source.front() == '\'')
        length = quoted(source.front());
    else if (isOfAWord(source.front()))
        // With the marks that keep digits apart, which open no character.
        while (length < source.size() && (isOfAWord(source[length]) || source[length] == '\''))
            ++length;
    const std::string_view token = source.substr(0, length);
    source.remove_prefix(length);
    return token;
}

/// The string literals of a source file as they are spelled there, escapes left out.
std::vector<std::string> literalsOf(std::string_view source) {
    std::vector<std::string> out;
    while (!source.empty()) {
        const std::string_view token = takeToken(source);
        if (!token.starts_with('"') && !token.starts_with("R\""))
            continue;
        std::string text;
        for (std::size_t i = 0; i < token.size(); ++i)
            if (token[i] == '\\')
                i += token[i + 1] == 'x' ? 3 : 1;
            else if (static_cast<unsigned char>(token[i]) >= ' ')
                text += token[i];
        out.push_back(text);
    }
    return out;
}

std::vector<std::string> everySentence() {
    std::vector<std::string> out;
    // The command line and the documents have their own letters.
    const std::set<std::string> others{"cli", "report"};
    for (const auto& entry : fs::recursive_directory_iterator(kTop / "src")) {
        const std::string ending = entry.path().extension().string();
        const std::string room = fs::relative(entry.path(), kTop / "src").begin()->string();
        if ((ending != ".cpp" && ending != ".h") || others.contains(room))
            continue;
        for (const std::string& literal : literalsOf(textOf(entry.path())))
            out.push_back(literal);
    }
    for (const auto& entry : fs::directory_iterator(kTop / "assets" / "data"))
        for (std::string text = textOf(entry.path()); !text.empty();) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            out.push_back(text.substr(0, end));
            text.erase(0, end + 1);
        }
    return out;
}

class Letters : public ::testing::Test {
protected:
    Letters() { ImGui::CreateContext(); }
    ~Letters() override { ImGui::DestroyContext(); }
    static void expectAllWritable(const Fonts& f) {
        const std::vector<std::string> sentences = everySentence();
        ASSERT_GT(sentences.size(), 3000u);
        for (const ImFont* font :
             {f.body, f.medium, f.semibold, f.title, f.caption, f.captionMedium, f.number})
            for (const std::string& sentence : sentences)
                EXPECT_TRUE(canWrite(*font, sentence)) << font->GetDebugName() << ": " << sentence;
    }
};

TEST_F(Letters, OfEverySentenceAreInTheFonts) {
    const FontLoad load = loadFonts(test::fontFolder(), 1);
    ASSERT_EQ(load.problem, "");
    expectAllWritable(load.fonts);
}

TEST_F(Letters, OfEverySentenceHaveAStandInWithoutFonts) {
    expectAllWritable(loadFonts("/no/such/folder", 1).fonts);
}

TEST(Literals, AreReadAsTheCompilerReadsThem) {
    const std::string source =
        "int a = 1'000; // \"no\"\n/* \"no\" */ f('\"', \"one \\\"two\\\"\", "
        "R\"x(three\")x\", u8\"µ\\xEF\", '\\'', \"\");";
    EXPECT_EQ(literalsOf(source),
              (std::vector<std::string>{"\"one two\"", "R\"x(three\")x\"", "\"µ\"", "\"\""}));
    const std::vector<std::string> all = everySentence();
    const auto has = [&](std::string_view words) {
        return std::any_of(all.begin(), all.end(), [&](const std::string& sentence) {
            return sentence.find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(has("Open a plan…")) << "a label";
    EXPECT_TRUE(has(" ≥ ")) << "the legend";
    EXPECT_TRUE(has("Minoxidil")) << "the data";
    EXPECT_FALSE(has("looks around while the window rests")) << "a comment";
}

} // namespace
