#include "store/data_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "store/areas_file.h"
#include "store/compound_file.h"
#include "support/paths.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

TEST(DataFiles, ShippedFilesAreRead) {
    const auto compounds = readCompounds(test::kDataFolder / "compounds.json");
    ASSERT_TRUE(compounds.ok()) << compounds.error().message;
    for (const char* id :
         {"minoxidil", "dexpanthenol", "biotin", "caffeine", "dutasteride", "vegf165"}) {
        const clinic::Compound* c = compounds->find(id);
        ASSERT_NE(c, nullptr) << id;
        EXPECT_FALSE(c->source.empty()) << id;
        EXPECT_FALSE(c->publishedStrengths.empty() && c->id != "vegf165") << id;
    }
    EXPECT_EQ(compounds->find("minoxidil")->oralDailyDose, Mg(2.5));
    EXPECT_EQ(compounds->find("dutasteride")->oralDailyDose, Mg(0.5));
    EXPECT_FALSE(compounds->find("caffeine")->oralDailyDose.has_value());
    const auto tissue = readTissue(test::kDataFolder / "tissue.json");
    ASSERT_TRUE(tissue.ok()) << tissue.error().message;
    EXPECT_EQ(tissue->layers.size(), 4u);
    EXPECT_NEAR(tissue->totalThickness().value(), 6, 1e-12);
    for (std::size_t l = 0; l < 4; ++l)
        EXPECT_EQ(tissue->layers[l].poreFraction, l == 2 ? 0.3 : 0.6) << tissue->layers[l].name;
    EXPECT_EQ(tissue->depotRoom, anatomy::DepotRoom::Pores);
    ASSERT_EQ(tissue->blebs.size(), 2u);
    EXPECT_EQ(tissue->blebs[1].volume, Ml(0.1));
    EXPECT_EQ(tissue->blebs[1].width, Mm(10));
    EXPECT_FALSE(tissue->injectionFlow.applies) << "off as shipped";
    EXPECT_EQ(tissue->injectionFlow.factor, 7);
    EXPECT_EQ(tissue->injectionFlow.lasts, fromMinutes(20));
    EXPECT_EQ(tissue->bulbBands.size(), 2u);
    EXPECT_EQ(tissue->bloodFlowStates.size(), 6u);
    ASSERT_NE(tissue->flowState("hyperaemia"), nullptr);
    EXPECT_EQ(tissue->flowState("hyperaemia")->lasts, fromMinutes(40));
    EXPECT_EQ(tissue->flowState("epinephrine")->factor, 0.2);
    EXPECT_NEAR(tissue->flowState("normal_scalp")->flow->value(), 0.00595, 1e-12);
    EXPECT_EQ(tissue->plausible.depotFractionLow, 0.64);
    EXPECT_NEAR(tissue->plausible.lymphFactorLow * 1.6e-5, 0.46e-5, 1e-9);
    const auto thickness = readThickness(test::kDataFolder / "tissue.json");
    ASSERT_TRUE(thickness.ok()) << thickness.error().message;
    EXPECT_EQ(thickness->regions.size(), 6u);
    const auto areas = readAreas(test::kDataFolder / "areas.json");
    ASSERT_TRUE(areas.ok()) << areas.error().message;
    for (const char* id :
         {"crown_patch", "frontal_band", "temples", "norwood_3_vertex", "whole_top"})
        EXPECT_EQ(std::count_if(areas->presets.begin(), areas->presets.end(),
                                [&](const auto& preset) { return preset.id == id; }),
                  1)
            << id;
    const auto protocol = readProtocol(test::kDataFolder / "protocol.json");
    ASSERT_TRUE(protocol.ok()) << protocol.error().message;
    EXPECT_EQ(protocol->defaultSites, 40);
    EXPECT_EQ(protocol->timePerNeedleChange, Seconds(60));
    EXPECT_EQ(protocol->needleChangeEvery, 20);
    EXPECT_EQ(protocol->timePerRefill, Seconds(30));
}

TEST(DataFiles, TopicalProductsAreReadAndBelongToKnownCompounds) {
    const auto topical = readTopical(test::kDataFolder / "topical.json");
    ASSERT_TRUE(topical.ok()) << topical.error().message;
    const auto compounds = readCompounds(test::kDataFolder / "compounds.json");
    ASSERT_TRUE(compounds.ok());
    EXPECT_EQ(topical->products.size(), 5U);
    for (const clinic::TopicalProduct& product : topical->products) {
        EXPECT_NE(compounds->find(product.compoundId), nullptr) << product.compoundId;
        EXPECT_FALSE(product.source.empty());
    }
    ASSERT_NE(topical->find("minoxidil"), nullptr);
    EXPECT_EQ(topical->find("minoxidil")->solubility, MgPerMl(2.2));
    EXPECT_EQ(topical->find("no such thing"), nullptr);
}

