#include "store/compound_file.h"

#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/random.h"
#include "base/text.h"
#include "plan/dose.h"
#include "plan/flag_conflicts.h"
#include "plan/strength_slip.h"
#include "store/anaesthetics_file.h"
#include "store/patient_flags_file.h"
#include "store/vehicle_file.h"
#include "support/paths.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

using clinic::Amount;
using clinic::AmountUnit;
using nlohmann::json;

clinic::CompoundLibrary shippedCompounds() {
    return readCompounds(test::kDataFolder / "compounds.json").value();
}

/// What the reader says after `change` was made to the shipped file.
template <class Change>
std::string refusal(Change change) {
    const test::Scratch scratch;
    json root = json::parse(*readFile(test::kDataFolder / "compounds.json", 1 << 20));
    change(root["compounds"]);
    EXPECT_TRUE(writeFile(scratch / "compounds.json", root.dump(2)).ok());
    const auto read = readCompounds(scratch / "compounds.json");
    return read.ok() ? "" : read.error().message;
}

std::string fieldRefusal(std::size_t index, const char* field, const json& value) {
    return refusal([&](json& compounds) { compounds[index][field] = value; });
}

TEST(CompoundFile, EveryEntryStatesSourceEvidenceAndLegalStanding) {
    const clinic::CompoundLibrary library = shippedCompounds();
    for (const clinic::Compound& c : library.compounds) {
        EXPECT_GT(c.source.size(), 30U) << c.id;
        EXPECT_GT(c.evidence.size(), 10U) << c.id;
        EXPECT_GT(c.legal.size(), 10U) << c.id;
        EXPECT_FALSE(c.substanceClass.empty()) << c.id;
    }
}

TEST(CompoundFile, EveryCompoundOfTheReviewIsThere) {
    const clinic::CompoundLibrary library = shippedCompounds();
    for (const char* id : {"dutasteride",
                           "finasteride",
                           "minoxidil",
                           "dexpanthenol",
                           "biotin",
                           "pyridoxine",
                           "thiamine",
                           "riboflavin_phosphate",
                           "nicotinamide",
                           "cyanocobalamin",
                           "ascorbic_acid",
                           "zinc",
                           "ghk_cu",
                           "organic_silicon",
                           "amino_acids",
                           "hyaluronan",
                           "hyaluronan_complex",
                           "pdrn",
                           "pn_gel",
                           "prp",
                           "botulinum_a",
                           "triamcinolone",
                           "caffeine",
                           "pentoxifylline",
                           "procaine",
                           "lidocaine",
                           "mepivacaine"}) {
        const clinic::Compound* c = library.find(id);
        ASSERT_NE(c, nullptr) << id;
        EXPECT_TRUE(c->disabledReason.empty()) << id;
    }
    for (const char* id : {"buflomedil", "mesoglycan", "exosomes"}) {
        const clinic::Compound* c = library.find(id);
        ASSERT_NE(c, nullptr) << id;
        EXPECT_FALSE(c->disabledReason.empty()) << id;
        EXPECT_NE(clinic::notSimulatedReason(*c), "") << id;
        for (const clinic::Compound* offered : library.offered())
            EXPECT_NE(offered->id, id);
    }
    EXPECT_EQ(library.all().size(), library.offered().size() + 3);
}

// "Unbound vEGF-165" stood on the screen once: only plain words lose their capital.
TEST(CompoundFile, InsideASentenceOnlyAbbreviationsKeepTheirCapital) {
    const std::set<std::string> kept = {
        "VEGF-165",     "VEGF-165, bound to heparin", "EGF", "IGF-1, free", "PDGF-BB", "TGF-beta 1",
        "PDRN 350 kDa", "FITC-dextran 150 kDa"};
    std::set<std::string> found;
    for (const clinic::Compound& compound : shippedCompounds().compounds) {
        const std::string inside = text::insideSentence(compound.name);
        EXPECT_EQ(inside.substr(1), compound.name.substr(1));
        if (inside == compound.name)
            found.insert(inside);
        else
            EXPECT_EQ(inside[0], compound.name[0] - 'A' + 'a') << compound.name;
    }
    EXPECT_EQ(found, kept);
}

