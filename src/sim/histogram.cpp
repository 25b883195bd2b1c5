#include "sim/histogram.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace meso::sim {
namespace {

// Values in the target, 0 where nothing was solved.
double valueAt(std::span<const float> field, const Target& target, std::size_t v) {
    return target.solved[v] ? static_cast<double>(field[v]) : 0;
}

double shareReaching(double level, std::span<const float> field, const Target& target) {
    double reached = 0;
    for (std::size_t v = 0; v < field.size(); ++v)
        if (target.weights_mm2[v] > 0 && valueAt(field, target, v) >= level)
            reached += target.weights_mm2[v];
    return target.area.value() > 0 ? std::min(1.0, reached / target.area.value()) : 0;
}

std::string unsolvedSentence(Mm2 unsolved, Mm2 area) {
    return text::cm2(unsolved) + " of " + text::cm2(area) +
           " lie outside the solved grid and count as not reached.";
}

} // namespace

Target targetOf(const SimResult& result, std::span<const double> weights_mm2) {
    MESO_CHECK(weights_mm2.size() == static_cast<std::size_t>(result.surfaceVertices),
               "a target needs one weight per vertex of the surface");
    Target target{{weights_mm2.begin(), weights_mm2.end()}, {}, Mm2(0), Mm2(0)};
    target.solved.assign(weights_mm2.size(), 0);
    for (std::size_t i = 0; i < result.meshVertex.size(); ++i)
        target.solved[result.meshVertex[i]] = result.area_mm2[i] > 0 ? 1 : 0;
    for (std::size_t v = 0; v < weights_mm2.size(); ++v) {
        target.area += Mm2(weights_mm2[v]);
        if (!target.solved[v])
            target.unsolved += Mm2(weights_mm2[v]);
    }
    return target;
}

std::string CumulativeHistogram::remark() const {
    return unsolved.value() > 0 ? unsolvedSentence(unsolved, area) : std::string();
}

CumulativeHistogram cumulativeHistogram(std::span<const float> field, const Target& target,
                                        int steps) {
    MESO_CHECK(field.size() == target.weights_mm2.size() && steps >= 2,
               "a histogram needs a value per vertex and two levels");
    std::vector<std::pair<double, double>> places; // value, area
    for (std::size_t v = 0; v < field.size(); ++v)
        if (target.weights_mm2[v] > 0)
            places.emplace_back(valueAt(field, target, v), target.weights_mm2[v]);
    std::sort(places.begin(), places.end());
    CumulativeHistogram h{{}, {}, target.area, target.unsolved};
    const double highest = places.empty() ? 0 : places.back().first;
    double below = 0;
    std::size_t next = 0;
    for (int i = 0; i < steps; ++i) {
        const double level = i + 1 == steps ? highest : highest * i / (steps - 1);
        for (; next < places.size() && places[next].first < level; ++next)
            below += places[next].second;
        h.levels.push_back(level);
        h.shares.push_back(places.empty() ? 0 : std::max(0.0, 1 - below / target.area.value()));
    }
    return h;
}

RuleOutcome judge(const CoverageRule& rule, std::span<const float> field, const Target& target) {
    MESO_CHECK(field.size() == target.weights_mm2.size(), "a rule needs a value per vertex");
    if (!(target.area.value() > 0))
        return {false, 0, "There is no target area that the rule could apply to."};
    if (!(rule.share > 0 && rule.share <= 1) || !(rule.level > 0))
        return {false, 0, "A rule needs a share above 0 % and up to 100 %, and a level above 0."};
    if (std::none_of(target.solved.begin(), target.solved.end(), [](char s) { return s != 0; }) ||
        !(target.unsolved < target.area))
        return {false, 0, "No part of the target area was simulated."};
    RuleOutcome outcome;
    outcome.reached = shareReaching(rule.level, field, target);
    // A target that is met everywhere may miss 100 % by the rounding of its sum.
    outcome.passes = outcome.reached >= rule.share * (1 - 1e-12);
    if (!outcome.passes) {
        outcome.reason = text::percent(outcome.reached, 1) +
                         " of the target area reach the level, " + text::percent(rule.share, 1) +
                         " are wanted.";
        if (target.unsolved.value() > 0)
            outcome.reason += " " + unsolvedSentence(target.unsolved, target.area);
    }
    return outcome;
}

} // namespace meso::sim
