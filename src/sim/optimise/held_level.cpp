#include "sim/optimise/held_level.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {
namespace {

// Share of a stretch that lies at or above the level.
double shareAbove(double from, double to, double level) {
    if (from >= level && to >= level)
        return 1;
    if (from < level && to < level)
        return 0;
    if (from < to)
        return (to - level) / (to - from);
    if (to > 0 && std::log(from / to) > 1e-6)
        return std::log(from / level) / std::log(from / to);
    return (from - level) / (from - to);
}

double secondsHeldAbove(std::span<const double> values, std::span<const Seconds> times,
                        double level) {
    double sum = 0;
    for (std::size_t f = 1; f < values.size(); ++f)
        sum += (times[f] - times[f - 1]).value() * shareAbove(values[f - 1], values[f], level);
    return sum;
}

} // namespace

double heldLevel(std::span<const double> values, std::span<const Seconds> times, Seconds atLeast) {
    MESO_CHECK(values.size() == times.size() && !values.empty(), "a curve needs its times");
    const double most = *std::max_element(values.begin(), values.end());
    if (atLeast <= Seconds(0) || most <= 0)
        return std::max(0.0, most);
    constexpr double kLeastShare = 1e-6; // of the maximum: below it nothing counts
    double held = std::log(most * kLeastShare), lost = std::log(most);
    if (secondsHeldAbove(values, times, most * kLeastShare) < atLeast.value())
        return 0;
    while (lost - held > 1e-6) {
        const double middle = 0.5 * (held + lost);
        (secondsHeldAbove(values, times, std::exp(middle)) >= atLeast.value() ? held : lost) =
            middle;
    }
    return std::exp(held);
}

} // namespace meso::sim
