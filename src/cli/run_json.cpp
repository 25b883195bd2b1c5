#include "cli/run_json.h"

#include "app/spread/summary.h"
#include "sim/observe/observables.h"

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
    const MgPerMl floor = run.strength * sim::kMeaningfulShare;
    json list = json::array();
    for (const app::DepthCurve& c :
         app::concentrationOf(run, context.region, context.library.tissue)) {
        json curve = json::array();
        for (std::size_t i = 0; i < c.times.size(); ++i)
            curve.push_back({{"time_s", c.times[i].value()},
                             {"mean_mg_per_ml", c.mean[i].value()},
                             {"mean_is_below_floor", c.mean[i] < floor},
                             {"highest_mg_per_ml", c.highest[i].value()},
                             {"highest_is_below_floor", c.highest[i] < floor}});
        list.push_back({{"depth", c.depth.id},
                        {"from_mm", c.depth.from.value()},
                        {"to_mm", c.depth.to.value()},
                        {"curve", curve}});
    }
    return list;
}

// Null where no site reaches the threshold.
json overlapJson(const app::CompoundRun& run, const PlanContext& context) {
    const double share = sim::kThresholdShares[0];
    const std::vector<double> areas_mm2 = sim::vertexAreas(run.result->surface());
    json list = json::array();
    for (const anatomy::BulbBand& band : context.library.tissue.bulbBands) {
        const auto found =
            sim::overlapIndex(*run.result, app::readingOf(band), run.strength * share, areas_mm2);
        list.push_back({{"band", band.id},
                        {"threshold_share", share},
                        {"overlap", found ? json(*found) : json()}});
    }
    return list;
}

} // namespace

json runJson(const app::CompoundRun& run, const PlanContext& context) {
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
            {"floor_mg_per_ml", (run.strength * sim::kMeaningfulShare).value()},
            {"dose_mg", run.result->dose.value()},
            {"input_hash", run.result->inputHash},
            {"solver_version", run.result->solverVersion},
            {"mass_error", app::massError(*run.result)},
            {"concentration", concentrationJson(run, context)},
            {"bands", bands},
            {"overlap", overlapJson(run, context)},
            {"balance", balanceJson(*run.result)},
            {"warnings", run.result->warnings}};
}

} // namespace meso::cli
