#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "plan/limit_values.h"
#include "plan/rule_groups.h"

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

std::string boundText(const Limit& limit, const QuantityText& q) {
    if (limit.least && limit.most)
        return "should lie between " + text::fixed(*limit.least, q.decimals) + " and " +
               text::fixed(*limit.most, q.decimals) + q.unit;
    return limit.least ? "should be at least " + text::fixed(*limit.least, q.decimals) + q.unit
                       : "should be at most " + text::fixed(*limit.most, q.decimals) + q.unit;
}

/// Which values the limit's conditions leave to be judged. A condition of the whole plan holds for
/// all; one per site holds for its site, and where a site has no such value it does not hold.
class Conditions {
public:
    Conditions(const Limit& limit, const Plan& plan, const CheckContext& context) {
        for (const LimitCondition& condition : limit.when) {
            std::map<int, bool> holds;
            for (const LimitValue& v : valuesOf(condition.quantity, plan, context))
                holds[v.site] = excess(v.value, condition.least, condition.most) <= 0;
            holds_.push_back(std::move(holds));
        }
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

/// Which corridor the worst site is about.
std::string corridorText(const Plan& plan, const CheckContext& context, int site) {
    for (const InjectionSite& s : plan.sites)
        if (s.id == site && context.corridors)
            if (const auto nearest = context.corridors->nearest(s.onScalp))
                return " Site " + std::to_string(site) + ": " + anatomy::sentenceOf(*nearest) +
                       ". " + anatomy::kCorridorCaption + ".";
    return {};
}

bool isAboutCorridors(const Limit& limit) {
    return limit.quantity == LimitedQuantity::CorridorDistanceMm ||
           std::any_of(limit.when.begin(), limit.when.end(), [](const LimitCondition& c) {
               return c.quantity == LimitedQuantity::CorridorDistanceMm;
           });
}

RuleResult judgePreset(const Limit& limit, const Plan& plan) {
    RuleResult out{limit.id, limit.severity, RuleState::NotApplicable, {}, {}, limit.source};
    const std::string& preset = plan.area.presetId;
    if (preset.empty()) {
        out.sentence = "The area was drawn by hand, so that no stage is known.";
        return out;
    }
    const bool isListed =
        std::find(limit.notIn.begin(), limit.notIn.end(), preset) != limit.notIn.end();
    out.state = isListed ? RuleState::Broken : RuleState::Passed;
    out.sentence = "The area's preset \"" + text::printable(preset) +
                   (isListed ? "\" is among those that call for a second thought."
                             : "\" is not among those that call for a second thought.");
    return out;
}

RuleResult judge(const Limit& limit, const Plan& plan, const CheckContext& context) {
    if (limit.quantity == LimitedQuantity::AreaPreset)
        return judgePreset(limit, plan);
    const QuantityText q = textOf(limit.quantity);
    RuleResult out{limit.id, limit.severity, RuleState::NotApplicable, {}, {}, limit.source};
    std::vector<LimitValue> values = valuesOf(limit.quantity, plan, context);
    if (values.empty()) {
        out.sentence = std::string(q.name) +
                       " could not be judged: " + whyNothing(limit.quantity, plan, context);
        return out;
    }
    const Conditions conditions(limit, plan, context);
    std::erase_if(values, [&](const LimitValue& v) { return !conditions.hold(v.site); });
    if (values.empty()) {
        out.sentence = std::string(q.name) + ": there is no site that this limit is about.";
        return out;
    }
    LimitValue worst = values.front();
    for (const LimitValue& v : values) {
        const double by = excess(v.value, limit.least, limit.most);
        if (by > excess(worst.value, limit.least, limit.most))
            worst = v;
        if (by > 0 && v.site > 0)
            out.sites.push_back(v.site);
    }
    const bool isBroken = excess(worst.value, limit.least, limit.most) > 0;
    out.state = isBroken ? RuleState::Broken : RuleState::Passed;
    out.sentence = q.name + std::string(values.size() > 1 ? ", at its worst, is " : " is ") +
                   text::fixed(worst.value, q.decimals) + q.unit + "; it " + boundText(limit, q) +
                   ".";
    if (isBroken && isAboutCorridors(limit))
        out.sentence += corridorText(plan, context, worst.site);
    return out;
}

} // namespace

void judgeLimits(const Plan& plan, const CheckContext& context, RuleResults& results) {
    for (const Limit& limit : context.protocol.limits)
        results.push_back(judge(limit, plan, context));
}

} // namespace meso::plan