std::string refusalOfData(const char* name, const std::string& from, const std::string& to) {
    const test::Scratch scratch;
    std::string bytes = *readFile(test::kDataFolder / name, 1 << 20);
    const auto at = bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    bytes.replace(at, from.size(), to);
    EXPECT_TRUE(writeFile(scratch / name, bytes).ok());
    const auto compounds = readCompounds(scratch / name);
    const auto tissue = readTissue(scratch / name);
    const auto protocol = readProtocol(scratch / name);
    const auto topical = readTopical(scratch / name);
    const auto areas = readAreas(scratch / name);
    const std::string file = name;
    if (file == "areas.json")
        return areas.ok() ? "(accepted)" : areas.error().message;
    if (file == "topical.json")
        return topical.ok() ? "(accepted)" : topical.error().message;
    if (file == "compounds.json")
        return compounds.ok() ? "(accepted)" : compounds.error().message;
    if (file == "tissue.json")
        return tissue.ok() ? "(accepted)" : tissue.error().message;
    return protocol.ok() ? "(accepted)" : protocol.error().message;
}

TEST(DataFiles, EditedFilesWithAnErrorNameFileFieldAndReason) {
    const std::string mass =
        refusalOfData("compounds.json", "\"molarMass_Da\": 209.25", "\"molarMass_Da\": -5");
    EXPECT_NE(mass.find("compounds.json"), std::string::npos) << mass;
    EXPECT_NE(mass.find("compounds[0].molarMass_Da"), std::string::npos) << mass;
    EXPECT_NE(refusalOfData("topical.json", "\"solubility_mg_per_ml\": 2.2",
                            "\"solubility_mg_per_ml\": 0")
                  .find("products[0].solubility_mg_per_ml"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "\"id\": \"biotin\"", "\"id\": \"minoxidil\"")
                  .find("repeats the id"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "\"logP\": 1.24", "\"logp\": 1.24").find("logp"),
              std::string::npos);
    EXPECT_NE(refusalOfData("tissue.json", "\"thickness_mm\": 3.0", "\"thickness_mm\": 0.2")
                  .find("below the deepest layer"),
              std::string::npos);
    EXPECT_NE(refusalOfData("protocol.json", "\"layout\":", "\"limits\": [], \"layout\":")
                  .find("protocol.txt"),
              std::string::npos);
    EXPECT_NE(refusalOfData("tissue.json", "mesomap.tissue", "mesomap.other").find("schema"),
              std::string::npos);
    EXPECT_NE(refusalOfData("tissue.json", "\"factor\": 0.2,", "").find("bloodFlowStates[3] needs"),
              std::string::npos);
    EXPECT_NE(refusalOfData("tissue.json", "[0.64, 1.8]", "[1.8, 0.64]").find("increasing order"),
              std::string::npos);
    EXPECT_NE(refusalOfData("tissue.json", "\"version\": 3", "\"version\": 2")
                  .find("enter your changes again in the shipped file of version 3"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "[0.34, 0.63]", "[0.63, 0.34]")
                  .find("compounds[0] must have the ends of fractionUnboundRange"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "\"rate_per_s\": 1.16e-05", "\"rate_per_s\": 0")
                  .find("compounds[12].release.rate_per_s must be a number between"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "\"benchmark\": false,\n", "")
                  .find("compounds[0].benchmark is missing"),
              std::string::npos);
    EXPECT_NE(refusalOfData("compounds.json", "\"name\": \"Minoxidil\",", "\"name\": \"Minoxidil\"")
                  .find("stopped in line 9,"),
              std::string::npos);
}

TEST(DataFiles, FieldsThatAreNotKnownAreRefusedAtTheTop) {
    for (const auto& [name, list] : {std::pair{"compounds.json", "compounds"},
                                     {"topical.json", "products"},
                                     {"areas.json", "presets"},
                                     {"protocol.json", "layout"}}) {
        const std::string known = '"' + std::string(list) + "\":";
        const std::string message = refusalOfData(name, known, "\"remark\": \"ours\", " + known);
        EXPECT_NE(message.find(std::string(name) + ": has an unknown field \"remark\" (line 1)."),
                  std::string::npos)
            << message;
    }
}

