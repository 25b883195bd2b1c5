#include "store/plan_file.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "support/sample_plan.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

using nlohmann::json;

std::string refusalOf(const std::string& bytes) {
    const auto plan = readPlan(bytes, "plan.json");
    return plan.ok() ? std::string("(accepted)") : plan.error().message;
}

/// The refusal of a good plan with one change.
std::string refusalAfter(const std::function<void(json&)>& change) {
    json root = json::parse(planText(test::randomPlan(1)));
    change(root);
    return refusalOf(root.dump());
}

TEST(PlanFile, RoundTripIsExact) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const plan::Plan plan = test::randomPlan(seed);
        const std::string text = planText(plan);
        const auto back = readPlan(text, "plan.json");
        ASSERT_TRUE(back.ok()) << back.error().message;
        EXPECT_EQ(*back, plan);
        EXPECT_EQ(planText(*back), text);
    }
}

TEST(PlanFile, SaysItsCoordinateSystem) {
    const json root = json::parse(planText(test::randomPlan(1)));
    EXPECT_NE(root["coordinates"]["frame"].get<std::string>().find("patient's right"),
              std::string::npos);
}

std::filesystem::path storedPlan(const char* name) {
    return std::filesystem::path(MESO_SOURCE_DIR) / "tests" / "data" / "plans" / name;
}

TEST(PlanFile, ReadsAndWritesTheStoredVersionTwoFile) {
    const auto plan = loadPlan(storedPlan("version_2.json"));
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_EQ(plan->furtherMixtures.size(), 1u);
    EXPECT_TRUE(plan->approval && plan->sessionRecord);
    EXPECT_EQ(plan->area.stageId, plan->area.presetId) << "written before areas kept their stage";
    EXPECT_FALSE(plan->about.height_cm);
    EXPECT_EQ(planText(*plan), *readFile(storedPlan("version_2.json"), kMaxPlanBytes))
        << "the format has changed";
}

TEST(PlanFile, ReadsTheStoredVersionOneFileAsItsSuccessor) {
    const auto plan = loadPlan(storedPlan("version_1.json"));
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_EQ(plan->sites.size(), 40u);
    EXPECT_EQ(plan->formulation[0], (plan::Ingredient{"minoxidil", MgPerMl(5)}));
    EXPECT_EQ(plan->tissue, plan::TissueChoices{});
    EXPECT_TRUE(plan->furtherMixtures.empty() && !plan->approval && !plan->sessionRecord);
    const auto again = readPlan(planText(*plan), "again");
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(*again, *plan);
}

TEST(PlanFile, RefusesPartsThatContradictThePlan) {
    EXPECT_NE(refusalAfter([](json& j) {
                  j["sites"][0]["mixture"] = 3;
              }).find("mixture 4, which the plan does not have"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["case"]["flags"] = {"b", "a"};
              }).find("out of order"),
              std::string::npos);
    EXPECT_NE(
        refusalAfter([](json& j) {
            j["acknowledged"] = {{{"rule", "R03"}, {"finding", "x"}, {"reason", ""}, {"by", "AB"}}};
        }).find("needs a reason"),
        std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["tissue"]["leakShare"] = 1; }).find("leakShare"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["case"]["weight_kg"] = 5; }).find("weight_kg"),
              std::string::npos);
    EXPECT_NE(
        refusalAfter([](json& j) {
            j["delivery"] = {
                {"begun", "now"},
                {"ended", ""},
                {"steps",
                 {{{"site", 1}, {"outcome", "forgotten"}, {"volume_ml", 0.1}, {"note", ""}}}}};
        }).find("outcome"),
        std::string::npos);
}

TEST(PlanFile, SavesAndLoads) {
    const test::Scratch scratch;
    const plan::Plan plan = test::randomPlan(3);
    ASSERT_TRUE(savePlan(plan, scratch / "plan.json").ok());
    EXPECT_EQ(*loadPlan(scratch / "plan.json"), plan);
    EXPECT_FALSE(savePlan(plan, "/dev/full").ok());
    EXPECT_FALSE(loadPlan(scratch / "missing.json").ok());
}

TEST(PlanFile, EveryTruncationIsRefused) {
    const std::string text = planText(test::randomPlan(2));
    // The last two bytes are the closing brace and the end of the line.
    for (std::size_t length = 0; length + 2 <= text.size(); length += 7)
        EXPECT_NE(refusalOf(text.substr(0, length)), "(accepted)") << length;
}