TEST(CompoundFile, CeilingsAreThoseOfTheReview) {
    const clinic::CompoundLibrary library = shippedCompounds();
    struct Row {
        const char* id;
        AmountUnit unit;
        double soft, hard;
    };
    using enum AmountUnit;
    for (const Row& row : {Row{"dutasteride", Mg, 0.1, 1},
                           {"minoxidil", Mg, 5, 10},
                           {"finasteride", Mg, 0.5, 1},
                           {"hyaluronan", Ml, 3, 5},
                           {"hyaluronan_complex", Ml, 3, 5},
                           {"pdrn", Ml, 2, 3},
                           {"pn_gel", Mg, 15, 20},
                           {"prp", Ml, 7, 10},
                           {"botulinum_a", Units, 50, 150},
                           {"triamcinolone", Mg, 10, 20},
                           {"dexpanthenol", Mg, 250, 500},
                           {"biotin", Mg, 10, 20},
                           {"thiamine", Mg, 50, 100},
                           {"pyridoxine", Mg, 50, 100},
                           {"zinc", Mg, 2, 5},
                           {"adrenaline", Mg, 0.04, 0.2}}) {
        const clinic::Compound* c = library.find(row.id);
        ASSERT_NE(c, nullptr) << row.id;
        EXPECT_EQ(c->softCeiling, Amount(row.unit, row.soft)) << row.id;
        EXPECT_EQ(c->hardCeiling, Amount(row.unit, row.hard)) << row.id;
    }
    EXPECT_EQ(library.find("finasteride")->oralDailyDose, meso::Mg(1));
    const plan::SessionDose session{"dutasteride", meso::Mg(1), meso::Ml(2)};
    EXPECT_EQ(plan::dailyDoses(session, *library.find("dutasteride")), 2.0);
    EXPECT_FALSE(plan::dailyDoses(session, *library.find("biotin")).has_value());
}

TEST(CompoundFile, UsualStrengthsPassTheGuardAgainstSlips) {
    const clinic::CompoundLibrary library = shippedCompounds();
    for (const clinic::Compound* c : library.offered()) {
        EXPECT_FALSE(plan::strengthSlip(*c, c->usualStrength, Ml(2)).has_value()) << c->id;
        EXPECT_TRUE(plan::strengthSlip(*c, c->usualStrength * 10, Ml(2)).has_value()) << c->id;
        EXPECT_TRUE(plan::strengthSlip(*c, c->usualStrength * 0.1, Ml(2)).has_value()) << c->id;
    }
}

TEST(CompoundFile, OnlyCompoundsWithKnownChemistryAreSimulated) {
    const clinic::CompoundLibrary library = shippedCompounds();
    for (const clinic::Compound* c : library.offered())
        if (clinic::notSimulatedReason(*c).empty()) {
            EXPECT_GT(c->molarMass.value(), 0) << c->id;
            EXPECT_TRUE(c->logP || c->molarMass.value() > 1500) << c->id;
            EXPECT_EQ(c->countedIn, AmountUnit::Mg) << c->id;
        }
}

TEST(CompoundFile, FaultsNameFileEntryAndField) {
    const auto names = [](const std::string& message, const char* part) {
        return message.find("compounds.json") != std::string::npos &&
               message.find(part) != std::string::npos;
    };
    EXPECT_PRED2(names, fieldRefusal(0, "countedIn", "g"), "compounds[0].countedIn");
    EXPECT_PRED2(names, fieldRefusal(0, "countedIn", "ml"), "another unit than countedIn");
    EXPECT_PRED2(names, fieldRefusal(0, "evidenceGrade", "good"), "compounds[0].evidenceGrade");
    EXPECT_PRED2(names, fieldRefusal(2, "legal", ""), "compounds[2] has an empty class");
    EXPECT_PRED2(names, fieldRefusal(2, "source", ""), "compounds[2] has an empty source");
    EXPECT_PRED2(names, fieldRefusal(0, "softCeiling_ml", 3), "states softCeiling in two units");
    EXPECT_PRED2(names, fieldRefusal(0, "softCeiling_mg", 11), "soft ceiling above the hard one");
    EXPECT_PRED2(names, fieldRefusal(0, "allergens", "fish"), "compounds[0].allergens");
    EXPECT_PRED2(names, fieldRefusal(0, "blockedBy", {1}), "compounds[0].blockedBy");
    EXPECT_PRED2(names, fieldRefusal(0, "halfLife", 1), "unknown field \"halfLife\"");
    const auto mixedCeilings = refusal([](json& compounds) {
        compounds[0].erase("softCeiling_mg");
        compounds[0]["softCeiling_ml"] = 3;
    });
    EXPECT_PRED2(names, mixedCeilings, "two ceilings in different units");
    const auto share = refusal([](json& compounds) {
        for (json& c : compounds)
            if (c["id"] == "prp")
                c["usualStrength_ml_per_ml"] = 1.5;
    });
    EXPECT_PRED2(names, share, "usualStrength_ml_per_ml");
}

