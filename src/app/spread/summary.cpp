#include "app/spread/summary.h"

#include <algorithm>
#include <cmath>

#include "app/library.h"
#include "base/text.h"
#include "plan/dose.h"
#include "plan/layout/layout.h"
#include "plan/layout/layout_quality.h"
#include "plan/layout/route.h"

namespace meso::app {

namespace {

std::string nameOf(const std::string& compoundId, const ClinicalLibrary& library) {
    const clinic::Compound* compound = library.compounds.find(compoundId);
    return compound ? compound->name : text::printable(compoundId);
}

void addLayoutRows(const plan::Plan& plan, const geom::Region& region,
                   std::vector<SummaryRow>& rows) {
    rows.push_back({"Sites", std::to_string(plan.sites.size())});
    rows.push_back({"Area", text::cm2(region.area())});
    if (plan.sites.empty())
        return;
    std::vector<geom::SurfacePoint> points;
    for (const plan::InjectionSite& s : plan.sites)
        points.push_back(s.onScalp);
    if (points.size() < 2) {
        rows.push_back({"Spacing", "–"});
        return;
    }
    const plan::LayoutQuality q = plan::qualityOf(region, points);
    rows.push_back({"Spacing", text::of(q.spacing) + " (nearest neighbours " +
                                   text::of(q.nearestMin) + " to the closest, variation " +
                                   text::percent(q.nearestVariation, 1) + ")"});
}

} // namespace

std::vector<SummaryRow> summaryOf(const plan::Plan& plan, const HeadContext& headContext,
                                  const geom::Region& region, const ClinicalLibrary& library) {
    std::vector<SummaryRow> rows;
    addLayoutRows(plan, region, rows);
    rows.push_back({"Volume", text::of(plan::totalVolume(plan))});
    for (const plan::CompoundDose& dose : plan::dosesOf(plan)) {
        const clinic::Compound* compound = library.compounds.find(dose.compoundId);
        const clinic::AmountUnit unit = compound ? compound->countedIn : clinic::AmountUnit::Mg;
        rows.push_back({"Dose of " + nameOf(dose.compoundId, library),
                        clinic::amountText({unit, dose.total.value()}) + " (" +
                            clinic::strengthText(unit, dose.strength) + ")"});
    }
    if (const auto positions = sitePositions(plan, *headContext.head);
        positions.ok() && !plan.sites.empty())
        rows.push_back({"Estimated time to deliver",
                        text::duration(plan::sessionTime(plan, *positions, library.protocol))});
    return rows;
}

std::vector<SummaryRow> summaryOf(const CompoundRun& run, const geom::Region& region,
                                  const ClinicalLibrary& library) {
    std::vector<SummaryRow> rows;
    const std::string& name = run.compound.name;
    for (const BandCoverage& c : coverageOf(run, region, library.tissue)) {
        const auto best = std::max_element(
            c.curve.begin(), c.curve.end(),
            [](const sim::Coverage& a, const sim::Coverage& b) { return a.now < b.now; });
        const double ever = c.curve.empty() ? 0 : c.curve.back().ever;
        std::string value = text::percent(ever) + " of the area";
        if (best != c.curve.end() && best->now > 0)
            value += best->time > Seconds(0) ? ", most at " + text::duration(best->time)
                                             : std::string(", most at the start");
        rows.push_back({name + " ≥ " + text::percent(c.thresholdShare) + " of injected, " +
                            c.band.name + " " + text::fixed(c.band.from.value(), 1) + "–" +
                            text::of(c.band.to),
                        value});
    }
    const auto half = halfCleared(*run.result);
    rows.push_back({name + ", half cleared",
                    half ? "after " + text::duration(*half)
                         : "not within " + text::duration(run.result->balance.back().time)});
    rows.push_back({name + ", mass balance",
                    "within " + text::significant(massError(*run.result)) + " of the dose"});
    return rows;
}

double clearedShare(const sim::MassBalance& at, Mg dose) {
    return (at.blood + at.lymph) / (dose - at.leaked);
}

std::optional<Seconds> halfCleared(const sim::SimResult& result) {
    const auto isHalf = [&](const sim::MassBalance& at) {
        return clearedShare(at, result.dose) >= 0.5;
    };
    const auto after = std::find_if(result.balance.begin(), result.balance.end(), isHalf);
    if (after == result.balance.end())
        return std::nullopt;
    if (after == result.balance.begin())
        return after->time;
    Seconds before = (after - 1)->time, by = after->time;
    while (by - before > Seconds(1)) {
        const Seconds middle = before + (by - before) * 0.5;
        const auto at = sim::massBalance(*result.field, result.leaked, std::span(&middle, 1));
        (isHalf(at.front()) ? by : before) = middle;
    }
    return by;
}

double massError(const sim::SimResult& result) {
    double worst = 0;
    for (const sim::MassBalance& b : result.balance)
        worst = std::max(worst, std::abs(b.total() / result.dose - 1));
    return worst;
}

std::string concentrationText(MgPerMl value, MgPerMl injected) {
    const MgPerMl least = injected * sim::kMeaningfulShare;
    return value < least ? "below " + text::of(least) : text::of(value);
}

std::string assumedValuesNote() {
    return "Model estimate from assumed tissue and compound values, not a measurement and not "
           "dosing advice.";
}

} // namespace meso::app
