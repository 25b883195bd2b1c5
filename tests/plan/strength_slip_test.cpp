#include "plan/strength_slip.h"

#include <gtest/gtest.h>

#include <cmath>

namespace meso::plan {
namespace {

clinic::Compound dutasteride() {
    clinic::Compound c;
    c.id = "dutasteride";
    c.name = "Dutasteride";
    c.usualStrength = MgPerMl(0.1);
    c.publishedStrengths = {MgPerMl(0.05), MgPerMl(0.1), MgPerMl(0.5)};
    return c;
}

clinic::Compound minoxidil() {
    clinic::Compound c;
    c.id = "minoxidil";
    c.name = "Minoxidil";
    c.usualStrength = MgPerMl(5);
    c.publishedStrengths = {MgPerMl(5), MgPerMl(20)};
    return c;
}

TEST(StrengthSlip, TenTimesEveryPublishedStrengthIsAskedAbout) {
    const auto question = strengthSlip(dutasteride(), MgPerMl(5), Ml(2));
    ASSERT_TRUE(question.has_value());
    EXPECT_EQ(*question, "Dutasteride at 5 mg/mL (0.5 %) is 10 times the published 0.5 mg/mL "
                         "(0.05 %). The session of 2.00 mL would hold 10 mg instead of 1 mg. "
                         "Keep it?");
}

TEST(StrengthSlip, ATenthOfEveryPublishedStrengthIsAskedAbout) {
    const auto question = strengthSlip(minoxidil(), MgPerMl(0.5), Ml(2));
    ASSERT_TRUE(question.has_value());
    EXPECT_NE(question->find("one part in 10 of the published 5 mg/mL"), std::string::npos)
        << *question;
}

TEST(StrengthSlip, PercentTypedAsMilligramsIsCaughtAtTheUsualStrength) {
    // 5 % where 5 mg/mL was meant: 2.5 times the strongest, but 10 times the usual one.
    const auto question = strengthSlip(minoxidil(), MgPerMl(50), Ml(2));
    ASSERT_TRUE(question.has_value());
    EXPECT_NE(question->find("10 times the usual 5 mg/mL"), std::string::npos) << *question;
}

TEST(StrengthSlip, PublishedStrengthsThatDifferTenfoldAreAskedAboutBothWays) {
    const auto strong = strengthSlip(dutasteride(), MgPerMl(0.5), Ml(2));
    ASSERT_TRUE(strong.has_value());
    EXPECT_EQ(*strong,
              "Dutasteride at 0.5 mg/mL (0.05 %) is 10 times 0.05 mg/mL (0.005 %), which is "
              "published too. The session of 2.00 mL would hold 1 mg instead of 0.1 mg. Keep it?");
    EXPECT_TRUE(strengthSlip(dutasteride(), MgPerMl(0.05), Ml(2)).has_value());
}

TEST(StrengthSlip, WhatIsUsualPassesInSilence) {
    EXPECT_FALSE(strengthSlip(dutasteride(), MgPerMl(0.1), Ml(2)).has_value());
    EXPECT_FALSE(strengthSlip(minoxidil(), MgPerMl(5), Ml(2)).has_value());
    EXPECT_FALSE(strengthSlip(minoxidil(), MgPerMl(20), Ml(2)).has_value());
    EXPECT_FALSE(strengthSlip(minoxidil(), MgPerMl(3), Ml(2)).has_value());
}

TEST(StrengthSlip, NoTenfoldErrorFromTheUsualStrengthIsEverSilent) {
    for (const clinic::Compound& c : {dutasteride(), minoxidil()})
        for (int power = 1; power < 4; ++power)
            for (const double sign : {-1.0, 1.0}) {
                const MgPerMl typed = c.usualStrength * std::pow(10, sign * power);
                EXPECT_TRUE(strengthSlip(c, typed, Ml(2)).has_value()) << typed.value();
            }
}

TEST(StrengthSlip, WhereNothingIsPublishedTheUsualStrengthIsComparedWith) {
    clinic::Compound adrenaline;
    adrenaline.name = "Adrenaline";
    adrenaline.usualStrength = MgPerMl(0.005);
    const auto question = strengthSlip(adrenaline, MgPerMl(10), Ml(2));
    ASSERT_TRUE(question.has_value());
    EXPECT_NE(question->find("2000 times the usual 5 µg/mL"), std::string::npos) << *question;
    EXPECT_TRUE(strengthSlip(adrenaline, MgPerMl(0.05), Ml(2)).has_value()) << "ten times";
    EXPECT_TRUE(strengthSlip(adrenaline, MgPerMl(0.0005), Ml(2)).has_value()) << "a tenth";
    EXPECT_FALSE(strengthSlip(adrenaline, MgPerMl(0.01), Ml(2)).has_value());
    EXPECT_FALSE(strengthSlip(adrenaline, MgPerMl(0.005), Ml(2)).has_value());
}

TEST(StrengthSlip, NoStrengthAtAllMeansNothingToCompareWith) {
    clinic::Compound c = minoxidil();
    c.publishedStrengths.clear();
    c.usualStrength = MgPerMl(0);
    EXPECT_FALSE(strengthSlip(c, MgPerMl(500), Ml(2)).has_value());
    EXPECT_FALSE(strengthSlip(minoxidil(), MgPerMl(std::nan("")), Ml(2)).has_value());
    const auto noVolume = strengthSlip(minoxidil(), MgPerMl(500), Ml(0));
    ASSERT_TRUE(noVolume.has_value());
    EXPECT_EQ(noVolume->find("session"), std::string::npos);
}

TEST(StrengthSlip, UnitsAreShownAsUnits) {
    clinic::Compound toxin;
    toxin.name = "Botulinum toxin A";
    toxin.countedIn = clinic::AmountUnit::Units;
    toxin.usualStrength = MgPerMl(50);
    toxin.publishedStrengths = {MgPerMl(50)};
    const auto question = strengthSlip(toxin, MgPerMl(500), Ml(2));
    ASSERT_TRUE(question.has_value());
    EXPECT_NE(question->find("500 U/mL"), std::string::npos) << *question;
    EXPECT_NE(question->find("1000 U instead of 100 U"), std::string::npos) << *question;
    EXPECT_EQ(question->find("mg"), std::string::npos) << *question;
}

} // namespace
} // namespace meso::plan
