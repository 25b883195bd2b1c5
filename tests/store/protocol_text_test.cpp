#include "store/protocol_text.h"

#include <gtest/gtest.h>

#include <set>

namespace meso::store {
namespace {

using clinic::Limit;
using clinic::LimitedQuantity;

const std::string kShippedProtocol = std::string(MESO_SOURCE_DIR) + "/assets/data/protocol.txt";

std::string faultOf(const std::string& rule) {
    const auto limits = limitsFrom("mesomap protocol 1\n\n" + rule + "\n", "clinic.txt");
    return limits ? std::string() : limits.error().message;
}

TEST(ProtocolText, ReadsTheShippedRules) {
    const auto limits = readLimits(kShippedProtocol);
    ASSERT_TRUE(limits.ok()) << limits.error().message;
    std::set<std::string> ids;
    for (const Limit& limit : *limits)
        ids.insert(limit.id);
    for (const char* id :
         {"R01",  "R02",  "R03",  "R11a", "R11b", "R12a", "R12b", "R13a", "R13b", "R13c", "R14a",
          "R14b", "R14c", "R14d", "R15a", "R15b", "R15c", "R16a", "R17a", "R17b", "R21",  "R26"})
        EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(ProtocolText, GoesThereAndBack) {
    const auto limits = readLimits(kShippedProtocol);
    ASSERT_TRUE(limits.ok());
    const auto again = limitsFrom(protocolText(*limits), "again");
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(*again, *limits);
    EXPECT_EQ(protocolText(*again), protocolText(*limits));
}

TEST(ProtocolText, ConvertsUnits) {
    const auto limits = limitsFrom("mesomap protocol 1\n"
                                   "A warning: volume_per_site <= 50 µL # x\n"
                                   "B error: spacing >= 0.5 cm and spacing <= 20 mm # y\n"
                                   "C info: interval >= 2 weeks # z\n"
                                   "D info: duration <= 900 s # z\n",
                                   "t");
    ASSERT_TRUE(limits.ok()) << limits.error().message;
    EXPECT_DOUBLE_EQ(*(*limits)[0].max, 0.05);
    EXPECT_DOUBLE_EQ(*(*limits)[1].min, 5);
    EXPECT_DOUBLE_EQ(*(*limits)[1].max, 20);
    EXPECT_EQ((*limits)[1].severity, clinic::Severity::Error);
    EXPECT_DOUBLE_EQ(*(*limits)[2].min, 14);
    EXPECT_DOUBLE_EQ(*(*limits)[3].max, 15);
}

TEST(ProtocolText, ReadsConditionsAndWords) {
    const auto limits = limitsFrom("mesomap protocol 1\n"
                                   "A error: depth <= 2.5 mm when off_midline >= 5 mm and "
                                   "off_midline <= 25 mm and behind_hairline <= 10 mm # x\n"
                                   "B warning: area_preset not in ludwig_3, norwood_7 # y\n",
                                   "t");
    ASSERT_TRUE(limits.ok()) << limits.error().message;
    ASSERT_EQ((*limits)[0].when.size(), 2u);
    EXPECT_EQ((*limits)[0].when[0].min, 5);
    EXPECT_EQ((*limits)[0].when[0].max, 25);
    EXPECT_EQ((*limits)[1].notIn, (std::vector<std::string>{"ludwig_3", "norwood_7"}));
    EXPECT_EQ(*limitsFrom(protocolText(*limits), "t"), *limits);
}

TEST(ProtocolText, ReadsConditionsOnCompounds) {
    const auto limits =
        limitsFrom("mesomap protocol 1\n"
                   "A error: volume_per_session <= 8 mL when not compound prp # x\n"
                   "B warning: depth <= 2 mm when compound biotin and not compound zinc and "
                   "off_midline <= 25 mm # y\n",
                   "t");
    ASSERT_TRUE(limits.ok()) << limits.error().message;
    ASSERT_EQ((*limits)[0].when.size(), 1u);
    EXPECT_EQ((*limits)[0].when[0].quantity, LimitedQuantity::HoldsCompound);
    EXPECT_EQ((*limits)[0].when[0].compoundId, "prp");
    EXPECT_TRUE((*limits)[0].when[0].isNegated);
    ASSERT_EQ((*limits)[1].when.size(), 3u) << "two compounds are two conditions";
    EXPECT_FALSE((*limits)[1].when[0].isNegated);
    EXPECT_EQ((*limits)[1].when[1].compoundId, "zinc");
    EXPECT_EQ(*limitsFrom(protocolText(*limits), "t"), *limits);
}

TEST(ProtocolText, FaultsNameFileLineAndField) {
    const std::vector<std::pair<std::string, std::string>> faults = {
        {"A warning: spacin >= 5 mm # s", "quantity: \"spacin\""},
        {"A warning: spacing > 5 mm # s", "operator: \">\""},
        {"A warning: spacing >= five mm # s", "number: \"five\""},
        {"A warning: spacing >= nan mm # s", "number: \"nan\""},
        {"A warning: spacing <= 5,000 mm # s", "number: \"5,000\" can be read in two ways"},
        {"A warning: spacing >= 5 # s", "unit: the end of the line"},
        {"A warning: spacing >= 5 mL # s", "unit: \"mL\""},
        {"A warning: spacing >= 5 mm", "source:"},
        {"A fatal: spacing >= 5 mm # s", "severity: \"fatal:\""},
        {"A warning: spacing >= 5 mm and depth <= 2 mm # s", "quantity: one line"},
        {"A warning: spacing >= 5 mm and spacing >= 6 mm # s", "operator:"},
        {"A warning: spacing >= 9 mm and spacing <= 6 mm # s", "number: the minimum"},
        {"A warning: spacing >= 5 mm or else # s", "clause: \"or else\""},
        {"A warning: spacing >= 5 mm when # s", "quantity: the end of the line"},
        {"A warning: sites >= 5 when not prp # s", "condition: \"not\" is followed"},
        {"A warning: sites >= 5 when compound # s", "compound: the id"},
        {"A warning: sites >= 5 when not compound and depth <= 2 mm # s", "compound: the id"},
        {"A warning: sites >= 5 when compound prp biotin # s", "clause: \"biotin\""},
        {"A warning: compound prp # s", "quantity: \"compound\""},
        {"A warning: area_preset >= 5 # s", "operator:"},
        {"A warning: area_preset not in # s", "words:"},
        {"A warning: area_preset not in a b # s", "words:"}};
    for (const auto& [rule, field] : faults) {
        const std::string message = faultOf(rule);
        EXPECT_NE(message.find("clinic.txt, line 3, " + field), std::string::npos)
            << rule << " -> " << message;
    }
    EXPECT_NE(faultOf("A info: sites >= 5 # s\nA info: sites >= 5 # s").find("line 4, id"),
              std::string::npos);
    EXPECT_FALSE(limitsFrom("", "t").ok());
    EXPECT_FALSE(limitsFrom("A info: sites >= 5 # s\n", "t").ok());
    EXPECT_FALSE(limitsFrom("mesomap protocol 1\n\xff\n", "t").ok());
}

} // namespace
} // namespace meso::store
