#include "sim/observe/histogram.h"

#include <algorithm>

#include "base/check.h"

namespace meso::sim {

Target targetOf(std::span<const double> weights_mm2) {
    Target target{{weights_mm2.begin(), weights_mm2.end()}, Mm2(0)};
    for (const double weight : weights_mm2)
        target.area += Mm2(weight);
    return target;
}

CumulativeHistogram cumulativeHistogram(std::span<const float> field, const Target& target,
                                        int steps) {
    MESO_CHECK(field.size() == target.weights_mm2.size() && steps >= 2,
               "a histogram needs a value per vertex and two levels");
    std::vector<std::pair<double, double>> places; // value, area
    for (std::size_t v = 0; v < field.size(); ++v)
        if (target.weights_mm2[v] > 0)
            places.emplace_back(static_cast<double>(field[v]), target.weights_mm2[v]);
    std::sort(places.begin(), places.end());
    CumulativeHistogram h{{}, {}, target.area};
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

} // namespace meso::sim
