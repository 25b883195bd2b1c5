#include "ui/host/options.h"

#include <gtest/gtest.h>

namespace meso::ui {
namespace {

TEST(OptionsTest, EveryOptionIsRead) {
    const auto options = parseOptions({"plan.json", "--screenshot", "a.png", "--script", "s.txt",
                                       "--size", "1100x680", "--scale", "2", "--theme", "dark",
                                       "--log-events", "--ui-dump", "items.txt"});
    ASSERT_TRUE(options.ok()) << options.error().message;
    EXPECT_EQ(options->plan, "plan.json");
    EXPECT_EQ(options->screenshot, "a.png");
    EXPECT_EQ(options->script, "s.txt");
    EXPECT_EQ(options->size, (view::PixelSize{1100, 680}));
    EXPECT_EQ(options->scale, 2);
    EXPECT_EQ(options->theme, "dark");
    EXPECT_EQ(options->itemDump, "items.txt");
    EXPECT_TRUE(options->logEvents);
    EXPECT_FALSE(options->help);
}

TEST(OptionsTest, WithoutArgumentsTheSampleOpens) {
    const auto options = parseOptions({});
    ASSERT_TRUE(options.ok());
    EXPECT_TRUE(options->plan.empty());
    EXPECT_TRUE(options->screenshot.empty());
    EXPECT_EQ(options->size, (view::PixelSize{1440, 900}));
}

TEST(OptionsTest, WhatCannotBeIsRefusedAndNamed) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"--frobnicate"}, "--frobnicate"},
        {{"-5"}, "The option -5 is not known"},
        {{"-"}, "The option - is not known"},
        {{"--size"}, "needs a value"},
        {{"--size", "1440"}, "1440x900"},
        {{"--size", "10x900"}, "320 to 4096"},
        {{"--size", "1440.5x900"}, "1440x900"},
        {{"--scale", "9"}, "0.5 to 4"},
        {{"--scale", "x"}, "0.5 to 4"},
        {{"--theme", "pink"}, "light, dark or contrast"},
        {{"--theme", "pink", "--theme", "dark"}, "\"pink\" of --theme is refused: it must be"},
        {{"plan.json", "--log-events", "--script"}, "The option --script needs a value."},
        {{"--screenshot", ""}, "must name a file"},
        {{"a.json", "b.json"}, "b.json"}};
    for (const auto& [arguments, word] : cases) {
        const auto options = parseOptions(arguments);
        ASSERT_FALSE(options.ok()) << arguments.front();
        EXPECT_NE(options.error().message.find(word), std::string::npos) << options.error().message;
    }
}

TEST(OptionsTest, TheLastWordCountsAndAValueMayFollowAnEqualsSign) {
    const auto options =
        parseOptions({"--theme", "dark", "--size=1100x680", "--theme", "light", "--scale", "1,5"});
    ASSERT_TRUE(options.ok()) << options.error().message;
    EXPECT_EQ(options->theme, "light");
    EXPECT_EQ(options->size, (view::PixelSize{1100, 680}));
    EXPECT_EQ(options->scale, 1.5F);
    EXPECT_EQ(parseOptions({"--script", "--theme"})->script, "--theme") << "a value is a value";
}

TEST(OptionsTest, HelpAndVersionHideNoFault) {
    for (const char* word : {"-h", "--help"}) {
        EXPECT_TRUE(parseOptions({word})->help) << word;
        EXPECT_TRUE(parseOptions({"plan.json", word})->help) << word;
        EXPECT_FALSE(parseOptions({word, "--frobnicate"}).ok()) << word;
    }
    EXPECT_TRUE(parseOptions({"--version"})->version);
    EXPECT_FALSE(parseOptions({"--version"})->help);
}

TEST(OptionsTest, TheUsageNamesEveryOption) {
    for (const char* option :
         {"--screenshot FILE", "--script FILE", "--size 1440x900", "--scale 1.0", "--theme WORD",
          "--log-events", "--ui-dump FILE", "--help", "--version", "[PLAN.json]"})
        EXPECT_NE(usage().find(option), std::string::npos) << option;
}

} // namespace
} // namespace meso::ui
