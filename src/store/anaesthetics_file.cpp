#include "store/anaesthetics_file.h"

#include "store/data_reader.h"

namespace meso::store {

namespace {

struct Limits {
    clinic::AnaestheticLimit plain;
    std::optional<clinic::AnaestheticLimit> withAdrenaline;
};

clinic::AnaestheticLimit anaestheticLimitFrom(const JsonReader& r) {
    r.allowOnly({"rule", "mg_per_kg", "absolute_mg", "source"});
    clinic::AnaestheticLimit limit;
    limit.ruleId = r.text("rule", 20);
    limit.mg_per_kg = r.optionalNumber("mg_per_kg", 0.01, 100);
    if (const auto mg = r.optionalNumber("absolute_mg", 1, 10000))
        limit.absolute = Mg(*mg);
    limit.source = r.text("source", kLongText);
    if (!limit.mg_per_kg && !limit.absolute)
        r.fail("needs mg_per_kg or absolute_mg");
    return limit;
}

std::optional<Limits> limitsFrom(const JsonReader& r, const std::string& jurisdiction) {
    if (!r.has(jurisdiction))
        return std::nullopt;
    Limits out;
    r.object(jurisdiction, [&](const JsonReader& side) {
        side.allowOnly({"plain", "withAdrenaline"});
        side.object("plain", [&](const JsonReader& l) { out.plain = anaestheticLimitFrom(l); });
        if (side.has("withAdrenaline"))
            side.object("withAdrenaline",
                        [&](const JsonReader& l) { out.withAdrenaline = anaestheticLimitFrom(l); });
    });
    return out;
}

clinic::AnaestheticAgent agentFrom(const JsonReader& r, bool byLabel) {
    r.allowOnly({"compoundId", "name", "label", "australia"});
    clinic::AnaestheticAgent agent;
    agent.compoundId = r.text("compoundId", 60);
    agent.name = r.text("name", 100);
    const auto label = limitsFrom(r, "label"), australia = limitsFrom(r, "australia");
    const auto& chosen = byLabel ? (label ? label : australia) : (australia ? australia : label);
    if (!chosen) {
        r.fail("needs limits under \"label\" or \"australia\"");
        return agent;
    }
    agent.plain = chosen->plain;
    agent.withAdrenaline = chosen->withAdrenaline;
    return agent;
}

void readReduction(const JsonReader& r, clinic::AnaestheticLibrary& out) {
    r.allowOnly({"flags", "fromAge", "reducedTo", "source"});
    out.reducingFlags = r.texts("flags", 50, 60);
    out.elderlyFrom = static_cast<int>(r.integer("fromAge", 0, 150));
    out.reducedTo = r.number("reducedTo", 0.1, 1);
    out.reductionSource = r.text("source", kLongText);
}

void readIdealWeight(const JsonReader& r, clinic::IdealWeight& out) {
    r.allowOnly({"baseHeight_cm", "maleBase_kg", "femaleBase_kg", "perCentimetre_kg", "source"});
    out.baseHeight_cm = r.number("baseHeight_cm", 100, 250);
    out.maleBase_kg = r.number("maleBase_kg", 20, 150);
    out.femaleBase_kg = r.number("femaleBase_kg", 20, 150);
    out.perCentimetre_kg = r.number("perCentimetre_kg", 0, 5);
    out.source = r.text("source", kLongText);
}

} // namespace

Result<clinic::AnaestheticLibrary> readAnaesthetics(const std::filesystem::path& file) {
    return readData<clinic::AnaestheticLibrary>(
        file, {"mesomap.anaesthetics"},
        [](const JsonReader& root, clinic::AnaestheticLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "jurisdiction", "adrenalineId",
                            "leastAdrenaline", "additivitySource", "leastWeight_kg", "reduction",
                            "idealWeight", "agents"});
            out.jurisdiction = root.oneOf("jurisdiction", {"label", "australia"});
            out.adrenalineId = root.text("adrenalineId", 60);
            // Files that clinics edited before it was there have none: 1 in 400,000 counts.
            if (root.has("leastAdrenaline"))
                root.object("leastAdrenaline", [&](const JsonReader& r) {
                    r.allowOnly({"mg_per_ml", "source"});
                    out.leastAdrenaline = MgPerMl(r.number("mg_per_ml", 1e-4, 1));
                    out.adrenalineSource = r.text("source", kLongText);
                });
            out.additivitySource = root.text("additivitySource", kLongText);
            out.minWeight_kg = root.number("leastWeight_kg", 0, 300);
            root.object("reduction", [&](const JsonReader& r) { readReduction(r, out); });
            // Files that clinics edited before it was there have none: the stated weight counts.
            if (root.has("idealWeight"))
                root.object("idealWeight",
                            [&](const JsonReader& r) { readIdealWeight(r, out.idealWeight); });
            std::set<std::string> seen;
            root.objects("agents", kMaxEntries, [&](const JsonReader& r) {
                out.agents.push_back(agentFrom(r, out.jurisdiction == "label"));
                requireNewId(r, seen, out.agents.back().compoundId);
            });
        });
}

} // namespace meso::store
