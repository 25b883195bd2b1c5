#include "ui/host/script.h"
#include "ui/kit/kit_text.h"

#include <gtest/gtest.h>

namespace meso::ui {
namespace {

TEST(ScriptTest, CommandsAreSplitByLinesAndSemicolons) {
    const auto commands = parseScript("# a remark\n\n click tool.place ; settle\n"
                                      "type 0.05 ml\r\ndrag viewport 10 -20 0.25 0.75\n");
    ASSERT_TRUE(commands.ok()) << commands.error().message;
    ASSERT_EQ(commands->size(), 4U);
    EXPECT_EQ((*commands)[0].verb, "click");
    EXPECT_EQ((*commands)[0].words, std::vector<std::string>{"tool.place"});
    EXPECT_EQ((*commands)[0].line, 3);
    EXPECT_EQ((*commands)[1].verb, "settle");
    EXPECT_EQ((*commands)[2].argumentText, "0.05 ml");
    EXPECT_EQ((*commands)[3].line, 4 + 1);
    EXPECT_EQ((*commands)[3].words.size(), 5U);
}

TEST(ScriptTest, FaultsNameTheirLineAndHowItIsWritten) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"settle\nfrob x", "Line 2"},
        {"frob", "click ID"},
        {"click", "click ID"},
        {"click a left extra", "click ID"},
        {"wait soon", "wait FRAMES"},
        {"drag viewport 10", "drag ID"},
        {"drag viewport a 1", "drag ID"},
        {"settle now", "settle"},
        {"expect item", "expect ID"},
        {"wheel viewport", "wheel ID"}};
    for (const auto& [script, words] : cases) {
        const auto commands = parseScript(script);
        ASSERT_FALSE(commands.ok()) << script;
        EXPECT_NE(commands.error().message.find(words), std::string::npos)
            << commands.error().message;
    }
}

TEST(ScriptTest, NothingIsAScriptToo) {
    const auto commands = parseScript("");
    ASSERT_TRUE(commands.ok());
    EXPECT_TRUE(commands->empty());
}

} // namespace
} // namespace meso::ui
