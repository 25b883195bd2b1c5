#include "plan/flag_conflicts.h"

#include <gtest/gtest.h>

namespace meso::plan {
namespace {

clinic::PatientFlag flag(const std::string& id, clinic::FlagLevel level,
                         const std::string& sentence) {
    clinic::PatientFlag out;
    out.id = id;
    out.name = "Name of " + id;
    out.level = level;
    out.sentence = sentence;
    out.source = "source of " + id;
    return out;
}

class PatientFlags : public ::testing::Test {
protected:
    PatientFlags() {
        library_.flags = {flag("pregnancy", clinic::FlagLevel::Block, "No session in pregnancy."),
                          flag("fainting", clinic::FlagLevel::Note, "Treat lying down."),
                          flag("g6pd", clinic::FlagLevel::Note, ""),
                          flag("contraception", clinic::FlagLevel::Note, ""),
                          flag("allergy_fish", clinic::FlagLevel::Note, "")};
        library_.flags.back().allergen = "fish";
        clinic::DerivedFlag childbearing;
        childbearing.flag = flag("childbearing", clinic::FlagLevel::Note, "");
        childbearing.sex = "female";
        childbearing.fromAge = 15;
        childbearing.toAge = 55;
        childbearing.unlessFlag = "contraception";
        library_.derived = {childbearing};
        clinic::Compound dutasteride, pdrn, vitamin, otherVitamin;
        dutasteride.id = dutasteride.name = "dutasteride";
        dutasteride.blockedBy = {"childbearing"};
        pdrn.id = pdrn.name = "pdrn";
        pdrn.allergens = {"fish"};
        vitamin.id = vitamin.name = "ascorbic_acid";
        vitamin.warnedBy = {"g6pd"};
        vitamin.substanceClass = otherVitamin.substanceClass = "vitamin";
        otherVitamin.id = otherVitamin.name = "biotin";
        compounds_.compounds = {dutasteride, pdrn, vitamin, otherVitamin};
        clinic::Vehicle broth;
        broth.id = broth.name = "broth";
        broth.allergens = {"fish"};
        clinic::Vehicle dissolved;
        dissolved.id = dissolved.name = "dissolved";
        dissolved.compoundId = "pdrn";
        vehicles_.vehicles = {broth, dissolved};
        plan_.about.sex = "male";
        plan_.about.ageYears = 40;
    }
    std::vector<FlagConflict> conflicts() const {
        return flagConflicts(plan_, {library_, compounds_, vehicles_});
    }
    void inject(const std::string& id) { plan_.formulation = {{id, MgPerMl(1)}}; }

    clinic::PatientFlagLibrary library_;
    clinic::CompoundLibrary compounds_;
    clinic::VehicleLibrary vehicles_;
    Plan plan_;
};

TEST_F(PatientFlags, AHealthyManHasNothingAgainstHim) {
    inject("dutasteride");
    EXPECT_TRUE(conflicts().empty());
}

TEST_F(PatientFlags, SomeFlagsSpeakAgainstAnySession) {
    plan_.about.flags = {"fainting", "pregnancy"};
    const auto found = conflicts();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].level, clinic::FlagLevel::Block);
    EXPECT_EQ(found[0].subjectId, "");
    EXPECT_EQ(found[0].sentence, "No session in pregnancy.");
    EXPECT_EQ(found[1].level, clinic::FlagLevel::Note);
}

TEST_F(PatientFlags, ACompoundIsWarnedOfOnlyWhereItIsInjected) {
    plan_.about.flags = {"g6pd"};
    inject("dutasteride");
    EXPECT_TRUE(conflicts().empty());
    inject("ascorbic_acid");
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].level, clinic::FlagLevel::Warn);
    EXPECT_EQ(conflicts()[0].subjectId, "ascorbic_acid");
}

TEST_F(PatientFlags, AllergiesForbidCompoundVehicleAndWhatIsDissolvedInIt) {
    plan_.about.flags = {"allergy_fish"};
    EXPECT_TRUE(conflicts().empty());
    inject("pdrn");
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].level, clinic::FlagLevel::Block);
    inject("biotin");
    plan_.vehicle = "broth";
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].subjectId, "broth");
    plan_.vehicle = "dissolved";
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].subjectId, "pdrn");
}

