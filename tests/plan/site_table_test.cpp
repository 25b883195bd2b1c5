#include "plan/site_table.h"

#include <gtest/gtest.h>

namespace meso::plan {
namespace {

Plan threeSites() {
    Plan plan;
    plan.needle = {"30G", Mm(13)};
    plan.furtherMixtures = {{"Temples", {}}};
    for (int id = 1; id <= 3; ++id) {
        InjectionSite site;
        site.id = id;
        site.place = {0.3 + 0.1 * id, 0.2};
        site.onScalp = {id, {0.5, 0.25, 0.25}};
        site.volume = Ml(0.05);
        site.depth = Mm(2.5);
        plan.sites.push_back(site);
    }
    return plan;
}

/// Every coordinate is skin, on one triangle.
Result<SkinPlace> anywhere(const anatomy::ScalpCoordinate& place) {
    return SkinPlace{place, {7, {1, 0, 0}}};
}

Result<Plan> typed(SiteColumn column, const std::string& words, const SiteIds& ids = {2}) {
    return typeIntoCells(threeSites(), ids, column, words, anywhere);
}

TEST(SiteTable, TakesWordsInEveryColumn) {
    EXPECT_EQ(typed(SiteColumn::Volume, "0,08 ml")->sites[1].volume, Ml(0.08));
    EXPECT_EQ(typed(SiteColumn::Depth, "3")->sites[1].depth, Mm(3));
    EXPECT_EQ(typed(SiteColumn::Angle, "45°")->sites[1].angle, Degrees(45));
    EXPECT_EQ(typed(SiteColumn::Mixture, "2")->sites[1].mixture, 1);
    EXPECT_EQ(typed(SiteColumn::Mixture, "Temples")->sites[1].mixture, 1);
    EXPECT_TRUE(typed(SiteColumn::Locked, "yes")->sites[1].locked);
    const auto moved = typed(SiteColumn::S, "0.55");
    EXPECT_EQ(moved->sites[1].place.s, 0.55);
    EXPECT_EQ(moved->sites[1].place.t, 0.2);
    EXPECT_EQ(typed(SiteColumn::T, "-0.4")->sites[1].place.t, -0.4);
    EXPECT_EQ(typed(SiteColumn::Volume, "0.1", {1, 3})->sites[2].volume, Ml(0.1));
}

TEST(SiteTable, ReadsNeedlesByHalves) {
    EXPECT_EQ(typed(SiteColumn::Needle, "32G 4 mm")->sites[1].needle, (Needle{"32G", Mm(4)}));
    EXPECT_EQ(typed(SiteColumn::Needle, "32g")->sites[1].needle, (Needle{"32G", Mm(13)}));
    EXPECT_EQ(typed(SiteColumn::Needle, "4")->sites[1].needle, (Needle{"30G", Mm(4)}));
    Plan own = threeSites();
    own.sites[1].needle = Needle{"27G", Mm(4)};
    for (const char* none : {"plan", "", "  "})
        EXPECT_FALSE(typeIntoCells(own, {2}, SiteColumn::Needle, none, anywhere)->sites[1].needle);
}

TEST(SiteTable, RefusesWhatMeansNothing) {
    for (const auto& [column, words] : {std::pair{SiteColumn::Volume, "9"},
                                        {SiteColumn::Volume, "nan"},
                                        {SiteColumn::Depth, "-1"},
                                        {SiteColumn::Angle, "x"},
                                        {SiteColumn::Needle, "G G"},
                                        {SiteColumn::Needle, "30G 900 mm"},
                                        {SiteColumn::Mixture, "3"},
                                        {SiteColumn::Mixture, "0"},
                                        {SiteColumn::Locked, "perhaps"},
                                        {SiteColumn::S, "top"},
                                        {SiteColumn::T, "5"},
                                        {SiteColumn::Number, "8"}}) {
        const auto outcome = typed(column, words);
        ASSERT_FALSE(outcome.ok()) << words;
        EXPECT_FALSE(outcome.error().message.empty());
    }
}

TEST(SiteTable, WhatIsCopiedCanBePastedBack) {
    Plan plan = threeSites();
    plan.sites[0].needle = Needle{"32G", Mm(4)};
    plan.sites[1].locked = true;
    plan.sites[2].volume = Ml(0.0123456);
    const auto back =
        pasteRows(plan, {0, SiteColumn::Number}, copiedRows(plan, {1, 2, 3}), anywhere);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(*back, plan) << "not even a rounding";
    Plan other = threeSites();
    const auto laid = pasteRows(other, {0, SiteColumn::Number}, copiedRows(plan, {1, 2}), anywhere);
    ASSERT_TRUE(laid.ok()) << laid.error().message;
    EXPECT_EQ(laid->sites[0].needle, plan.sites[0].needle);
    EXPECT_TRUE(laid->sites[1].locked);
}

TEST(SiteTable, CopiedRowsGoWhereverTheyArePasted) {
    Plan plan = threeSites();
    plan.sites[0].volume = Ml(0.08);
    plan.sites[0].depth = Mm(2);
    const std::string row = copiedRows(plan, {1});
    const auto elsewhere = pasteRows(plan, {2, SiteColumn::Volume}, row, anywhere);
    ASSERT_TRUE(elsewhere.ok()) << elsewhere.error().message;
    EXPECT_EQ(elsewhere->sites[2].volume, Ml(0.08));
    EXPECT_EQ(elsewhere->sites[2].depth, Mm(2));
    EXPECT_EQ(elsewhere->sites[2].id, plan.sites[2].id);
    EXPECT_EQ(elsewhere->sites[2].place, plan.sites[2].place) << "two sites on one place";

    const auto moved = pasteRows(plan, {0, SiteColumn::Depth}, "No.\ts\n1\t0.31", anywhere);
    ASSERT_TRUE(moved.ok()) << moved.error().message;
    EXPECT_EQ(moved->sites[0].place.s, 0.31) << "its own place";
    EXPECT_EQ(moved->sites[0].depth, Mm(2));
    const auto strange = pasteRows(plan, {0, SiteColumn::Volume}, "No.\tDose\n1\t3", anywhere);
    ASSERT_FALSE(strange.ok());
    EXPECT_NE(strange.error().message.find("\"Dose\""), std::string::npos);
    EXPECT_FALSE(pasteRows(plan, {0, SiteColumn::Volume}, "No.\n1\t0.06", anywhere).ok());
}

TEST(SiteTable, PastesTabsSemicolonsAndCommas) {
    for (const char* lines : {"0.06\t3\n0.07\t4\n", "0,06;3\r\n0,07;4\r\n", "0.06,3\n0.07,4"}) {
        const auto plan = pasteRows(threeSites(), {1, SiteColumn::Volume}, lines, anywhere);
        ASSERT_TRUE(plan.ok()) << plan.error().message;
        EXPECT_EQ(plan->sites[0].volume, Ml(0.05));
        EXPECT_EQ(plan->sites[1].volume, Ml(0.06));
        EXPECT_EQ(plan->sites[2].volume, Ml(0.07));
        EXPECT_EQ(plan->sites[2].depth, Mm(4));
    }
    const auto comma = pasteRows(threeSites(), {0, SiteColumn::Volume}, "0,06", anywhere);
    EXPECT_EQ(comma->sites[0].volume, Ml(0.06)) << "a lone decimal comma";
}

TEST(SiteTable, ACommaThatMayBeOfThousandsIsNotPasted) {
    for (const char* lines : {"1,000", "0.06\t1,500", "0,06;1,500\n", "0.06,1,500"}) {
        const auto refused = pasteRows(threeSites(), {0, SiteColumn::Volume}, lines, anywhere);
        ASSERT_FALSE(refused.ok()) << lines;
        EXPECT_NE(refused.error().message.find("two ways"), std::string::npos)
            << refused.error().message;
    }
    for (const auto& [column, words] : {std::pair{SiteColumn::Depth, "1,500"},
                                        {SiteColumn::Angle, "1,000"},
                                        {SiteColumn::Needle, "30G 1,300 mm"},
                                        {SiteColumn::Mixture, "1,000"},
                                        {SiteColumn::S, "1,000"}})
        EXPECT_NE(typed(column, words).error().message.find("two ways"), std::string::npos)
            << words;
    EXPECT_EQ(typed(SiteColumn::Volume, "0,040")->sites[1].volume, Ml(0.04));
}

TEST(SiteTable, PastesAllOrNothingAndNamesTheCells) {
    const auto refused =
        pasteRows(threeSites(), {0, SiteColumn::Volume}, "0.06\t3\n9\t4\n0.07\tdeep\n", anywhere);
    ASSERT_FALSE(refused.ok());
    const std::string& sentence = refused.error().message;
    EXPECT_NE(sentence.find("Site 2, Volume (mL)"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("Site 3, Depth (mm)"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find("Site 1"), std::string::npos) << sentence;
    for (const char* lines : {"", "\n\n", "1\n1\n1\n1", "1\t1\t1\t1\t1\t1\t1\t1\t1"})
        EXPECT_FALSE(pasteRows(threeSites(), {0, SiteColumn::Volume}, lines, anywhere).ok())
            << lines;
    EXPECT_FALSE(pasteRows(Plan{}, {0, SiteColumn::Volume}, "0.05", anywhere).ok());
}

} // namespace
} // namespace meso::plan
