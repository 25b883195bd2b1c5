#include "plan/checks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

struct Judged {
    int site = 0; ///< 0: the whole plan
    double value = 0;
};

struct Quantity {
    const char* name;
    const char* unit;
    int decimals;
};

Quantity describe(LimitedQuantity quantity) {
    switch (quantity) {
    case LimitedQuantity::DurationMin:
        return {"The estimated time of the session", " min", 1};
    case LimitedQuantity::DepthBelowDermisMarginMm:
        return {"The tissue left between needle tip and lower border of the dermis", " mm", 2};
    case LimitedQuantity::DepthAboveGaleaMm:
        return {"The tissue left between needle tip and galea", " mm", 2};
    case LimitedQuantity::VolumePerSiteMl:
        return {"The volume per site", " mL", 3};
    case LimitedQuantity::VolumePerSessionMl:
        return {"The volume of the session", " mL", 2};
    case LimitedQuantity::SpacingMm:
        return {"The distance to the nearest other site", " mm", 1};
    case LimitedQuantity::Sites:
        return {"The number of sites", "", 0};
    }
    return {"", "", 0};
}

std::optional<Mm> depthOf(const anatomy::TissueProfile& tissue, anatomy::LayerKind kind,
                          bool lowerBorder) {
    Mm depth;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        if (layer.kind == kind)
            return lowerBorder ? depth + layer.thickness : depth;
        depth += layer.thickness;
    }
    return std::nullopt;
}

std::vector<Judged> depthMargins(const Plan& plan, std::optional<Mm> border) {
    std::vector<Judged> out;
    if (border)
        for (const InjectionSite& s : plan.sites)
            out.push_back({s.id, (*border - s.depth).value()});
    return out;
}

std::vector<Judged> nearestDistances(const Plan& plan, const std::vector<geom::Vec3>& positions) {
    std::vector<Judged> out;
    for (std::size_t i = 0; i < positions.size() && positions.size() > 1; ++i) {
        double nearest = 1e300;
        for (std::size_t j = 0; j < positions.size(); ++j)
            if (j != i)
                nearest = std::min(nearest, (positions[i] - positions[j]).squaredNorm());
        out.push_back({plan.sites[i].id, std::sqrt(nearest)});
    }
    return out;
}

std::vector<Judged> valuesOf(LimitedQuantity quantity, const Plan& plan, const CheckContext& c) {
    using enum LimitedQuantity;
    if (plan.sites.empty())
        return {};
    switch (quantity) {
    case DurationMin:
        return {{0, sessionTime(plan, c.positions, c.protocol).value() / 60}};
    case DepthBelowDermisMarginMm:
        return depthMargins(plan, depthOf(c.tissue, anatomy::LayerKind::Dermis, true));
    case DepthAboveGaleaMm:
        return depthMargins(plan, depthOf(c.tissue, anatomy::LayerKind::Galea, false));
    case VolumePerSiteMl: {
        std::vector<Judged> out;
        for (const InjectionSite& s : plan.sites)
            out.push_back({s.id, s.volume.value()});
        return out;
    }
    case VolumePerSessionMl:
        return {{0, totalVolume(plan).value()}};
    case SpacingMm:
        return nearestDistances(plan, c.positions);
    case Sites:
        return {{0, static_cast<double>(plan.sites.size())}};
    }
    return {};
}

std::string boundText(const Limit& limit, const Quantity& q) {
    if (limit.least && limit.most)
        return "should lie between " + text::fixed(*limit.least, q.decimals) + " and " +
               text::fixed(*limit.most, q.decimals) + q.unit;
    return limit.least ? "should be at least " + text::fixed(*limit.least, q.decimals) + q.unit
                       : "should be at most " + text::fixed(*limit.most, q.decimals) + q.unit;
}

RuleResult judge(const Limit& limit, const Plan& plan, const CheckContext& context) {
    const Quantity q = describe(limit.quantity);
    RuleResult out{limit.id, limit.severity, RuleState::NotApplicable, {}, {}, limit.source};
    const std::vector<Judged> values = valuesOf(limit.quantity, plan, context);
    if (values.empty()) {
        out.sentence = std::string(q.name) + " could not be judged: there is nothing to judge yet.";
        return out;
    }
    // A thousandth of a unit is far below what a hand can do and far above rounding.
    constexpr double kSlack = 1e-6;
    const double below = limit.least.value_or(-1e300) - kSlack;
    const double above = limit.most.value_or(1e300) + kSlack;
    double worst = values.front().value;
    double worstBy = -1e300;
    for (const Judged& v : values) {
        const double by = std::max(below - v.value, v.value - above);
        if (by > worstBy) {
            worstBy = by;
            worst = v.value;
        }
        if (by > 0 && v.site > 0)
            out.sites.push_back(v.site);
    }
    out.state = worstBy > 0 ? RuleState::Broken : RuleState::Passed;
    const std::string extreme = values.size() > 1 ? ", at its worst, is " : " is ";
    out.sentence = q.name + extreme + text::fixed(worst, q.decimals) + q.unit + "; it " +
                   boundText(limit, q) + ".";
    return out;
}

