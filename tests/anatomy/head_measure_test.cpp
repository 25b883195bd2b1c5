#include "anatomy/head_measure.h"

#include <gtest/gtest.h>

#include <numbers>

#include "anatomy/ten_ten.h"
#include "support/built_head.h"
#include "support/model_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

geom::MeshPtr neutralSkin() {
    const HeadBase& base = test::builtBase();
    return geom::TriMesh::make(base.display.blended(0), base.display.triangles).value();
}

TEST(ClosedTape, RunsOnceAroundASphere) {
    const auto sphere = test::icosphere(60, 90);
    for (const Vec3& normal : {Vec3(0, 0, 1), Vec3(1, 2, 3), Vec3(-1, 0, 0)})
        EXPECT_NEAR(closedTapeLength(*sphere, {Vec3::Zero(), normal}).value(),
                    2 * std::numbers::pi * 90, 0.3);
    const double smallRadius_mm = std::sqrt(90.0 * 90 - 60.0 * 60);
    EXPECT_NEAR(closedTapeLength(*sphere, {Vec3(0, 0, 60), Vec3(0, 0, 2)}).value(),
                2 * std::numbers::pi * smallRadius_mm, 0.3);
}

TEST(ClosedTape, BridgesHollowsAndMissesWhatIsNotThere) {
    const auto one = test::icosphere(40, 50, {-60, 0, 0});
    const auto two = test::icosphere(40, 50, {60, 0, 0});
    std::vector<Vec3> points = one->vertices();
    points.insert(points.end(), two->vertices().begin(), two->vertices().end());
    std::vector<geom::Triangle> faces = one->triangles();
    const int shift = static_cast<int>(one->vertices().size());
    for (const geom::Triangle& t : two->triangles())
        faces.push_back({t[0] + shift, t[1] + shift, t[2] + shift});
    const SkinView both(points, faces);
    EXPECT_NEAR(closedTapeLength(both, {Vec3::Zero(), Vec3::UnitZ()}).value(),
                2 * 120 + 2 * std::numbers::pi * 50, 0.3);
    EXPECT_EQ(closedTapeLength(both, {Vec3(0, 0, 51), Vec3::UnitZ()}).value(), 0);
}

TEST(HeadTape, ReadsTheNeutralHeadAsItsRecipeSays) {
    const auto skin = neutralSkin();
    const MeasuredHead read = HeadTape(*skin, test::builtBase().blendedLandmarks(0)).all();
    EXPECT_NEAR(read.length.value(), 195.6, 0.5);
    EXPECT_NEAR(read.breadth.value(), 152.9, 0.5);
    EXPECT_NEAR(read.circumference.value(), 558.1, 1.0);
    EXPECT_NEAR(read.nasionInionArc.value(), 355.8, 0.8);
    EXPECT_NEAR(read.tragusArcFrontal.value(), 347.3, 0.8);
    EXPECT_NEAR(read.tragionToTop.value(), 130.5, 0.3);
}

TEST(HeadTape, AgreesWithTheTenTenSystemOnItsArcs) {
    const auto skin = neutralSkin();
    const Landmarks marks = test::builtBase().blendedLandmarks(0);
    const TenTen system = measureTenTen(*skin, marks).value();
    const HeadTape tape(*skin, marks);
    EXPECT_NEAR(tape.nasionInionArc().value(), system.midline.length.value(), 0.1);
    EXPECT_NEAR(tape.tragusArc(TragusArc::ThroughCz).value(), system.coronal.length.value(), 0.1);
    EXPECT_GT(tape.tragusArc(TragusArc::ThroughCz), tape.tragusArc(TragusArc::InFrontalPlane));
}

TEST(HeadTape, ReadsTheSameOnTheMirroredHead) {
    const auto skin = neutralSkin();
    const Landmarks marks = test::builtBase().blendedLandmarks(0);
    std::vector<Vec3> mirrored = skin->vertices();
    for (Vec3& p : mirrored)
        p.x() = -p.x();
    const MeasuredHead one = HeadTape(*skin, marks).all();
    const MeasuredHead other = HeadTape(SkinView(mirrored, skin->triangles()), marks).all();
    EXPECT_NEAR(one.length.value(), other.length.value(), 1e-9);
    EXPECT_NEAR(one.breadth.value(), other.breadth.value(), 1e-9);
    EXPECT_NEAR(one.circumference.value(), other.circumference.value(), 1e-6);
    EXPECT_NEAR(one.nasionInionArc.value(), other.nasionInionArc.value(), 1e-9);
    EXPECT_NEAR(one.tragusArcFrontal.value(), other.tragusArcFrontal.value(), 1e-6);
    EXPECT_NEAR(one.tragusArcThroughCz.value(), other.tragusArcThroughCz.value(), 1e-6);
}

TEST(HeadTape, FindsTheHighestPointOnTheMidline) {
    const auto sphere = test::icosphere(40, 90, {0, -5, 40});
    const Vec3 top = vertexOf(*sphere);
    EXPECT_EQ(top.x(), 0);
    EXPECT_NEAR(top.z(), 130, 0.1);
    EXPECT_NEAR(top.y(), -5, 3);
}

} // namespace
} // namespace meso::anatomy
