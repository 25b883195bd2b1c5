#include "sim/live_field.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "sim/simulate.h"
#include "support/live_fixture.h"

namespace meso::sim {
namespace {

FastTimes until(Seconds duration) {
    FastTimes times;
    times.duration = duration;
    return times;
}

const test::LiveCap& coarse() {
    static const test::LiveCap cap = test::liveCap(1.5, 45, until(fromHours(2)));
    return cap;
}

std::vector<SimDepot> someSites(int count = 7) {
    return test::hexagonalSites(count, 9, Mm(2.5), Ml(0.05));
}

void expectSame(const LiveField& a, const LiveField& b) {
    for (int band = 0; band < 2; ++band) {
        for (int f = 0; f < static_cast<int>(a.times().size()); f += 3)
            EXPECT_EQ(a.field(band, f), b.field(band, f));
        EXPECT_EQ(a.maximum(band), b.maximum(band));
        EXPECT_EQ(a.mean(band), b.mean(band));
        EXPECT_EQ(a.highest(band), b.highest(band));
        for (int k = 0; k < static_cast<int>(a.thresholds().size()); ++k) {
            const auto left = a.coverage(band, k), right = b.coverage(band, k);
            for (std::size_t f = 0; f < left.size(); ++f) {
                EXPECT_EQ(left[f].now, right[f].now);
                EXPECT_EQ(left[f].ever, right[f].ever);
            }
        }
    }
}

SimDepot randomSite(Random& random) {
    const double r = 25 * std::sqrt(random.uniform()), angle = 6.283185307179586 * random.uniform();
    return {test::onCap(r * std::cos(angle), r * std::sin(angle)),
            Mm(random.uniform() < 0.5 ? 1.5 : 2.5), Ml(random.uniform() < 0.5 ? 0.05 : 0.08),
            MgPerMl(1 + 9 * random.uniform())};
}

// One edit of the kinds that a hand makes: move, add, remove, re-dose, swap, undo to nothing.
void edit(std::vector<SimDepot>& sites, Random& random) {
    const double kind = random.uniform();
    const auto any = [&] { return static_cast<std::size_t>(random.uniform() * sites.size()); };
    if (sites.empty() || kind < 0.25)
        sites.push_back(randomSite(random));
    else if (kind < 0.6)
        sites[any()] = randomSite(random);
    else if (kind < 0.75)
        sites.erase(sites.begin() + static_cast<std::ptrdiff_t>(any()));
    else if (kind < 0.9)
        sites[any()].strength = MgPerMl(1 + 9 * random.uniform());
    else if (kind < 0.95)
        std::swap(sites[any()], sites[any()]);
    else
        sites.push_back(sites[any()]);
}

TEST(LiveField, AnyHistoryOfEditsGivesTheBitsOfAFreshBuild) {
    Random random(7);
    LiveField live(coarse().setup(25));
    std::vector<SimDepot> sites = someSites(3);
    for (int k = 0; k < 60; ++k) {
        edit(sites, random);
        ASSERT_TRUE(live.update(sites).ok());
        if (k % 12 != 11)
            continue;
        LiveField fresh(coarse().setup(25));
        std::vector<SimDepot> reversed(sites.rbegin(), sites.rend());
        ASSERT_TRUE(fresh.update(reversed, 2).ok());
        expectSame(live, fresh);
    }
    ASSERT_TRUE(live.update({}).ok());
    expectSame(live, LiveField(coarse().setup(25)));
    for (const float value : live.maximum(0))
        EXPECT_EQ(value, 0);
}

TEST(LiveField, ComputesOnlyWhatMoved) {
    LiveField live(coarse().setup(25));
    std::vector<SimDepot> sites = someSites();
    ASSERT_TRUE(live.update(sites, 2).ok());
    EXPECT_EQ(live.computed(), 7);
    sites[2].position = test::onCap(13, 4);
    ASSERT_TRUE(live.update(sites).ok());
    EXPECT_EQ(live.computed(), 1);
    sites[4].strength = MgPerMl(9);
    sites.erase(sites.begin());
    ASSERT_TRUE(live.update(sites).ok());
    EXPECT_EQ(live.computed(), 0);
    sites[1].volume = Ml(0.06);
    ASSERT_TRUE(live.update(sites).ok());
    EXPECT_EQ(live.computed(), 1);
}

TEST(LiveField, TwiceTheStrengthIsTwiceTheField) {
    LiveField once(coarse().setup(25)), twice(coarse().setup(25));
    std::vector<SimDepot> sites = someSites();
    ASSERT_TRUE(once.update(sites).ok());
    ASSERT_TRUE(twice.update(sites).ok());
    for (SimDepot& site : sites)
        site.strength = MgPerMl(10);
    ASSERT_TRUE(twice.update(sites).ok());
    const auto a = once.maximum(1), b = twice.maximum(1);
    for (std::size_t v = 0; v < a.size(); ++v)
        EXPECT_NEAR(2 * a[v], b[v], 1e-5);
    EXPECT_NEAR(2 * once.mean(1)[0].value(), twice.mean(1)[0].value(), 1e-6);
}

TEST(LiveField, ARefusedOrStoppedUpdateChangesNothing) {
    LiveField live(coarse().setup(25)), untouched(coarse().setup(25));
    std::vector<SimDepot> sites = someSites();
    ASSERT_TRUE(live.update(sites).ok());
    ASSERT_TRUE(untouched.update(sites).ok());
    std::vector<SimDepot> off = sites;
    off[3].position = {0, 0, 300};
    off[3].number = 41;
    const Status refused = live.update(off);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("41"), std::string::npos);
    off = sites;
    off[0].depth = Mm(std::nan(""));
    EXPECT_FALSE(live.update(off).ok());
    off = sites;
    off[0].volume = Ml(0.07);
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_FALSE(live.update(off, 2, stopped.get_token()).ok());
    EXPECT_EQ(live.depots(), sites);
    expectSame(live, untouched);
}

TEST(LiveField, AnotherTargetCountsAsIfItHadBeenThereFromTheStart) {
    LiveField live(coarse().setup(12)), fresh(coarse().setup(25));
    ASSERT_TRUE(live.update(someSites()).ok());
    ASSERT_TRUE(fresh.update(someSites()).ok());
    EXPECT_NE(live.mean(0), fresh.mean(0));
    live.aim(test::discTarget(*coarse().domain, 25), fresh.thresholds());
    expectSame(live, fresh);
}

TEST(LiveField, NoTargetMeansNoCoverage) {
    LiveField live(coarse().setup(0));
    live.aim(std::vector<double>(coarse().domain->vertices(), 0), {MgPerMl(0.05)});
    ASSERT_TRUE(live.update(someSites()).ok());
    EXPECT_EQ(live.coverage(0, 0).back().ever, 0);
    EXPECT_EQ(live.mean(0)[0].value(), 0);
    EXPECT_TRUE(live.worstGaps(0, 3, Mm(5)).empty());
}

TEST(LiveField, BetweenFramesTheFieldLiesBetweenThem) {
    LiveField live(coarse().setup(25));
    ASSERT_TRUE(live.update(someSites()).ok());
    const int f = static_cast<int>(live.times().size()) / 2;
    const auto before = live.field(1, f), after = live.field(1, f + 1);
    const auto half = live.fieldAt(1, (live.times()[f] + live.times()[f + 1]) / 2);
    std::size_t checked = 0;
    for (std::size_t v = 0; v < half.size(); ++v) {
        EXPECT_GE(half[v], std::min(before[v], after[v]) * 0.999999F);
        EXPECT_LE(half[v], std::max(before[v], after[v]) * 1.000001F);
        if (before[v] <= 1e-3F)
            continue;
        ++checked;
        const float middle =
            before[v] > after[v] ? std::sqrt(before[v] * after[v]) : 0.5F * (before[v] + after[v]);
        EXPECT_NEAR(half[v], middle, 1e-5 * before[v]);
    }
    EXPECT_GT(checked, 20U);
    EXPECT_EQ(live.fieldAt(1, live.times()[f]), before);
    EXPECT_EQ(live.fieldAt(1, fromHours(99)),
              live.field(1, static_cast<int>(live.times().size()) - 1));
}

TEST(LiveField, TheWorstGapIsWhereTheMissingSiteWas) {
    LiveField live(coarse().setup(14));
    std::vector<SimDepot> sites = someSites(19);
    const geom::Vec3 missing = sites[3].position;
    sites.erase(sites.begin() + 3);
    ASSERT_TRUE(live.update(sites).ok());
    const std::vector<Gap> gaps = live.worstGaps(1, 4, Mm(4));
    ASSERT_EQ(gaps.size(), 4U);
    EXPECT_LT((gaps[0].position - missing).norm(), 3);
    EXPECT_NEAR(gaps[0].toDepot.value(), 9, 3);
    const auto highest = live.maximum(1);
    for (std::size_t g = 0; g < gaps.size(); ++g) {
        EXPECT_EQ(static_cast<float>(gaps[g].highest.value()), highest[gaps[g].vertex]);
        for (std::size_t other = 0; other < g; ++other) {
            EXPECT_LE(gaps[other].highest, gaps[g].highest);
            EXPECT_GE((gaps[other].position - gaps[g].position).norm(), 4);
        }
    }
}

TEST(LiveField, OverlappingDepotsWarnAndExceedWhatWasInjected) {
    LiveField live(coarse().setup(25));
    std::vector<SimDepot> sites = test::hexagonalSites(2, 9, Mm(2), Ml(0.05));
    ASSERT_TRUE(live.update(sites).ok());
    EXPECT_TRUE(live.overlaps().empty());
    const auto apart = live.maximum(1);
    EXPECT_LE(*std::max_element(apart.begin(), apart.end()), 5.05F);
    sites[1].position = test::onCap(3, 0);
    ASSERT_TRUE(live.update(sites).ok());
    const std::vector<DepotOverlap> overlaps = live.overlaps();
    ASSERT_EQ(overlaps.size(), 1U);
    EXPECT_EQ(overlaps[0].first, 0);
    EXPECT_EQ(overlaps[0].second, 1);
    EXPECT_LT(overlaps[0].distance, overlaps[0].reach);
    const std::vector<std::string> warnings = live.warnings();
    EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(), [](const std::string& sentence) {
        return sentence.find("overlap") != std::string::npos;
    }));
    const auto close = live.maximum(1);
    EXPECT_GT(*std::max_element(close.begin(), close.end()), 6.0F);
}

