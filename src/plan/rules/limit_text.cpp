#include "plan/rules/limit_text.h"

#include "base/text.h"

namespace meso::plan {

using enum clinic::LimitedQuantity;

namespace {

std::string boundText(const clinic::LimitCondition& bound, const QuantityText& q) {
    if (bound.min && bound.max)
        return "between " + text::fixed(*bound.min, q.decimals) + " and " +
               text::fixed(*bound.max, q.decimals) + q.unit;
    return bound.min ? "at least " + text::fixed(*bound.min, q.decimals) + q.unit
                     : "at most " + text::fixed(*bound.max, q.decimals) + q.unit;
}

/// "where the distance from the midline is at most 25.0 mm", as the limit's bound goes on.
std::string conditionText(const clinic::LimitCondition& condition, const CheckContext& context) {
    if (condition.quantity == clinic::LimitedQuantity::HoldsCompound) {
        const clinic::Compound* compound = context.compounds.find(condition.compoundId);
        return (condition.isNegated ? "no " : "") +
               text::insideSentence(compound ? compound->name
                                             : text::printable(condition.compoundId)) +
               " is injected";
    }
    if (const auto margin = marginTextOf(condition.quantity)) {
        if (condition.max == 0.0 && !condition.min)
            return std::string("a site ") + margin->verbOfOne + " " + margin->below;
        if (condition.min == 0.0 && !condition.max)
            return std::string("a site does not ") + margin->verbOfMany + " " + margin->below;
    }
    const QuantityText q = textOf(condition.quantity);
    return text::insideSentence(q.name) + " is " + boundText(condition, q);
}

/// " where ... and ...", or nothing.
std::string conditionsText(const clinic::Limit& limit, const CheckContext& context) {
    std::string out;
    for (std::size_t i = 0; i < limit.when.size(); ++i)
        out += (i == 0 ? " where " : " and ") + conditionText(limit.when[i], context);
    return out;
}

std::string siteText(const LimitFinding& finding) {
    return "site " + std::to_string(finding.worst.site);
}

/// "0.20 mm" of the limit's quantity.
std::string valueText(const LimitFinding& finding, double value) {
    const QuantityText q = textOf(finding.limit.quantity);
    return text::fixed(value, q.decimals) + q.unit;
}

std::string plainSentence(const LimitFinding& finding, const CheckContext& context) {
    const clinic::Limit& limit = finding.limit;
    const QuantityText q = textOf(limit.quantity);
    std::string out = std::string(q.name) + " is " + valueText(finding, finding.worst.value);
    if (finding.worst.site > 0)
        out += " at " + siteText(finding);
    if (finding.outside > 1)
        out += ", the farthest off of " + std::to_string(finding.outside) + " sites";
    else if (finding.outside == 0 && finding.judged > 1)
        out += ", the nearest to the limit";
    return out + "; it should be " + boundText({limit.quantity, limit.min, limit.max}, q) +
           conditionsText(limit, context) + ".";
}

/// About a margin that may be used up: where sites lie, not a distance below zero.
std::string marginSentence(const LimitFinding& finding, const MarginText& words,
                           const CheckContext& context) {
    const bool isZero = *finding.limit.min == 0;
    const double worst = finding.worst.value;
    const std::string zone =
        isZero ? std::string(words.below)
               : "less than " + valueText(finding, *finding.limit.min) + " " + words.from;
    const std::string one = std::string(" ") + words.verbOfOne + " ";
    const std::string ending = conditionsText(finding.limit, context) + ".";
    if (finding.outside == 0)
        return "No site" + one + zone + "; the nearest to it, " + siteText(finding) + "," + one +
               valueText(finding, worst) + " " + words.from + ending;
    const std::string start = finding.outside == 1 ? "1 site" + one + zone
                                                   : std::to_string(finding.outside) + " sites " +
                                                         words.verbOfMany + " " + zone;
    const std::string about = finding.about.empty() ? "" : ": " + finding.about;
    if (isZero)
        return start + ", " + (finding.outside == 1 ? "" : std::string(words.worst) + " ") + "by " +
               valueText(finding, -worst) + " (" + siteText(finding) + about + ")" + ending;
    return start + "; " + siteText(finding) + one +
           (worst < 0 ? std::string(words.below) + ", by " + valueText(finding, -worst)
                      : valueText(finding, worst) + " " + words.from) +
           (about.empty() ? "" : " (" + finding.about + ")") + ending;
}

} // namespace

QuantityText textOf(clinic::LimitedQuantity quantity) {
    switch (quantity) {
    case DurationMin:
        return {"The estimated time of the session", " min", 1};
    case DepthBelowDermisMarginMm:
        return {"The tissue left between needle tip and lower border of the dermis", " mm", 2};
    case DepthAboveGaleaMm:
        return {"The tissue left between needle tip and galea", " mm", 2};
    case VolumePerSiteMl:
        return {"The volume per site", " mL", 3};
    case VolumePerSessionMl:
        return {"The volume of the session", " mL", 2};
    case SpacingMm:
        return {"The distance to the nearest other site", " mm", 1};
    case Sites:
        return {"The number of sites", "", 0};
    case DepthMm:
        return {"The depth of the needle tip", " mm", 2};
    case NeedleReserveMm:
        return {"The needle's length beyond what is inserted", " mm", 2};
    case CorridorDistanceMm:
        return {"The distance to the edge of the nearest danger corridor", " mm", 1};
    case ExclusionMarginMm:
        return {"The distance to the nearest exclusion patch and its margin", " mm", 1};
    case LesionDistanceMm:
        return {"The distance to the nearest excluded finding", " mm", 1};
    case BrowDistanceMm:
        return {"The distance to the brow", " mm", 1};
    case EarDistanceMm:
        return {"The distance to the ear", " mm", 1};
    case BehindHairlineMm:
        return {"The distance behind the hairline", " mm", 1};
    case OffMidlineMm:
        return {"The distance from the midline", " mm", 1};
    case IntervalDays:
        return {"The time since the session before", " d", 0};
    case CourseSpanDays:
        return {"The span of the course", " d", 0};
    case AreaPreset:
        return {"The area's preset", "", 0};
    case HoldsCompound:
        return {"What is injected", "", 0};
    }
    return {"", "", 0};
}

std::optional<MarginText> marginTextOf(clinic::LimitedQuantity quantity) {
    switch (quantity) {
    case CorridorDistanceMm:
        return MarginText{"lies", "lie", "the deepest", "inside a corridor of usual course",
                          "from the edge of a corridor of usual course"};
    case ExclusionMarginMm:
        return MarginText{"lies", "lie", "the deepest", "inside an exclusion patch or its margin",
                          "from the margin of an exclusion patch"};
    case LesionDistanceMm:
        return MarginText{"lies", "lie", "the deepest", "inside an excluded finding",
                          "from an excluded finding"};
    case DepthBelowDermisMarginMm:
        return MarginText{"ends", "end", "the deepest", "below the dermis",
                          "above the lower border of the dermis"};
    case DepthAboveGaleaMm:
        return MarginText{"ends", "end", "the deepest", "in the galea or below it",
                          "above the galea"};
    case NeedleReserveMm:
        return MarginText{"has", "have", "the shortest", "a needle that is too short",
                          "of needle beyond what is inserted"};
    default:
        return std::nullopt;
    }
}

std::string sentenceOf(const LimitFinding& finding, const CheckContext& context) {
    const clinic::Limit& limit = finding.limit;
    const auto margin = marginTextOf(limit.quantity);
    return margin && limit.min && !limit.max ? marginSentence(finding, *margin, context)
                                             : plainSentence(finding, context);
}

std::string notJudgedReason(clinic::LimitedQuantity quantity, const Plan& plan,
                            const CheckContext& c) {
    if (quantity == IntervalDays)
        return "a record of earlier sessions is missing.";
    if (quantity == CourseSpanDays)
        return "one plan is one session, and the course is missing.";
    if (plan.sites.empty())
        return "there is no site yet.";
    if (quantity == SpacingMm)
        return "there is only one site.";
    if (quantity == LesionDistanceMm || quantity == ExclusionMarginMm)
        return "there is no exclusion patch.";
    if ((quantity == CorridorDistanceMm || quantity == BrowDistanceMm) && !c.corridors)
        return "the danger corridors are not known here.";
    return "there is nothing to judge.";
}

} // namespace meso::plan
