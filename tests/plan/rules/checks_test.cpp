#include "plan/rules/checks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/dose.h"
#include "plan/edits.h"
#include "plan/layout/route.h"
#include "support/sites_on_sphere.h"

namespace meso::plan {
namespace {

using geom::Vec3;

/// With a small protocol.
class Checks : public test::SitesOnSphere {
protected:
    Checks() {
        protocol_.setupTime = Seconds(120);
        protocol_.timePerSite = Seconds(8);
        protocol_.timePerCentimetre = Seconds(1);
        protocol_.limits = {
            {"V",
             clinic::LimitedQuantity::VolumePerSiteMl,
             {},
             0.1,
             clinic::Severity::Warning,
             "source V"},
            {"E",
             clinic::LimitedQuantity::VolumePerSiteMl,
             {},
             0.2,
             clinic::Severity::Error,
             "source E"},
            {"S", clinic::LimitedQuantity::SpacingMm, 5, 20, clinic::Severity::Warning, "source S"},
            {"D",
             clinic::LimitedQuantity::DepthBelowDermisMarginMm,
             0.2,
             {},
             clinic::Severity::Warning,
             ""},
            {"G", clinic::LimitedQuantity::DepthAboveGaleaMm, 0, {}, clinic::Severity::Error, ""},
            {"T", clinic::LimitedQuantity::DurationMin, {}, 15, clinic::Severity::Warning, ""},
            {"R16",
             clinic::LimitedQuantity::ExclusionMarginMm,
             0,
             {},
             clinic::Severity::Warning,
             ""}};
        tissue_.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(2), 1},
                          {anatomy::LayerKind::Subcutis, "Subcutis", Mm(3), 1},
                          {anatomy::LayerKind::Galea, "Galea", Mm(1), 1}};
        clinic::Compound minoxidil;
        minoxidil.id = "minoxidil";
        minoxidil.name = "Minoxidil";
        minoxidil.publishedStrengths = {MgPerMl(5), MgPerMl(20)};
        minoxidil.softCeiling = Mg(5);
        minoxidil.hardCeiling = Mg(10);
        compounds_.compounds = {minoxidil};
    }
};

TEST_F(Checks, GoodPlanPasses) {
    for (const char* id : {"V", "E", "S", "D", "G", "T", "A01", "D01 minoxidil", "D02 minoxidil"})
        EXPECT_EQ(result(id).state, RuleState::Passed) << id << ": " << result(id).sentence;
}

TEST_F(Checks, ARuleThatMeetsNothingDoesNotPass) {
    EXPECT_EQ(result("R16").state, RuleState::NotApplicable);
    plan_.sites.clear();
    for (const char* id : {"V", "E", "S", "D", "G", "T", "A01"})
        EXPECT_EQ(result(id).state, RuleState::NotApplicable) << id;
}

TEST_F(Checks, NamesTheSitesThatBreakARule) {
    plan_.sites[1].volume = Ml(0.15);
    plan_.sites[3].volume = Ml(0.25);
    EXPECT_EQ(result("V").sites, (std::vector<int>{2, 4}));
    EXPECT_EQ(result("E").sites, (std::vector<int>{4}));
    EXPECT_NE(result("E").sentence.find("0.250 mL"), std::string::npos) << result("E").sentence;
    EXPECT_EQ(result("E").source, "source E");
}

TEST_F(Checks, DepthIsJudgedAgainstTheLayers) {
    plan_.sites[0].depth = Mm(1.9);
    plan_.sites[2].depth = Mm(5.5);
    EXPECT_EQ(result("D").sites, (std::vector<int>{1, 3}));
    EXPECT_EQ(result("G").sites, (std::vector<int>{3}));
}

TEST_F(Checks, LimitItselfIsAllowed) {
    for (InjectionSite& s : plan_.sites) {
        s.volume = Ml(0.1);
        s.depth = Mm(1.8);
    }
    EXPECT_EQ(result("V").state, RuleState::Passed);
    EXPECT_EQ(result("D").state, RuleState::Passed);
}

TEST_F(Checks, ATenfoldSlipIsStopped) {
    plan_.formulation[0].strength = MgPerMl(40);
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Passed) << "twice the nearest";
    plan_.formulation[0].strength = MgPerMl(50);
    EXPECT_EQ(result("D01 minoxidil").severity, clinic::Severity::Warning)
        << "ten times a published one";
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Broken);
    plan_.formulation[0].strength = MgPerMl(200);
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Broken);
    EXPECT_EQ(result("D01 minoxidil").severity, clinic::Severity::Error);
    plan_.formulation[0].strength = MgPerMl(0.5);
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Broken);
}

