#include "store/anaesthetics_file.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "plan/anaesthetic_load.h"
#include "store/vehicle_file.h"
#include "support/scratch.h"

/// Rules R04 to R10 with the shipped limits.
#include "support/paths.h"

namespace meso::store {
namespace {

using plan::AnaestheticLoad;
using plan::DoseLimitState;

class Anaesthetics : public ::testing::Test {
protected:
    Anaesthetics() : library_(readAnaesthetics(test::kDataFolder / "anaesthetics.json").value()) {
        plan_.about.weight_kg = 70;
    }
    void inject(Ml volume, std::vector<plan::Ingredient> what, int mixture = 0) {
        plan::InjectionSite site;
        site.id = static_cast<int>(plan_.sites.size()) + 1;
        site.volume = volume;
        site.mixture = mixture;
        plan_.sites.push_back(site);
        if (mixture == 0)
            plan_.formulation = std::move(what);
        else
            plan_.furtherMixtures.push_back({"Further", std::move(what)});
    }
    AnaestheticLoad load(const clinic::Vehicle* vehicle = nullptr) const {
        return anaestheticLoad(plan_, library_, vehicle);
    }
    clinic::AnaestheticLibrary ofAustralia() const {
        const test::Scratch scratch;
        std::string bytes = *readFile(test::kDataFolder / "anaesthetics.json", 1 << 20);
        const std::string label = "\"jurisdiction\": \"label\"";
        bytes.replace(bytes.find(label), label.size(), "\"jurisdiction\": \"australia\"");
        EXPECT_TRUE(writeFile(scratch / "a.json", bytes).ok());
        return readAnaesthetics(scratch / "a.json").value();
    }

    clinic::AnaestheticLibrary library_;
    plan::Plan plan_;
};

TEST_F(Anaesthetics, TheWorkedExamplesForSeventyKilograms) {
    const auto most = [&](const char* id, double percent) {
        const Mg limit = *limitFor(library_.find(id)->plain, 70);
        return clinic::maxVolume(limit, MgPerMl(10 * percent)).value();
    };
    EXPECT_NEAR(most("lidocaine", 1), 30, 1e-9);
    EXPECT_NEAR(most("lidocaine", 2), 15, 1e-9);
    EXPECT_NEAR(most("mepivacaine", 2), 20, 1e-9);
}

TEST_F(Anaesthetics, TheLesserOfWeightAndAbsoluteLimitHolds) {
    const auto& lidocaine = *library_.find("lidocaine");
    EXPECT_NEAR(limitFor(lidocaine.plain, 50)->value(), 225, 1e-9);
    EXPECT_NEAR(limitFor(lidocaine.plain, 100)->value(), 300, 1e-9);
    EXPECT_NEAR(limitFor(*lidocaine.withAdrenaline, 50)->value(), 350, 1e-9);
    EXPECT_NEAR(limitFor(*lidocaine.withAdrenaline, 100)->value(), 500, 1e-9);
    EXPECT_NEAR(limitFor(library_.find("procaine")->plain, 70)->value(), 700, 1e-9);
    EXPECT_NEAR(limitFor(library_.find("bupivacaine")->plain, 70)->value(), 140, 1e-9);
    EXPECT_FALSE(limitFor(library_.find("bupivacaine")->plain, std::nullopt).has_value());
}

TEST_F(Anaesthetics, TheLimitIsReachedButNotPassedAtThirtyMillilitres) {
    inject(Ml(30), {{"lidocaine", MgPerMl(10)}});
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Within);
    EXPECT_EQ(load().state, DoseLimitState::Within);
    EXPECT_NEAR(load().sum, 1, 1e-9);
    plan_.sites[0].volume = Ml(30.1);
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Exceeded);
    EXPECT_EQ(load().agents.at(0).ruleId, "R04");
    EXPECT_NE(load().agents.at(0).sentence.find("4.5 mg/kg for 70 kg"), std::string::npos)
        << load().agents.at(0).sentence;
}

TEST_F(Anaesthetics, AdrenalineRaisesTheLimitOnlyInTheSameMixture) {
    inject(Ml(40), {{"lidocaine", MgPerMl(10)}, {"adrenaline", MgPerMl(0.005)}});
    EXPECT_EQ(load().agents.at(0).ruleId, "R05");
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Within);
    inject(Ml(1), {{"lidocaine", MgPerMl(10)}}, 1);
    EXPECT_EQ(load().agents.at(0).ruleId, "R04");
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Exceeded);
}

TEST_F(Anaesthetics, ATraceOfAdrenalineCountsAsNone) {
    inject(Ml(40), {{"lidocaine", MgPerMl(10)}, {"adrenaline", MgPerMl(1e-6)}});
    const plan::AnaestheticShare share = load().agents.at(0);
    EXPECT_EQ(share.ruleId, "R04");
    EXPECT_EQ(share.state, DoseLimitState::Exceeded);
    EXPECT_TRUE(share.adrenalineFallsShort);
    EXPECT_NE(share.sentence.find("not everywhere with the 2.5 µg/mL of adrenaline"),
              std::string::npos)
        << share.sentence;
    EXPECT_NE(share.source.find("1995"), std::string::npos) << share.source;
    plan_.formulation[1].strength = MgPerMl(0.0025);
    EXPECT_EQ(load().agents.at(0).ruleId, "R05") << "1 in 400,000";
    EXPECT_FALSE(load().agents.at(0).adrenalineFallsShort);
    // One mixture with enough and one with a trace: the lower limit holds for all of it.
    inject(Ml(1), {{"lidocaine", MgPerMl(10)}, {"adrenaline", MgPerMl(1e-6)}}, 1);
    EXPECT_EQ(load().agents.at(0).ruleId, "R04");
}

