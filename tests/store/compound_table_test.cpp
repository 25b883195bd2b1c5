#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "base/text.h"
#include "sim/model/parameter_set.h"
#include "sim/model/transport_phases.h"
#include "store/compound_file.h"
#include "store/data_files.h"

/// The shipped compounds against the table of another implementation of the same formulas.
namespace meso::store {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> fieldsOf(const std::string& line) {
    std::vector<std::string> fields{""};
    for (const char c : line)
        if (c == ',')
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    return fields;
}

std::vector<Row> tableRows() {
    std::ifstream file(MESO_SOURCE_DIR "/assets/verification/compounds.csv");
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = fieldsOf(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const std::vector<std::string> fields = fieldsOf(line);
        EXPECT_EQ(fields.size(), names.size()) << line;
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i)
            row[names[i]] = fields[i];
        rows.push_back(row);
    }
    return rows;
}

const std::map<std::string, std::string> kIdOfName = {
    {"water (HTO tracer)", "water_tracer"},
    {"minoxidil", "minoxidil"},
    {"finasteride", "finasteride"},
    {"dutasteride", "dutasteride"},
    {"dexpanthenol", "dexpanthenol"},
    {"biotin", "biotin"},
    {"caffeine", "caffeine"},
    {"lidocaine", "lidocaine"},
    {"ascorbic acid", "ascorbic_acid"},
    {"cysteine / amino acids", "amino_acids"},
    {"GHK-Cu", "ghk_cu"},
    {"zinc (albumin-exchanging)", "zinc"},
    {"insulin monomer (benchmark)", "insulin"},
    {"EGF", "egf"},
    {"IGF-1 free", "igf1"},
    {"PDGF-BB", "pdgf_bb"},
    {"TGF-b1", "tgf_b1"},
    {"VEGF165 unbound", "vegf165"},
    {"VEGF165 heparin-bound x5", "vegf165_bound"},
    {"albumin (benchmark)", "albumin"},
    {"FITC-dextran 150k (benchmark)", "fitc_dextran_150k"},
    {"IgG (benchmark)", "igg"},
    {"PDRN 350 kDa", "pdrn"},
    {"HA 1 MDa uncrosslinked", "hyaluronan"}};

clinic::CompoundLibrary shippedLibrary() {
    return readCompounds(MESO_SOURCE_DIR "/assets/data/compounds.json").value();
}

std::vector<clinic::Compound> simulated(const clinic::CompoundLibrary& library) {
    std::vector<clinic::Compound> out;
    for (const clinic::Compound& c : library.compounds)
        if (clinic::notSimulatedReason(c).empty())
            out.push_back(c);
    return out;
}

// Column and what the program computes for it. The table gives no share of the capillary uptake
// to peptides, and the equilibrium capacity of macromolecules, where a bolus opens the tissue.
std::map<std::string, double> computed(const sim::DermisKinetics& d) {
    const double k = d.dermis.loss().value(), D = d.dermis.diffusivity.value() / 100;
    std::map<std::string, double> columns = {{"f_non", d.fractionNonIonised},
                                             {"fu", d.fractionUnbound},
                                             {"BF", d.bindingFactor},
                                             {"Dfree", d.freeDiffusivity.value() / 100},
                                             {"D", D},
                                             {"SP_tc", d.transcellular.value()},
                                             {"SP_pore", d.pore.value()},
                                             {"k_free", d.freeUptake.value()},
                                             {"k_cap", d.dermis.capillary.value()},
                                             {"k_lymph", d.dermis.lymph.value()},
                                             {"k", k},
                                             {"thalf_min", std::log(2) / k / 60},
                                             {"ell_mm", 10 * std::sqrt(D / k)}};
    if (!d.macromolecule)
        columns["K"] = d.dermis.capacity;
    return columns;
}

TEST(CompoundTable, TheShippedCompoundsGiveEveryColumnWithinOnePercent) {
    const clinic::CompoundLibrary library = shippedLibrary();
    std::map<std::string, int> seen;
    for (const Row& row : tableRows()) {
        std::string name = row.at("name");
        const auto corrected = name.find(" [fu corr]");
        name = name.substr(0, corrected);
        ASSERT_TRUE(kIdOfName.contains(name)) << name;
        const clinic::Compound* known = library.find(kIdOfName.at(name));
        ASSERT_NE(known, nullptr) << name;
        clinic::Compound compound = *known;
        compound.capillaryFactor = 1;
        if (corrected != std::string::npos)
            compound.fractionUnbound.reset();
        const std::string flow = row.at("Qset").substr(row.at("Qset").rfind(' ') + 1);
        const auto kinetics = sim::dermisKinetics(compound, PerSecond(*text::number(flow)));
        ASSERT_TRUE(kinetics.ok()) << kinetics.error().message;
        EXPECT_NEAR(compound.molarMass.value(), *text::number(row.at("MW")),
                    0.001 * compound.molarMass.value());
        for (const auto& [column, value] : computed(*kinetics)) {
            // The table shows SP_tc of a row without a lipid path as 0.
            const double expected = *text::number(row.at(column));
            EXPECT_NEAR(value, expected, 0.01 * expected) << row.at("name") << ", " << column;
        }
        if (kinetics->macromolecule) {
            EXPECT_EQ(kinetics->dermis.capacity, 1) << name;
        }
        ++seen[name];
    }
    EXPECT_EQ(seen.size(), 24U);
    EXPECT_EQ(seen["minoxidil"], 3) << "two flows and the computed f_u";
}

