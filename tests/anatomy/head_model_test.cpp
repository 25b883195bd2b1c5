#include "anatomy/head_model.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "base/file.h"
#include "support/built_head.h"
#include "support/scratch.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

HeadPtr build(const HeadMeasurements& asked) {
    return buildHead(asked, test::builtBase()).value();
}

/// The median man, built once for all tests that need just a head.
const HeadPtr& medianMan() {
    static const HeadPtr head = build(test::measurementsOf(test::percentiles()[1]));
    return head;
}

bool isSame(const Head& one, const Head& other) {
    return one.hash == other.hash && one.asked == other.asked &&
           one.display->vertices() == other.display->vertices() &&
           one.display->triangles() == other.display->triangles() &&
           one.display->normals() == other.display->normals() &&
           one.displayOcclusion == other.displayOcclusion &&
           one.scalp->mesh->vertices() == other.scalp->mesh->vertices() &&
           one.scalp->mesh->normals() == other.scalp->mesh->normals() &&
           one.scalp->directions == other.scalp->directions &&
           one.landmarks.vertex == other.landmarks.vertex &&
           one.landmarks.nasion == other.landmarks.nasion &&
           one.reached.circumference == other.reached.circumference &&
           one.reached.tragusArcThroughCz == other.reached.tragusArcThroughCz;
}

class EveryPercentile : public testing::TestWithParam<test::Percentile> {};

TEST_P(EveryPercentile, IsReachedWithAnEvenGridOfTheSameDirections) {
    const HeadMeasurements asked = test::measurementsOf(GetParam());
    const HeadPtr head = build(asked);
    double worst = 0;
    for (const double e : errorsOf(head->reached, bareTarget(asked)))
        worst = std::max(worst, std::abs(e));
    const geom::MeshQuality grid = geom::qualityOf(*head->scalp->mesh);
    std::printf("%s: worst error %.2f %%, grid CV %.3f, edge %.2f mm, angles %.1f to %.1f\n",
                GetParam().name, 100 * worst, grid.edgeVariation, grid.edgeMean, grid.smallestAngle,
                grid.largestAngle);
    EXPECT_LE(worst, 0.01);
    EXPECT_LE(grid.edgeVariation, 0.10);
    EXPECT_GE(grid.smallestAngle, 40);
    EXPECT_EQ(head->scalp->directions, medianMan()->scalp->directions);
    EXPECT_EQ(head->scalp->mesh->triangles(), medianMan()->scalp->mesh->triangles());
    const geom::Topology topology = geom::topologyOf(*head->display);
    EXPECT_EQ(topology.boundaryEdges + topology.nonManifoldEdges, 0);
    EXPECT_EQ(topology.components, 1);
    EXPECT_EQ(topology.eulerCharacteristic, 2);
}

TEST_P(EveryPercentile, TakesTheArcsThatItsProportionsGive) {
    // The arcs of a head that was given none, 2 % longer and shorter: both must be reached.
    HeadMeasurements asked = test::measurementsOf(GetParam());
    const MeasuredHead given = build(asked)->reached;
    for (const double longer : {0.98, 1.02}) {
        asked.hairUnderTape = Mm(0);
        asked.circumference = given.circumference;
        asked.nasionInionArc = given.nasionInionArc * longer;
        asked.tragusArc = given.tragusArcThroughCz * longer;
        for (const double e : errorsOf(build(asked)->reached, bareTarget(asked)))
            EXPECT_LE(std::abs(e), 0.01);
    }
}

INSTANTIATE_TEST_SUITE_P(Ansur, EveryPercentile, testing::ValuesIn(test::percentiles()),
                         [](const auto& percentile) {
                             std::string name = percentile.param.name;
                             std::replace(name.begin(), name.end(), ' ', '_');
                             return name;
                         });

