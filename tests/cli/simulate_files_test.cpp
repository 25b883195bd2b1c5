#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/command.h"
#include "support/vtu_reader.h"

namespace meso {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A scratch folder with a small laid-out plan.
class SimulateFiles : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(run_("new --area crown_patch --compound minoxidil --out " + plan()).code, 0);
        ASSERT_EQ(run_("layout --sites 6 " + plan()).code, 0);
    }
    std::string file(const std::string& name) const { return (scratch_ / name).string(); }
    std::string plan() const { return file("plan.json"); }
    test::Ended simulate(const std::string& more) const {
        return run_("simulate --duration '20 min' " + plan() + " " + more);
    }

    test::CommandLine run_;
    test::Scratch scratch_;
};

TEST_F(SimulateFiles, CurvesAreTablesWithOneRowPerTime) {
    const auto ran = simulate("--csv " + file("curves"));
    ASSERT_EQ(ran.code, 0) << ran.error;
    for (const char* name :
         {"minoxidil_concentration.csv", "minoxidil_coverage.csv", "minoxidil_balance.csv"}) {
        const auto bytes = readFile(file(std::string("curves/") + name), 1 << 20);
        ASSERT_TRUE(bytes.ok()) << name;
        EXPECT_EQ(bytes->rfind("time_s,", 0), 0U) << name;
        std::istringstream lines(*bytes);
        std::string line;
        std::getline(lines, line);
        const auto columns = std::count(line.begin(), line.end(), ',');
        int rows = 0;
        for (; std::getline(lines, line); ++rows)
            EXPECT_EQ(std::count(line.begin(), line.end(), ','), columns) << name;
        EXPECT_EQ(rows, 6) << name << ": 0, 2, 5, 10, 15 and 20 min";
    }
}

TEST_F(SimulateFiles, TheFieldIsWrittenForAViewer) {
    const auto ran = simulate("--at '10 min' --vtu " + file("field.vtu"));
    ASSERT_EQ(ran.code, 0) << ran.error;
    const auto bytes = readFile(file("field.vtu"), 1 << 28);
    ASSERT_TRUE(bytes.ok());
    EXPECT_NE(bytes->find("type=\"UnstructuredGrid\""), std::string::npos);
    EXPECT_NE(bytes->find("Name=\"minoxidil_mg_per_mL\""), std::string::npos);
    EXPECT_NE(bytes->find("<CellData Scalars=\"minoxidil_mg_per_mL\">"), std::string::npos);
    const auto between = simulate("--at '7 min' --vtu " + file("between.vtu"));
    ASSERT_EQ(between.code, 0) << between.error;
    const auto ofCells = [&](const std::string& name) {
        const auto values =
            test::arrayOf<float>(*readFile(file(name), 1 << 28), "minoxidil_mg_per_mL");
        return *std::max_element(values.begin(), values.end());
    };
    EXPECT_GT(ofCells("between.vtu"), 1.02F * ofCells("field.vtu")) << "of 7 min, not of 5 or 10";
    EXPECT_EQ(simulate("--at '3 h' --vtu " + file("field.vtu")).code, 2);
    EXPECT_EQ(simulate("--vtu " + plan() + " --at 0").code, 1) << "would replace the plan";
}

TEST_F(SimulateFiles, AgainGivesTheSameBits) {
    const auto one = simulate("--json"), two = simulate("--json");
    ASSERT_EQ(one.code, 0) << one.error;
    EXPECT_EQ(one.out, two.out);
    EXPECT_EQ(simulate("--threads 2").code, 2) << "there is no such choice any more";
}

TEST_F(SimulateFiles, APlanWithOneSiteIsMadeOfNumbers) {
    ASSERT_EQ(run_("layout --sites 1 " + plan()).code, 0);
    const auto ran = simulate("--json --csv " + file("curves"));
    ASSERT_EQ(ran.code, 0) << ran.error;
    const json run = json::parse(ran.out)["runs"][0];
    for (const char* list : {"concentration", "bands", "balance"}) {
        EXPECT_FALSE(run[list].empty()) << list;
        EXPECT_EQ(run[list].dump().find("null"), std::string::npos)
            << "what JSON writes for NaN: " << list;
    }
    for (const char* name : {"concentration", "coverage", "balance"}) {
        const auto bytes =
            readFile(file("curves/minoxidil_" + std::string(name) + ".csv"), 1 << 20);
        ASSERT_TRUE(bytes.ok()) << name;
        EXPECT_EQ(bytes->find("nan"), std::string::npos) << *bytes;
        EXPECT_EQ(bytes->find("inf"), std::string::npos) << *bytes;
    }
}

