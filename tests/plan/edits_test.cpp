#include "plan/edits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "support/sample_plan.h"

namespace meso::plan {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

const SkinPlace kPlace{{0.4, -0.2}, {77, {0.25, 0.25, 0.5}}};
const SiteDefaults kDefaults{Ml(0.05), Mm(2.5), Degrees(45)};

std::string refusalOf(const Result<Plan>& edited) {
    return edited.ok() ? std::string("(accepted)") : edited.error().message;
}

/// A plan of `count` sites, numbered from 1.
Plan planWith(int count) {
    Plan plan = test::randomPlan(1);
    const InjectionSite one = plan.sites.front();
    plan.sites.assign(static_cast<std::size_t>(count), one);
    return renumberSites(plan);
}

std::vector<int> idsOf(const Plan& plan) {
    std::vector<int> ids;
    for (const InjectionSite& site : plan.sites)
        ids.push_back(site.id);
    return ids;
}

TEST(AddSite, GetsTheNextNumberAndTheDefaults) {
    Plan plan = planWith(3);
    plan.sites[1].id = 12;
    const auto added = addSite(plan, kPlace, kDefaults);
    ASSERT_TRUE(added.ok()) << added.error().message;
    ASSERT_EQ(added->sites.size(), 4u);
    const InjectionSite expected{13,       kPlace.coordinate, kPlace.onScalp,
                                 Ml(0.05), Mm(2.5),           Degrees(45)};
    EXPECT_EQ(added->sites.back(), expected);
    Plan before = *added;
    before.sites.pop_back();
    EXPECT_EQ(before, plan) << "nothing else changes";
}

TEST(AddSite, FirstSiteIsNumberOne) {
    EXPECT_EQ(idsOf(*addSite(planWith(0), kPlace, kDefaults)), std::vector<int>{1});
}

TEST(AddSite, TakesAGapWhereTheHighestNumberIsUsed) {
    Plan plan = planWith(3);
    plan.sites[0].id = 1'000'000;
    plan.sites[1].id = 1;
    EXPECT_EQ(addSite(plan, kPlace, kDefaults)->sites.back().id, 2);
}

TEST(AddSite, RefusesAThousandAndFirst) {
    EXPECT_TRUE(addSite(planWith(999), kPlace, kDefaults).ok());
    EXPECT_EQ(refusalOf(addSite(planWith(1000), kPlace, kDefaults)),
              "A plan holds at most 1000 sites. Erase some first.");
}

TEST(AddSite, RefusesDefaultsOutOfRange) {
    const Plan plan = planWith(1);
    const auto with = [&](const std::function<void(SiteDefaults&)>& change) {
        SiteDefaults defaults = kDefaults;
        change(defaults);
        return refusalOf(addSite(plan, kPlace, defaults));
    };
    EXPECT_NE(with([](auto& d) { d.volume = Ml(9); }).find("volume"), std::string::npos);
    EXPECT_NE(with([](auto& d) { d.depth = Mm(26); }).find("depth"), std::string::npos);
    EXPECT_NE(with([](auto& d) { d.angle = Degrees(0); }).find("angle"), std::string::npos);
}

TEST(Places, RefusesWhatIsNoPlaceOnAScalp) {
    const Plan plan = planWith(2);
    const auto after = [&](const std::function<void(SkinPlace&)>& change) {
        SkinPlace place = kPlace;
        change(place);
        const std::string refusal = refusalOf(moveSite(plan, 1, place));
        EXPECT_EQ(refusal, refusalOf(addSite(plan, place, kDefaults)));
        return refusal;
    };
    EXPECT_EQ(after([](auto& p) { p.coordinate.s = 1.25; }),
              "That place is off the scalp: s must be between 0 and 1 and t between -1 and 1, not "
              "1.250 and -0.200.");
    EXPECT_NE(after([](auto& p) { p.coordinate.t = -1.001; }).find("off the scalp"),
              std::string::npos);
    EXPECT_NE(after([](auto& p) { p.coordinate.t = kNaN; }).find("off the scalp"),
              std::string::npos);
    const std::string grid = "That place is not on a triangle of the scalp grid.";
    EXPECT_EQ(after([](auto& p) { p.onScalp.triangle = -1; }), grid);
    EXPECT_EQ(after([](auto& p) { p.onScalp.triangle = 10'000'001; }), grid);
    EXPECT_EQ(after([](auto& p) { p.onScalp.weights = {-0.1, 0.6, 0.5}; }), grid);
    EXPECT_EQ(after([](auto& p) { p.onScalp.weights = {0.2, 0.2, 0.2}; }), grid);
    EXPECT_EQ(after([](auto& p) { p.onScalp.weights = {kNaN, 0.5, 0.5}; }), grid);
}

TEST(MoveSite, MovesBothPlacesAndNothingElse) {
    const Plan plan = planWith(3);
    const auto moved = moveSite(plan, 2, kPlace);
    ASSERT_TRUE(moved.ok());
    Plan expected = plan;
    expected.sites[1].place = kPlace.coordinate;
    expected.sites[1].onScalp = kPlace.onScalp;
    EXPECT_EQ(*moved, expected);
}

TEST(MoveSite, NamesTheSiteThatIsNotThere) {
    EXPECT_EQ(refusalOf(moveSite(planWith(3), 4, kPlace)), "The plan has no site 4.");
}

TEST(EraseSites, KeepsTheNumbersOfTheOthers) {
    const Plan plan = planWith(5);
    EXPECT_EQ(idsOf(eraseSites(plan, {2, 4, 99})), (std::vector<int>{1, 3, 5}));
    EXPECT_EQ(eraseSites(plan, {}), plan) << "no ids, no erasing";
    EXPECT_EQ(idsOf(renumberSites(eraseSites(plan, {1, 3}))), (std::vector<int>{1, 2, 3}));
}

TEST(RenumberSites, KeepsOrderAndPlaces) {
    Plan plan = test::randomPlan(5);
    std::swap(plan.sites[0].id, plan.sites[7].id);
    Plan renumbered = renumberSites(plan);
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        EXPECT_EQ(renumbered.sites[i].id, static_cast<int>(i) + 1);
        renumbered.sites[i].id = plan.sites[i].id;
    }
    EXPECT_EQ(renumbered, plan);
}