TEST(HeadModel, IsTheMannequinWhenNothingIsAsked) {
    const HeadPtr head = build({});
    const std::vector<Vec3> neutral = test::builtBase().display.blended(0);
    double farthest_mm = 0;
    for (std::size_t i = 0; i < neutral.size(); ++i)
        farthest_mm = std::max(farthest_mm, (head->display->vertices()[i] - neutral[i]).norm());
    EXPECT_LT(farthest_mm, 1e-9);
    EXPECT_EQ(head->displayOcclusion.size(), neutral.size());
}

TEST(HeadModel, HasLandmarksOnItsSkinThatMirrorExactly) {
    const Head& head = *medianMan();
    const Landmarks& marks = head.landmarks;
    EXPECT_EQ(marks.leftPreauricular.x(), -marks.rightPreauricular.x());
    EXPECT_EQ(marks.leftPreauricular.y(), marks.rightPreauricular.y());
    EXPECT_EQ(marks.leftPreauricular.z(), marks.rightPreauricular.z());
    EXPECT_GT(marks.rightPreauricular.x(), 0);
    const geom::SurfaceIndex index(head.display);
    for (const Vec3& mark : {marks.nasion, marks.inion, marks.vertex}) {
        EXPECT_EQ(mark.x(), 0);
        EXPECT_LT(index.closest(mark).distance, 0.1);
    }
    EXPECT_LT(index.closest(marks.leftPreauricular).distance, 0.1);
    EXPECT_NEAR(marks.leftPreauricular.z(), 0, 0.5);
}

TEST(HeadModel, HasAScalpGridOnItsSkin) {
    const Head& head = *medianMan();
    const geom::SurfaceIndex index(head.display);
    double farthest_mm = 0;
    for (std::size_t i = 0; i < head.scalp->directions.size(); i += 7)
        farthest_mm =
            std::max(farthest_mm, index.closest(head.scalp->mesh->vertices()[i]).distance);
    std::printf("grid at most %.3f mm off the flat facets of the skin\n", farthest_mm);
    EXPECT_LT(farthest_mm, 0.1);
    EXPECT_LT(index.closest(head.landmarks.vertex).distance, 0.05);
    EXPECT_TRUE(locate(*head.scalp, head.landmarks.vertex).has_value());
    EXPECT_FALSE(locate(*head.scalp, head.landmarks.nasion).has_value());
    EXPECT_FALSE(locate(*head.scalp, head.landmarks.leftPreauricular).has_value());
}

TEST(HeadModel, FollowsTheStyleBelowTheScalpOnly) {
    HeadMeasurements asked = medianMan()->asked;
    asked.style = -1;
    const HeadPtr woman = build(asked);
    EXPECT_NE(woman->hash, medianMan()->hash);
    EXPECT_EQ(woman->scalp->directions, medianMan()->scalp->directions);
    for (const double e : errorsOf(woman->reached, bareTarget(asked)))
        EXPECT_LE(std::abs(e), 0.01);
}

TEST(HeadModel, TakesEachMeasureAloneAtBothEndsOfItsRange) {
    for (const MeasurementRange& range : measurementRanges())
        for (const double value : {range.low, range.high}) {
            HeadMeasurements asked;
            if (range.field == "length")
                asked.length = Mm(value);
            if (range.field == "breadth")
                asked.breadth = Mm(value);
            if (range.field == "circumference")
                asked.circumference = Mm(value);
            if (range.field == "nasionInionArc")
                asked.nasionInionArc = Mm(value);
            if (range.field == "tragusArc")
                asked.tragusArc = Mm(value);
            const auto head = buildHead(asked, test::builtBase());
            EXPECT_TRUE(head.ok())
                << range.field << " " << value << ": " << (head.ok() ? "" : head.error().message);
        }
}