TEST_F(Checks, WhereNothingIsPublishedTheUsualStrengthJudges) {
    clinic::Compound& compound = compounds_.compounds[0];
    compound.publishedStrengths.clear();
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Broken) << "nothing to compare with";
    EXPECT_EQ(result("D01 minoxidil").severity, clinic::Severity::Warning);
    EXPECT_NE(result("D01 minoxidil").sentence.find("could not be judged"), std::string::npos);
    compound.usualStrength = MgPerMl(1);
    EXPECT_EQ(result("D01 minoxidil").state, RuleState::Passed);
    for (const double far : {2000.0, 10.0, 0.1}) {
        plan_.formulation[0].strength = MgPerMl(far);
        EXPECT_EQ(result("D01 minoxidil").state, RuleState::Broken) << far;
        EXPECT_EQ(result("D01 minoxidil").severity, clinic::Severity::Warning) << far;
    }
    compound.softCeiling.reset();
    compound.hardCeiling.reset();
    EXPECT_EQ(result("D02 minoxidil").state, RuleState::Broken) << "nothing bounds the dose";
    EXPECT_EQ(result("D02 minoxidil").severity, clinic::Severity::Warning);
}

TEST_F(Checks, ARecordOfSitesThatAreGoneBlocks) {
    plan_.sessionRecord = SessionRecord{"2026-11-23 14:05", "", {{1, Outcome::Done, Ml(0.05), ""}}};
    const auto blocks = [&] {
        const auto results = all();
        return std::any_of(results.begin(), results.end(), [](const RuleResult& r) {
            return r.id == "D00 record" && r.severity == clinic::Severity::Error;
        });
    };
    EXPECT_FALSE(blocks());
    plan_.sessionRecord->steps.push_back({0, Outcome::Extra, Ml(0.05), ""});
    EXPECT_FALSE(blocks()) << "an extra injection belongs to no site";
    plan_.sessionRecord->steps.push_back({77, Outcome::Skipped, Ml(0), ""});
    EXPECT_TRUE(blocks());
}

TEST_F(Checks, CeilingsWarnThenBlock) {
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(0.3);
    EXPECT_EQ(result("D02 minoxidil").severity, clinic::Severity::Warning);
    EXPECT_EQ(result("D02 minoxidil").state, RuleState::Broken);
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(0.5);
    EXPECT_EQ(result("D02 minoxidil").severity, clinic::Severity::Error);
}

TEST_F(Checks, ACeilingThatIsReachedIsNotExceededWhateverTheSumsLastDigit) {
    plan_.sites.clear();
    for (int i = 0; i < 40; ++i)
        addSite(Vec3(i, 0, 90));
    const SessionDose dose = sessionDoses(plan_)[0];
    ASSERT_GT(dose.total.value(), 10) << "40 x 0.05 x 5 in doubles";
    const clinic::Compound& minoxidil = compounds_.compounds[0];
    EXPECT_EQ(ceilingState(dose, minoxidil), CeilingState::AboveSoft);
    EXPECT_EQ(result("D02 minoxidil").severity, clinic::Severity::Warning);
    EXPECT_EQ(ceilingState({"minoxidil", Mg(10.001), Ml(2)}, minoxidil), CeilingState::AboveHard);
    EXPECT_EQ(ceilingState({"minoxidil", Mg(5), Ml(1)}, minoxidil), CeilingState::Within);
    EXPECT_EQ(ceilingState({"minoxidil", Mg(5), Ml(1)}, clinic::Compound{}),
              CeilingState::NoCeiling);
    clinic::Compound inMillilitres;
    inMillilitres.hardCeiling = Ml(5);
    EXPECT_EQ(ceilingState({"", Mg(100), Ml(5)}, inMillilitres), CeilingState::Within);
    EXPECT_EQ(ceilingState({"", Mg(1), Ml(5.1)}, inMillilitres), CeilingState::AboveHard);
}

TEST_F(Checks, CeilingsAreCalledWhatTheyAre) {
    EXPECT_EQ(result("D02 minoxidil").sentence,
              "1.25 mg of minoxidil in the session; soft ceiling 5 mg; hard ceiling 10 mg.");
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(0.4);
    EXPECT_EQ(result("D02 minoxidil").sentence,
              "10 mg of minoxidil in the session, above the soft ceiling of 5 mg; hard ceiling "
              "10 mg.");
    plan_.sites[0].volume = Ml(0.6);
    EXPECT_EQ(result("D02 minoxidil").sentence,
              "11 mg of minoxidil in the session, above the hard ceiling of 10 mg.");
    compounds_.compounds[0].name = "PRP";
    compounds_.compounds[0].softCeiling.reset();
    compounds_.compounds[0].hardCeiling.reset();
    EXPECT_EQ(result("D02 minoxidil").sentence,
              "11 mg of PRP in the session; no ceiling is known.");
    EXPECT_EQ(result("D02 minoxidil").state, RuleState::NotApplicable);
}

