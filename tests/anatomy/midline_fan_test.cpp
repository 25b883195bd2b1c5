#include "anatomy/midline_fan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "anatomy/scalp_frame.h"
#include "anatomy/ten_ten.h"
#include "geom/geodesic.h"
#include "support/built_head.h"
#include "support/model_heads.h"
#include "support/real_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

/// How addresses differ from fast marching, by distance from the midline in steps of 30 mm.
struct Comparison {
    std::array<int, 5> sites{};
    std::array<double, 5> lateral_mm{}; ///< worst difference of the distance to the midline
    std::array<double, 5> foot_mm{};    ///< worst difference of where the way ends
    int refused = 0;
    int pastTheEnd = 0; ///< sites nearer to the nasion or the inion than to any foot between them
};

/// Sites over the whole scalp above the 10 % contour.
Comparison compare(const geom::MeshPtr& mesh, const Landmarks& marks) {
    const auto frame = ScalpFrame::make(mesh, marks);
    EXPECT_TRUE(frame.ok());
    geom::MeshPtr fine = mesh;
    while (fine->triangles().size() < 60000)
        fine = test::finer(*fine);
    const geom::SurfaceIndex index(fine);
    const auto line = geom::sourcesAlong(index, frame->tenTen().midline.points, Mm(0.5));
    const auto field = geom::FastMarching(fine).from(line, geom::Wavefront::Straight);
    const double length_mm = frame->tenTen().midline.length.value();
    constexpr double kEnd_mm = 5; // there the shortest way meets the midline at no right angle
    Comparison out;
    for (double s = 0.12; s <= 0.881; s += 0.02)
        for (double t = -0.8; t <= 0.801; t += 0.05) {
            const Vec3 site = *frame->positionAt(ScalpCoordinate{s, std::clamp(t, -0.8, 0.8)});
            const geom::SurfacePoint at = index.closest(site).point;
            const double lateral_mm = geom::interpolate(*fine, at, field.distance_mm);
            if (lateral_mm < 3)
                continue; // distances have a corner at the midline that interpolation rounds
            const auto address = frame->addressOf(site);
            if (!address) {
                ++out.refused;
                continue;
            }
            const int band = std::min(4, static_cast<int>(lateral_mm / 30));
            const double foot_mm = geom::interpolate(*fine, at, field.parameter);
            if (std::min(foot_mm, length_mm - foot_mm) < kEnd_mm) {
                ++out.pastTheEnd;
                continue;
            }
            ++out.sites[band];
            out.lateral_mm[band] =
                std::max(out.lateral_mm[band], std::abs(address->lateral.value() - lateral_mm));
            out.foot_mm[band] =
                std::max(out.foot_mm[band], std::abs(address->behindNasion.value() - foot_mm));
        }
    return out;
}

void print(const std::string& name, const Comparison& c) {
    for (int band = 0; band < 5; ++band)
        std::printf("%s, %d mm and more off the midline: %d sites, lateral within %.2f mm, along "
                    "within %.2f mm\n",
                    name.c_str(), 30 * band, c.sites[band], c.lateral_mm[band], c.foot_mm[band]);
    std::printf("%s: %d sites whose shortest way runs to the nasion or the inion\n", name.c_str(),
                c.pastTheEnd);
}

TEST(MidlineFan, AgreesWithFastMarchingOnModelHeads) {
    test::ModelHead lopsided;
    lopsided.skew = 0.08;
    for (const test::ModelHead& head : {test::ModelHead{}, lopsided}) {
        const Comparison c = compare(head.mesh(60), head.landmarks());
        print("model head", c);
        EXPECT_EQ(c.refused, 0);
        for (int band = 0; band < 4; ++band)
            EXPECT_LT(c.lateral_mm[band], 1.0) << band;
        // Farther out the ways run together, and the end of the shortest one means little.
        EXPECT_LT(c.foot_mm[0], 1.0);
        EXPECT_LT(c.foot_mm[1], 1.0);
    }
}

TEST(MidlineFan, AgreesWithFastMarchingOnBuiltHeads) {
    for (const test::BuiltPerson& person : test::builtPeople()) {
        const Comparison c = compare(person.head->display, person.head->landmarks);
        print(person.name, c);
        EXPECT_EQ(c.refused, 0);
        for (int band = 0; band < 4; ++band)
            EXPECT_LT(c.lateral_mm[band], 1.0) << person.name << " " << band;
        EXPECT_LT(c.foot_mm[0], 1.0) << person.name;
        EXPECT_LT(c.foot_mm[1], 1.0) << person.name;
    }
}

TEST(MidlineFan, AgreesWithFastMarchingOnScans) {
    for (const test::KnownScan& known : test::knownScans()) {
        const auto mesh = test::scan(known.file);
        if (!mesh)
            GTEST_SKIP() << "no scans in " << test::scanFolder();
        const Comparison c = compare(mesh, known.landmarks);
        print(known.file, c);
        EXPECT_EQ(c.refused, 0);
        for (int band = 0; band < 3; ++band)
            EXPECT_LT(c.lateral_mm[band], 1.0) << known.file << " " << band;
        EXPECT_LT(c.foot_mm[0], 1.0) << known.file;
    }
}

} // namespace
} // namespace meso::anatomy
