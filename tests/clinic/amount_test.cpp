#include "clinic/amount.h"

#include <gtest/gtest.h>

namespace meso::clinic {
namespace {

TEST(Amount, WhatIsShownIsReadBack) {
    for (const AmountUnit unit : {AmountUnit::Mg, AmountUnit::Ml, AmountUnit::Units})
        for (const double value : {0.005, 0.5, 1.0, 50.0}) {
            if (value > maxStrength(unit))
                continue;
            const auto read = readStrength(unit, strengthText(unit, MgPerMl(value)));
            ASSERT_TRUE(read.ok()) << read.error().message;
            EXPECT_NEAR(read->value(), value, 1e-12);
        }
    EXPECT_EQ(readStrength(AmountUnit::Units, "50")->value(), 50);
    EXPECT_EQ(readStrength(AmountUnit::Units, "50U/mL")->value(), 50);
}

TEST(Amount, OneUnitIsNotTakenForAnother) {
    EXPECT_NE(readStrength(AmountUnit::Units, "1,000 U/mL").error().message.find("two ways"),
              std::string::npos)
        << "1 U or 1000 U";
    EXPECT_FALSE(readStrength(AmountUnit::Units, "50 mg/mL").ok());
    EXPECT_EQ(readStrength(AmountUnit::Ml, "1 mL/mL")->value(), 1);
    for (const char* more : {"5 mL/mL", "1.01", "1000 mL/mL"})
        EXPECT_NE(readStrength(AmountUnit::Ml, more).error().message.find("at most 1 mL"),
                  std::string::npos)
            << more;
    EXPECT_FALSE(readStrength(AmountUnit::Ml, "50 U/mL").ok());
    EXPECT_FALSE(readStrength(AmountUnit::Mg, "50 U/mL").ok());
    EXPECT_FALSE(readStrength(AmountUnit::Units, "").ok());
}

} // namespace
} // namespace meso::clinic
