#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "plan/case_edits.h"
#include "store/plan_file.h"
#include "support/sample_plan.h"

namespace meso::store {
namespace {

using plan::Plan;

/// A number that is often at a bound, often just beyond it, sometimes absurd.
double numberAround(Random& random, Bounds bounds) {
    const std::array<double, 8> choices{bounds.min,
                                        bounds.max,
                                        std::nextafter(bounds.min, -1.0),
                                        std::nextafter(bounds.max, 1e9),
                                        std::nan(""),
                                        -1,
                                        random.uniform(bounds.min, bounds.max),
                                        random.uniform(-bounds.max, 2 * bounds.max)};
    return choices[random.below(choices.size())];
}

std::string wordsOfAnyKind(Random& random, std::size_t limit) {
    std::string words(random.below(limit + 3), 'x');
    if (!words.empty() && random.below(3) == 0)
        words[random.below(words.size())] = static_cast<char>(random.below(256));
    if (random.below(3) == 0)
        words += "µ";
    return words;
}

plan::SkinPlace placeOfAnyKind(Random& random) {
    const double a = random.uniform(-0.02, 1), b = random.uniform(-0.02, 1 - a);
    return {{random.uniform(-0.02, 1.02), random.uniform(-1.02, 1.02)},
            {static_cast<int>(random.below(100000)) - 10, {a, b, 1 - a - b}}};
}

plan::Ingredient ingredientOfAnyKind(Random& random) {
    const std::string name = random.below(2) == 0 ? "compound " + std::to_string(random.below(24))
                                                  : wordsOfAnyKind(random, 200);
    return {name, MgPerMl(numberAround(random, plan::kStrengthBounds))};
}

plan::SiteIds idsOfAnyKind(Random& random) {
    plan::SiteIds ids;
    for (std::uint64_t n = random.below(4); n > 0; --n)
        ids.insert(static_cast<int>(random.below(60)));
    return ids;
}

Result<Plan> siteEdit(Random& random, const Plan& plan) {
    const auto ids = idsOfAnyKind(random);
    switch (random.below(7)) {
    case 0:
        return addSite(plan, placeOfAnyKind(random),
                       {Ml(numberAround(random, plan::kVolumeBounds)),
                        Mm(numberAround(random, plan::kDepthBounds)),
                        Degrees(numberAround(random, plan::kAngleBounds))});
    case 1:
        return moveSite(plan, static_cast<int>(random.below(50)), placeOfAnyKind(random));
    case 2:
        return eraseSites(plan, ids);
    case 3:
        return renumberSites(plan);
    case 4:
        return setVolume(plan, ids, Ml(numberAround(random, plan::kVolumeBounds)));
    case 5:
        return setDepth(plan, ids, Mm(numberAround(random, plan::kDepthBounds)));
    default:
        return setAngle(plan, ids, Degrees(numberAround(random, plan::kAngleBounds)));
    }
}

Result<Plan> mixtureEdit(Random& random, const Plan& plan) {
    const std::size_t index = random.below(plan.formulation.size() + 2);
    switch (random.below(6)) {
    case 0:
        return setNeedle(plan, {wordsOfAnyKind(random, 20),
                                Mm(numberAround(random, plan::kNeedleLengthBounds))});
    case 1:
        return setStrength(plan, index, MgPerMl(numberAround(random, plan::kStrengthBounds)));
    case 2:
        return setCompound(plan, index, ingredientOfAnyKind(random));
    case 3:
        return addIngredient(plan, ingredientOfAnyKind(random));
    case 4:
        return removeIngredient(plan, index);
    default:
        return setTitle(plan, wordsOfAnyKind(random, 200));
    }
}

TEST(EditedPlan, IsReadAgainWhateverWasEdited) {
    int accepted = 0, refused = 0;
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        Random random(seed);
        Plan plan = test::randomPlan(seed);
        for (int i = 0; i < 100; ++i) {
            const auto next =
                random.below(2) == 0 ? siteEdit(random, plan) : mixtureEdit(random, plan);
            ++(next.ok() ? accepted : refused);
            if (!next)
                continue;
            plan = *next;
            const auto back = readPlan(planText(plan), "plan.json");
            ASSERT_TRUE(back.ok())
                << "seed " << seed << ", edit " << i << ": " << back.error().message;
            ASSERT_EQ(*back, plan) << "seed " << seed << ", edit " << i;
        }
    }
    EXPECT_GT(accepted, 200);
    EXPECT_GT(refused, 200);
}

TEST(EditedPlan, MayHoldAsMuchAsAnEditAllows) {
    Plan plan = test::randomPlan(1);
    const plan::SkinPlace place{{0.5, 0}, {3, {1, 0, 0}}};
    for (auto next = addSite(plan, place, {Ml(5), Mm(25), Degrees(90)}); next.ok();
         next = addSite(plan, place, {Ml(5), Mm(25), Degrees(90)}))
        plan = *next;
    for (int i = 0; i < 30; ++i)
        if (const auto next = addIngredient(plan, {"c" + std::to_string(i), MgPerMl(1e-9)}))
            plan = *next;
    EXPECT_GE(plan.sites.size(), 1000u);
    const auto back = readPlan(planText(plan), "plan.json");
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(*back, plan);
}

TEST(PlanFileEdits, EditsOfACaseLeaveOnlyWhatAFileCanHold) {
    Plan plan = test::randomPlan(1);
    plan = setSiteNeedle(plan, {}, plan::Needle{"32G", Mm(13)}).value();
    plan = setVehicle(plan, "saline").value();
    plan = setAge(setSex(plan, "male").value(), 41).value();
    plan = setFlag(setWeight(plan, 20).value(), "anticoagulant", true).value();
    plan = setMixture(addMixture(plan, "Crown").value(), {1, 2}, 2).value();
    plan = setSyringe(plan, {Ml(60), Ml(1)}).value();
    plan = setDensity(plan, 1, 0.25).value();
    const auto again = readPlan(planText(plan), "plan");
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(*again, plan);
}

} // namespace
} // namespace meso::store