TEST_F(SimulateFiles, TwoPlansAreComparedOnOneScale) {
    ASSERT_EQ(run_("layout --sites 12 --out " + file("twice.json") + " " + plan()).code, 0);
    const auto ran = simulate("--json --compare " + file("twice.json"));
    ASSERT_EQ(ran.code, 0) << ran.error;
    int found = 0;
    const json document = json::parse(ran.out);
    for (const json& figure : document["comparison"]) {
        EXPECT_NEAR(figure["second"].get<double>() - figure["first"].get<double>(),
                    figure["difference"].get<double>(), 1e-12);
        if (figure["what"] == "Dose") {
            EXPECT_NEAR(figure["second"].get<double>(), 2 * figure["first"].get<double>(), 1e-9);
            ++found;
        }
        if (figure["what"].get<std::string>().find("area that ever reaches") != std::string::npos) {
            EXPECT_GE(figure["second"].get<double>(), figure["first"].get<double>());
            ++found;
        }
    }
    EXPECT_EQ(found, 5) << "the dose, and two bands at two thresholds";
    const auto same = simulate("--compare " + plan());
    EXPECT_NE(same.out.find("First plan → second plan"), std::string::npos) << same.out;
    ASSERT_EQ(run_("new --area crown_patch --compound biotin --out " + file("other.json")).code, 0);
    ASSERT_EQ(run_("layout --sites 6 " + file("other.json")).code, 0);
    const auto nothing = simulate("--compare " + file("other.json"));
    EXPECT_EQ(nothing.code, 1);
    EXPECT_NE(nothing.error.find("no compound in common"), std::string::npos);
}

TEST_F(SimulateFiles, OptimiseWritesAPlanAndSaysWhatHoldsItBack) {
    const auto ran = run_("optimise --json --out " + file("better.json") + " " + plan());
    ASSERT_EQ(ran.code, 1) << "six sites cannot cover the area";
    EXPECT_NE(ran.error.find("of the area instead of 95.0 %"), std::string::npos) << ran.error;
    EXPECT_LT(ran.error.find("No sites were found"), ran.error.find("Wrote")) << ran.error;
    const json told = json::parse(ran.out);
    EXPECT_GE(told["after"]["share"].get<double>(), told["before"]["share"].get<double>() - 1e-9);
    EXPECT_FALSE(told["explanation"].empty());
    EXPECT_EQ(run_("check " + file("better.json")).code % 3, 0) << "a plan that reads again";
    EXPECT_EQ(run_("optimise --share 2 " + plan()).code, 2);
    EXPECT_EQ(run_("optimise --compound gold " + plan()).code, 1);
}

TEST_F(SimulateFiles, AnOptimisationThatFallsShortLeavesThePlan) {
    const std::string before = *readFile(plan(), 1 << 20);
    for (const std::string& out : {std::string(), " --out " + plan()}) {
        const auto ran = run_("optimise --fewest --total '1 mL' " + plan() + out);
        EXPECT_EQ(ran.code, 1) << out;
        EXPECT_NE(ran.error.find("No sites were found that do what was asked for."),
                  std::string::npos)
            << ran.error;
        EXPECT_NE(ran.error.find("plan.json stays as it was."), std::string::npos) << ran.error;
        EXPECT_EQ(ran.error.find("Wrote"), std::string::npos) << ran.error;
        EXPECT_NE(ran.out.find("After"), std::string::npos) << "what came near is still told";
        EXPECT_EQ(*readFile(plan(), 1 << 20), before) << out;
    }
}

TEST_F(SimulateFiles, AnOptimisationThatMeetsItsGoalChangesThePlan) {
    const std::string before = *readFile(plan(), 1 << 20);
    const auto ran = run_("optimise --json --fewest --threshold 0.001 --share 0.01 " + plan());
    ASSERT_EQ(ran.code, 0) << ran.error;
    EXPECT_NE(ran.error.find("Wrote"), std::string::npos) << ran.error;
    EXPECT_TRUE(json::parse(ran.out)["reached"].get<bool>());
    EXPECT_NE(*readFile(plan(), 1 << 20), before);
}

} // namespace
} // namespace meso
