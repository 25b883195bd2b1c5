#include "cli/compare.h"

#include <algorithm>

#include "app/spread/summary.h"
#include "base/text.h"
#include "sim/observe/observables.h"

namespace meso::cli {

namespace {

double everCovered(const app::CompoundRun& run, const PlanContext& context, sim::DepthRange band,
                   MgPerMl threshold) {
    const auto curve =
        sim::coverage(run.result->field->courses({band, sim::Measure::Total}, run.result->times),
                      threshold, context.region.vertexArea());
    return curve.empty() ? 0 : curve.back().ever;
}

struct Highest {
    double mean = 0, local = 0;
};

Highest highestIn(const std::vector<app::DepthCurve>& curves, const std::string& depthId) {
    Highest highest;
    for (const app::DepthCurve& curve : curves)
        if (curve.depth.id == depthId)
            for (std::size_t i = 0; i < curve.times.size(); ++i) {
                highest.mean = std::max(highest.mean, curve.mean[i].value());
                highest.local = std::max(highest.local, curve.highest[i].value());
            }
    return highest;
}

double clearedInTheEnd(const app::CompoundRun& run) {
    return app::clearedShare(run.result->balance.back(), run.result->dose);
}

void compareRuns(const app::CompoundRun& a, const PlanContext& contextA, const app::CompoundRun& b,
                 const PlanContext& contextB, std::vector<ComparedFigure>& out) {
    const auto add = [&](std::string what, std::string unit, double first, double second) {
        out.push_back({a.compound.id, std::move(what), std::move(unit), first, second});
    };
    add("Dose", "mg", a.result->dose.value(), b.result->dose.value());
    add("Taken by blood and lymph in the end", "", clearedInTheEnd(a), clearedInTheEnd(b));
    const auto curvesA = app::concentrationOf(a, contextA.region, contextA.library.tissue);
    const auto curvesB = app::concentrationOf(b, contextB.region, contextB.library.tissue);
    for (const anatomy::BulbBand& band : contextA.library.tissue.bulbBands) {
        const sim::DepthRange range{band.from, band.to};
        for (const double share : sim::kThresholdShares) {
            const MgPerMl threshold = a.strength * share;
            add(band.name + ": area that ever reaches " + text::of(threshold), "",
                everCovered(a, contextA, range, threshold),
                everCovered(b, contextB, range, threshold));
        }
        const Highest highA = highestIn(curvesA, band.id), highB = highestIn(curvesB, band.id);
        add(band.name + ": highest mean concentration", "mg/mL", highA.mean, highB.mean);
        add(band.name + ": highest local concentration", "mg/mL", highA.local, highB.local);
    }
}

} // namespace

std::vector<ComparedFigure> comparedFigures(const SimulatedPlan& first,
                                            const SimulatedPlan& second) {
    std::vector<ComparedFigure> figures;
    for (const app::CompoundRun& run : first.runs) {
        const auto same =
            std::find_if(second.runs.begin(), second.runs.end(), [&](const app::CompoundRun& r) {
                return r.compound.id == run.compound.id;
            });
        if (same != second.runs.end())
            compareRuns(run, first.context, *same, second.context, figures);
    }
    return figures;
}

} // namespace meso::cli
