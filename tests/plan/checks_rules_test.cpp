#include <gtest/gtest.h>

#include "plan/edits.h"
#include "plan/rules/checks.h"
#include "support/sites_on_sphere.h"

namespace meso::plan {
namespace {

using geom::Vec3;

/// With what each rule needs.
class Rules : public test::SitesOnSphere {
protected:
    Rules() {
        tissue_.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(2), 1},
                          {anatomy::LayerKind::Galea, "Galea", Mm(1), 1}};
        for (const char* id : {"minoxidil", "lidocaine", "procaine", "biotin"}) {
            clinic::Compound c;
            c.id = id;
            c.name = id;
            c.source = "test";
            compounds_.compounds.push_back(c);
        }
        compounds_.compounds[0].blockedBy = {"pregnancy"};
        flags_.flags = {{"pregnancy", "Pregnancy", "", clinic::FlagLevel::Note, "", "", ""},
                        {"asthma", "Asthma", "", clinic::FlagLevel::Note, "", "", ""}};
        anaesthetics_.agents = {{"lidocaine", "Lidocaine", {"R04", 4.5, Mg(300), "label"}, {}},
                                {"procaine", "Procaine", {"R07", 10, Mg(1000), "label"}, {}}};
        anaesthetics_.minWeight_kg = 40;
        plan_.needle = {"30G", Mm(4)};
    }

    [[nodiscard]] CheckContext context(const std::vector<Vec3>& positions) const override {
        CheckContext out = SitesOnSphere::context(positions);
        out.thickness = thickness_;
        out.flags = &flags_;
        out.vehicles = &vehicles_;
        out.anaesthetics = &anaesthetics_;
        out.areas = &areas_;
        out.mixtures = mixtures_.mixtures.empty() ? nullptr : &mixtures_;
        return out;
    }

    clinic::PatientFlagLibrary flags_;
    clinic::VehicleLibrary vehicles_;
    clinic::AnaestheticLibrary anaesthetics_;
    anatomy::AreaLibrary areas_;
    clinic::MixtureLibrary mixtures_;
    std::vector<float> thickness_;
};

TEST_F(Rules, ASitesOwnNeedleCounts) {
    protocol_.limits = {{"R13c",
                         clinic::LimitedQuantity::NeedleReserveMm,
                         0,
                         {},
                         clinic::Severity::Error,
                         "geometry"}};
    EXPECT_EQ(result("R13c").state, RuleState::Passed);
    plan_.sites[2].needle = Needle{"34G", Mm(1)};
    EXPECT_EQ(result("R13c").sites, (std::vector<int>{3}));
    plan_.sites[2].needle.reset();
    plan_.sites[1].angle = Degrees(22);
    EXPECT_EQ(result("R13c").sites, (std::vector<int>{2})) << "1.5 / sin 22 = 4.004 mm";
    plan_.sites[1].angle = Degrees(22.1);
    EXPECT_EQ(result("R13c").state, RuleState::Passed);
}

TEST_F(Rules, ThinSkinMovesTheLayersUp) {
    protocol_.limits = {{"R13a",
                         clinic::LimitedQuantity::DepthBelowDermisMarginMm,
                         0.2,
                         {},
                         clinic::Severity::Warning,
                         ""}};
    EXPECT_EQ(result("R13a").state, RuleState::Passed);
    thickness_ = {1, 1, 0.8F, 1, 1};
    EXPECT_EQ(result("R13a").sites, (std::vector<int>{3})) << "2 x 0.8 - 1.5 = 0.1 mm";
}