TEST(HeadModel, NamesTheTwoMeasurementsThatDisagree) {
    struct Case {
        HeadMeasurements asked;
        std::array<const char*, 2> named;
    };
    std::vector<Case> cases(5);
    cases[0].asked.length = Mm(180);
    cases[0].asked.breadth = Mm(140);
    cases[0].asked.circumference = Mm(640);
    cases[0].asked.nasionInionArc = Mm(330);
    cases[0].named = {"head circumference 640.0 mm", "head breadth 140.0 mm"};
    cases[1].asked.length = Mm(225);
    cases[1].asked.circumference = Mm(500);
    cases[1].named = {"head circumference 500.0 mm", "head length 225.0 mm"};
    cases[2].asked.breadth = Mm(180);
    cases[2].asked.tragusArc = Mm(285);
    cases[2].named = {"ear-to-ear arc 285.0 mm", "head breadth 180.0 mm"};
    cases[3].asked.length = Mm(170);
    cases[3].asked.nasionInionArc = Mm(420);
    cases[3].named = {"nasion-inion arc 420.0 mm", "head length 170.0 mm"};
    cases[4].asked.nasionInionArc = Mm(410);
    cases[4].asked.tragusArc = Mm(285);
    cases[4].named = {"nasion-inion arc 410.0 mm", "ear-to-ear arc 285.0 mm"};
    for (const Case& c : cases) {
        const auto head = buildHead(c.asked, test::builtBase());
        ASSERT_FALSE(head.ok()) << c.named[0];
        for (const char* part : {c.named[0], c.named[1], "do not fit together"})
            EXPECT_NE(head.error().message.find(part), std::string::npos)
                << part << ": " << head.error().message;
    }
}

TEST(HeadModel, RefusesWhatIsOutOfRange) {
    HeadMeasurements asked;
    asked.breadth = Mm(15.3); // centimetres
    const auto head = buildHead(asked, test::builtBase());
    ASSERT_FALSE(head.ok());
    EXPECT_NE(head.error().message.find("breadth"), std::string::npos);
    const test::Scratch folder;
    EXPECT_FALSE(loadOrBuildHead(asked, test::builtBase(), folder.path()).ok());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(HeadModel, RemembersAHeadBitForBit) {
    const test::Scratch folder;
    const auto cache = (folder / "deep") / "cache";
    const HeadMeasurements asked = medianMan()->asked;
    const HeadPtr built = loadOrBuildHead(asked, test::builtBase(), cache).value();
    EXPECT_TRUE(isSame(*built, *medianMan()));
    ASSERT_FALSE(std::filesystem::is_empty(cache));
    const HeadPtr remembered = loadOrBuildHead(asked, test::builtBase(), cache).value();
    EXPECT_TRUE(isSame(*remembered, *built));
    HeadMeasurements other = asked;
    other.length = Mm(201);
    EXPECT_NE(loadOrBuildHead(other, test::builtBase(), cache).value()->hash, built->hash);
}

TEST(HeadModel, IgnoresADamagedMemory) {
    const test::Scratch folder;
    const HeadMeasurements asked = medianMan()->asked;
    (void)loadOrBuildHead(asked, test::builtBase(), folder.path()).value();
    const auto file = std::filesystem::directory_iterator(folder.path())->path();
    const std::string whole = readFile(file, 1U << 25).value();
    std::string flipped = whole;
    flipped[whole.size() / 2] ^= 1;
    for (const std::string& bytes : {flipped, whole.substr(0, whole.size() / 2), std::string("x"),
                                     std::string(), whole + "more"}) {
        std::ofstream(file, std::ios::binary) << bytes;
        const auto head = loadOrBuildHead(asked, test::builtBase(), folder.path());
        ASSERT_TRUE(head.ok());
        EXPECT_TRUE(isSame(**head, *medianMan()));
        EXPECT_EQ(readFile(file, 1U << 25).value(), whole); // mended
    }
}

TEST(HeadModel, NeedsNoFolderToWriteTo) {
    const test::Scratch folder;
    std::ofstream(folder / "file") << "in the way";
    for (const std::filesystem::path& cache :
         {folder / "file", std::filesystem::path("/proc/nowhere"), std::filesystem::path()}) {
        const auto head = loadOrBuildHead(medianMan()->asked, test::builtBase(), cache);
        ASSERT_TRUE(head.ok());
        EXPECT_TRUE(isSame(**head, *medianMan()));
    }
}

} // namespace
} // namespace meso::anatomy
