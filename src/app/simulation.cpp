#include "app/simulation.h"

#include <algorithm>

#include "base/text.h"

namespace meso::app {

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
        input.depots.push_back(
            {(*positions)[i], plan.sites[i].depth, plan.sites[i].volume, ingredient.strength});
    for (int v = 0; v < static_cast<int>(region.vertexArea().size()); ++v)
        if (region.vertexArea()[v] > 0)
            input.treatedVertices.push_back(v);
    return input;
}

Result<std::vector<CompoundRun>> simulatePlan(const plan::Plan& plan, const HeadDesk& desk,
                                              const geom::Region& region,
                                              const ClinicalLibrary& library, Seconds duration,
                                              const std::vector<std::string>& only,
                                              std::stop_token stop, const Progress& progress) {
    std::vector<plan::Ingredient> wanted;
    for (const plan::Ingredient& i : plan.formulation)
        if (only.empty() || std::find(only.begin(), only.end(), i.compoundId) != only.end())
            wanted.push_back(i);
    if (wanted.empty())
        return Error{plan.formulation.empty()
                         ? "The plan does not say what is injected. Add a compound."
                         : "The plan does not contain that compound."};
    std::vector<CompoundRun> runs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto input = simInputFor(plan, wanted[i], desk, region, library, duration);
        if (!input)
            return input.error();
        const auto share = [&](double fraction) {
            if (progress)
                progress((static_cast<double>(i) + fraction) / static_cast<double>(wanted.size()));
        };
        auto result = sim::simulate(*input, stop, share);
        if (!result)
            return result.error();
        runs.push_back({input->compound, wanted[i].strength, std::move(result).value()});
    }
    return runs;
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
