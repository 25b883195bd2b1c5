#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "app/spread/analysis.h"
#include "app/spread/simulation.h"
#include "app/spread/simulation_service.h"
#include "app/spread/simulation_study.h"
#include "base/file.h"
#include "store/vtu_file.h"
#include "support/simulate_fixture.h"
#include "support/vtu_reader.h"

// Files of field, curves and figures, written through the dialog that asks for them.
namespace meso::ui {
namespace {

namespace fs = std::filesystem;

class SimulateExport : public test::SimulatedFew {
protected:
    void SetUp() override {
        simulate();
        ASSERT_TRUE(openCase_->saveAs(scratch_ / "plan.json").ok());
    }
    /// Does the action, types a name over the one that is offered and presses the button.
    void exportAs(const char* action, const std::string& name) {
        ASSERT_TRUE(window_->perform(action));
        ASSERT_TRUE(state().fileQuestion.has_value());
        EXPECT_EQ(state().fileQuestion->folder, scratch_.path());
        hand().click("browser.name");
        window_->key("Ctrl+A");
        hand().type(name);
        EXPECT_EQ(state().fileQuestion->name, name);
        hand().click("browser.go");
        hand().frames(2);
    }
    [[nodiscard]] std::string written(const std::string& name) const {
        const auto text = readFile(scratch_ / name, std::size_t{1} << 28);
        EXPECT_TRUE(text.ok()) << name;
        return text ? *text : std::string();
    }
    /// The lines of a table, split at its commas; no field of these holds one.
    [[nodiscard]] std::vector<std::vector<std::string>> table(const std::string& name) const {
        std::vector<std::vector<std::string>> lines;
        std::istringstream text(written(name));
        for (std::string line; std::getline(text, line);) {
            EXPECT_EQ(line.back(), '\r') << "ends of lines as RFC 4180 has them";
            line.pop_back();
            std::vector<std::string> fields;
            std::istringstream rest(line + ",");
            for (std::string field; std::getline(rest, field, ',');)
                fields.push_back(field);
            lines.push_back(std::move(fields));
        }
        EXPECT_GT(lines.size(), 2U) << name;
        return lines;
    }
    static double number(const std::string& field) { return std::stod(field); }
};

TEST_F(SimulateExport, TheFieldIsAGridThatAnotherReaderUnderstands) {
    exportAs("export.field", "spread");
    EXPECT_FALSE(state().fileQuestion.has_value());
    EXPECT_NE(lastSentence(*openCase_).find("spread.vtu"), std::string::npos);
    const std::string file = written("spread.vtu");
    const app::CompoundRun& run = *shownRun(*openCase_, state());
    EXPECT_EQ(test::attributeOf(file, "type"), "UnstructuredGrid");
    EXPECT_EQ(test::attributeOf(file, "byte_order"), "LittleEndian");
    const auto points = std::stoul(test::attributeOf(file, "NumberOfPoints"));
    const auto cells = std::stoul(test::attributeOf(file, "NumberOfCells"));
    const auto values = test::arrayOf<float>(file, "minoxidil_mg_per_mL");
    ASSERT_EQ(values.size(), cells) << "the name says the unit";
    const store::VtuField shown{"minoxidil_mg_per_mL", run.result};
    EXPECT_EQ(file, *store::vtuText({&shown, 1}, state().time)) << "at the time that is shown";
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    EXPECT_GE(*least, -1e-4 * run.strength.value());
    EXPECT_GT(*most, 0.1 * run.strength.value());
    EXPECT_LE(*most, 1.01 * run.strength.value());
    const auto depths = test::arrayOf<float>(file, "depth_mm");
    ASSERT_EQ(depths.size(), points);
    const double deepest = run.result->layerBottom.back().value();
    for (const float depth : depths)
        ASSERT_TRUE(depth >= 0 && static_cast<double>(depth) < deepest + 1e-5);
    const auto corners = test::arrayOf<std::int64_t>(file, "connectivity");
    ASSERT_EQ(corners.size(), 6 * cells);
    for (const std::int64_t corner : corners)
        ASSERT_TRUE(corner >= 0 && corner < static_cast<std::int64_t>(points));
    const auto types = test::arrayOf<std::uint8_t>(file, "types");
    EXPECT_EQ(types, std::vector<std::uint8_t>(cells, 13)) << "wedges";
    for (const double millimetre : test::arrayOf<double>(file, "Points"))
        ASSERT_LT(std::abs(millimetre), 200) << "within a head";
}

TEST_F(SimulateExport, CurvesFiguresAndHistogramsAreTablesWithUnits) {
    show("page.exposure");
    exportAs("export.curves", "all.csv");
    EXPECT_FALSE(state().fileQuestion.has_value());
    const app::CompoundRun& run = *shownRun(*openCase_, state());
    const auto curves = table("all_minoxidil_concentration.csv");
    EXPECT_EQ(curves.size(), 1 + run.result->times.size());
    EXPECT_EQ(curves[0][0], "time_s");
    for (std::size_t c = 1; c < curves[0].size(); ++c)
        EXPECT_TRUE(curves[0][c].ends_with("_mg_per_mL") ||
                    curves[0][c].ends_with("_is_below_floor"))
            << curves[0][c];
    for (std::size_t row = 2; row < curves.size(); ++row)
        EXPECT_GT(number(curves[row][0]), number(curves[row - 1][0]));
    EXPECT_EQ(number(curves.back()[0]), run.result->duration().value());
    for (const auto& line : table("all_minoxidil_coverage.csv"))
        EXPECT_EQ(line.size(), 9U) << "time, two bulbs, two thresholds, now and ever";
    const auto balance = table("all_minoxidil_balance.csv");
    for (std::size_t row = 1; row < balance.size(); ++row) {
        double sum = 0;
        for (std::size_t c = 1; c < balance[row].size(); ++c)
            sum += number(balance[row][c]);
        EXPECT_NEAR(sum, run.result->dose.value(), 1e-9 * run.result->dose.value());
    }
}

TEST_F(SimulateExport, HistogramsFallAndFiguresAreThoseOfThePage) {
    show("page.exposure");
    exportAs("export.curves", "all");
    std::map<std::string, std::vector<std::pair<double, double>>> histograms;
    const auto lines = table("all_minoxidil_histogram.csv");
    EXPECT_EQ(lines[0], (std::vector<std::string>{"band", "quantity", "unit", "estimate",
                                                  "at_least", "share_of_area"}));
    for (std::size_t i = 1; i < lines.size(); ++i)
        histograms[lines[i][0] + lines[i][1] + lines[i][3]].emplace_back(number(lines[i][4]),
                                                                         number(lines[i][5]));
    EXPECT_EQ(histograms.size(), 2U * 3 * 3) << "bulbs, quantities, estimates";
    for (const auto& [name, points] : histograms) {
        EXPECT_EQ(points.front(), (std::pair{0.0, 1.0})) << name;
        for (std::size_t i = 1; i < points.size(); ++i) {
            EXPECT_GE(points[i].first, points[i - 1].first);
            EXPECT_LE(points[i].second, points[i - 1].second);
        }
    }
    const auto study = openCase_->study().lastOf(openCase_->simulation().shown());
    ASSERT_NE(study, nullptr);
    const app::ThreeAnalyses& figures = study->compounds[0].figures;
    const auto rows = table("all_minoxidil_figures.csv");
    EXPECT_EQ(rows[0],
              (std::vector<std::string>{"band", "figure", "unit", "fast", "given", "slow"}));
    int overlaps = 0, halfLives = 0, open = 0;
    const auto expectWritten = [](const std::string& field, std::optional<double> value) {
        if (value)
            EXPECT_EQ(number(field), *value);
        else
            EXPECT_EQ(field, "") << "there is none";
    };
    for (const auto& line : rows) {
        ASSERT_EQ(line.size(), 6U);
        const std::pair<std::size_t, const app::Analysis*> columns[] = {
            {3, &figures.fast}, {4, &figures.given}, {5, &figures.slow}};
        for (const auto& [column, analysis] : columns)
            for (const app::BandAnalysis& band : analysis->bands) {
                if (band.band.id != line[0])
                    continue;
                if (line[1] == "overlap_index") {
                    expectWritten(line[column], band.overlap);
                    ++overlaps;
                } else if (line[1] == "half_life_after_peak") {
                    expectWritten(line[column], band.halfLife
                                                    ? std::optional(band.halfLife->value())
                                                    : std::nullopt);
                    open += band.halfLife ? 0 : 1;
                    ++halfLives;
                }
            }
    }
    EXPECT_EQ(overlaps, 2 * 3);
    EXPECT_EQ(halfLives, 2 * 3);
    EXPECT_GT(open, 0) << "five minutes are less than a half-life";
}

TEST_F(SimulateExport, WithoutAStudyItSaysThatFiguresAreMissing) {
    exportAs("export.curves", "bare");
    EXPECT_TRUE(fs::exists(scratch_ / "bare_minoxidil_balance.csv"));
    EXPECT_FALSE(fs::exists(scratch_ / "bare_minoxidil_figures.csv"));
    bool isSaid = false;
    for (const app::Notice& notice : openCase_->notices())
        isSaid = isSaid || notice.sentence.find("not among the files") != std::string::npos;
    EXPECT_TRUE(isSaid);
}

TEST_F(SimulateExport, AnExistingFileIsReplacedOnlyWhenSaidTwice) {
    exportAs("export.field", "spread");
    exportAs("export.field", "spread");
    ASSERT_TRUE(state().fileQuestion.has_value());
    EXPECT_TRUE(state().fileQuestion->confirmReplace);
    hand().click("browser.go");
    hand().frames(2);
    EXPECT_FALSE(state().fileQuestion.has_value());
}

TEST_F(SimulateExport, AFolderThatCannotBeWrittenIsNamed) {
    ASSERT_TRUE(window_->perform("export.field"));
    state().fileQuestion->folder = scratch_ / "nowhere";
    hand().frames(2);
    hand().click("browser.go");
    hand().frames(2);
    ASSERT_TRUE(state().fileQuestion.has_value());
    EXPECT_FALSE(state().fileQuestion->problem.empty());
}

} // namespace
} // namespace meso::ui
