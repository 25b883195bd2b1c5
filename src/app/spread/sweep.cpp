#include "app/spread/sweep.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/spread/summary.h"
#include "base/text.h"
#include "plan/edits.h"
#include "plan/layout/layout.h"

namespace meso::app {
namespace {

// What is being changed, with what a layout needs.
struct Change {
    SweepCase& made;
    plan::LayoutRequest layout;
    bool laysOut = false;
};

struct Bounds {
    double min, max;
};

using NumberSetter = std::function<Status(Change&, double)>;

Status adopt(SweepCase& made, Result<plan::Plan> plan) {
    if (!plan)
        return plan.error();
    made.plan = std::move(plan).value();
    return Done{};
}

Status setEveryStrength(Change& c, double value) {
    for (std::size_t i = 0; i < c.made.plan.formulation.size(); ++i)
        if (auto set = adopt(c.made, plan::setStrength(c.made.plan, i, MgPerMl(value))); !set)
            return set;
    return Done{};
}

struct Parameter {
    const char* name;
    const char* meaning;
    Bounds bounds;
    bool beforeLayout;
    NumberSetter set;
};

Status within(const Parameter& p, double value) {
    if (value >= p.bounds.min && value <= p.bounds.max)
        return Done{};
    return Error{"The parameter " + std::string(p.name) + " must be between " +
                 text::significant(p.bounds.min) + " and " + text::significant(p.bounds.max) +
                 ", not " + text::significant(value) + "."};
}

// Those of the layout.
std::vector<Parameter> layoutParameters() {
    return {{"sites",
             "how many, laid out anew",
             {1, 1000},
             true,
             [](Change& c, double v) -> Status {
                 c.layout.count = static_cast<int>(std::lround(v));
                 c.layout.spacing.reset();
                 c.laysOut = true;
                 return Done{};
             }},
            {"spacing_mm",
             "between sites, laid out anew",
             {1, 100},
             true,
             [](Change& c, double v) -> Status {
                 c.layout.spacing = Mm(v);
                 c.layout.count.reset();
                 c.laysOut = true;
                 return Done{};
             }},
            {"seed", "of a new layout", {0, 1e15}, true, [](Change& c, double v) -> Status {
                 c.layout.seed = static_cast<std::uint64_t>(v);
                 c.laysOut = true;
                 return Done{};
             }}};
}

// Those of plan, tissue and run.
std::vector<Parameter> plainParameters() {
    using plan::kDepthBounds, plan::kStrengthBounds, plan::kVolumeBounds;
    return {
        {"volume_ml",
         "of every site",
         {kVolumeBounds.min, kVolumeBounds.max},
         false,
         [](Change& c, double v) {
             return adopt(c.made, plan::setVolume(c.made.plan, {}, Ml(v)));
         }},
        {"depth_mm",
         "of every site",
         {kDepthBounds.min, kDepthBounds.max},
         false,
         [](Change& c, double v) { return adopt(c.made, plan::setDepth(c.made.plan, {}, Mm(v))); }},
        {"strength_mg_per_ml",
         "of every compound",
         {kStrengthBounds.min, kStrengthBounds.max},
         false,
         setEveryStrength},
        {"duration_h",
         "simulated",
         {1.0 / 60, 24 * 30},
         false,
         [](Change& c, double v) -> Status {
             c.made.duration = fromHours(v);
             return Done{};
         }},
        {"blood_flow_per_s",
         "of the dermis, per tissue volume",
         {1e-6, 1},
         false,
         [](Change& c, double v) -> Status {
             c.made.library.tissue.bloodFlow = PerSecond(v);
             return Done{};
         }},
        {"leak_share",
         "of the injected volume that leaks",
         {0, 0.9},
         false,
         [](Change& c, double v) -> Status {
             c.made.library.tissue.leakFraction = v;
             return Done{};
         }},
        {"depot_fraction",
         "epsilon: volume of fluid / volume of depot",
         {0.1, 10},
         false,
         [](Change& c, double v) -> Status {
             c.made.library.tissue.depotFraction = v;
             return Done{};
         }}};
}

std::vector<Parameter> numberParameters() {
    std::vector<Parameter> all = layoutParameters();
    for (Parameter& p : plainParameters())
        all.push_back(std::move(p));
    return all;
}

constexpr const char* kCompound = "compound";

Status checkKinds(const store::SweepPoint& point, const std::vector<Parameter>& known) {
    for (const auto& [name, value] : point) {
        const bool isWord = std::holds_alternative<std::string>(value);
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&, &n = name](const Parameter& p) { return n == p.name; });
        if (name != kCompound && found == known.end()) {
            std::string names = kCompound;
            for (const Parameter& p : known)
                names += std::string(", ") + p.name;
            return Error{"There is no parameter \"" + text::printable(name) +
                         "\" to sweep over. Known: " + names + "."};
        }
        if (isWord != (name == kCompound))
            return Error{"The parameter " + name + " needs a " + (isWord ? "number" : "word") +
                         "."};
    }
    return Done{};
}