// Reads a file with every value replaced in turn: it is refused in words or read, never a crash.
template <class Read>
void expectNoneCrashes(const char* name, Read read) {
    const test::Scratch scratch;
    const std::string good = *readFile(test::kDataFolder / name, 1 << 20);
    Random random(11);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::string bytes = good;
        const std::string bad[] = {"null", "-1", "1e999", "\"\"", "[]", "{}", ",", "\xff", "1e4"};
        const std::size_t at = random.below(bytes.size());
        bytes.replace(at, random.below(12), bad[random.below(std::size(bad))]);
        if (round % 5 == 0)
            bytes.resize(random.below(bytes.size()));
        ASSERT_TRUE(writeFile(scratch / name, bytes).ok());
        const auto result = read(scratch / name);
        if (result.ok())
            continue;
        ++refused;
        EXPECT_NE(result.error().message.find(name), std::string::npos) << result.error().message;
        EXPECT_TRUE(result.error().message.back() == '.') << result.error().message;
    }
    EXPECT_GT(refused, 12) << name;
}

TEST(CompoundFile, BrokenFilesAreRefusedInWords) {
    expectNoneCrashes("compounds.json", readCompounds);
    expectNoneCrashes("vehicles.json", readVehicles);
    expectNoneCrashes("patient_flags.json", readPatientFlags);
    expectNoneCrashes("anaesthetics.json", readAnaesthetics);
}

TEST(PatientFlagsFile, EveryAllergenOfTheReviewAndEveryContraindicationIsThere) {
    const auto flags = readPatientFlags(test::kDataFolder / "patient_flags.json");
    ASSERT_TRUE(flags.ok()) << flags.error().message;
    for (const char* allergen :
         {"ester_la", "amide_la", "parabens", "benzyl_alcohol", "sulfites", "propylene_glycol",
          "ethanol", "salicylate", "fish", "bacterial_protein", "cobalt_nickel", "latex",
          "chlorhexidine", "iodine"})
        EXPECT_NE(flags->find(std::string("allergy_") + allergen), nullptr) << allergen;
    for (const char* id : {"pregnancy", "breastfeeding", "skin_infection", "coagulopathy",
                           "cancer_or_immunosuppression", "under_18", "scarring_alopecia"}) {
        ASSERT_NE(flags->find(id), nullptr) << id;
        EXPECT_EQ(flags->find(id)->level, clinic::FlagLevel::Block) << id;
    }
    for (const clinic::PatientFlag& flag : flags->flags)
        EXPECT_FALSE(flag.source.empty()) << flag.id;
    ASSERT_NE(flags->find("childbearing_without_contraception"), nullptr);
}

TEST(VehicleFile, SalineIsPlainAndCosolventsNameTheirAllergen) {
    const auto vehicles = readVehicles(test::kDataFolder / "vehicles.json");
    ASSERT_TRUE(vehicles.ok()) << vehicles.error().message;
    ASSERT_NE(vehicles->find("saline_0_9"), nullptr);
    EXPECT_TRUE(vehicles->find("saline_0_9")->allergens.empty());
    EXPECT_EQ(vehicles->find("propylene_glycol_mix")->allergens,
              std::vector<std::string>{"propylene_glycol"});
    EXPECT_EQ(vehicles->find("no_such"), nullptr);
}

} // namespace
} // namespace meso::store