TEST_F(Rules, ConditionsChooseTheSites) {
    protocol_.limits = {{"R12",
                         clinic::LimitedQuantity::DepthMm,
                         {},
                         1,
                         clinic::Severity::Warning,
                         "",
                         {{clinic::LimitedQuantity::OffMidlineMm, {}, 15}}},
                        {"none",
                         clinic::LimitedQuantity::DepthMm,
                         {},
                         1,
                         clinic::Severity::Warning,
                         "",
                         {{clinic::LimitedQuantity::OffMidlineMm, 80, {}}}},
                        {"unknown",
                         clinic::LimitedQuantity::DepthMm,
                         {},
                         1,
                         clinic::Severity::Warning,
                         "",
                         {{clinic::LimitedQuantity::CorridorDistanceMm, {}, 0}}}};
    EXPECT_EQ(result("R12").sites, (std::vector<int>{2, 3, 4}));
    EXPECT_EQ(result("R12").sentence,
              "The depth of the needle tip is 1.50 mm at site 2, the farthest off of 3 sites; it "
              "should be at most 1.00 mm where the distance from the midline is at most 15.0 mm.");
    EXPECT_EQ(result("none").state, RuleState::NotApplicable);
    EXPECT_EQ(result("unknown").state, RuleState::NotApplicable);
}

TEST_F(Rules, SpacingFollowsTheTechniqueThatTheVolumeTells) {
    protocol_.limits = {{"R15a",
                         clinic::LimitedQuantity::SpacingMm,
                         11,
                         {},
                         clinic::Severity::Warning,
                         "",
                         {{clinic::LimitedQuantity::VolumePerSiteMl, 0.021, {}}}}};
    EXPECT_EQ(result("R15a").state, RuleState::Broken);
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(0.01);
    EXPECT_EQ(result("R15a").state, RuleState::NotApplicable);
}

TEST_F(Rules, LateStagesCallForASecondThought) {
    clinic::Limit stage{"R21", clinic::LimitedQuantity::AreaPreset, {},
                        {},    clinic::Severity::Warning,           ""};
    stage.notIn = {"norwood_5", "ludwig_3"};
    protocol_.limits = {stage};
    EXPECT_EQ(result("R21").state, RuleState::NotApplicable);
    plan_.area.presetId = "norwood_3";
    EXPECT_EQ(result("R21").state, RuleState::Passed);
    plan_.area.presetId = "ludwig_3";
    EXPECT_EQ(result("R21").state, RuleState::Broken);
    EXPECT_EQ(result("R21").sentence,
              "The area is that of \"ludwig_3\", which calls for a second thought.");
    areas_.presets = {{"ludwig_3", "Ludwig III", {}, 0, ""}};
    EXPECT_EQ(result("R21").sentence,
              "The area is that of Ludwig III, which calls for a second thought.");
    plan_.area.presetId.clear();
    plan_.area.stageId = "ludwig_3";
    EXPECT_EQ(result("R21").state, RuleState::Broken) << "an edited outline changes no stage";
    EXPECT_EQ(result("R21").sentence,
              "The area began as Ludwig III, which calls for a second thought.");
    plan_.area.stageId = "norwood_3";
    EXPECT_EQ(result("R21").state, RuleState::Passed);
}

TEST_F(Rules, AConditionTellsInjectionsByWhatTheyHold) {
    const clinic::Limit limit{"V",
                              clinic::LimitedQuantity::VolumePerSessionMl,
                              {},
                              0.1,
                              clinic::Severity::Error,
                              "",
                              {{clinic::LimitedQuantity::HoldsCompound, {}, {}, "biotin", true}}};
    protocol_.limits = {limit};
    EXPECT_EQ(result("V").state, RuleState::Broken) << "no site holds biotin";
    EXPECT_NE(result("V").sentence.find("where no biotin is injected"), std::string::npos)
        << result("V").sentence;
    plan_.formulation = {{"biotin", MgPerMl(5)}};
    EXPECT_EQ(result("V").state, RuleState::NotApplicable) << "every site holds it";
    plan_.furtherMixtures = {{"Other", {{"minoxidil", MgPerMl(5)}}}};
    EXPECT_EQ(result("V").state, RuleState::NotApplicable) << "no site has the other mixture";
    plan_.sites[2].mixture = 1;
    EXPECT_EQ(result("V").state, RuleState::Broken) << "one site without it is enough";
    clinic::Limit perSite = limit;
    perSite.quantity = clinic::LimitedQuantity::VolumePerSiteMl;
    perSite.max = 0.01;
    protocol_.limits = {perSite};
    EXPECT_EQ(result("V").sites, (std::vector<int>{3}));
    protocol_.limits[0].when[0].isNegated = false;
    EXPECT_EQ(result("V").sites, (std::vector<int>{1, 2, 4, 5}));
    clinic::Vehicle carrier;
    carrier.id = "carrier";
    carrier.compoundId = "biotin";
    vehicles_.vehicles = {carrier};
    plan_.vehicle = "carrier";
    EXPECT_EQ(result("V").sites.size(), 5u) << "the vehicle brings it to every site";
}