TEST(SetValues, ChangesOnlyTheChosenSites) {
    const Plan plan = planWith(4);
    Plan expected = plan;
    for (const int i : {1, 2}) {
        expected.sites[i].volume = Ml(0.123);
        expected.sites[i].depth = Mm(3.21);
        expected.sites[i].angle = Degrees(67);
    }
    const SiteIds ids{2, 3, 55};
    Plan edited = *setVolume(plan, ids, Ml(0.123));
    edited = *setDepth(edited, ids, Mm(3.21));
    edited = *setAngle(edited, ids, Degrees(67));
    EXPECT_EQ(edited, expected);
}

TEST(SetValues, NoIdsMeansAllSites) {
    const Plan edited = *setVolume(planWith(4), {}, Ml(0.07));
    for (const InjectionSite& site : edited.sites)
        EXPECT_EQ(site.volume, Ml(0.07));
}

TEST(SetValues, NamesTheAllowedRangeWithUnits) {
    const Plan plan = planWith(2);
    EXPECT_EQ(refusalOf(setVolume(plan, {1}, Ml(12))),
              "The volume of a site must be between 0.0001 mL and 5 mL, not 12 mL.");
    EXPECT_EQ(refusalOf(setDepth(plan, {1}, Mm(0.01))),
              "The depth must be between 0.05 mm and 25 mm, not 0.01 mm.");
    EXPECT_EQ(refusalOf(setAngle(plan, {1}, Degrees(91))),
              "The angle between needle and skin must be between 1° and 90°, not 91°.");
    EXPECT_EQ(refusalOf(setNeedle(plan, {"30G", Mm(51)})),
              "The length of the needle must be between 0.5 mm and 50 mm, not 51 mm.");
    EXPECT_EQ(refusalOf(setStrength(plan, 0, MgPerMl(1001))),
              "The strength must be between 0.000001 µg/mL and 1000 mg/mL, not 1001 mg/mL.");
}

TEST(SetValues, TakesBothBoundsAndNothingBeyond) {
    const Plan plan = planWith(2);
    const auto checkBounds = [](Bounds bounds, const std::function<bool(double)>& accepts) {
        EXPECT_TRUE(accepts(bounds.min));
        EXPECT_TRUE(accepts(bounds.max));
        EXPECT_FALSE(accepts(std::nextafter(bounds.min, -1)));
        EXPECT_FALSE(accepts(std::nextafter(bounds.max, 1e9)));
        EXPECT_FALSE(accepts(kNaN));
        EXPECT_FALSE(accepts(kInfinity));
        EXPECT_FALSE(accepts(-kInfinity));
    };
    checkBounds(kVolumeBounds, [&](double v) { return setVolume(plan, {1}, Ml(v)).ok(); });
    checkBounds(kDepthBounds, [&](double v) { return setDepth(plan, {1}, Mm(v)).ok(); });
    checkBounds(kAngleBounds, [&](double v) { return setAngle(plan, {1}, Degrees(v)).ok(); });
    checkBounds(kNeedleLengthBounds, [&](double v) {
        return setNeedle(plan, {"30G", Mm(v)}).ok();
    });
    checkBounds(kStrengthBounds, [&](double v) { return setStrength(plan, 0, MgPerMl(v)).ok(); });
}

TEST(Needle, GaugeIsAShortText) {
    const Plan plan = planWith(1);
    EXPECT_EQ(setNeedle(plan, {"32G", Mm(6)})->needle, (Needle{"32G", Mm(6)}));
    EXPECT_NE(refusalOf(setNeedle(plan, {std::string(21, 'G'), Mm(6)})).find("at most 20 bytes"),
              std::string::npos);
    EXPECT_NE(refusalOf(setNeedle(plan, {"\xFF", Mm(6)})).find("UTF-8"), std::string::npos);
}

