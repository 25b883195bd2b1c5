#include "plan/rules/checks_limits.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "plan/dose.h"
#include "plan/rules/limit_text.h"

namespace meso::plan {

namespace {

// A millionth of a unit is far below what a hand can do and far above rounding.
constexpr double kSlack = 1e-6;

/// By how much a value lies outside its bounds; not above 0: inside.
double excess(double value, const std::optional<double>& least, const std::optional<double>& most) {
    const double below = least ? *least - kSlack - value : -1e300;
    const double above = most ? value - *most - kSlack : -1e300;
    return std::max(below, above);
}

// From this share of a compound's usual strength on, an injection is one of that compound.
constexpr double kShareThatSpares = 0.5;

/// At which sites a condition on a compound holds: what their mixture holds, and what the vehicle
/// brings along. A trace is enough to be judged, but not to be spared.
std::map<int, bool> sitesWith(const clinic::LimitCondition& condition, const Plan& plan,
                              const CheckContext& context) {
    const clinic::Vehicle* vehicle =
        context.vehicles ? context.vehicles->find(plan.vehicle) : nullptr;
    const clinic::Compound* compound = context.compounds.find(condition.compoundId);
    const MgPerMl enough = compound ? compound->usualStrength * kShareThatSpares : MgPerMl(0);
    std::map<int, bool> out;
    for (const InjectionSite& site : plan.sites) {
        std::vector<Ingredient> parts = ingredientsOf(plan, site.mixture);
        if (vehicle)
            parts.push_back({vehicle->compoundId, vehicle->strength});
        bool isThere = false;
        MgPerMl strength;
        for (const Ingredient& part : parts)
            if (part.compoundId == condition.compoundId) {
                isThere = true;
                strength += part.strength;
            }
        out[site.id] = condition.isNegated ? !(isThere && strength >= enough) : isThere;
    }
    return out;
}

std::map<int, bool> sitesWhere(const clinic::LimitCondition& condition, const Plan& plan,
                               const CheckContext& context) {
    if (condition.quantity == clinic::LimitedQuantity::HoldsCompound)
        return sitesWith(condition, plan, context);
    std::map<int, bool> holds;
    for (const LimitValue& v : valuesOf(condition.quantity, plan, context))
        holds[v.site] = excess(v.value, condition.min, condition.max) <= 0;
    return holds;
}

/// Which values the limit's conditions leave to be judged. A condition of the whole plan holds for
/// all; one per site holds for its site, and where a site has no such value it does not hold.
class Conditions {
public:
    Conditions(const clinic::Limit& limit, const Plan& plan, const CheckContext& context) {
        for (const clinic::LimitCondition& condition : limit.when)
            holds_.push_back(sitesWhere(condition, plan, context));
    }
    [[nodiscard]] bool hold(int site) const {
        return std::all_of(holds_.begin(), holds_.end(), [site](const std::map<int, bool>& holds) {
            const auto whole = holds.find(0);
            if (whole != holds.end())
                return whole->second;
            if (site == 0)
                return std::any_of(holds.begin(), holds.end(),
                                   [](const auto& entry) { return entry.second; });
            const auto at = holds.find(site);
            return at != holds.end() && at->second;
        });
    }

private:
    std::vector<std::map<int, bool>> holds_;
};

std::optional<anatomy::NearestCorridor> corridorAt(const Plan& plan, const CheckContext& context,
                                                   int site) {
    const InjectionSite* found = context.corridors ? siteWithId(plan.sites, site) : nullptr;
    return found ? context.corridors->nearest(found->onScalp) : std::nullopt;
}

/// The name of the corridor that a margin is about.
std::string corridorName(const std::optional<anatomy::NearestCorridor>& corridor) {
    if (!corridor)
        return {};
    return text::insideSentence(corridor->name) +
           (corridor->side == anatomy::Side::Left ? ", left" : ", right");
}

bool waitsForCorridors(const clinic::Limit& limit) {
    return std::any_of(limit.when.begin(), limit.when.end(), [](const clinic::LimitCondition& c) {
        return c.quantity == clinic::LimitedQuantity::CorridorDistanceMm;
    });
}

/// What to add where a corridor is named: which one, and what it is worth.
std::string corridorRemark(const LimitFinding& finding,
                           const std::optional<anatomy::NearestCorridor>& corridor) {
    if (!corridor)
        return {};
    const std::string caption = std::string(" ") + anatomy::kCorridorCaption + ".";
    if (waitsForCorridors(finding.limit))
        return " Site " + std::to_string(finding.worst.site) + ": " +
               text::insideSentence(anatomy::sentenceOf(*corridor)) + "." + caption;
    return finding.about.empty() ? std::string() : caption;
}

RuleResult judgePreset(const clinic::Limit& limit, const Plan& plan, const CheckContext& context) {
    RuleResult out{limit.id, limit.severity, RuleState::NotApplicable, {}, {}, limit.source};
    const std::string& stage = plan.area.stageId.empty() ? plan.area.presetId : plan.area.stageId;
    if (stage.empty()) {
        out.sentence = "The area was drawn by hand, so that no stage is known.";
        return out;
    }
    const bool isListed =
        std::find(limit.notIn.begin(), limit.notIn.end(), stage) != limit.notIn.end();
    const anatomy::AreaPreset* preset = context.areas ? context.areas->find(stage) : nullptr;
    out.state = isListed ? RuleState::Broken : RuleState::Passed;
    out.sentence = "The area " +
                   std::string(plan.area.presetId.empty() ? "began as " : "is that of ") +
                   (preset ? preset->name : "\"" + text::printable(stage) + "\"") +
                   (isListed ? ", which calls for a second thought." : ", not a late stage.");
    return out;
}

RuleResult judge(const clinic::Limit& limit, const Plan& plan, const CheckContext& context) {
    if (limit.quantity == clinic::LimitedQuantity::AreaPreset)
        return judgePreset(limit, plan, context);
    const QuantityText q = textOf(limit.quantity);
    RuleResult out{limit.id, limit.severity, RuleState::NotApplicable, {}, {}, limit.source};
    std::vector<LimitValue> values = valuesOf(limit.quantity, plan, context);
    if (values.empty()) {
        out.sentence = std::string(q.name) +
                       " could not be judged: " + notJudgedReason(limit.quantity, plan, context);
        return out;
    }
    const Conditions conditions(limit, plan, context);
    std::erase_if(values, [&](const LimitValue& v) { return !conditions.hold(v.site); });
    if (values.empty()) {
        out.sentence = std::string(q.name) + ": there is no site that this limit is about.";
        return out;
    }
    LimitFinding found{limit, values.size(), 0, values.front(), {}};
    for (const LimitValue& v : values) {
        const double by = excess(v.value, limit.min, limit.max);
        if (by > excess(found.worst.value, limit.min, limit.max))
            found.worst = v;
        if (by <= 0)
            continue;
        ++found.outside;
        if (v.site > 0)
            out.sites.push_back(v.site);
    }
    out.state = found.outside > 0 ? RuleState::Broken : RuleState::Passed;
    const auto corridor =
        found.outside > 0 ? corridorAt(plan, context, found.worst.site) : std::nullopt;
    if (limit.quantity == clinic::LimitedQuantity::CorridorDistanceMm)
        found.about = corridorName(corridor);
    out.sentence = sentenceOf(found, context) + corridorRemark(found, corridor);
    return out;
}

} // namespace

void judgeLimits(const Plan& plan, const CheckContext& context, RuleResults& results) {
    for (const clinic::Limit& limit : context.protocol.limits)
        results.push_back(judge(limit, plan, context));
}

} // namespace meso::plan