Status apply(Change& change, const store::SweepPoint& point, const std::vector<Parameter>& known,
             bool beforeLayout) {
    for (const Parameter& p : known)
        for (const auto& [name, value] : point) {
            if (name != p.name || p.beforeLayout != beforeLayout)
                continue;
            const double number = std::get<double>(value);
            if (auto fits = within(p, number); !fits)
                return fits;
            if (auto set = p.set(change, number); !set)
                return set;
        }
    return Done{};
}

} // namespace

Result<SweepCase> sweepCase(const SweepCase& base, const HeadContext& headContext,
                            const geom::Region& region, const store::SweepPoint& point) {
    const std::vector<Parameter> known = numberParameters();
    if (auto kinds = checkKinds(point, known); !kinds)
        return kinds.error();
    SweepCase made = base;
    Change change{made, {}, false};
    change.layout.count = base.plan.wantedSites;
    change.layout.spacing = base.plan.wantedSpacing;
    change.layout.seed = base.plan.seed;
    if (!change.layout.count && !change.layout.spacing)
        change.layout.count = static_cast<int>(base.plan.sites.size());
    if (auto set = apply(change, point, known, true); !set)
        return set.error();
    if (change.laysOut) {
        made.plan.sessionRecord.reset(); // what is simulated is no longer the session that was held
        auto laid = layOutPlan(made.plan, headContext, region, made.library, change.layout);
        if (auto set = adopt(made, std::move(laid)); !set)
            return set.error();
    }
    if (auto set = apply(change, point, known, false); !set)
        return set.error();
    for (const auto& [name, value] : point)
        if (name == kCompound)
            made.compounds = {std::get<std::string>(value)};
    return made;
}

std::vector<std::pair<std::string, double>> sweepFigures(const CompoundRun& run,
                                                         const geom::Region& region,
                                                         const anatomy::TissueProfile& tissue) {
    std::vector<std::pair<std::string, double>> out{
        {"dose_mg", run.result->dose.value()},
        {"cleared_share", clearedShare(run.result->balance.back(), run.result->dose)},
        {"mass_error", massError(*run.result)}};
    if (const auto half = halfCleared(*run.result))
        out.emplace_back("half_cleared_s", half->value());
    for (const BandCoverage& c : coverageOf(run, region, tissue))
        if (!c.curve.empty())
            out.emplace_back(c.band.id + "_covered_at_" + text::significant(c.thresholdShare),
                             c.curve.back().ever);
    for (const DepthCurve& c : concentrationOf(run, region, tissue)) {
        double mean = 0, highest = 0;
        for (std::size_t i = 0; i < c.times.size(); ++i) {
            mean = std::max(mean, c.mean[i].value());
            highest = std::max(highest, c.highest[i].value());
        }
        out.emplace_back(c.depth.id + "_highest_mean_mg_per_ml", mean);
        out.emplace_back(c.depth.id + "_highest_mg_per_ml", highest);
    }
    return out;
}

} // namespace meso::app
