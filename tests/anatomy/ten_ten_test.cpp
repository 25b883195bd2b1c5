#include "anatomy/ten_ten.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>

#include "support/built_head.h"
#include "support/model_heads.h"
#include "support/real_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

TEST(TenTen, NamesEveryPositionOnce) {
    const test::ModelHead head;
    const auto system = measureTenTen(*head.mesh(20), head.landmarks());
    ASSERT_TRUE(system.ok());
    EXPECT_EQ(system->labels.size(), 61u);
    for (const TenTenLabel& label : system->labels) {
        const auto found = system->find(label.name);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->coordinate, label.coordinate) << label.name;
    }
    EXPECT_FALSE(system->find("fz"));
}

TEST(TenTen, LabelsAreRoundScalpCoordinates) {
    const test::ModelHead head;
    const auto system = measureTenTen(*head.mesh(20), head.landmarks());
    ASSERT_TRUE(system.ok());
    const std::map<std::string, ScalpCoordinate> expected = {
        {"Fz", {0.3, 0}},   {"F3", {0.3, -0.4}}, {"F7", {0.3, -0.8}}, {"C4", {0.5, 0.4}},
        {"T8", {0.5, 0.8}}, {"Pz", {0.7, 0}},    {"P5", {0.7, -0.6}}, {"AF3", {0.2, -0.4}},
        {"O2", {0.9, 0.8}}, {"Fp1", {0.1, -0.8}}};
    for (const auto& [name, coordinate] : expected) {
        const auto label = system->find(name);
        ASSERT_TRUE(label) << name;
        EXPECT_NEAR(label->coordinate.s, coordinate.s, 1e-12) << name;
        EXPECT_NEAR(label->coordinate.t, coordinate.t, 1e-12) << name;
    }
}

TEST(TenTen, CzIsMidwayOnBothTapes) {
    test::ModelHead head;
    head.skew = 0.08;
    const auto system = measureTenTen(*head.mesh(30), head.landmarks());
    ASSERT_TRUE(system.ok());
    EXPECT_LT((system->midline.at(0.5) - system->cz).norm(), 0.3);
    EXPECT_LT((system->coronal.at(0.5) - system->cz).norm(), 0.3);
}

TEST(TenTen, CzIsMidwayOnBothTapesOfBuiltHeads) {
    for (const test::BuiltPerson& person : test::builtPeople()) {
        const auto system = measureTenTen(*person.head->display, person.head->landmarks);
        ASSERT_TRUE(system.ok()) << person.name << ": " << system.error().message;
        const double onMidline_mm = (system->midline.at(0.5) - system->cz).norm();
        const double onCoronal_mm = (system->coronal.at(0.5) - system->cz).norm();
        std::printf("%s: Cz %.3f mm off the middle of the midline tape, %.3f mm off that of the "
                    "ear-to-ear tape\n",
                    person.name.c_str(), onMidline_mm, onCoronal_mm);
        EXPECT_LT(onMidline_mm, 0.3) << person.name;
        EXPECT_LT(onCoronal_mm, 0.3) << person.name;
        const MeasuredHead& reached = person.head->reached;
        EXPECT_NEAR(system->midline.length / reached.nasionInionArc, 1, 1e-3) << person.name;
        EXPECT_NEAR(system->coronal.length / reached.tragusArcThroughCz, 1, 1e-3) << person.name;
    }
}

TEST(TenTen, MirrorsOnASymmetricHead) {
    const test::ModelHead head;
    const auto system = measureTenTen(*head.mesh(40), head.landmarks());
    ASSERT_TRUE(system.ok());
    for (const auto& [left, right] :
         {std::pair{"C3", "C4"}, std::pair{"F7", "F8"}, std::pair{"PO3", "PO4"}}) {
        Vec3 mirrored = system->find(left)->position;
        EXPECT_LT(mirrored.x(), -10) << "the odd side is the patient's left";
        mirrored.x() *= -1;
        EXPECT_LT((mirrored - system->find(right)->position).norm(), 0.2) << left;
    }
}

TEST(TenTen, MeetsThePublishedPositionsOnColin27) {
    const auto mesh = test::scan("clean_colin27_bem.ply");
    if (!mesh)
        GTEST_SKIP() << "no scans in " << test::scanFolder();
    const auto published = test::colinPositions();
    const auto system = measureTenTen(*mesh, test::colinLandmarks());
    ASSERT_TRUE(system.ok());
    EXPECT_LT((system->midline.at(0.5) - system->cz).norm(), 0.3);
    EXPECT_LT((system->coronal.at(0.5) - system->cz).norm(), 0.3);
    int compared = 0;
    double worst_mm = 0;
    std::string worst;
    for (const TenTenLabel& label : system->labels) {
        const auto at = published.find(label.name);
        if (at == published.end())
            continue;
        ++compared;
        const double error_mm = (label.position - at->second).norm();
        if (error_mm > worst_mm) {
            worst_mm = error_mm;
            worst = label.name;
        }
        EXPECT_LE(error_mm, 3.0) << label.name;
    }
    EXPECT_EQ(compared, 61);
    std::printf("Colin27: %d published positions, worst %s %.2f mm off\n", compared, worst.c_str(),
                worst_mm);
}

TEST(TenTen, MeasuresTheTapesOfMakeHumanHeads) {
    for (const test::KnownScan& known : test::knownScans()) {
        const auto mesh = test::scan(known.file);
        if (!mesh)
            GTEST_SKIP() << "no scans in " << test::scanFolder();
        const auto system = measureTenTen(*mesh, known.landmarks);
        ASSERT_TRUE(system.ok()) << system.error().message;
        EXPECT_NEAR(system->midline.length.value(), known.nasionInionArc_mm,
                    0.01 * known.nasionInionArc_mm);
        EXPECT_NEAR(tautTape(*mesh, known.landmarks.leftPreauricular,
                             known.landmarks.rightPreauricular, {0, 0, 200})
                        .length.value(),
                    known.frontalTragusArc_mm, 0.01 * known.frontalTragusArc_mm);
    }
}

TEST(TenTen, RefusesLandmarksThatAreNotOnAHead) {
    const test::ModelHead head;
    const auto mesh = head.mesh(10);
    const auto complaint = [&](const Landmarks& marks) {
        const auto system = measureTenTen(*mesh, marks);
        return system ? std::string("accepted") : system.error().message;
    };
    Landmarks marks = head.landmarks();
    std::swap(marks.leftPreauricular, marks.rightPreauricular);
    EXPECT_NE(complaint(marks).find("swapped"), std::string::npos) << complaint(marks);
    marks = head.landmarks();
    std::swap(marks.nasion, marks.inion);
    EXPECT_NE(complaint(marks).find("behind"), std::string::npos) << complaint(marks);
    marks = head.landmarks();
    marks.nasion.z() = std::numeric_limits<double>::quiet_NaN();
    EXPECT_NE(complaint(marks).find("nasion"), std::string::npos) << complaint(marks);
    marks = head.landmarks();
    marks.leftPreauricular = {-10, 0, 0};
    marks.rightPreauricular = {10, 0, 0};
    EXPECT_NE(complaint(marks).find("preauricular"), std::string::npos) << complaint(marks);
}

} // namespace
} // namespace meso::anatomy