RuleResult judgeStrength(const Ingredient& ingredient, const Compound& compound) {
    RuleResult out{"D01 " + compound.id, Severity::Error, RuleState::NotApplicable, {}, {},
                   compound.source};
    if (compound.publishedStrengths.empty()) {
        out.sentence = compound.name + ": no published strength to compare with.";
        return out;
    }
    double nearest = 1e300;
    MgPerMl published;
    for (const MgPerMl s : compound.publishedStrengths) {
        const double factor = std::abs(std::log10(ingredient.strength / s));
        if (factor < nearest) {
            nearest = factor;
            published = s;
        }
    }
    // A factor of ten is the classic slip between % and mg/mL; 9.5 leaves room for rounding.
    out.state = nearest >= std::log10(9.5) ? RuleState::Broken : RuleState::Passed;
    out.sentence = compound.name + " at " + strengthText(compound.countedIn, ingredient.strength) +
                   "; the nearest published strength is " +
                   strengthText(compound.countedIn, published) + ".";
    return out;
}

RuleResult judgeCeiling(const SessionDose& dose, const Compound& compound) {
    RuleResult out{"D02 " + compound.id, Severity::Warning, RuleState::NotApplicable, {}, {},
                   compound.source};
    const auto& ceiling = compound.softCeiling ? compound.softCeiling : compound.hardCeiling;
    const Amount given = inUnitOf(ceiling.value_or(Amount(compound.countedIn, 0)), dose);
    out.sentence = compound.name + ": " + amountText(given) + " in the session";
    if (!ceiling) {
        out.sentence += "; no ceiling is known.";
        return out;
    }
    constexpr double kRounding = 1 + 1e-9;
    out.state = RuleState::Passed;
    if (compound.softCeiling && given.value > compound.softCeiling->value * kRounding)
        out.state = RuleState::Broken;
    if (compound.hardCeiling && given.value > compound.hardCeiling->value * kRounding) {
        out.state = RuleState::Broken;
        out.severity = Severity::Error;
    }
    if (compound.softCeiling)
        out.sentence += "; usual ceiling " + amountText(*compound.softCeiling);
    if (compound.hardCeiling)
        out.sentence += "; largest published " + amountText(*compound.hardCeiling);
    out.sentence += ".";
    return out;
}

void judgeFormulation(const Plan& plan, const CheckContext& context,
                      std::vector<RuleResult>& results) {
    if (plan.formulation.empty())
        results.push_back({"D00",
                           Severity::Error,
                           RuleState::Broken,
                           "The plan does not say what is injected. Add a compound.",
                           {},
                           ""});
    for (const CompoundDose& dose : dosesOf(plan)) {
        const Compound* compound = context.compounds.find(dose.compoundId);
        if (!compound) {
            results.push_back({"D00 " + text::printable(dose.compoundId),
                               Severity::Error,
                               RuleState::Broken,
                               "The compound \"" + text::printable(dose.compoundId) +
                                   "\" is not in the library, so its dose cannot be judged.",
                               {},
                               ""});
            continue;
        }
        results.push_back(judgeStrength({dose.compoundId, dose.strength}, *compound));
    }
    for (const SessionDose& dose : sessionDoses(plan))
        if (const Compound* compound = context.compounds.find(dose.compoundId))
            results.push_back(judgeCeiling(dose, *compound));
}

/// Distance of every site to the area, and to the exclusion patches with their margins.
RuleResult judgePlacement(const Plan& plan, const CheckContext& context, bool exclusions) {
    RuleResult out{exclusions ? "R16" : "A01",
                   Severity::Warning,
                   RuleState::NotApplicable,
                   {},
                   {},
                   exclusions ? "Keep clear of lesions, naevi and scars; own rule" : "Own rule"};
    const auto& distance =
        exclusions ? context.region.exclusionDistance() : context.region.signedDistance();
    if (plan.sites.empty() || (exclusions && plan.area.exclusions.empty())) {
        out.sentence = exclusions ? "There is no exclusion patch to keep clear of."
                                  : "There is no site to compare with the area.";
        return out;
    }
    for (const InjectionSite& s : plan.sites) {
        const double d = interpolate(context.region.mesh(), s.onScalp, distance);
        if (exclusions ? d < 0 : d > 0.05)
            out.sites.push_back(s.id);
    }
    out.state = out.sites.empty() ? RuleState::Passed : RuleState::Broken;
    const std::string count = std::to_string(out.sites.size());
    out.sentence = exclusions ? count + " of the sites lie in an exclusion patch or its margin."
                              : count + " of the sites lie outside the treatment area.";
    return out;
}

} // namespace

std::vector<RuleResult> check(const Plan& plan, const CheckContext& context) {
    MESO_CHECK(context.positions.size() == plan.sites.size(), "one position per site");
    std::vector<RuleResult> results;
    for (const Limit& limit : context.protocol.limits)
        results.push_back(judge(limit, plan, context));
    results.push_back(judgePlacement(plan, context, false));
    results.push_back(judgePlacement(plan, context, true));
    judgeFormulation(plan, context, results);
    return results;
}

bool blocks(const std::vector<RuleResult>& results) {
    return std::any_of(results.begin(), results.end(), [](const RuleResult& r) {
        return r.state == RuleState::Broken && r.severity == Severity::Error;
    });
}

} // namespace meso::plan
