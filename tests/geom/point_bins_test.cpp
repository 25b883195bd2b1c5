#include "geom/point_bins.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "base/random.h"

namespace meso::geom {
namespace {

std::vector<Vec3> scattered(int count, const Vec3& spread, std::uint64_t seed) {
    Random random(seed);
    std::vector<Vec3> points;
    points.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        points.emplace_back(random.uniform() * spread.x(), random.uniform() * spread.y(),
                            random.uniform() * spread.z());
    return points;
}

std::vector<int> sorted(std::vector<int> list) {
    std::sort(list.begin(), list.end());
    return list;
}

std::vector<int> allWithin(const std::vector<Vec3>& points, const Vec3& centre, double reach) {
    std::vector<int> found;
    for (std::size_t i = 0; i < points.size(); ++i)
        if ((points[i] - centre).squaredNorm() <= reach * reach)
            found.push_back(static_cast<int>(i));
    return found;
}

// Both queries beside their brute-force twins, inside, at the rim and far outside; in a cloud, a
// sheet, a line, and with bins that are wider than all and finer than allowed.
TEST(PointBins, FindWhatASearchOfAllFinds) {
    for (const Vec3& spread : {Vec3(30, 20, 10), Vec3(50, 50, 0), Vec3(0, 100, 0)})
        for (const double width : {0.01, 2.0, 1000.0}) {
            const std::vector<Vec3> points = scattered(400, spread, 3);
            const PointBins bins(points, Mm(width));
            const std::vector<Vec3> centres = scattered(40, Vec3(60, 60, 60), 5);
            for (const Vec3& shifted : centres) {
                const Vec3 centre = shifted - Vec3(15, 15, 15);
                for (const double reach : {0.0, 0.7, 5.0, 200.0})
                    EXPECT_EQ(sorted(bins.within(centre, Mm(reach))),
                              allWithin(points, centre, reach));
                const auto away = [&](int i) { return (points[i] - centre).squaredNorm(); };
                double least = std::numeric_limits<double>::max();
                for (int i = 0; i < 400; ++i)
                    least = std::min(least, away(i));
                EXPECT_EQ(away(bins.nearest(centre)), least);
            }
        }
}

TEST(PointBins, FindEveryPointAtItsOwnPlace) {
    const std::vector<Vec3> points = scattered(300, Vec3(10, 10, 10), 8);
    const PointBins bins(points, Mm(1.5));
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(bins.nearest(points[i]), i);
        EXPECT_EQ(bins.within(points[i], Mm(0)), std::vector<int>{i});
    }
}

TEST(PointBins, HaveAnAnswerForOddQuestions) {
    const std::vector<Vec3> one{Vec3(1, 2, 3)};
    const PointBins bins(one, Mm(4));
    EXPECT_EQ(bins.nearest(Vec3(1e6, -1e6, 0)), 0);
    EXPECT_EQ(bins.nearest(Vec3(std::nan(""), 0, 0)), -1);
    EXPECT_TRUE(bins.within(Vec3(std::nan(""), 0, 0), Mm(5)).empty());
    EXPECT_TRUE(bins.within(Vec3(1, 2, 3), Mm(-1)).empty());
    EXPECT_TRUE(bins.within(Vec3(1, 2, 3), Mm(std::nan(""))).empty());
    EXPECT_EQ(bins.within(Vec3(0, 0, 0), Mm(1e9)), std::vector<int>{0});
    const PointBins none(std::vector<Vec3>{}, Mm(4));
    EXPECT_EQ(none.nearest(Vec3(0, 0, 0)), -1);
    EXPECT_TRUE(none.within(Vec3(0, 0, 0), Mm(5)).empty());
    // Several points at one place: all of them, and the nearest is one of them.
    const PointBins same(std::vector<Vec3>(5, Vec3(1, 1, 1)), Mm(1));
    EXPECT_EQ(same.within(Vec3(1, 1, 1), Mm(0)).size(), 5U);
    EXPECT_GE(same.nearest(Vec3(9, 9, 9)), 0);
}

} // namespace
} // namespace meso::geom
