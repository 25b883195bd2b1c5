#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "support/command.h"

namespace meso {
namespace {

using nlohmann::json;

/// A scratch folder with a small laid-out plan and a grid of four short runs.
class Sweeps : public ::testing::Test {
protected:
    void SetUp() override {
        const auto made = run_("new --area crown_patch --compound minoxidil --out " + plan());
        ASSERT_EQ(made.code, 0) << made.error;
        const auto laid = run_("layout --sites 6 " + plan());
        ASSERT_EQ(laid.code, 0) << laid.error;
        write("grid.json", R"({"volume_ml": [0.02, 0.05], "depth_mm": [2, 4],
                               "duration_h": [0.1]})");
    }
    std::string file(const std::string& name) const { return (scratch_ / name).string(); }
    std::string plan() const { return file("plan.json"); }
    void write(const std::string& name, const std::string& bytes) const {
        ASSERT_TRUE(writeFile(file(name), bytes).ok());
    }
    test::Ended sweep(const std::string& more = "", const std::string& out = "runs.jsonl") const {
        return run_("sweep " + plan() + " --grid " + file("grid.json") + " --out " + file(out) +
                    " " + more);
    }
    std::string bytes(const std::string& name) const {
        const auto read = readFile(file(name), 1 << 20);
        return read.ok() ? *read : "";
    }
    std::vector<json> lines(const std::string& name = "runs.jsonl") const {
        std::istringstream all(bytes(name));
        std::vector<json> out;
        for (std::string line; std::getline(all, line);)
            if (json entry = json::parse(line, nullptr, false); entry.is_object())
                out.push_back(std::move(entry));
        return out;
    }

    test::CommandLine run_;
    test::Scratch scratch_;
};

TEST_F(Sweeps, WriteOneLinePerCombinationAndNoneTwice) {
    const auto first = sweep();
    ASSERT_EQ(first.code, 0) << first.error;
    const auto all = lines();
    ASSERT_EQ(all.size(), 4U);
    std::set<json> points;
    for (const json& line : all) {
        points.insert(line["parameters"]);
        const double volume = line["parameters"]["volume_ml"].get<double>();
        EXPECT_NEAR(line["compounds"]["minoxidil"]["dose_mg"].get<double>(), 6 * volume * 5, 1e-9)
            << "six sites at 5 mg/mL";
        EXPECT_LE(line["compounds"]["minoxidil"]["mass_error"].get<double>(), 1e-9);
    }
    EXPECT_EQ(points.size(), 4U);
    const std::string before = bytes("runs.jsonl");
    const auto again = sweep();
    EXPECT_EQ(again.code, 0);
    EXPECT_NE(again.out.find("0 computed, 4 already there"), std::string::npos) << again.out;
    EXPECT_EQ(bytes("runs.jsonl"), before);
}

TEST_F(Sweeps, GoOnAfterALineWasCutShort) {
    ASSERT_EQ(sweep().code, 0);
    const std::string whole = bytes("runs.jsonl");
    const std::size_t third = whole.find('\n', whole.find('\n') + 1) + 1;
    write("runs.jsonl", whole.substr(0, third + 40));
    const auto more = sweep();
    ASSERT_EQ(more.code, 0) << more.error;
    EXPECT_NE(more.out.find("2 computed, 2 already there"), std::string::npos) << more.out;
    std::set<json> keys;
    for (const json& line : lines())
        keys.insert(line["key"]);
    EXPECT_EQ(keys.size(), 4U);
}

TEST_F(Sweeps, AreCutIntoSharesThatGiveTheSameLines) {
    ASSERT_EQ(sweep().code, 0);
    for (const char* index : {"0", "1", "2"})
        ASSERT_EQ(sweep(std::string("--count 3 --index ") + index, "parts.jsonl").code, 0);
    const auto whole = lines(), parts = lines("parts.jsonl");
    EXPECT_EQ(std::set<json>(whole.begin(), whole.end()),
              std::set<json>(parts.begin(), parts.end()));
    EXPECT_EQ(sweep("--count 3 --index 3").code, 2);
    EXPECT_EQ(sweep("--threads 2").code, 2) << "there is no such choice any more";
}

TEST_F(Sweeps, TellsWhichRunFailsAndDoesTheOthers) {
    write("grid.json", R"({"depth_mm": [2, 5.99], "duration_h": [0.1], "volume_ml": [0.05, 99]})");
    const auto ended = sweep();
    EXPECT_EQ(ended.code, 1);
    EXPECT_NE(ended.error.find("volume_ml must be between"), std::string::npos) << ended.error;
    EXPECT_GE(lines().size(), 1U);
    write("grid.json", R"({"colour": [1]})");
    EXPECT_NE(sweep().error.find("There is no parameter \"colour\""), std::string::npos);
    write("grid.json", R"({"volume_ml": ["much"]})");
    EXPECT_NE(sweep().error.find("needs a number"), std::string::npos);
    EXPECT_EQ(run_("sweep " + plan()).code, 2) << "no grid";
    EXPECT_EQ(run_("sweep " + plan() + " --grid " + file("none.json")).code, 1);
}

TEST_F(Sweeps, VaryTheLayoutToo) {
    write("grid.json", R"({"sites": [4, 9], "duration_h": [0.05]})");
    const auto ended = sweep();
    ASSERT_EQ(ended.code, 0) << ended.error;
    for (const json& line : lines()) {
        const double sites = line["parameters"]["sites"].get<double>();
        EXPECT_NEAR(line["compounds"]["minoxidil"]["dose_mg"].get<double>(), sites * 0.05 * 5,
                    1e-9);
    }
}

} // namespace
} // namespace meso
