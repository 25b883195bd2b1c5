#include "plan/plan.h"

#include <gtest/gtest.h>

namespace meso::plan {
namespace {

TEST(Plan, ASiteIsFoundByItsNumberAndNotByItsRow) {
    Plan plan;
    for (const int id : {7, 2, 1000})
        plan.sites.push_back({.id = id});
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        EXPECT_EQ(indexOfSite(plan.sites, plan.sites[i].id), i);
        EXPECT_EQ(siteWithId(plan.sites, plan.sites[i].id), &plan.sites[i]);
    }
    for (const int missing : {0, 1, 3, -7}) {
        EXPECT_EQ(indexOfSite(plan.sites, missing), std::nullopt);
        EXPECT_EQ(siteWithId(plan.sites, missing), nullptr);
    }
    EXPECT_EQ(siteWithId({}, 7), nullptr);
}

TEST(Plan, AMixtureIsCalledByItsNumberAndItsName) {
    Plan plan;
    EXPECT_EQ(nameOfMixture(plan, 0), "The mixture");
    plan.furtherMixtures = {{"Temples", {}}, {"", {}}, {std::string(200, 'x') + "\n", {}}};
    EXPECT_EQ(nameOfMixture(plan, 0), "Mixture 1");
    EXPECT_EQ(nameOfMixture(plan, 1), "Mixture 2 (Temples)");
    EXPECT_EQ(nameOfMixture(plan, 2), "Mixture 3");
    EXPECT_EQ(nameOfMixture(plan, 3), "Mixture 4 (" + std::string(60, 'x') + "…)");
    EXPECT_EQ(nameOfMixture(plan, 4), "Mixture 5") << "a number that the plan does not have";
}

} // namespace
} // namespace meso::plan