TEST(Formulation, ChangesOneIngredient) {
    const Plan plan = planWith(1);
    EXPECT_EQ(setStrength(plan, 1, MgPerMl(20))->formulation[1],
              (Ingredient{"dexpanthenol", MgPerMl(20)}));
    const auto changed = setCompound(plan, 0, {"finasteride", MgPerMl(0.5)});
    ASSERT_TRUE(changed.ok());
    EXPECT_EQ(changed->formulation,
              (std::vector<Ingredient>{{"finasteride", MgPerMl(0.5)}, plan.formulation[1]}));
    EXPECT_EQ(setCompound(plan, 1, {"dexpanthenol", MgPerMl(1)})->formulation[1].strength,
              MgPerMl(1))
        << "the same compound at its own place";
}

TEST(Formulation, AddsAndRemoves) {
    const Plan plan = planWith(1);
    const auto added = addIngredient(plan, {"biotin", MgPerMl(5)});
    ASSERT_TRUE(added.ok());
    ASSERT_EQ(added->formulation.size(), 3u);
    EXPECT_EQ(added->formulation.back(), (Ingredient{"biotin", MgPerMl(5)}));
    EXPECT_EQ(*removeIngredient(*added, 2), plan);
    EXPECT_EQ(removeIngredient(plan, 0)->formulation,
              std::vector<Ingredient>{plan.formulation.back()});
}

TEST(Formulation, RefusesRepeatsNamelessOnesAndPlacesThatAreNotThere) {
    const Plan plan = planWith(1);
    const std::string repeat =
        "The formulation has \"minoxidil\" already. Change its strength instead.";
    EXPECT_EQ(refusalOf(addIngredient(plan, {"minoxidil", MgPerMl(5)})), repeat);
    EXPECT_EQ(refusalOf(setCompound(plan, 1, {"minoxidil", MgPerMl(5)})), repeat);
    EXPECT_EQ(refusalOf(addIngredient(plan, {"", MgPerMl(5)})), "Choose a compound first.");
    EXPECT_NE(refusalOf(addIngredient(plan, {std::string(201, 'x'), MgPerMl(5)})).find("200 bytes"),
              std::string::npos);
    EXPECT_NE(refusalOf(addIngredient(plan, {"biotin", MgPerMl(0)})).find("strength"),
              std::string::npos);
    EXPECT_NE(refusalOf(setCompound(plan, 0, {"biotin", MgPerMl(kNaN)})).find("strength"),
              std::string::npos);
    const std::string absent = "The formulation has 2 compounds; there is no number 3.";
    EXPECT_EQ(refusalOf(setStrength(plan, 2, MgPerMl(5))), absent);
    EXPECT_EQ(refusalOf(setCompound(plan, 2, {"biotin", MgPerMl(5)})), absent);
    EXPECT_EQ(refusalOf(removeIngredient(plan, 2)), absent);
}

TEST(Formulation, RefusesATwentyFirst) {
    Plan plan = planWith(1);
    while (plan.formulation.size() < 20)
        plan = *addIngredient(plan, {"c" + std::to_string(plan.formulation.size()), MgPerMl(1)});
    EXPECT_EQ(refusalOf(addIngredient(plan, {"one more", MgPerMl(1)})),
              "A formulation holds at most 20 compounds. Remove one first.");
}

TEST(Title, IsAShortText) {
    const Plan plan = planWith(1);
    EXPECT_EQ(setTitle(plan, "Crown, second session")->about.title, "Crown, second session");
    EXPECT_TRUE(setTitle(plan, std::string(200, 'x')).ok());
    EXPECT_EQ(refusalOf(setTitle(plan, std::string(201, 'x'))),
              "The title must be at most 200 bytes long, not 201.");
    EXPECT_NE(refusalOf(setTitle(plan, "\xC3")).find("UTF-8"), std::string::npos);
}

TEST(CommonValues, AreThereOnlyWhereSitesAgree) {
    Plan plan = planWith(3);
    for (InjectionSite& site : plan.sites) {
        site.volume = Ml(0.05);
        site.depth = Mm(site.id);
        site.angle = Degrees(90);
    }
    plan.sites[2].volume = Ml(0.1);
    EXPECT_EQ(commonVolume(plan, {1, 2}), Ml(0.05));
    EXPECT_EQ(commonVolume(plan, {1, 3}), std::nullopt);
    EXPECT_EQ(commonVolume(plan, {}), std::nullopt) << "of all sites";
    EXPECT_EQ(commonDepth(plan, {2}), Mm(2));
    EXPECT_EQ(commonDepth(plan, {2, 3}), std::nullopt);
    EXPECT_EQ(commonAngle(plan, {}), Degrees(90));
    EXPECT_EQ(commonAngle(plan, {99}), std::nullopt) << "of no site";
    EXPECT_EQ(commonAngle(planWith(0), {}), std::nullopt);
}

TEST(Labels, NameWhatIsEdited) {
    EXPECT_EQ(nameOf({12}), "site 12");
    EXPECT_EQ(nameOf({3, 5, 9}), "3 sites");
    EXPECT_EQ(nameOf({}), "all sites");
}

} // namespace
} // namespace meso::plan