TEST(DataFiles, FieldsThatAreNotKnownAreRefusedInBlocks) {
    struct Edit {
        const char *name, *from, *to, *saying;
    };
    for (const Edit& edit :
         {Edit{"protocol.json", "\"sites\": 40,", "\"sites\": 40, \"needle\": \"30G\",",
               "protocol.json: defaults has an unknown field \"needle\" (line 5)."},
          {"protocol.json", "\"mostSites\": 200,", "\"mostSites\": 200, \"leastSites\": 1,",
           "protocol.json: layout has an unknown field \"leastSites\" (line 13)."},
          {"protocol.json", "\"perRefill_s\": 30", "\"perRefil_s\": 30",
           "protocol.json: duration has an unknown field \"perRefil_s\" (line 15)."},
          {"areas.json", "\"middle_s\":", "\"middle\": 0, \"middle_s\":",
           "areas.json: hairline has an unknown field \"middle\" (line "}}) {
        const std::string message = refusalOfData(edit.name, edit.from, edit.to);
        EXPECT_NE(message.find(edit.saying), std::string::npos) << message;
    }
}

TEST(DataFiles, DepotsOfTheOlderRuleAndAFlowAfterTheNeedleAreRead) {
    const test::Scratch scratch;
    std::string bytes = *readFile(test::kDataFolder / "tissue.json", 1 << 20);
    const auto replace = [&](const std::string& from, const std::string& to) {
        ASSERT_NE(bytes.find(from), std::string::npos) << from;
        bytes.replace(bytes.find(from), from.size(), to);
    };
    replace("\"depotRoom\": \"pores\"", "\"depotRoom\": \"whole tissue\"");
    replace("\"injectionFlow\": {\"applies\": false", "\"injectionFlow\": {\"applies\": true");
    const auto from = bytes.find("\"blebs\": ["), to = bytes.find(']', from);
    ASSERT_NE(from, std::string::npos);
    bytes.replace(from, to + 1 - from, "\"blebs\": []");
    ASSERT_TRUE(writeFile(scratch / "tissue.json", bytes).ok());
    const auto tissue = readTissue(scratch / "tissue.json");
    ASSERT_TRUE(tissue.ok()) << tissue.error().message;
    EXPECT_EQ(tissue->depotRoom, anatomy::DepotRoom::WholeTissue);
    EXPECT_TRUE(tissue->injectionFlow.applies);
    EXPECT_TRUE(tissue->blebs.empty()) << "depots in the dermis may be of any width";
}

TEST(DataFiles, OlderCompoundsAreReadAndNewerOnesAreRefusedInWords) {
    const test::Scratch scratch;
    const auto read = [&](const std::string& version, const std::string& more) {
        const std::string bytes =
            R"({"schema": "mesomap.compounds", "version": )" + version +
            R"(, "compounds": [{"id": "x", "name": "X", "molarMass_Da": 200, "logP": 1,
                "ionClass": "NeutralOrBase", "matrixBinding": 0, "capillaryFactor": 1,
                "usualStrength_mg_per_ml": 5, "publishedStrengths_mg_per_ml": [5],)" +
            more + R"("source": "a test"}]})";
        EXPECT_TRUE(writeFile(scratch / "c.json", bytes).ok());
        return readCompounds(scratch / "c.json");
    };
    const auto first = read("1", "");
    ASSERT_TRUE(first.ok()) << first.error().message;
    EXPECT_FALSE(first->compounds[0].benchmark);
    EXPECT_EQ(first->compounds[0].diffusivityFactor, 1);
    EXPECT_FALSE(read("2", "").ok()) << "version 2 must say what is a benchmark";
    const auto second = read("2", R"("benchmark": true, "diffusivityFactor": 1.5,)");
    ASSERT_TRUE(second.ok()) << second.error().message;
    EXPECT_TRUE(second->offered().empty());
    EXPECT_FALSE(read("3", "").ok()) << "version 3 must say what stands behind a compound";
    const auto fourth = read("4", "");
    ASSERT_FALSE(fourth.ok());
    EXPECT_NE(fourth.error().message.find("reads up to 3"), std::string::npos);
}

TEST(DataFiles, AProtocolFromBeforeNeedleChangesStillCounts) {
    const test::Scratch scratch;
    auto text = readFile(test::kDataFolder / "protocol.json", 1 << 20).value();
    const std::string added =
        R"("perNeedleChange_s": 60, "needleChangeEvery_sites": 20, "perRefill_s": 30,)";
    ASSERT_NE(text.find(added), std::string::npos);
    text.erase(text.find(added), added.size());
    ASSERT_TRUE(writeFile(scratch / "protocol.json", text).ok());
    const auto protocol = readProtocol(scratch / "protocol.json");
    ASSERT_TRUE(protocol.ok()) << protocol.error().message;
    EXPECT_EQ(protocol->needleChangeEvery, 0);
    EXPECT_EQ(protocol->timePerRefill, Seconds(0));
}

} // namespace
} // namespace meso::store