TEST(CompoundTable, EveryCompoundSaysWhereItsNumbersComeFromAndHowFarTheyReach) {
    const clinic::CompoundLibrary library = shippedLibrary();
    EXPECT_EQ(library.compounds.size(), 42U);
    EXPECT_EQ(simulated(library).size(), 24U);
    EXPECT_EQ(library.compounds.front().id, "minoxidil");
    for (const clinic::Compound& c : simulated(library)) {
        EXPECT_GT(c.source.size(), 30U) << c.id;
        EXPECT_EQ(c.diffusivityFactor, c.logP ? 1.5 : 3) << c.id;
        EXPECT_EQ(c.fractionUnboundRange.has_value(), c.logP.has_value()) << c.id;
        if (c.fractionUnbound && c.fractionUnboundRange) {
            EXPECT_LE(c.fractionUnboundRange->low, *c.fractionUnbound) << c.id;
            EXPECT_GE(c.fractionUnboundRange->high, *c.fractionUnbound) << c.id;
        }
    }
}

TEST(CompoundTable, BenchmarksAreKnownButNotOffered) {
    const clinic::CompoundLibrary library = shippedLibrary();
    for (const char* id : {"water_tracer", "insulin", "albumin", "fitc_dextran_150k", "igg"})
        EXPECT_TRUE(library.find(id) && library.find(id)->benchmark) << id;
    EXPECT_EQ(library.offered().size(), 34U);
    for (const clinic::Compound* c : library.offered())
        EXPECT_FALSE(c->benchmark) << c->id;
}

struct LossRange {
    const char* id;
    double least_per_s, most_per_s;
};
// The ranges of k that go with the table, per compound.
constexpr LossRange kLossRanges[] = {{"water_tracer", 7.26e-4, 4.71e-3},
                                     {"minoxidil", 5.74e-4, 3.77e-3},
                                     {"finasteride", 1.40e-4, 1.52e-3},
                                     {"dutasteride", 4.53e-6, 1.01e-4},
                                     {"dexpanthenol", 6.28e-4, 3.30e-3},
                                     {"biotin", 5.08e-4, 3.08e-3},
                                     {"caffeine", 5.92e-4, 3.45e-3},
                                     {"lidocaine", 4.03e-4, 3.43e-3},
                                     {"ascorbic_acid", 6.17e-4, 3.45e-3},
                                     {"amino_acids", 6.70e-4, 3.68e-3},
                                     {"ghk_cu", 4.91e-4, 2.52e-3},
                                     {"zinc", 9.99e-5, 1.55e-3},
                                     {"insulin", 4.31e-4, 5.12e-4},
                                     {"egf", 4.05e-4, 4.78e-4},
                                     {"igf1", 3.24e-4, 3.79e-4},
                                     {"pdgf_bb", 2.34e-5, 3.63e-5},
                                     {"tgf_b1", 1.17e-5, 1.82e-5},
                                     {"vegf165", 1.16e-5, 3.70e-5},
                                     {"vegf165_bound", 2.31e-6, 7.40e-6},
                                     {"albumin", 6.13e-6, 3.15e-5},
                                     {"fitc_dextran_150k", 5.05e-6, 3.05e-5},
                                     {"igg", 5.05e-6, 3.05e-5},
                                     {"pdrn", 4.80e-6, 3.02e-5},
                                     {"hyaluronan", 4.64e-6, 3.00e-5}};

TEST(CompoundTable, TheParameterSetsSpanTheLossOfEveryCompound) {
    const clinic::CompoundLibrary library = shippedLibrary();
    sim::SimInput input;
    input.tissue = readTissue(MESO_SOURCE_DIR "/assets/data/tissue.json").value();
    const auto loss = [&](sim::ParameterSet set) {
        const auto phases = sim::transportPhases(sim::withParameters(input, set));
        return phases->front().transports[1].loss().value();
    };
    for (const LossRange& range : kLossRanges) {
        ASSERT_NE(library.find(range.id), nullptr) << range.id;
        input.compound = *library.find(range.id);
        input.compound.capillaryFactor = 1;
        // The table takes proteins at the flow of early pattern loss, 4 % above the default.
        EXPECT_NEAR(loss(sim::ParameterSet::Slow), range.least_per_s, 0.015 * range.least_per_s)
            << range.id;
        EXPECT_NEAR(loss(sim::ParameterSet::Fast), range.most_per_s, 0.01 * range.most_per_s)
            << range.id;
    }
    EXPECT_EQ(std::size(kLossRanges), simulated(library).size());
}

TEST(CompoundTable, PeptidesAreTakenUpAtTheirMeasuredShare) {
    const clinic::CompoundLibrary library = shippedLibrary();
    for (const char* id : {"insulin", "egf", "igf1"}) {
        const auto d = sim::dermisKinetics(*library.find(id), PerSecond(0.0022));
        const double halfLife_min = std::log(2) / d->dermis.loss().value() / 60;
        EXPECT_GT(halfLife_min, 65) << id;
        EXPECT_LT(halfLife_min, 100) << id;
    }
}

} // namespace
} // namespace meso::store
