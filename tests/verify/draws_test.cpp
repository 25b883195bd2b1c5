#include "verify/draws.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "store/compound_file.h"
#include "store/data_files.h"
#include "support/paths.h"

namespace meso::verify {
namespace {

class Draws : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        tissue_ = store::readTissue(test::kDataFolder / "tissue.json").value();
        compounds_ = store::readCompounds(test::kDataFolder / "compounds.json").value();
    }
    static DrawSource source() { return {tissue_, compounds_}; }

    inline static anatomy::TissueProfile tissue_;
    inline static clinic::CompoundLibrary compounds_;
};

TEST_F(Draws, FiveAreWithinWhatIsAllowed) {
    const auto rows = runDraws(source(), 5, 1);
    ASSERT_TRUE(rows.ok()) << rows.error().message;
    ASSERT_EQ(rows->size(), 5U);
    const auto cases = drawCases(*rows);
    ASSERT_EQ(cases.size(), 6U);
    for (const VerificationCase& c : cases) {
        EXPECT_TRUE(c.counts && c.pass) << c.title << ": " << c.error << "; " << c.note;
        EXPECT_GT(c.error, 0) << c.title << " compares nothing";
    }
}

TEST_F(Draws, SpreadOverWhatAUserMayPlan) {
    Random random(3);
    int flat = 0, passing = 0, slow = 0;
    double least_ml = 1, most_ml = 0, least_mm = 9, most_mm = 0;
    for (int i = 0; i < 40; ++i) {
        const Draw draw = drawInjection(source(), random);
        const sim::SimDepot& depot = draw.input.depots.front();
        flat += draw.radius_mm == 0;
        passing += !draw.input.bloodFlowState.empty() || draw.input.tissue.injectionFlow.applies;
        slow += draw.input.compound.release.has_value();
        least_ml = std::min(least_ml, depot.volume.value());
        most_ml = std::max(most_ml, depot.volume.value());
        least_mm = std::min(least_mm, depot.depth.value());
        most_mm = std::max(most_mm, depot.depth.value());
    }
    EXPECT_TRUE(flat > 2 && flat < 25 && passing > 5 && slow > 2 && slow < 25);
    EXPECT_LT(least_ml, 0.005);
    EXPECT_GT(most_ml, 0.1);
    EXPECT_LT(least_mm, 1);
    EXPECT_GT(most_mm, 4.5);
}

TEST_F(Draws, AreThoseOfTheirSeed) {
    Random one(7), again(7), other(8);
    const std::string words = drawInjection(source(), one).words();
    EXPECT_EQ(words, drawInjection(source(), again).words());
    EXPECT_NE(words, drawInjection(source(), other).words());
}

TEST_F(Draws, FailWhereOneIsOffAndWhereThereAreNone) {
    DrawRow good{"good", {}}, bad{"bad", {}};
    bad.errors.bands = 0.006;
    const auto cases = drawCases({good, bad, good});
    EXPECT_EQ(std::count_if(cases.begin(), cases.end(), [](const auto& c) { return !c.pass; }), 1);
    EXPECT_NE(cases[3].note.find("bad"), std::string::npos);
    EXPECT_FALSE(drawCases({}).front().pass);
}

} // namespace
} // namespace meso::verify
