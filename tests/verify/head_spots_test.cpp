#include "verify/head_spots.h"

#include <array>
#include <memory>

#include <gtest/gtest.h>

#include "anatomy/scalp_grid.h"
#include "support/built_head.h"
#include "support/tissue_fixture.h"

namespace meso::verify {
namespace {

class HeadSpots : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        head_ = test::builtPeople({"man P50"}).front().head;
        frame_ = std::make_unique<anatomy::ScalpFrame>(
            anatomy::ScalpFrame::make(head_->display, head_->landmarks).value());
    }
    static void TearDownTestSuite() {
        frame_.reset();
        head_.reset();
    }
    static HeadSetup setup() { return {*head_, *frame_, tissue_, thickness_, compound_}; }

    inline static anatomy::HeadPtr head_;
    inline static std::unique_ptr<anatomy::ScalpFrame> frame_;
    inline static const anatomy::TissueProfile tissue_ = test::scalpTissue();
    inline static const clinic::Compound compound_ = test::vegf165();
    // Thin in front, thick behind, as the shipped regions are.
    inline static const anatomy::ThicknessRegions thickness_{
        {{"front", "Front", 0, 0.38, 0, 1, 0.85, "test"},
         {"middle", "Middle", 0.38, 0.78, 0, 1, 1, "test"},
         {"back", "Back", 0.78, 1, 0, 1, 1.1, "test"}},
        Mm(15)};
};

TEST_F(HeadSpots, AFewSpotsAreAsOnAFineMesh) {
    const std::vector<HeadSpot> few{{"right temple", {0.35, 0.66}},
                                    {"above the left ear", {0.5, -0.7}},
                                    {"front to mid-scalp", {0.38, 0}, true},
                                    {"front to side, left", {0.38, -0.5}, true},
                                    {"side to back, right", {0.78, 0.6}, true}};
    const auto cases = verifyHead(setup(), few);
    ASSERT_TRUE(cases.ok()) << cases.error().message;
    EXPECT_EQ(cases->size(), 9U);
    for (const VerificationCase& c : *cases) {
        EXPECT_TRUE(c.counts && c.pass) << c.title << ": " << c.error << "; " << c.note;
        EXPECT_GT(c.ours + c.error, 0) << c.title << " compares nothing";
    }
}

// What a run that takes the scalp for flat would do: a test of the comparison itself.
TEST_F(HeadSpots, SeesARunThatDoesNotBendAsTheSurfaceDoes) {
    const HeadSpot flat{"above the left ear", {0.5, -0.7}}, round{"left brow", {0.17, -0.25}};
    anatomy::TissueProfile unbent = tissue_;
    unbent.referenceRadius = Mm(0);
    const HeadSetup oneSheet{*head_, *frame_, unbent, thickness_, compound_};
    const auto bent = spotError(setup(), round), sheet = spotError(oneSheet, round);
    ASSERT_TRUE(bent.ok() && sheet.ok());
    EXPECT_LT(bent->max, 0.015);
    EXPECT_GT(sheet->max, 0.03);
    EXPECT_GT(sheet->l2, 2 * bent->l2);
    EXPECT_GT(spotError(setup(), flat)->radius_mm, 150);
    EXPECT_LT(bent->radius_mm, 80);
}

TEST_F(HeadSpots, SeekTheFlattestAndTheRoundestPlace) {
    const std::vector<HeadSpot> spots = bentSpots(*head_->scalp->mesh);
    ASSERT_EQ(spots.size(), 9U);
    std::vector<double> radius_mm;
    for (int i = 0; i < 3; ++i)
        radius_mm.push_back(spotError(setup(), spots[i])->radius_mm);
    EXPECT_GT(radius_mm[0], 180);
    EXPECT_NEAR(radius_mm[1], 92, 12);
    EXPECT_LT(radius_mm[2], 75);
    for (std::size_t i = 3; i < spots.size(); ++i)
        EXPECT_NE(spots[i].depth, Mm(2.5));
}

TEST_F(HeadSpots, LieAllOverTheScalpAndClearOfItsEnd) {
    const std::vector<HeadSpot> spots = headSpots();
    std::array<int, 4> quarter{};
    for (const HeadSpot& spot : spots) {
        ++quarter[(spot.place.s > 0.5 ? 2 : 0) + (spot.place.t > 0 ? 1 : 0)];
        EXPECT_TRUE(frame_->positionAt(spot.place).ok()) << spot.name;
    }
    for (const int count : quarter)
        EXPECT_GE(count, 5);
    const auto beyond = spotError(setup(), {"below the ear", {0.5, 0.98}});
    ASSERT_FALSE(beyond.ok());
    EXPECT_NE(beyond.error().message.find("below the ear"), std::string::npos);
}

} // namespace
} // namespace meso::verify
