#include "cli/run_json.h"

#include "app/spread/summary.h"
#include "sim/site_overlap.h"

namespace meso::cli {

using json = nlohmann::ordered_json;

namespace {

json balanceJson(const sim::SimResult& result) {
    json list = json::array();
    for (const sim::MassBalance& b : result.balance) {
        json entry{{"time_s", b.time.value()}};
        for (std::size_t l = 0; l < b.layers.size(); ++l)
            entry["layers_mg"][result.layerNames[l]] = b.layers[l].value();
        entry["blood_mg"] = b.blood.value();
        entry["lymph_mg"] = b.lymph.value();
        entry["leaked_mg"] = b.leaked.value();
        list.push_back(entry);
    }
    return list;
}

json concentrationJson(const app::CompoundRun& run, const PlanContext& context) {
    json list = json::array();
    for (const app::DepthCurve& c :
         app::concentrationOf(run, context.region, context.library.tissue)) {
        json curve = json::array();
        for (std::size_t i = 0; i < c.times.size(); ++i)
            curve.push_back({{"time_s", c.times[i].value()},
                             {"mean_mg_per_ml", c.mean[i].value()},
                             {"highest_mg_per_ml", c.highest[i].value()}});
        list.push_back({{"depth", c.depth.id},
                        {"from_mm", c.depth.from.value()},
                        {"to_mm", c.depth.to.value()},
                        {"curve", curve}});
    }
    return list;
}

// Null where no site reaches the threshold, and where single sites cannot be told apart.
json overlapJson(const app::CompoundRun& run, const PlanContext& context,
                 const sim::ScalpDomainPtr& domain) {
    const double share = sim::kThresholdShares[0];
    const std::vector<anatomy::BulbBand>& bulbBands = context.library.tissue.bulbBands;
    std::vector<sim::Band> bands;
    bands.reserve(bulbBands.size());
    for (const anatomy::BulbBand& band : bulbBands)
        bands.push_back({{band.from, band.to}});
    std::vector<std::optional<double>> found(bands.size());
    const auto input =
        app::simInputFor(context.plan, {run.compound.id, run.strength}, context.head,
                         context.region, context.library, run.result->frames.back().time);
    if (input)
        if (auto overlap = sim::siteOverlap(*input, domain, bands, run.strength * share))
            found = std::move(overlap).value();
    json list = json::array();
    for (std::size_t b = 0; b < bands.size(); ++b)
        list.push_back({{"band", bulbBands[b].id},
                        {"threshold_share", share},
                        {"overlap", found[b] ? json(*found[b]) : json()}});
    return list;
}

} // namespace

json runJson(const app::CompoundRun& run, const PlanContext& context,
             const sim::ScalpDomainPtr& domain) {
    json bands = json::array();
    for (const app::BandCoverage& c :
         app::coverageOf(run, context.region, context.library.tissue)) {
        json curve = json::array();
        for (const sim::Coverage& at : c.curve)
            curve.push_back({{"time_s", at.time.value()}, {"now", at.now}, {"ever", at.ever}});
        bands.push_back(
            {{"band", c.band.id}, {"threshold_share", c.thresholdShare}, {"coverage", curve}});
    }
    return {{"compound", run.compound.id},
            {"strength_mg_per_ml", run.strength.value()},
            {"dose_mg", run.result->dose.value()},
            {"input_hash", run.result->inputHash},
            {"solver_version", run.result->solverVersion},
            {"mass_error", app::massError(*run.result)},
            {"concentration", concentrationJson(run, context)},
            {"bands", bands},
            {"overlap", overlapJson(run, context, domain)},
            {"balance", balanceJson(*run.result)},
            {"warnings", run.result->warnings}};
}

} // namespace meso::cli
