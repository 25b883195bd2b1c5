#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "plan/checks.h"
#include "support/shapes.h"

namespace meso::plan {
namespace {

using geom::Vec3;

/// A few sites on a sphere, and what each rule needs.
class Rules : public ::testing::Test {
protected:
    Rules() : mesh_(test::latLongSphere(90, 60, 120)), index_(mesh_), region_(makeRegion()) {
        tissue_.layers = {{anatomy::LayerKind::Dermis, "Dermis", Mm(2), 8, 8},
                          {anatomy::LayerKind::Galea, "Galea", Mm(1), 4, 4}};
        for (const char* id : {"minoxidil", "lidocaine", "procaine", "biotin"}) {
            Compound c;
            c.id = id;
            c.name = id;
            c.source = "test";
            compounds_.compounds.push_back(c);
        }
        compounds_.compounds[0].blockedBy = {"pregnancy"};
        flags_.flags = {{"pregnancy", "Pregnancy", "", FlagLevel::Note, "", "", ""},
                        {"asthma", "Asthma", "", FlagLevel::Note, "", "", ""}};
        anaesthetics_.agents = {{"lidocaine", "Lidocaine", {"R04", 4.5, Mg(300), "label"}, {}},
                                {"procaine", "Procaine", {"R07", 10, Mg(1000), "label"}, {}}};
        anaesthetics_.leastWeight_kg = 40;
        plan_.needle = {"30G", Mm(4)};
        plan_.formulation = {{"minoxidil", MgPerMl(5)}};
        for (int i = 0; i < 5; ++i)
            addSite(Vec3(10.0 * (i - 2), 0, 90));
    }

    void addSite(const Vec3& where) {
        InjectionSite site;
        site.id = static_cast<int>(plan_.sites.size()) + 1;
        site.onScalp = index_.closest(where).point;
        site.volume = Ml(0.05);
        site.depth = Mm(1.5);
        plan_.sites.push_back(site);
    }

    geom::Region makeRegion() const {
        geom::Outline outline{"cap", {}};
        for (int i = 0; i < 90; ++i) {
            const double phi = 2 * std::numbers::pi * i / 90;
            outline.points.push_back(
                90 * Vec3(0.4 * std::cos(phi), 0.4 * std::sin(phi), 1).normalized());
        }
        return *geom::Region::make(mesh_, Vec3::Zero(), {outline}, {});
    }

    std::vector<RuleResult> all() const {
        std::vector<Vec3> positions;
        for (const InjectionSite& s : plan_.sites)
            positions.push_back(positionOf(*mesh_, s.onScalp));
        CheckContext context{protocol_, compounds_, tissue_, region_, positions};
        context.thickness = thickness_;
        context.flags = &flags_;
        context.vehicles = &vehicles_;
        context.anaesthetics = &anaesthetics_;
        return check(plan_, context);
    }

    RuleResult result(const std::string& id) const {
        for (const RuleResult& r : all())
            if (r.id == id)
                return r;
        ADD_FAILURE() << "no rule " << id;
        return {};
    }

    geom::MeshPtr mesh_;
    geom::SurfaceIndex index_;
    geom::Region region_;
    Protocol protocol_;
    anatomy::TissueProfile tissue_;
    CompoundLibrary compounds_;
    PatientFlagLibrary flags_;
    VehicleLibrary vehicles_;
    AnaestheticLibrary anaesthetics_;
    std::vector<float> thickness_;
    Plan plan_;
};

TEST_F(Rules, ASitesOwnNeedleCounts) {
    protocol_.limits = {
        {"R13c", LimitedQuantity::NeedleReserveMm, 0, {}, Severity::Error, "geometry"}};
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
    protocol_.limits = {
        {"R13a", LimitedQuantity::DepthBelowDermisMarginMm, 0.2, {}, Severity::Warning, ""}};
    EXPECT_EQ(result("R13a").state, RuleState::Passed);
    thickness_ = {1, 1, 0.8F, 1, 1};
    EXPECT_EQ(result("R13a").sites, (std::vector<int>{3})) << "2 x 0.8 - 1.5 = 0.1 mm";
}

TEST_F(Rules, ConditionsChooseTheSites) {
    protocol_.limits = {{"R12",
                         LimitedQuantity::DepthMm,
                         {},
                         1,
                         Severity::Warning,
                         "",
                         {{LimitedQuantity::OffMidlineMm, {}, 15}}},
                        {"none",
                         LimitedQuantity::DepthMm,
                         {},
                         1,
                         Severity::Warning,
                         "",
                         {{LimitedQuantity::OffMidlineMm, 80, {}}}},
                        {"unknown",
                         LimitedQuantity::DepthMm,
                         {},
                         1,
                         Severity::Warning,
                         "",
                         {{LimitedQuantity::CorridorDistanceMm, {}, 0}}}};
    EXPECT_EQ(result("R12").sites, (std::vector<int>{2, 3, 4}));
    EXPECT_EQ(result("none").state, RuleState::NotApplicable);
    EXPECT_EQ(result("unknown").state, RuleState::NotApplicable);
}

TEST_F(Rules, SpacingFollowsTheTechniqueThatTheVolumeTells) {
    protocol_.limits = {{"R15a",
                         LimitedQuantity::SpacingMm,
                         11,
                         {},
                         Severity::Warning,
                         "",
                         {{LimitedQuantity::VolumePerSiteMl, 0.021, {}}}}};
    EXPECT_EQ(result("R15a").state, RuleState::Broken);
    for (InjectionSite& s : plan_.sites)
        s.volume = Ml(0.01);
    EXPECT_EQ(result("R15a").state, RuleState::NotApplicable);
}

TEST_F(Rules, LateStagesCallForASecondThought) {
    Limit stage{"R21", LimitedQuantity::AreaPreset, {}, {}, Severity::Warning, ""};
    stage.notIn = {"norwood_5", "ludwig_3"};
    protocol_.limits = {stage};
    EXPECT_EQ(result("R21").state, RuleState::NotApplicable);
    plan_.area.presetId = "norwood_3";
    EXPECT_EQ(result("R21").state, RuleState::Passed);
    plan_.area.presetId = "ludwig_3";
    EXPECT_EQ(result("R21").state, RuleState::Broken);
}

TEST_F(Rules, CourseAndRecordShowADash) {
    protocol_.limits = {{"R01", LimitedQuantity::IntervalDays, 14, {}, Severity::Error, ""},
                        {"R02", LimitedQuantity::CourseSpanDays, 150, {}, Severity::Warning, ""}};
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
    EXPECT_EQ(result("R18 pregnancy minoxidil").severity, Severity::Error);
    plan_.about.flags = {"never heard of"};
    EXPECT_EQ(result("R18 never heard of").state, RuleState::Broken);
}

TEST_F(Rules, DisabledCompoundsAndEmptyMixturesBlock) {
    compounds_.compounds[0].disabledReason = "it harms.";
    EXPECT_EQ(result("D00 minoxidil").severity, Severity::Error);
    plan_.sites[1].mixture = 1;
    EXPECT_EQ(result("D00 mixtures").sites, (std::vector<int>{2}));
    plan_.vehicle = "tap water";
    EXPECT_EQ(result("D00 vehicle tap water").state, RuleState::Broken);
}

TEST_F(Rules, BiotinIsANoticeThatDoesNotBlock) {
    EXPECT_EQ(result("R20").state, RuleState::NotApplicable);
    plan_.formulation = {{"biotin", MgPerMl(5)}};
    EXPECT_EQ(result("R20").state, RuleState::Broken);
    EXPECT_EQ(result("R20").severity, Severity::Info);
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
