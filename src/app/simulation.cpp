#include "app/simulation.h"

#include <algorithm>

#include "base/text.h"

namespace meso::app {

namespace {

std::string idOf(anatomy::LayerKind kind) {
    switch (kind) {
    case anatomy::LayerKind::ViableEpidermis:
        return "epidermis";
    case anatomy::LayerKind::Dermis:
        return "dermis";
    case anatomy::LayerKind::Subcutis:
        return "subcutis";
    case anatomy::LayerKind::Galea:
        return "galea";
    }
    return {};
}

} // namespace

Result<sim::SimInput> simInputFor(const plan::Plan& plan, const plan::Ingredient& ingredient,
                                  const HeadDesk& desk, const geom::Region& region,
                                  const ClinicalLibrary& library, Seconds duration) {
    const plan::Compound* compound = library.compounds.find(ingredient.compoundId);
    if (!compound)
        return Error{"The compound \"" + text::printable(ingredient.compoundId) +
                     "\" is not in the library, so it cannot be simulated."};
    if (plan.sites.empty())
        return Error{"The plan has no sites yet. Lay them out first."};
    const auto positions = sitePositions(plan, *desk.head);
    if (!positions)
        return positions.error();
    sim::SimInput input;
    input.surface = desk.head->scalp->mesh;
    input.compound = *compound;
    input.tissue = library.tissue;
    input.duration = duration;
    for (std::size_t i = 0; i < plan.sites.size(); ++i)
        input.depots.push_back({(*positions)[i], plan.sites[i].depth, plan.sites[i].volume,
                                ingredient.strength, plan.sites[i].id});
    for (int v = 0; v < static_cast<int>(region.vertexArea().size()); ++v)
        if (region.vertexArea()[v] > 0)
            input.treatedVertices.push_back(v);
    return input;
}

Result<std::vector<CompoundRun>>
simulatePlan(const plan::Plan& plan, const HeadDesk& desk, const geom::Region& region,
             const ClinicalLibrary& library, Seconds duration, const std::vector<std::string>& only,
             std::stop_token stop, const Progress& progress, int threads) {
    if (plan.formulation.empty())
        return Error{"The plan does not say what is injected. Add a compound."};
    std::vector<plan::Ingredient> wanted;
    for (const plan::Ingredient& i : plan.formulation)
        if (only.empty() || std::find(only.begin(), only.end(), i.compoundId) != only.end())
            wanted.push_back(i);
    for (const std::string& name : only)
        if (std::none_of(wanted.begin(), wanted.end(),
                         [&](const plan::Ingredient& i) { return i.compoundId == name; }))
            return Error{"The plan does not contain the compound \"" + text::printable(name) +
                         "\"."};
    std::vector<CompoundRun> runs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto input = simInputFor(plan, wanted[i], desk, region, library, duration);
        if (!input)
            return input.error();
        const auto share = [&](double fraction) {
            if (progress)
                progress((static_cast<double>(i) + fraction) / static_cast<double>(wanted.size()));
        };
        auto result = sim::simulate(*input, stop, share, threads);
        if (!result)
            return result.error();
        runs.push_back({input->compound, wanted[i].strength, std::move(result).value()});
    }
    return runs;
}

std::vector<anatomy::BulbBand> depthChoices(const anatomy::TissueProfile& tissue) {
    std::vector<anatomy::BulbBand> out = tissue.bulbBands;
    Mm top;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        out.push_back({idOf(layer.kind), layer.name, top, top + layer.thickness});
        top += layer.thickness;
    }
    return out;
}

std::vector<DepthCurve> concentrationOf(const CompoundRun& run, const geom::Region& region,
                                        const anatomy::TissueProfile& tissue) {
    std::vector<DepthCurve> out;
    for (const anatomy::BulbBand& depth : depthChoices(tissue)) {
        DepthCurve curve{depth, {}, {}, {}};
        for (std::size_t f = 0; f < run.result->frames.size(); ++f) {
            const std::vector<float> field =
                sim::bandAverage(*run.result, static_cast<int>(f), {depth.from, depth.to});
            float highest = 0;
            for (std::size_t v = 0; v < field.size(); ++v)
                if (region.vertexArea()[v] > 0)
                    highest = std::max(highest, field[v]);
            curve.times.push_back(run.result->frames[f].time);
            curve.mean.emplace_back(sim::weightedMean(field, region.vertexArea()));
            curve.highest.emplace_back(static_cast<double>(highest));
        }
        out.push_back(std::move(curve));
    }
    return out;
}

std::vector<BandCoverage> coverageOf(const CompoundRun& run, const geom::Region& region,
                                     const anatomy::TissueProfile& tissue) {
    std::vector<BandCoverage> out;
    for (const anatomy::BulbBand& band : tissue.bulbBands)
        for (const double share : sim::kThresholdShares)
            out.push_back({run.compound.id, band, share,
                           sim::coverage(*run.result, {band.from, band.to}, run.strength * share,
                                         region.vertexArea())});
    return out;
}

} // namespace meso::app
