#include "plan/layout/route.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "plan/layout/shortest_order.h"
#include "support/layout_sphere.h"

namespace meso::plan {
namespace {

using geom::Vec3;

std::vector<Vec3> scattered(std::uint64_t seed, int count) {
    Random random(seed);
    std::vector<Vec3> out;
    for (int i = 0; i < count; ++i)
        out.emplace_back(random.uniform(-50, 50), random.uniform(-70, 70), random.uniform(90, 100));
    return out;
}

bool visitsEachOnce(const std::vector<int>& order, std::size_t count) {
    return order.size() == count && std::set<int>(order.begin(), order.end()).size() == count &&
           (count == 0 ||
            *std::max_element(order.begin(), order.end()) + 1 == static_cast<int>(count));
}

/// A long search: random orders, each made shorter by every turn and every shift of a stretch until
/// neither helps. Written plainly, by trial and full measurement of what changes.
class LongSearch {
public:
    LongSearch(const std::vector<Vec3>& positions, int restarts) : positions_(positions) {
        Random random(99);
        std::vector<int> order(positions.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = static_cast<int>(i);
        for (int r = 0; r < restarts; ++r) {
            for (std::size_t i = order.size() - 1; i > 0; --i)
                std::swap(order[i], order[random.below(i + 1)]);
            descend(order);
            best_ = std::min(best_, travelLengthOf(positions_, order).value());
        }
    }
    [[nodiscard]] double best() const { return best_; }

private:
    [[nodiscard]] double step(const std::vector<int>& order, int i, int j) const {
        const int n = static_cast<int>(order.size());
        return i < 0 || j >= n ? 0 : (positions_[order[i]] - positions_[order[j]]).norm();
    }
    void descend(std::vector<int>& order) const {
        while (turned(order) || shifted(order)) {
        }
    }
    bool turned(std::vector<int>& order) const {
        const int n = static_cast<int>(order.size());
        for (int i = 0; i < n; ++i)
            for (int j = i + 1; j < n; ++j)
                if (step(order, i - 1, j) + step(order, i, j + 1) + 1e-9 <
                    step(order, i - 1, i) + step(order, j, j + 1)) {
                    std::reverse(order.begin() + i, order.begin() + j + 1);
                    return true;
                }
        return false;
    }
    bool shifted(std::vector<int>& order) const {
        const double now = travelLengthOf(positions_, order).value();
        for (std::size_t i = 0; i < order.size(); ++i)
            for (std::size_t j = 0; j < order.size(); ++j) {
                std::vector<int> other = order;
                other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
                const auto last = other.size();
                other.insert(other.begin() + static_cast<std::ptrdiff_t>(std::min(j, last)),
                             order[i]);
                if (travelLengthOf(positions_, other).value() + 1e-9 < now) {
                    order = other;
                    return true;
                }
            }
        return false;
    }
    const std::vector<Vec3>& positions_;
    double best_ = 1e300;
};

TEST(ShortestOrder, StaysWithinFivePercentOfALongSearchOnFortySites) {
    double worst = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const auto positions = scattered(seed, 40);
        const auto order = shortestOrder(positions);
        ASSERT_TRUE(visitsEachOnce(order, 40));
        const double ratio =
            travelLengthOf(positions, order).value() / LongSearch(positions, 40).best();
        worst = std::max(worst, ratio);
        EXPECT_LE(ratio, 1.05) << "seed " << seed;
    }
    RecordProperty("worst", std::to_string(worst));
}

TEST(ShortestOrder, IsDeterministicAndTakesAnyNumberOfSites) {
    for (const int count : {0, 1, 2, 3, 7, 120, 200}) {
        const auto positions = scattered(5, count);
        const auto order = shortestOrder(positions);
        EXPECT_TRUE(visitsEachOnce(order, static_cast<std::size_t>(count))) << count;
        EXPECT_EQ(order, shortestOrder(positions)) << count;
    }
    const std::vector<Vec3> same(12, Vec3(1, 2, 3));
    EXPECT_TRUE(visitsEachOnce(shortestOrder(same), 12));
}

class ShortestOnASphere : public test::LayoutOnASphere {};

TEST_F(ShortestOnASphere, IsNoLongerThanTheRowsOfAnEvenLayout) {
    const auto layout = layOut(region({cap(0, 25)}), *index_, forty());
    ASSERT_TRUE(layout.ok());
    std::vector<anatomy::ScalpCoordinate> places;
    for (const Vec3& p : layout->positions)
        places.push_back({0.5 - p.y() / 360, p.x() / 180});
    const Mm rows = travelLengthOf(layout->positions,
                                   serpentineOrder(places, layout->quality.spacing, Mm(360)));
    EXPECT_LT(travelLengthOf(layout->positions, shortestOrder(layout->positions)), rows);
}

TEST(PartingOrder, EveryRowRunsFromLeftToRight) {
    std::vector<anatomy::ScalpCoordinate> places;
    for (const double s : {0.5, 0.3, 0.4})
        for (const double t : {0.2, -0.2, 0.0})
            places.push_back({s, t});
    const auto order = partingOrder(places, Mm(36 / 0.866), Mm(360));
    ASSERT_TRUE(visitsEachOnce(order, 9));
    for (int i = 0; i < 9; ++i) {
        EXPECT_EQ(places[order[i]].s, 0.3 + 0.1 * (i / 3)) << i;
        EXPECT_NEAR(places[order[i]].t, -0.2 + 0.2 * (i % 3), 1e-12) << i;
    }
}

/// A plan of so many sites in a row, 10 mm apart, 0.05 mL each.
class Walked : public ::testing::Test {
protected:
    explicit Walked(int count = 45) {
        for (int i = 0; i < count; ++i) {
            InjectionSite site;
            site.id = i + 1;
            site.volume = Ml(0.05);
            plan_.sites.push_back(site);
            positions_.emplace_back(0, -10.0 * i, 0);
        }
        plan_.needle = {"30G", Mm(4)};
        plan_.syringe = {Ml(1), Ml(0.06)};
        protocol_.setupTime = Seconds(120);
        protocol_.timePerSite = Seconds(8);
        protocol_.timePerCentimetre = Seconds(1);
        protocol_.timePerNeedleChange = Seconds(60);
        protocol_.needleChangeEvery = 20;
        protocol_.timePerRefill = Seconds(30);
    }
    [[nodiscard]] RoutePlan route() const { return routeAsPlanned(plan_, positions_, protocol_); }
    static int countOf(const RoutePlan& route, RouteEvent event) {
        return static_cast<int>(
            std::count_if(route.steps.begin(), route.steps.end(),
                          [event](const RouteStep& s) { return s.event == event; }));
    }
    /// What goes into the syringe comes out of it, and it never holds more than it can.
    void expectSound(const RoutePlan& route) const {
        double held = 0;
        std::vector<double> injected(plan_.sites.size(), 0);
        for (const RouteStep& step : route.steps) {
            if (step.event == RouteEvent::Fill)
                held = (step.volume - plan_.syringe.deadVolume).value();
            EXPECT_LE(held, plan_.syringe.volume.value() + 1e-6);
            if (step.event != RouteEvent::Inject)
                continue;
            held -= step.volume.value();
            EXPECT_GE(held, -1e-6);
            EXPECT_EQ(step.mixture, plan_.sites[step.site].mixture);
            injected[step.site] += step.volume.value();
        }
        for (std::size_t i = 0; i < injected.size(); ++i)
            EXPECT_NEAR(injected[i], plan_.sites[i].volume.value(), 1e-6) << i;
        EXPECT_TRUE(visitsEachOnce(route.order, plan_.sites.size()));
        EXPECT_EQ(route.fillings, countOf(route, RouteEvent::Fill));
        EXPECT_EQ(route.needleChanges, countOf(route, RouteEvent::NeedleChange));
    }
    Plan plan_;
    std::vector<Vec3> positions_;
    clinic::Protocol protocol_;
};

TEST_F(Walked, FillsTheSyringeAndChangesTheNeedleAsTheProtocolSays) {
    const RoutePlan walked = route();
    expectSound(walked);
    EXPECT_EQ(walked.fillings, 3) << "2.25 mL with a syringe of 1 mL";
    EXPECT_EQ(walked.needleChanges, 2) << "after 20 and after 40 of 45";
    EXPECT_EQ(walked.steps.front().event, RouteEvent::Fill);
    EXPECT_NEAR(walked.steps.front().volume.value(), 1.06, 1e-9);
    const SessionTimeParts time = timeOf(walked, protocol_);
    EXPECT_NEAR(time.setup.value(), 120, 1e-9);
    EXPECT_NEAR(time.sites.value(), 360, 1e-9);
    EXPECT_NEAR(time.travel.value(), 44, 1e-9);
    EXPECT_NEAR(time.needleChanges.value(), 120, 1e-9);
    EXPECT_NEAR(time.refills.value(), 60, 1e-9);
    EXPECT_NEAR(time.total().value(), 704, 1e-9);
}

TEST_F(Walked, GroupsMixturesEachWithItsOwnSyringeAndNeedle) {
    plan_.furtherMixtures.resize(1);
    for (std::size_t i = 0; i < plan_.sites.size(); i += 3)
        plan_.sites[i].mixture = 1;
    const RoutePlan walked = route();
    expectSound(walked);
    for (std::size_t i = 1; i < walked.order.size(); ++i)
        EXPECT_LE(plan_.sites[walked.order[i - 1]].mixture, plan_.sites[walked.order[i]].mixture);
    EXPECT_EQ(walked.fillings, 3) << "1.5 mL and 0.75 mL";
    EXPECT_EQ(walked.needleChanges, 2) << "after 20 of 30, and for the other mixture";
}

TEST_F(Walked, AnotherNeedleIsAChangeAndABigSiteTakesSeveralFillings) {
    plan_.sites[5].needle = Needle{"32G", Mm(6)};
    protocol_.needleChangeEvery = 0;
    EXPECT_EQ(route().needleChanges, 2) << "to it and back";
    plan_.sites[7].volume = Ml(2.5);
    const RoutePlan walked = route();
    expectSound(walked);
    EXPECT_GE(walked.fillings, 5);
}

TEST_F(Walked, RandomPlansComeOutSound) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        plan_.sites.resize(1 + random.below(45));
        positions_.resize(plan_.sites.size());
        plan_.syringe = {Ml(random.uniform(0.1, 3)), Ml(random.uniform(0, 0.1))};
        for (InjectionSite& site : plan_.sites) {
            site.volume = Ml(random.uniform(0.001, 0.4));
            site.mixture = static_cast<int>(random.below(3));
        }
        expectSound(route());
        for (const InjectionOrder rule : {InjectionOrder::Serpentine, InjectionOrder::PartingRows,
                                          InjectionOrder::ShortestPath})
            expectSound(routeInOrder(plan_, positions_,
                                     injectionOrder(plan_, positions_, rule, Mm(10), Mm(360)),
                                     protocol_));
        positions_.resize(45, Vec3::Zero());
        plan_.sites.resize(45);
    }
}

} // namespace
} // namespace meso::plan
