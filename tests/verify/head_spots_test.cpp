#include "verify/head_spots.h"

#include <array>
#include <memory>

#include <gtest/gtest.h>

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
    static HeadGround ground() { return {*head_, *frame_, tissue_, thickness_, compound_}; }

    inline static anatomy::HeadPtr head_;
    inline static std::unique_ptr<anatomy::ScalpFrame> frame_;
    inline static const anatomy::TissueProfile tissue_ = test::scalpTissue();
    inline static const plan::Compound compound_ = test::vegf165();
    // Thin in front, thick behind, as the shipped regions are.
    inline static const anatomy::ThicknessRegions thickness_{
        {{"front", "Front", 0, 0.38, 0, 1, 0.85, "test"},
         {"middle", "Middle", 0.38, 0.78, 0, 1, 1, "test"},
         {"back", "Back", 0.78, 1, 0, 1, 1.1, "test"}},
        Mm(15)};
};

TEST_F(HeadSpots, AFewSpotsAreWithinTwoPercentOfAFinerRun) {
    const std::vector<HeadSpot> few{{"right temple", {0.35, 0.66}},
                                    {"left of the vertex", {0.65, -0.4}},
                                    {"front to mid-scalp", {0.38, 0}, true},
                                    {"front to side, left", {0.38, -0.5}, true},
                                    {"side to back, right", {0.78, 0.6}, true}};
    const auto cases = verifyHead(ground(), few);
    ASSERT_TRUE(cases.ok()) << cases.error().message;
    EXPECT_EQ(cases->size(), 9U);
    for (const VerificationCase& c : *cases) {
        EXPECT_TRUE(c.pass || !c.counts) << c.title << ": " << c.error << "; " << c.note;
        EXPECT_GT(c.ours + c.error, 0) << c.title << " compares nothing";
    }
}

TEST_F(HeadSpots, SeesACurvatureThatTheShellMetricDoesNotHave) {
    const HeadSpot flat{"top", {0.5, 0}};
    const auto mesh = spotError(ground(), flat, FinerRun::Mesh);
    const auto bend = spotError(ground(), flat, FinerRun::MeshAndBend);
    ASSERT_TRUE(mesh.ok() && bend.ok());
    EXPECT_GT(bend->radius_mm, 120) << "the top of a head is flatter than the shell";
    EXPECT_GT(bend->l2, 1.3 * mesh->l2);
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
    const auto beyond = spotError(ground(), {"below the ear", {0.5, 0.98}}, FinerRun::Mesh);
    ASSERT_FALSE(beyond.ok());
    EXPECT_NE(beyond.error().message.find("below the ear"), std::string::npos);
}

} // namespace
} // namespace meso::verify