TEST(PlanFile, NamesFieldAndRangeOfAbsurdNumbers) {
    EXPECT_EQ(refusalAfter([](json& j) { j["sites"][3]["volume_ml"] = -1; }),
              "plan.json: sites[3].volume_ml must be a number between 1.0e-04 and 5; it is -1.");
    EXPECT_NE(refusalAfter([](json& j) { j["sites"][0]["depth_mm"] = 1e308; }).find("depth_mm"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["head"]["length_mm"] = "long"; }).find("it is \"long\""),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["sites"][0]["depth_mm"] = nullptr; }).find("depth_mm"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["case"]["age_years"] = 12; }).find("under 18"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["sites"][0]["weights"] = {0.5, 0.2, 0.2};
              }).find("sum to 1"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["sites"][0]["weights"] = {1, 0};
              }).find("weights"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["layout"]["seed"] = -3; }).find("seed"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["area"]["outlines"][0]["s"] = {0.1, 0.2};
              }).find("outlines[0].s"),
              std::string::npos);
}

TEST(PlanFile, NotANumberIsNotJson) {
    std::string text = planText(test::randomPlan(1));
    const auto at = text.find("\"depth_mm\": ") + 12;
    text.replace(at, text.find_first_of(",\n", at) - at, "NaN");
    EXPECT_NE(refusalOf(text).find("not valid JSON"), std::string::npos);
}

TEST(PlanFile, RefusesRepeatsAndUnknownFields) {
    EXPECT_NE(refusalAfter([](json& j) { j["sites"][1]["id"] = 1; }).find("repeats the site id 1"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["formulation"][1]["compound"] = "minoxidil";
              }).find("repeats the compound"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["sites"][0]["colour"] = "red";
              }).find("unknown field \"colour\""),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j.erase("needle"); }).find("needle is missing"),
              std::string::npos);
    EXPECT_NE(refusalOf(R"({"format":"mesomap.plan","format":"mesomap.plan"})").find("twice"),
              std::string::npos);
    EXPECT_NE(refusalOf(R"({"hello":1})").find("not a Mesomap plan"), std::string::npos);
    EXPECT_NE(refusalOf("[]").find("not a Mesomap plan"), std::string::npos);
    EXPECT_NE(refusalOf("3").find("not a Mesomap plan"), std::string::npos);
}

TEST(PlanFile, RefusesOtherVersionsWithAWayOut) {
    EXPECT_NE(refusalAfter([](json& j) { j["version"] = 3; }).find("newer program"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["version"] = "1"; }).find("version"), std::string::npos);
}

TEST(PlanFile, RefusesHostileBytes) {
    EXPECT_NE(refusalOf("{\"format\":\"\xFF\"}").find("UTF-8"), std::string::npos);
    EXPECT_NE(refusalOf(std::string(1'000'000, '[')).find("nested deeper"), std::string::npos);
    std::string objects;
    for (int i = 0; i < 100000; ++i)
        objects += "{\"a\":";
    EXPECT_NE(refusalOf(objects).find("nested deeper"), std::string::npos);
    EXPECT_NE(refusalOf(std::string(kMaxPlanBytes + 1, ' ')).find("larger"), std::string::npos);
    EXPECT_NE(refusalOf(std::string("\0\0\0", 3)), "(accepted)");
    EXPECT_NE(refusalOf("1e99999"), "(accepted)");
    const std::string many = refusalAfter([](json& j) {
        const json site = j["sites"][0];
        for (int i = 0; i < 1200; ++i)
            j["sites"].push_back(site);
    });
    EXPECT_NE(many.find("at most 1000"), std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["case"]["title"] = std::string(5000, 'x');
              }).find("longer than"),
              std::string::npos);
}

TEST(PlanFile, MutatedBytesNeverCrash) {
    const std::string text = planText(test::randomPlan(4));
    Random random(99);
    for (int i = 0; i < 3000; ++i) {
        std::string mutant = text;
        for (std::uint64_t k = 0; k <= random.below(4); ++k)
            mutant[random.below(mutant.size())] = static_cast<char>(random.below(256));
        const auto plan = readPlan(mutant, "plan.json");
        if (plan.ok()) {
            EXPECT_EQ(*readPlan(planText(*plan), "again"), *plan);
        }
    }
}

} // namespace
} // namespace meso::store
