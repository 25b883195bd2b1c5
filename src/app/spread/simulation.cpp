#include "app/spread/simulation.h"

#include <algorithm>
#include <optional>

#include "app/assumed_tissue.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/dose.h"

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

namespace {

// Every compound once, with its highest strength.
std::vector<plan::Ingredient> injectedCompounds(const plan::Plan& plan) {
    std::vector<plan::Ingredient> found;
    for (int m = 0; m < plan::mixtureCount(plan); ++m)
        for (const plan::Ingredient& part : plan::ingredientsOf(plan, m)) {
            const auto known = std::find_if(found.begin(), found.end(), [&](const auto& other) {
                return other.compoundId == part.compoundId;
            });
            if (known == found.end())
                found.push_back(part);
            else
                known->strength = std::max(known->strength, part.strength);
        }
    return found;
}

std::string unsimulatedReason(const plan::Ingredient& ingredient, const ClinicalLibrary& library) {
    const clinic::Compound* compound = library.compounds.find(ingredient.compoundId);
    return compound ? clinic::notSimulatedReason(*compound) : std::string();
}

} // namespace

std::vector<plan::Ingredient> simulatedIngredients(const plan::Plan& plan,
                                                   const ClinicalLibrary& library) {
    std::vector<plan::Ingredient> found = injectedCompounds(plan);
    std::erase_if(found,
                  [&](const auto& part) { return !unsimulatedReason(part, library).empty(); });
    return found;
}

std::vector<std::string> notSimulated(const plan::Plan& plan, const ClinicalLibrary& library) {
    std::vector<std::string> sentences;
    for (const plan::Ingredient& part : injectedCompounds(plan))
        if (std::string why = unsimulatedReason(part, library); !why.empty())
            sentences.push_back(std::move(why));
    return sentences;
}

std::vector<sim::SimDepot> depotsOf(const plan::Plan& plan,
                                    const std::vector<geom::Vec3>& positions,
                                    const std::string& compoundId) {
    std::vector<std::optional<MgPerMl>> strengths; // per mixture
    for (int m = 0; m < plan::mixtureCount(plan); ++m) {
        strengths.emplace_back();
        for (const plan::Ingredient& part : plan::ingredientsOf(plan, m))
            if (part.compoundId == compoundId)
                strengths.back() = part.strength;
    }
    std::vector<sim::SimDepot> depots;
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        const plan::InjectionSite& site = plan.sites[i];
        if (site.mixture < static_cast<int>(strengths.size()) && strengths[site.mixture])
            depots.push_back(
                {positions[i], site.depth, site.volume, *strengths[site.mixture], site.id});
    }
    return depots;
}

Result<sim::SimInput> simInputFor(const PlannedHead& planned, const plan::Ingredient& ingredient,
                                  Seconds duration) {
    const ClinicalLibrary& library = planned.library;
    const HeadContext& headContext = planned.headContext;
    const clinic::Compound* compound = library.compounds.find(ingredient.compoundId);
    if (!compound)
        return Error{"The compound \"" + text::printable(ingredient.compoundId) +
                     "\" is not in the library, so it cannot be simulated."};
    if (std::string why = clinic::notSimulatedReason(*compound); !why.empty())
        return Error{std::move(why)};
    if (planned.plan.sites.empty())
        return Error{"The plan has no sites yet. Lay them out first."};
    const auto positions = sitePositions(planned.plan, *headContext.head);
    if (!positions)
        return positions.error();
    auto tissue = assumedTissue(planned.plan.tissue, library.tissue);
    if (!tissue)
        return tissue.error();
    sim::SimInput input;
    input.surface = headContext.head->scalp->mesh;
    input.compound = *compound;
    input.tissue = std::move(tissue->profile);
    input.pharmacokinetics = tissue->kinetics;
    input.bloodFlowState = tissue->passingState;
    if (tissue->thicknessByRegion)
        input.thicknessFactor =
            headContext.thickness->factors(*headContext.head, headContext.frame, library.thickness);
    input.duration = duration;
    input.depots = depotsOf(planned.plan, *positions, ingredient.compoundId);
    if (input.depots.empty())
        return Error{"No site gets " + compound->name + ". Give a site the mixture that holds it."};
    return input;
}

namespace {

// The compounds of a run; `only` (empty: all) by id.
Result<std::vector<plan::Ingredient>> chosenIngredients(const plan::Plan& plan,
                                                        const ClinicalLibrary& library,
                                                        const std::vector<std::string>& only) {
    const std::vector<plan::Ingredient> all = simulatedIngredients(plan, library);
    if (all.empty()) {
        const auto reasons = notSimulated(plan, library);
        return Error{reasons.empty() ? "The plan does not say what is injected. Add a compound."
                                     : reasons.front()};
    }
    std::vector<plan::Ingredient> chosen;
    for (const plan::Ingredient& i : all)
        if (only.empty() || std::find(only.begin(), only.end(), i.compoundId) != only.end())
            chosen.push_back(i);
    for (const std::string& name : only)
        if (std::none_of(chosen.begin(), chosen.end(),
                         [&](const plan::Ingredient& i) { return i.compoundId == name; }))
            return Error{"The plan does not contain the compound \"" + text::printable(name) +
                         "\", or it cannot be simulated."};
    return chosen;
}

} // namespace

Result<std::vector<CompoundRun>> simulatePlan(const PlannedHead& planned, Seconds duration,
                                              const sim::SimJob& job,
                                              const std::vector<std::string>& only) {
    const auto chosen = chosenIngredients(planned.plan, planned.library, only);
    if (!chosen)
        return chosen.error();
    const std::vector<plan::Ingredient>& wanted = *chosen;
    sim::SimJob part = job;
    if (!part.store)
        part.store = std::make_shared<sim::KernelStore>();
    std::vector<CompoundRun> runs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto input = simInputFor(planned, wanted[i], duration);
        if (!input)
            return input.error();
        part.progress = [&](double fraction) {
            if (job.progress)
                job.progress((static_cast<double>(i) + fraction) /
                             static_cast<double>(wanted.size()));
        };
        auto result = sim::simulate(*input, part);
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
                                        const anatomy::TissueProfile& tissue,
                                        sim::Measure measure) {
    const sim::CompoundField& field = *run.result->field;
    const std::vector<char> inside = sim::depotsWithin(field, region.vertexArea());
    std::vector<DepthCurve> out;
    for (const anatomy::BulbBand& depth : depthChoices(tissue)) {
        sim::CourseSummary summary =
            sim::summaryOf(field.courses(readingOf(depth, measure), run.result->times),
                           region.vertexArea(), inside);
        out.push_back(
            {depth, run.result->times, std::move(summary.mean), std::move(summary.highest)});
    }
    return out;
}

std::vector<BandCoverage> coverageOf(const CompoundRun& run, const geom::Region& region,
                                     const anatomy::TissueProfile& tissue) {
    std::vector<BandCoverage> out;
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        const sim::Courses courses = run.result->field->courses(readingOf(band), run.result->times);
        for (const double share : sim::kThresholdShares)
            out.push_back({run.compound.id, band, share,
                           sim::coverage(courses, run.strength * share, region.vertexArea())});
    }
    return out;
}

MgPerMl highestMean(const DepthCurve& curve) {
    MgPerMl highest{0};
    for (const MgPerMl mean : curve.mean)
        highest = std::max(highest, mean);
    return highest;
}

} // namespace meso::app