TEST_F(PatientFlags, AnAllergyToTheCompoundItselfForbidsIt) {
    library_.flags[4].allergen = "biotin";
    plan_.about.flags = {"allergy_fish"};
    inject("biotin");
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].level, clinic::FlagLevel::Block);
}

TEST_F(PatientFlags, AFurtherMixtureCountsToo) {
    plan_.about.flags = {"allergy_fish"};
    inject("biotin");
    plan_.furtherMixtures = {{"Temples", {{"pdrn", MgPerMl(1)}}}};
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_EQ(conflicts()[0].subjectId, "pdrn");
}

TEST_F(PatientFlags, WomenOfChildbearingAgeNeedAStatementOnContraception) {
    inject("dutasteride");
    plan_.about.sex = "female";
    for (const int age : {15, 40, 55}) {
        plan_.about.ageYears = age;
        ASSERT_EQ(conflicts().size(), 1U) << age;
        EXPECT_EQ(conflicts()[0].level, clinic::FlagLevel::Block);
        EXPECT_TRUE(conflicts()[0].certain);
    }
    plan_.about.ageYears = 56;
    EXPECT_TRUE(conflicts().empty());
    plan_.about.ageYears = 40;
    plan_.about.flags = {"contraception"};
    EXPECT_TRUE(conflicts().empty());
}

TEST_F(PatientFlags, WhatThePlanDoesNotStateIsAPossibilityAndNotNothing) {
    inject("dutasteride");
    plan_.about.sex = "unstated";
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_FALSE(conflicts()[0].certain);
    EXPECT_NE(conflicts()[0].sentence.find("does not state"), std::string::npos);
    plan_.about.sex = "female";
    plan_.about.ageYears = 0;
    ASSERT_EQ(conflicts().size(), 1U);
    EXPECT_FALSE(conflicts()[0].certain);
    plan_.about.sex = "unstated";
    plan_.about.ageYears = 70;
    EXPECT_TRUE(conflicts().empty());
}

TEST_F(PatientFlags, FlagsThatNobodyKnowsAreNamed) {
    plan_.about.flags = {"g6pd", "unheard_of"};
    EXPECT_EQ(unknownFlags(plan_.about, library_), std::vector<std::string>{"unheard_of"});
}

TEST_F(PatientFlags, SubstitutesAreOfTheSameClassAndNotForbiddenThemselves) {
    const FlagContext context{library_, compounds_, vehicles_};
    auto found = substitutesFor(compounds_.compounds[2], plan_.about, context);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]->id, "biotin");
    compounds_.compounds[3].blockedBy = {"g6pd"};
    plan_.about.flags = {"g6pd"};
    EXPECT_TRUE(substitutesFor(compounds_.compounds[2], plan_.about, context).empty());
    compounds_.compounds[3].blockedBy.clear();
    compounds_.compounds[3].disabledReason = "withdrawn.";
    EXPECT_TRUE(substitutesFor(compounds_.compounds[2], plan_.about, context).empty());
}

TEST(CompoundStanding, DisabledAndUnsimulatedCompoundsSayWhy) {
    clinic::Compound c;
    c.id = "x";
    c.name = "X";
    EXPECT_EQ(clinic::notSimulatedReason(c), "");
    c.notSimulated = "a gel.";
    EXPECT_EQ(clinic::notSimulatedReason(c), "X is not simulated: a gel.");
    c.disabledReason = "withdrawn.";
    EXPECT_NE(clinic::notSimulatedReason(c).find("withdrawn."), std::string::npos);
    clinic::Compound benchmark;
    benchmark.id = "b";
    benchmark.benchmark = true;
    const clinic::CompoundLibrary library{{c, benchmark}};
    EXPECT_TRUE(library.offered().empty());
    EXPECT_EQ(library.all().size(), 1U);
}

} // namespace
} // namespace meso::plan