TEST_F(Rules, UnlistedPairsInOneSyringeAreNamed) {
    mixtures_.mixtures = {{{"minoxidil", "biotin"}, "a trial"}};
    EXPECT_EQ(result("R22").state, RuleState::NotApplicable) << "one compound is no pair";
    plan_.formulation = {{"minoxidil", MgPerMl(5)}, {"biotin", MgPerMl(5)}};
    EXPECT_EQ(result("R22").state, RuleState::Passed);
    plan_.formulation.push_back({"lidocaine", MgPerMl(10)});
    EXPECT_EQ(result("R22").state, RuleState::Broken);
    EXPECT_EQ(result("R22").severity, clinic::Severity::Warning);
    EXPECT_EQ(result("R22").sentence, "No published mixture is known here of minoxidil with "
                                      "lidocaine, biotin with lidocaine.");
    plan_.formulation.pop_back();
    plan_.furtherMixtures = {{"Other", {{"lidocaine", MgPerMl(10)}}}};
    plan_.sites[0].mixture = 1;
    EXPECT_EQ(result("R22").state, RuleState::Passed) << "another syringe";
}

TEST_F(Rules, LimitsByWeightCountTheLesserOfStatedAndIdeal) {
    anaesthetics_.idealWeight = {152.4, 50, 45.5, 0.9055, "Devine"};
    plan_.formulation = {{"lidocaine", MgPerMl(10)}};
    plan_.about.weight_kg = 110;
    EXPECT_EQ(result("R09").state, RuleState::NotApplicable) << "no height, no pass";
    plan_.about.height_cm = 160;
    plan_.about.sex = "male"; // 50 + 0.9055 x 7.6 = 56.88 kg, 4.5 mg/kg: 255.97 mg
    EXPECT_EQ(result("R09").state, RuleState::Passed);
    EXPECT_NE(result("R09").sentence.find("ideal weight of 56.9 kg"), std::string::npos)
        << result("R09").sentence;
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(5.11); // 255.5 mg
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Passed);
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(5.13); // 256.5 mg
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Broken);
    EXPECT_NE(result("R04 lidocaine").sentence.find("for the ideal weight of 56.9 kg"),
              std::string::npos)
        << result("R04 lidocaine").sentence;
    plan_.about.height_cm = 190;
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Passed) << "84.0 kg, so 300 mg";
    plan_.about.weight_kg = 50;
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Broken) << "thin: the stated weight counts";
    plan_.about.sex = "unstated";
    EXPECT_NEAR(*idealWeight_kg(plan_.about, anaesthetics_.idealWeight), 45.5 + 0.9055 * 37.6,
                1e-9);
    plan_.about.height_cm.reset();
    EXPECT_FALSE(idealWeight_kg(plan_.about, anaesthetics_.idealWeight));
}

TEST_F(Rules, WhatDoesNotApplySaysWhatItWouldBeAbout) {
    EXPECT_EQ(result("R04").sentence, "The plan holds no lidocaine.");
    EXPECT_EQ(result("R07").sentence, "The plan holds no procaine.");
    plan_.formulation.push_back({"lidocaine", MgPerMl(10)});
    EXPECT_EQ(result("R07").state, RuleState::NotApplicable) << "still none of that rule";
}