TEST_F(Anaesthetics, FilesWithoutALeastAdrenalineCountOneInFourHundredThousand) {
    const test::Scratch scratch;
    std::string bytes = *readFile(test::kDataFolder / "anaesthetics.json", 1 << 20);
    const auto from = bytes.find("\"leastAdrenaline\"");
    bytes.erase(from, bytes.find("\"additivitySource\"") - from);
    ASSERT_TRUE(writeFile(scratch / "a.json", bytes).ok());
    const auto read = readAnaesthetics(scratch / "a.json");
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read->leastAdrenaline, clinic::kMinAdrenaline);
    EXPECT_EQ(library_.leastAdrenaline, clinic::kMinAdrenaline);
}

TEST_F(Anaesthetics, FractionsOfAllAgentsAndMixturesAddUp) {
    inject(Ml(20), {{"lidocaine", MgPerMl(10)}});
    inject(Ml(10), {{"mepivacaine", MgPerMl(20)}}, 1);
    const AnaestheticLoad both = load();
    ASSERT_EQ(both.agents.size(), 2U);
    for (const auto& agent : both.agents)
        EXPECT_EQ(agent.state, DoseLimitState::Within) << agent.sentence;
    EXPECT_NEAR(both.sum, 200.0 / 300 + 200.0 / 400, 1e-9);
    EXPECT_EQ(both.state, DoseLimitState::Exceeded);
}

TEST_F(Anaesthetics, ProcaineOfTheVehicleCounts) {
    const auto vehicles = readVehicles(test::kDataFolder / "vehicles.json");
    ASSERT_TRUE(vehicles.ok()) << vehicles.error().message;
    inject(Ml(2), {{"dexpanthenol", MgPerMl(50)}});
    EXPECT_TRUE(load().agents.empty());
    EXPECT_EQ(load().state, DoseLimitState::Unknown);
    const AnaestheticLoad with = load(vehicles->find("procaine_1_saline"));
    ASSERT_EQ(with.agents.size(), 1U);
    EXPECT_NEAR(with.agents[0].dose.value(), 20, 1e-9);
    EXPECT_EQ(with.agents[0].ruleId, "R07");
}

TEST_F(Anaesthetics, WithoutAWeightNothingPassesButTooMuchIsStillTooMuch) {
    plan_.about.weight_kg.reset();
    inject(Ml(2), {{"lidocaine", MgPerMl(10)}});
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Unknown);
    EXPECT_EQ(load().state, DoseLimitState::Unknown);
    EXPECT_NE(load().agents.at(0).sentence.find("type the weight"), std::string::npos);
    plan_.sites[0].volume = Ml(31);
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Exceeded);
    EXPECT_EQ(load().state, DoseLimitState::Exceeded);
    plan_.formulation = {{"bupivacaine", MgPerMl(5)}};
    EXPECT_EQ(load().agents.at(0).state, DoseLimitState::Unknown);
    EXPECT_FALSE(load().agents.at(0).limit.has_value());
}

TEST_F(Anaesthetics, AgeAndDiseaseLowerEveryLimit) {
    inject(Ml(25), {{"lidocaine", MgPerMl(10)}});
    EXPECT_EQ(load().state, DoseLimitState::Within);
    EXPECT_TRUE(load().caveats.empty());
    plan_.about.flags = {"hepatic_disease"};
    EXPECT_NEAR(load().agents.at(0).limit->value(), 210, 1e-9);
    EXPECT_EQ(load().state, DoseLimitState::Exceeded);
    EXPECT_EQ(load().caveats.size(), 1U);
    plan_.about.flags.clear();
    plan_.about.ageYears = 65;
    EXPECT_EQ(load().state, DoseLimitState::Exceeded);
    plan_.about.ageYears = 64;
    plan_.about.weight_kg = 39;
    EXPECT_EQ(load().caveats.size(), 1U);
}

TEST_F(Anaesthetics, AustraliaHasItsOwnLimits) {
    const clinic::AnaestheticLibrary australia = ofAustralia();
    EXPECT_NEAR(limitFor(australia.find("lidocaine")->plain, 70)->value(), 210, 1e-9);
    EXPECT_NEAR(limitFor(australia.find("mepivacaine")->plain, 70)->value(), 350, 1e-9);
    EXPECT_NEAR(limitFor(australia.find("procaine")->plain, 70)->value(), 700, 1e-9)
        << "none of its own: that of the label";
    EXPECT_NEAR(limitFor(library_.find("ropivacaine")->plain, 70)->value(), 210, 1e-9)
        << "the label states none here: that of Australia";
}

} // namespace
} // namespace meso::store