// Largest difference on the surface, as a share of the field's maximum.
float difference(const std::vector<float>& ours, const std::vector<float>& theirs) {
    float worst = 0;
    for (std::size_t v = 0; v < ours.size(); ++v)
        worst = std::max(worst, std::abs(ours[v] - theirs[v]));
    return worst / *std::max_element(theirs.begin(), theirs.end());
}

// The share of the target above a threshold now, at a frame's time.
double coveredAt(const LiveField& live, int band, Seconds time) {
    for (const Coverage& point : live.coverage(band, 0))
        if (point.time == time)
            return point.now;
    return -1;
}

// What a release confirms: the sum of single responses against the solve of all together.
TEST(LiveField, AgreesWithTheFullSolveAtCommonTimes) {
    FastTimes times;
    times.marks = {fromMinutes(2), fromMinutes(10), fromHours(1), fromHours(6), fromHours(24)};
    const test::LiveCap cap = test::liveCap(1, 45, times, test::vegf165());
    LiveField live(cap.setup(14));
    std::vector<SimDepot> sites = test::hexagonalSites(12, 8, Mm(2.5), Ml(0.05));
    ASSERT_TRUE(live.update(sites, 2).ok());
    sites[5].position = test::onCap(3, -20);
    ASSERT_TRUE(live.update(sites).ok());
    SimInput input;
    input.surface = cap.domain->surface();
    input.depots = sites;
    input.compound = test::vegf165();
    input.tissue = cap.tissue;
    input.outputTimes = times.marks;
    const SimResultPtr full = simulate(input).value();
    const std::vector<double> target = test::discTarget(*cap.domain, 14);
    for (int band = 0; band < 2; ++band) {
        const DepthRange range = live.bands()[band].range;
        const auto covered = coverage(*full, range, MgPerMl(0.05), target);
        for (std::size_t k = 0; k < times.marks.size(); ++k) {
            const Seconds time = times.marks[k];
            const auto theirs = bandAverage(*full, static_cast<int>(k), range);
            EXPECT_LE(difference(live.fieldAt(band, time), theirs), 5e-3F)
                << "band " << band << " after " << time.value() << " s";
            EXPECT_NEAR(coveredAt(live, band, time), covered[k].now, 0.005);
        }
    }
}

} // namespace
} // namespace meso::sim
