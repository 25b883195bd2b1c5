#include "base/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace meso {
namespace {

TEST(Text, NumbersAreWrittenWithTheirUnit) {
    EXPECT_EQ(text::fixed(3.14159, 2), "3.14");
    EXPECT_EQ(text::fixed(-0.001, 2), "0.00");
    EXPECT_EQ(text::fixed(std::nan(""), 2), "–");
    EXPECT_EQ(text::significant(0.0123456), "0.0123");
    EXPECT_EQ(text::significant(1234.6), "1235");
    EXPECT_EQ(text::significant(3.2e-5), "3.2e-05");
    EXPECT_EQ(text::of(Mm(12.06)), "12.1 mm");
    EXPECT_EQ(text::of(Ml(2)), "2.00 mL");
    EXPECT_EQ(text::of(Mg(0.024)), "24 µg");
    EXPECT_EQ(text::of(Mg(10)), "10 mg");
    EXPECT_EQ(text::of(MgPerMl(5)), "5 mg/mL");
    EXPECT_EQ(text::of(MgPerMl(4.3e-5)), "0.043 µg/mL");
    EXPECT_EQ(text::cm2(Mm2(5130)), "51.3 cm²");
    EXPECT_EQ(text::percent(0.584), "58 %");
    EXPECT_EQ(text::duration(Seconds(45)), "45 s");
    EXPECT_EQ(text::duration(Seconds(1800)), "30 min");
    EXPECT_EQ(text::duration(Seconds(530)), "8 min 50 s");
    EXPECT_EQ(text::duration(Seconds(119.8)), "2 min");
    EXPECT_EQ(text::duration(Seconds(5400)), "1 h 30 min");
    EXPECT_EQ(text::duration(Seconds(86400)), "24 h");
}

TEST(Text, NumbersAreReadWholeOrNotAtAll) {
    EXPECT_EQ(text::number(" 0,05 "), 0.05);
    EXPECT_EQ(text::number("1e-3"), 1e-3);
    for (const char* bad : {"", "abc", "1 2", "nan", "inf", "1e999", "0x10", "1,2,3", "--1"})
        EXPECT_FALSE(text::number(bad)) << bad;
}

// "1,000" is a thousand to one reader and one to another: a factor of 1000 in a dose.
TEST(Text, ACommaThatMayBeOfThousandsIsRefused) {
    for (const char* doubtful :
         {"1,000", "12,345,678", "999,999", "-1,500", "1,000.5", "1,000e2"}) {
        EXPECT_TRUE(text::hasDoubtfulComma(doubtful)) << doubtful;
        EXPECT_FALSE(text::number(doubtful)) << doubtful;
    }
    for (const auto& [decimal, value] : {std::pair{"0,040", 0.04},
                                         {"-0,125", -0.125},
                                         {"1,5", 1.5},
                                         {"1,50", 1.5},
                                         {"1,0000", 1},
                                         {"1234,567", 1234.567},
                                         {"1.000", 1},
                                         {"1000", 1000}})
        EXPECT_EQ(text::number(decimal), value) << decimal;
}

TEST(Text, ADoubtfulCommaIsAskedAboutWithTheWaysToWriteIt) {
    for (const auto& [typed, sentence] :
         {std::pair{text::strength("1,000 µg/mL").error().message,
                    R"("1,000 µg/mL" can be read in two ways: its comma may be decimal or set off )"
                    R"(thousands. Write "1000 µg/mL" or "1.000 µg/mL".)"},
          {text::count("12,345,678").error().message,
           R"("12,345,678" can be read in two ways: its comma may be decimal or set off )"
           R"(thousands. Write "12345678".)"},
          {text::volume("1,000.5").error().message,
           R"("1,000.5" can be read in two ways: its comma may be decimal or set off )"
           R"(thousands. Write "1000.5".)"}})
        EXPECT_EQ(typed, sentence);
    EXPECT_FALSE(text::length("1,500 cm").ok());
    EXPECT_FALSE(text::time("1,200 s").ok());
    EXPECT_FALSE(text::angle("1,000").ok());
    EXPECT_FALSE(text::area("1,000 mm²").ok());
    EXPECT_DOUBLE_EQ(text::strength("0,040 %").value().value(), 0.4);
}

TEST(Text, QuantitiesKeepTheirUnits) {
    EXPECT_DOUBLE_EQ(text::length("1 cm").value().value(), 10);
    EXPECT_DOUBLE_EQ(text::length("4").value().value(), 4);
    EXPECT_DOUBLE_EQ(text::volume("50 µL").value().value(), 0.05);
    EXPECT_DOUBLE_EQ(text::volume("0,05ml").value().value(), 0.05);
    EXPECT_DOUBLE_EQ(text::time("1.5 h").value().value(), 5400);
    EXPECT_DOUBLE_EQ(text::strength("0.5 %").value().value(), 5);
    EXPECT_DOUBLE_EQ(text::volume("50 μL").value().value(), 0.05) << "Greek letter";
    EXPECT_DOUBLE_EQ(text::strength("500 μg/ml").value().value(), 0.5);
    EXPECT_FALSE(text::length("4 mL").ok());
    EXPECT_FALSE(text::volume("").ok());
    EXPECT_NE(text::volume("lots").error().message.find("lots"), std::string::npos);
}

TEST(Text, AnglesAreReadInDegrees) {
    for (const char* good : {"45", "45°", "45 °", "45 deg", "45,0 degrees"})
        EXPECT_DOUBLE_EQ(text::angle(good).value().value(), 45) << good;
    for (const char* bad : {"", "steep", "45 rad", "nan", "45 %", "° 45"})
        EXPECT_FALSE(text::angle(bad).ok()) << bad;
    EXPECT_EQ(text::of(Degrees(45)), "45°");
    EXPECT_EQ(text::of(Degrees(22.5), 1), "22.5°");
}

TEST(Text, AreasAreReadAsTheyAreShown) {
    EXPECT_DOUBLE_EQ(toCm2(text::area("51.3").value()), 51.3);
    EXPECT_DOUBLE_EQ(toCm2(text::area("51,3 cm²").value()), 51.3);
    EXPECT_DOUBLE_EQ(toCm2(text::area("51.3 cm2").value()), 51.3);
    EXPECT_DOUBLE_EQ(text::area("120 mm²").value().value(), 120);
    for (const char* bad : {"", "large", "51 mm", "51 m²"})
        EXPECT_FALSE(text::area(bad).ok()) << bad;
}

TEST(Text, CountsAreWholeNumbers) {
    EXPECT_EQ(text::count("40").value(), 40);
    EXPECT_EQ(text::count(" 0 ").value(), 0);
    EXPECT_EQ(text::count("1000000000").value(), 1000000000);
    for (const char* bad : {"", "-1", "40.5", "1e99", "2147483648", "nan", "forty", "40 mL"})
        EXPECT_FALSE(text::count(bad).ok()) << bad;
}

TEST(Text, ANameLosesItsCapitalInsideASentence) {
    for (const auto& [name, inside] : {std::pair{"Minoxidil", "minoxidil"},
                                       {"Platelet-rich plasma", "platelet-rich plasma"},
                                       {"Copper peptide GHK-Cu", "copper peptide GHK-Cu"},
                                       {"Riboflavin 5-phosphate", "riboflavin 5-phosphate"},
                                       {"Adrenaline(epinephrine)", "adrenaline(epinephrine)"},
                                       {"Move site 12", "move site 12"}})
        EXPECT_EQ(text::insideSentence(name), inside);
}

TEST(Text, AbbreviationsSingleLettersAndPeopleKeepTheirCapital) {
    for (const char* name : {"VEGF-165",
                             "EGF",
                             "IGF-1, free",
                             "PDRN 350 kDa",
                             "TGF-beta 1",
                             "HA gel",
                             "PRP",
                             "Zn2+ ions",
                             "Cu-GHK",
                             "G6PD deficiency",
                             "L-carnitine",
                             "N-acetylcysteine",
                             "D panthenol",
                             "A",
                             "Norwood III",
                             "Ringer's lactate",
                             "Wilson-like",
                             "minoxidil",
                             "5-FU",
                             "12 mm",
                             "",
                             "\u00c9osine",
                             " Minoxidil"})
        EXPECT_EQ(text::insideSentence(name), name);
}

TEST(Text, FixedAndNumberAreInverse) {
    for (const double v : {0.0, 1.25, -3.5, 1e6, 0.0009765625})
        EXPECT_EQ(text::number(text::fixed(v, 10)), v);
}

TEST(Text, TellsUtf8FromOtherBytes) {
    EXPECT_TRUE(text::isUtf8("Müller µL 40 sites"));
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"})
        EXPECT_FALSE(text::isUtf8(bad));
    EXPECT_EQ(text::printable("a\nb\xFF"), "a?b?");
    EXPECT_EQ(text::printable("ééé", 4), "éé…");
}

} // namespace
} // namespace meso