TEST_F(Checks, SentencesSayWhichSiteAndHowMany) {
    EXPECT_EQ(result("V").sentence, "The volume per site is 0.050 mL at site 1, the nearest to the "
                                    "limit; it should be at most 0.100 mL.");
    plan_.sites[3].volume = Ml(0.15);
    EXPECT_EQ(result("V").sentence,
              "The volume per site is 0.150 mL at site 4; it should be at most 0.100 mL.");
    plan_.sites[1].volume = Ml(0.2);
    EXPECT_EQ(result("V").sentence,
              "The volume per site is 0.200 mL at site 2, the farthest off of "
              "2 sites; it should be at most 0.100 mL.");
    EXPECT_EQ(result("D").sentence, "No site ends less than 0.20 mm above the lower border of the "
                                    "dermis; the nearest to it, site 1, ends 0.50 mm above the "
                                    "lower border of the dermis.");
    plan_.sites[1].depth = Mm(1.9);
    plan_.sites[2].depth = Mm(3);
    EXPECT_EQ(result("D").sentence, "2 sites end less than 0.20 mm above the lower border of the "
                                    "dermis; site 3 ends below the dermis, by 1.00 mm.");
    plan_.sites[2].depth = Mm(1.95);
    EXPECT_EQ(result("D").sentence, "2 sites end less than 0.20 mm above the lower border of the "
                                    "dermis; site 3 ends 0.05 mm above the lower border of the "
                                    "dermis.");
    plan_.sites[4].depth = Mm(5.5);
    EXPECT_EQ(result("G").sentence, "1 site ends in the galea or below it, by 0.50 mm (site 5).");
    plan_.sites[0].depth = Mm(5.75);
    EXPECT_EQ(result("G").sentence,
              "2 sites end in the galea or below it, the deepest by 0.75 mm (site 1).");
    EXPECT_EQ(result("A01").sentence, "Every site lies inside the treatment area.");
}

TEST_F(Checks, UnknownCompoundsAndEmptyMixturesBlock) {
    plan_.formulation = {{"snake oil", MgPerMl(1)}};
    EXPECT_EQ(result("D00 snake oil").severity, clinic::Severity::Error);
    plan_.formulation.clear();
    EXPECT_EQ(result("D00").state, RuleState::Broken);
}

TEST_F(Checks, SitesOutsideTheAreaAreNamed) {
    addSite(Vec3(90, 0, 0));
    EXPECT_EQ(result("A01").sites, (std::vector<int>{6}));
    EXPECT_EQ(result("A01").sentence, "1 site lies outside the treatment area.");
}

TEST_F(Checks, DosesAddUp) {
    EXPECT_NEAR(totalVolume(plan_).value(), 0.25, 1e-12);
    EXPECT_NEAR(dosesOf(plan_)[0].total.value(), 1.25, 1e-12);
    std::vector<Vec3> line;
    for (int i = 0; i < 5; ++i)
        line.emplace_back(10 * i, 0, 0);
    EXPECT_NEAR(sessionTime(plan_, line, protocol_).value(), 120 + 5 * 8 + 4, 1e-9);
}

TEST(Route, RowsRunBackAndForth) {
    std::vector<anatomy::ScalpCoordinate> places;
    for (const double s : {0.5, 0.3, 0.4})
        for (const double t : {0.2, -0.2, 0.0})
            places.push_back({s, t});
    const auto order = serpentineOrder(places, Mm(36 / 0.866), Mm(360));
    ASSERT_EQ(order.size(), 9u);
    const double expected[][2] = {{0.3, -0.2}, {0.3, 0.0},  {0.3, 0.2}, {0.4, 0.2}, {0.4, 0.0},
                                  {0.4, -0.2}, {0.5, -0.2}, {0.5, 0.0}, {0.5, 0.2}};
    for (int i = 0; i < 9; ++i) {
        EXPECT_EQ(places[order[i]].s, expected[i][0]) << i;
        EXPECT_EQ(places[order[i]].t, expected[i][1]) << i;
    }
    EXPECT_TRUE(serpentineOrder({}, Mm(10), Mm(360)).empty());
}

} // namespace
} // namespace meso::plan
