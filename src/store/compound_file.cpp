#include "store/compound_file.h"

#include "store/data_reader.h"

namespace meso::store {

namespace {

using clinic::Amount;
using clinic::AmountUnit;
using clinic::Compound;

constexpr std::size_t kMaxCompoundWords = 50;

constexpr WordTable<clinic::IonClass, 3> kIonClasses{
    {{clinic::IonClass::NeutralOrBase, "NeutralOrBase"},
     {clinic::IonClass::AcidWithPharmacophore, "AcidWithPharmacophore"},
     {clinic::IonClass::OtherAcidOrZwitterion, "OtherAcidOrZwitterion"}}};
static_assert(hasEveryValue(kIonClasses));
constexpr WordTable<AmountUnit, 3> kUnitWords{
    {{AmountUnit::Mg, "mg"}, {AmountUnit::Ml, "ml"}, {AmountUnit::Units, "units"}}};
static_assert(hasEveryValue(kUnitWords));
constexpr WordTable<clinic::EvidenceGrade, 6> kEvidenceGrades{
    {{clinic::EvidenceGrade::Controlled, "controlled"},
     {clinic::EvidenceGrade::Uncontrolled, "uncontrolled"},
     {clinic::EvidenceGrade::OnlyCombined, "only_combined"},
     {clinic::EvidenceGrade::OtherUse, "other_use"},
     {clinic::EvidenceGrade::Against, "against"},
     {clinic::EvidenceGrade::NoneFound, "none_found"}}};
static_assert(hasEveryValue(kEvidenceGrades));

// How field names end for each unit of counting.
struct UnitSuffix {
    AmountUnit unit;
    const char* strength;
    const char* amount;
};
constexpr UnitSuffix kSuffixes[] = {{AmountUnit::Mg, "_mg_per_ml", "_mg"},
                                    {AmountUnit::Ml, "_ml_per_ml", "_ml"},
                                    {AmountUnit::Units, "_units_per_ml", "_units"}};

void allowFields(const JsonReader& r) {
    r.allowOnly({"id",
                 "name",
                 "class",
                 "benchmark",
                 "disabledReason",
                 "notSimulated",
                 "molarMass_Da",
                 "logP",
                 "pKaAcid",
                 "pKaBase",
                 "ionClass",
                 "fractionUnbound",
                 "fractionUnboundRange",
                 "matrixBinding",
                 "capillaryFactor",
                 "diffusivityFactor",
                 "release",
                 "countedIn",
                 "usualStrength_mg_per_ml",
                 "usualStrength_ml_per_ml",
                 "usualStrength_units_per_ml",
                 "publishedStrengths_mg_per_ml",
                 "publishedStrengths_ml_per_ml",
                 "publishedStrengths_units_per_ml",
                 "softCeiling_mg",
                 "softCeiling_ml",
                 "softCeiling_units",
                 "hardCeiling_mg",
                 "hardCeiling_ml",
                 "hardCeiling_units",
                 "oralDailyDose_mg",
                 "allergens",
                 "blockedBy",
                 "warnedBy",
                 "evidenceGrade",
                 "evidence",
                 "legal",
                 "note",
                 "source"});
}

void readPhysics(const JsonReader& r, std::int64_t version, Compound& c) {
    c.molarMass = Dalton(r.number("molarMass_Da", 1, 1e7));
    c.logP = r.optionalNumber("logP", -10, 12);
    c.pKaAcid = r.optionalNumber("pKaAcid", -5, 20);
    c.pKaBase = r.optionalNumber("pKaBase", -5, 20);
    c.ionClass = r.choice("ionClass", kIonClasses);
    c.fractionUnbound = r.optionalNumber("fractionUnbound", 1e-6, 1);
    c.matrixBinding = r.number("matrixBinding", 0, 1000);
    c.capillaryFactor = r.number("capillaryFactor", 0, 10);
    if (version < 2)
        return;
    c.fractionUnboundRange = maybeRange(r, "fractionUnboundRange", 1e-6, 1);
    c.diffusivityFactor = r.number("diffusivityFactor", 1, 10);
    if (r.has("release"))
        r.object("release", [&c](const JsonReader& release) {
            release.allowOnly({"rate_per_s", "fromStrength_mg_per_ml"});
            c.release = {PerSecond(release.number("rate_per_s", 1e-9, 1)),
                         MgPerMl(release.number("fromStrength_mg_per_ml", 0, 1000))};
        });
}

void readStrengths(const JsonReader& r, Compound& c) {
    for (const UnitSuffix& suffix : kSuffixes) {
        const std::string usual = std::string("usualStrength") + suffix.strength;
        const std::string published = std::string("publishedStrengths") + suffix.strength;
        const double most = clinic::maxStrength(suffix.unit);
        if (suffix.unit != c.countedIn) {
            if (r.has(usual) || r.has(published))
                r.fail("states a strength in another unit than countedIn");
            continue;
        }
        const bool needed = c.disabledReason.empty();
        if (needed || r.has(usual))
            c.usualStrength = MgPerMl(r.number(usual, 1e-9, most));
        for (const double s : r.numbers(published, 0, 50, 1e-9, most))
            c.publishedStrengths.emplace_back(s);
    }
}

std::optional<Amount> ceilingFrom(const JsonReader& r, const std::string& name) {
    std::optional<Amount> out;
    for (const UnitSuffix& suffix : kSuffixes) {
        const auto value = r.optionalNumber(name + suffix.amount, 0, 1e5);
        if (value && out)
            r.fail("states " + name + " in two units");
        if (value)
            out = Amount(suffix.unit, *value);
    }
    return out;
}

void readCeilings(const JsonReader& r, Compound& c) {
    c.softCeiling = ceilingFrom(r, "softCeiling");
    c.hardCeiling = ceilingFrom(r, "hardCeiling");
    for (const auto& ceiling : {c.softCeiling, c.hardCeiling})
        if (ceiling && ceiling->unit != AmountUnit::Ml && ceiling->unit != c.countedIn)
            r.fail("has a ceiling that neither counts as countedIn does nor in millilitres");
    if (!c.softCeiling || !c.hardCeiling)
        return;
    if (c.softCeiling->unit != c.hardCeiling->unit)
        r.fail("has its two ceilings in different units");
    else if (c.softCeiling->value > c.hardCeiling->value)
        r.fail("has a soft ceiling above the hard one");
}

// What version 3 added.
void readStanding(const JsonReader& r, Compound& c) {
    c.substanceClass = r.text("class", 100);
    c.disabledReason = r.optionalText("disabledReason", kLongText);
    c.notSimulated = r.optionalText("notSimulated", kLongText);
    c.countedIn = r.choice("countedIn", kUnitWords);
    c.allergens = r.texts("allergens", kMaxCompoundWords, 60);
    c.blockedBy = r.texts("blockedBy", kMaxCompoundWords, 60);
    c.warnedBy = r.texts("warnedBy", kMaxCompoundWords, 60);
    c.evidenceGrade = r.choice("evidenceGrade", kEvidenceGrades);
    c.evidence = r.text("evidence", kLongText);
    c.legal = r.text("legal", kLongText);
    if (c.substanceClass.empty() || c.evidence.empty() || c.legal.empty())
        r.fail("has an empty class, evidence or legal");
}

Compound compoundFrom(const JsonReader& r, std::int64_t version) {
    allowFields(r);
    Compound c;
    c.id = r.text("id", 60);
    c.name = r.text("name", 100);
    if (version >= 2)
        c.benchmark = r.flag("benchmark");
    if (version >= 3)
        readStanding(r, c);
    const bool simulated = c.notSimulated.empty() && c.disabledReason.empty();
    if (simulated)
        readPhysics(r, version, c);
    else
        c.molarMass = Dalton(r.optionalNumber("molarMass_Da", 1, 1e7).value_or(0));
    readStrengths(r, c);
    readCeilings(r, c);
    if (const auto mg = r.optionalNumber("oralDailyDose_mg", 0, 1e5))
        c.oralDailyDose = Mg(*mg);
    c.note = r.optionalText("note", kLongText);
    c.source = r.text("source", kLongText);
    if (c.source.empty())
        r.fail("has an empty source");
    return c;
}

} // namespace

Result<clinic::CompoundLibrary> readCompounds(const std::filesystem::path& file) {
    return readData<clinic::CompoundLibrary>(
        file, {"mesomap.compounds", 1, 3},
        [](const JsonReader& root, clinic::CompoundLibrary& out, std::int64_t version) {
            root.allowOnly({"schema", "version", "about", "compounds"});
            std::set<std::string> seen;
            root.objects("compounds", kMaxEntries, [&](const JsonReader& r) {
                out.compounds.push_back(compoundFrom(r, version));
                requireNewId(r, seen, out.compounds.back().id);
            });
        });
}

} // namespace meso::store
