#include "store/data_files.h"

#include <set>

#include "store/data_reader.h"

namespace meso::store {

namespace {

constexpr WordTable<anatomy::LayerKind, 4> kLayerKinds{
    {{anatomy::LayerKind::ViableEpidermis, "ViableEpidermis"},
     {anatomy::LayerKind::Dermis, "Dermis"},
     {anatomy::LayerKind::Subcutis, "Subcutis"},
     {anatomy::LayerKind::Galea, "Galea"}}};
static_assert(hasEveryValue(kLayerKinds));

constexpr WordTable<anatomy::DepotRoom, 2> kDepotRooms{
    {{anatomy::DepotRoom::Pores, "pores"}, {anatomy::DepotRoom::WholeTissue, "whole tissue"}}};
static_assert(hasEveryValue(kDepotRooms));

anatomy::TissueLayer layerFrom(const JsonReader& r) {
    r.allowOnly({"kind", "name", "thickness_mm", "poreFraction", "source"});
    anatomy::TissueLayer layer;
    layer.kind = r.choice("kind", kLayerKinds);
    layer.name = r.text("name", 100);
    layer.thickness = Mm(r.number("thickness_mm", 0.01, 20));
    layer.poreFraction = r.number("poreFraction", 0.01, 1);
    return layer;
}

void readFlow(const JsonReader& r, anatomy::TissueProfile& tissue) {
    tissue.bloodFlow = PerSecond(r.number("bloodFlow_per_s", 0, 1));
    tissue.galeaFlowFactor = r.number("galeaFlowFactor", 0, 10);
    tissue.epidermisFlowFactor = r.number("epidermisFlowFactor", 0, 10);
    tissue.referenceRadius = Mm(r.number("referenceRadius_mm", 20, 1000));
    tissue.leakFraction = r.number("leakFraction", 0, 0.9);
    tissue.depotFraction = r.number("depotFraction", 0.1, 10);
    tissue.depotRoom = r.choice("depotRoom", kDepotRooms);
    tissue.depotHalfHeight = Mm(r.number("depotHalfHeight_mm", 0.1, 10));
    tissue.depotEdgeWidth = Mm(r.number("depotEdgeWidth_mm", 0.3, 5));
    tissue.source = r.text("source", kLongText);
}

void readBlebs(const JsonReader& root, anatomy::TissueProfile& tissue) {
    root.objects("blebs", 20, [&](const JsonReader& r) {
        r.allowOnly({"volume_ml", "width_mm", "source"});
        const anatomy::BlebWidth bleb{Ml(r.number("volume_ml", 0.001, 1)),
                                      Mm(r.number("width_mm", 0.5, 50))};
        if (!tissue.blebs.empty() && !(bleb.volume > tissue.blebs.back().volume))
            r.fail("must have a larger volume_ml than the bleb before it");
        (void)r.text("source", kLongText);
        tissue.blebs.push_back(bleb);
    });
}

void readInjectionFlow(const JsonReader& root, anatomy::TissueProfile& tissue) {
    root.object("injectionFlow", [&](const JsonReader& r) {
        r.allowOnly({"applies", "factor", "lasts_min", "source"});
        tissue.injectionFlow = {r.flag("applies"), r.number("factor", 0.01, 100),
                                fromMinutes(r.number("lasts_min", 0.1, 1e4))};
        (void)r.text("source", kLongText);
    });
}

anatomy::BloodFlowState flowStateFrom(const JsonReader& r) {
    r.allowOnly({"id", "name", "bloodFlow_per_s", "factor", "lasts_min", "source"});
    anatomy::BloodFlowState state;
    state.id = r.text("id", 40);
    state.name = r.text("name", 100);
    if (const auto flow = r.optionalNumber("bloodFlow_per_s", 1e-6, 1))
        state.flow = PerSecond(*flow);
    state.factor = r.optionalNumber("factor", 0.001, 100).value_or(1);
    if (!r.has("bloodFlow_per_s") && !r.has("factor"))
        r.fail("needs \"bloodFlow_per_s\" or \"factor\"");
    state.lasts = fromMinutes(r.optionalNumber("lasts_min", 0.1, 1e5).value_or(0));
    state.source = r.text("source", kLongText);
    return state;
}

void readStates(const JsonReader& root, anatomy::TissueProfile& tissue) {
    std::set<std::string> seen;
    root.objects("bloodFlowStates", 50, [&](const JsonReader& r) {
        tissue.bloodFlowStates.push_back(flowStateFrom(r));
        requireNewId(r, seen, tissue.bloodFlowStates.back().id);
    });
}

clinic::ValueRange rangeFrom(const JsonReader& r, const char* key, double low, double high) {
    const clinic::ValueRange ends =
        maybeRange(r, key, low, high).value_or(clinic::ValueRange{low, high});
    if (!r.has(key))
        r.fail("lacks " + std::string(key));
    return ends;
}

void readPlausible(const JsonReader& root, anatomy::TissueProfile& tissue) {
    root.object("plausible", [&](const JsonReader& r) {
        r.allowOnly({"depotFraction", "leakFraction", "flowFactorLow", "flowHigh_per_s",
                     "lymphFactor", "source"});
        const clinic::ValueRange depot = rangeFrom(r, "depotFraction", 0.1, 10);
        const clinic::ValueRange leak = rangeFrom(r, "leakFraction", 0, 0.9);
        const clinic::ValueRange lymph = rangeFrom(r, "lymphFactor", 0.01, 100);
        tissue.plausible = {depot.low,
                            depot.high,
                            leak.low,
                            leak.high,
                            r.number("flowFactorLow", 0.001, 1),
                            PerSecond(r.number("flowHigh_per_s", 1e-6, 1)),
                            lymph.low,
                            lymph.high};
        (void)r.text("source", kLongText);
    });
}

anatomy::ThicknessRegion regionFrom(const JsonReader& r) {
    r.allowOnly({"id", "name", "from_s", "to_s", "from_t", "to_t", "factor", "source"});
    anatomy::ThicknessRegion region{r.text("id", 40),           r.text("name", 100),
                                    r.number("from_s", 0, 1),   r.number("to_s", 0, 1),
                                    r.number("from_t", 0, 1),   r.number("to_t", 0, 1),
                                    r.number("factor", 0.3, 3), r.text("source", kLongText)};
    if (region.fromS >= region.toS || region.fromT >= region.toT)
        r.fail("must have from_s below to_s and from_t below to_t");
    return region;
}

const Schema kTissueSchema{"mesomap.tissue", 3, 3};

void readDefaults(const JsonReader& r, clinic::Protocol& out) {
    r.allowOnly(
        {"sites", "volumePerSite_ml", "depth_mm", "needleGauge", "needleLength_mm", "source"});
    out.defaultSites = static_cast<int>(r.integer("sites", 1, 200));
    out.defaultVolume = Ml(r.number("volumePerSite_ml", 0.001, 1));
    out.defaultDepth = Mm(r.number("depth_mm", 0.1, 15));
    out.defaultNeedleGauge = r.text("needleGauge", 20);
    out.defaultNeedleLength = Mm(r.number("needleLength_mm", 1, 25));
}

void readSessionTimes(const JsonReader& r, clinic::Protocol& out) {
    r.allowOnly({"setup_s", "perSite_s", "perCentimetre_s", "perNeedleChange_s",
                 "needleChangeEvery_sites", "perRefill_s", "source"});
    out.setupTime = Seconds(r.number("setup_s", 0, 1e5));
    out.timePerSite = Seconds(r.number("perSite_s", 0, 1e4));
    out.timePerCentimetre = Seconds(r.number("perCentimetre_s", 0, 1e4));
    // A clinic's file from before these lines changes no needle and no syringe.
    if (r.has("perNeedleChange_s") || r.has("needleChangeEvery_sites")) {
        out.timePerNeedleChange = Seconds(r.number("perNeedleChange_s", 0, 1e4));
        out.needleChangeEvery = static_cast<int>(r.integer("needleChangeEvery_sites", 0, 1000));
    }
    out.timePerRefill = Seconds(r.optionalNumber("perRefill_s", 0, 1e4).value_or(0));
}

} // namespace

Result<anatomy::TissueProfile> readTissue(const std::filesystem::path& file) {
    return readData<anatomy::TissueProfile>(
        file, kTissueSchema, [](const JsonReader& root, anatomy::TissueProfile& out, std::int64_t) {
            root.objects("layers", 20,
                         [&](const JsonReader& r) { out.layers.push_back(layerFrom(r)); });
            root.objects("bulbBands", 10, [&](const JsonReader& r) {
                r.allowOnly({"id", "name", "from_mm", "to_mm", "source"});
                out.bulbBands.push_back({r.text("id", 40), r.text("name", 100),
                                         Mm(r.number("from_mm", 0, 20)),
                                         Mm(r.number("to_mm", 0, 20))});
                if (out.bulbBands.back().from >= out.bulbBands.back().to)
                    r.fail("must have from_mm below to_mm");
            });
            readFlow(root, out);
            readStates(root, out);
            readPlausible(root, out);
            readBlebs(root, out);
            readInjectionFlow(root, out);
            if (out.layers.empty())
                root.fail("has no layers");
            for (const anatomy::BulbBand& band : out.bulbBands)
                if (band.to > out.totalThickness())
                    root.fail("has the bulb band \"" + band.id + "\" below the deepest layer");
        });
}

Result<anatomy::ThicknessRegions> readThickness(const std::filesystem::path& file) {
    return readData<anatomy::ThicknessRegions>(
        file, kTissueSchema,
        [](const JsonReader& root, anatomy::ThicknessRegions& out, std::int64_t) {
            std::set<std::string> seen;
            root.object("thickness", [&](const JsonReader& r) {
                r.allowOnly({"blend_mm", "regions"});
                out.blend = Mm(r.number("blend_mm", 1, 100));
                r.objects("regions", 50, [&](const JsonReader& region) {
                    out.regions.push_back(regionFrom(region));
                    requireNewId(region, seen, out.regions.back().id);
                });
            });
        });
}

Result<clinic::Protocol> readProtocol(const std::filesystem::path& file) {
    return readData<clinic::Protocol>(
        file, {"mesomap.protocol"},
        [](const JsonReader& root, clinic::Protocol& out, std::int64_t) {
            if (root.has("limits"))
                root.fail("has limits, which are kept in protocol.txt now; move them there");
            root.allowOnly({"schema", "version", "about", "defaults", "layout", "duration"});
            root.object("defaults", [&](const JsonReader& r) { readDefaults(r, out); });
            root.object("layout", [&](const JsonReader& r) {
                r.allowOnly({"mostSites", "smallestSpacing_mm", "source"});
                out.maxSites = static_cast<int>(r.integer("mostSites", 1, 1000));
                out.minSpacing = Mm(r.number("smallestSpacing_mm", 0.5, 50));
            });
            root.object("duration", [&](const JsonReader& r) { readSessionTimes(r, out); });
        });
}

Result<clinic::TopicalLibrary> readTopical(const std::filesystem::path& file) {
    return readData<clinic::TopicalLibrary>(
        file, {"mesomap.topical"},
        [](const JsonReader& root, clinic::TopicalLibrary& out, std::int64_t) {
            root.allowOnly({"schema", "version", "about", "products"});
            std::set<std::string> seen;
            root.objects("products", kMaxEntries, [&](const JsonReader& r) {
                r.allowOnly({"id", "compoundId", "name", "strength_mg_per_ml",
                             "solubility_mg_per_ml", "permeability_cm_per_h", "source"});
                clinic::TopicalProduct p;
                p.id = r.text("id", 60);
                p.compoundId = r.text("compoundId", 60);
                p.name = r.text("name", 100);
                p.strength = MgPerMl(r.number("strength_mg_per_ml", 1e-9, 1000));
                p.solubility = MgPerMl(r.number("solubility_mg_per_ml", 1e-9, 5000));
                p.permeability_cm_per_h = r.number("permeability_cm_per_h", 1e-12, 10);
                p.source = r.text("source", kLongText);
                requireNewId(r, seen, p.id);
                out.products.push_back(std::move(p));
            });
        });
}

} // namespace meso::store