TEST_F(Rules, CourseAndRecordShowADash) {
    protocol_.limits = {
        {"R01", clinic::LimitedQuantity::IntervalDays, 14, {}, clinic::Severity::Error, ""},
        {"R02", clinic::LimitedQuantity::CourseSpanDays, 150, {}, clinic::Severity::Warning, ""}};
    for (const char* id : {"R01", "R02", "R23", "R24"}) {
        EXPECT_EQ(result(id).state, RuleState::NotApplicable) << id;
        EXPECT_FALSE(result(id).sentence.empty()) << id;
    }
}

TEST_F(Rules, AnaestheticsAreCapped) {
    for (const char* id : {"R04", "R08", "R09", "R10", "R22"})
        EXPECT_EQ(result(id).state, RuleState::NotApplicable) << id;
    plan_.formulation.push_back({"lidocaine", MgPerMl(10)});
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::NotApplicable) << "no weight, no pass";
    plan_.about.weight_kg = 70;
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Passed);
    EXPECT_EQ(result("R09").state, RuleState::Passed);
    EXPECT_NE(result("R10").sentence.find("30.0 mL"), std::string::npos) << result("R10").sentence;
    EXPECT_EQ(result("R22").state, RuleState::Passed);
    plan_.formulation.push_back({"procaine", MgPerMl(10)});
    EXPECT_EQ(result("R22").state, RuleState::Broken);
    plan_.formulation[1].strength = MgPerMl(900); // 225 of 300 mg
    plan_.formulation[2].strength = MgPerMl(900); // 225 of 700 mg
    EXPECT_EQ(result("R04 lidocaine").state, RuleState::Passed);
    EXPECT_EQ(result("R08").state, RuleState::Broken) << result("R08").sentence;
    EXPECT_TRUE(blocks(all()));
}

TEST_F(Rules, FlagsForbidCompounds) {
    EXPECT_EQ(result("R18").state, RuleState::NotApplicable) << "nothing ticked is not a pass";
    plan_.about.flags = {"asthma"};
    EXPECT_EQ(result("R18").state, RuleState::Passed);
    plan_.about.flags = {"pregnancy"};
    EXPECT_EQ(result("R18 pregnancy minoxidil").severity, clinic::Severity::Error);
    plan_.about.flags = {"never heard of"};
    EXPECT_EQ(result("R18 never heard of").state, RuleState::Broken);
}

TEST_F(Rules, DisabledCompoundsAndEmptyMixturesBlock) {
    compounds_.compounds[0].disabledReason = "it harms.";
    EXPECT_EQ(result("D00 minoxidil").severity, clinic::Severity::Error);
    plan_.sites[1].mixture = 1;
    EXPECT_EQ(result("D00 mixtures").sites, (std::vector<int>{2}));
    plan_.vehicle = "tap water";
    EXPECT_EQ(result("D00 vehicle tap water").state, RuleState::Broken);
}

TEST_F(Rules, BiotinIsANoticeThatDoesNotBlock) {
    EXPECT_EQ(result("R20").state, RuleState::NotApplicable);
    plan_.formulation = {{"biotin", MgPerMl(5)}};
    EXPECT_EQ(result("R20").state, RuleState::Broken);
    EXPECT_EQ(result("R20").severity, clinic::Severity::Info);
    EXPECT_FALSE(blocks(all()));
}

TEST_F(Rules, EveryIdOccursOnce) {
    plan_.formulation.push_back({"lidocaine", MgPerMl(10)});
    plan_.furtherMixtures = {{"Other", {{"minoxidil", MgPerMl(5)}}}};
    std::vector<std::string> ids;
    for (const RuleResult& r : all())
        ids.push_back(r.id);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

} // namespace
} // namespace meso::plan
