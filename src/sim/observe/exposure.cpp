#include "sim/observe/exposure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace meso::sim {
namespace {

// Band averages of one vertex over time.
struct Curve {
    std::span<const double> times_s;
    std::span<const float> values;
    [[nodiscard]] std::size_t size() const { return values.size(); }
    [[nodiscard]] double at(std::size_t t) const { return static_cast<double>(values[t]); }
};

// ln(c0 / c1) below which a straight line is as good as an exponential (its error: a twelfth of the
// square), and safe from cancellation.
constexpr double kNearlyLevel = 1e-3;

// When the concentration passes a level between a time and the one before it.
double crossing_s(const Curve& c, std::size_t after, double level) {
    const double before = c.at(after - 1), now = c.at(after);
    const double fall = now > 0 && before > now ? std::log(before / now) : 0;
    const double share =
        fall > kNearlyLevel ? std::log(before / level) / fall : (level - before) / (now - before);
    return c.times_s[after - 1] + share * (c.times_s[after] - c.times_s[after - 1]);
}

double secondsAbove(const Curve& c, double level) {
    const auto least = static_cast<float>(level);
    double sum = 0, since_s = 0;
    bool isAbove = c.values[0] >= least;
    for (std::size_t t = 1; t < c.size(); ++t) {
        if ((c.values[t] >= least) == isAbove)
            continue;
        const double passed_s = crossing_s(c, t, level);
        sum += isAbove ? passed_s - since_s : 0;
        since_s = passed_s;
        isAbove = !isAbove;
    }
    return sum + (isAbove ? c.times_s.back() - since_s : 0);
}

struct Peak {
    double time_s, value;
};

// Of the parabola through the highest value and its neighbours; at an end it is the value itself.
Peak peakOf(const Curve& c, std::size_t top) {
    const double t1 = c.times_s[top], c1 = c.at(top);
    if (top == 0 || top + 1 == c.size())
        return {t1, c1};
    const double before_s = t1 - c.times_s[top - 1], after_s = c.times_s[top + 1] - t1;
    const double rise = (c1 - c.at(top - 1)) / before_s;
    const double fall = (c.at(top + 1) - c1) / after_s;
    const double bend = (fall - rise) / (before_s + after_s);
    if (!(bend < 0))
        return {t1, c1};
    const double slope = (rise * after_s + fall * before_s) / (before_s + after_s);
    return {t1 - slope / (2 * bend), c1 - slope * slope / (4 * bend)};
}

double halfLife_s(const Curve& c, std::size_t top, const Peak& peak) {
    const auto half = static_cast<float>(0.5 * peak.value);
    for (std::size_t t = top + 1; t < c.size(); ++t)
        if (c.values[t] <= half)
            return crossing_s(c, t, 0.5 * peak.value) - peak.time_s;
    return std::numeric_limits<double>::infinity();
}

void writeVertex(const Curve& c, double meaningful, std::size_t v, Exposure& out) {
    const auto top = static_cast<std::size_t>(std::max_element(c.values.begin(), c.values.end()) -
                                              c.values.begin());
    const Peak peak = peakOf(c, top);
    out.peak[v] = static_cast<float>(peak.value);
    if (!(peak.value >= meaningful) || !(out.auc[v] > 0)) {
        out.meanResidence_s[v] = 0;
        return;
    }
    out.peak_s[v] = static_cast<float>(peak.time_s);
    out.halfLife_s[v] = static_cast<float>(halfLife_s(c, top, peak));
    out.timeAbove_s[v] = static_cast<float>(secondsAbove(c, out.threshold.value()));
}

} // namespace

MgPerMl meaningfulIn(const SimResult& result, const Reading& reading) {
    const TissueColumn column{result.layerThickness_mm(), result.transports, 0};
    return result.injectedStrength * (kMeaningfulShare * unitLevel(column, reading));
}

std::vector<Seconds> exposureTimes(const SimResult& result) {
    constexpr double kStep = 1.12, kFirst_s = 30;
    std::vector<Seconds> times{Seconds(0)};
    for (const Seconds output : result.times) {
        while (times.back() < output) {
            const double next =
                times.back() < Seconds(kFirst_s) ? kFirst_s : times.back().value() * kStep;
            // No sliver before an output time.
            times.push_back(next * std::sqrt(kStep) < output.value() ? Seconds(next) : output);
        }
    }
    return times;
}

Exposure exposureOf(const SimResult& result, const Reading& reading, MgPerMl threshold) {
    MESO_CHECK(threshold.value() > 0, "an exposure needs a threshold above zero");
    const Courses courses = result.field->courses(reading, exposureTimes(result));
    const CourseIntegrals integrals = result.field->integrals(reading);
    Exposure out;
    out.reading = reading;
    out.threshold = threshold;
    out.until = result.duration();
    const std::size_t vertices = result.surface().vertices().size();
    for (auto* field : {&out.peak, &out.auc, &out.peak_s, &out.meanResidence_s, &out.halfLife_s,
                        &out.timeAbove_s})
        field->assign(vertices, 0);
    for (std::size_t i = 0; i < integrals.vertices.size(); ++i) {
        const int v = integrals.vertices[i];
        out.auc[v] = integrals.area[i];
        out.meanResidence_s[v] =
            integrals.area[i] > 0 ? integrals.moment[i] / integrals.area[i] : 0;
    }
    std::vector<double> times_s;
    for (const Seconds time : courses.times)
        times_s.push_back(time.value());
    const double meaningful = meaningfulIn(result, reading).value();
    std::vector<char> followed(vertices, 0);
    for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
        followed[courses.vertices[i]] = 1;
        writeVertex({times_s, courses.of(i)}, meaningful,
                    static_cast<std::size_t>(courses.vertices[i]), out);
    }
    for (const int v : integrals.vertices)
        if (!followed[v])
            out.meanResidence_s[v] = 0;
    return out;
}

double coverage(const Exposure& exposure, Seconds atLeast, std::span<const double> weights_mm2) {
    MESO_CHECK(weights_mm2.size() == exposure.peak.size(),
               "coverage needs one weight per vertex of the surface");
    double reached = 0, area = 0;
    for (std::size_t v = 0; v < weights_mm2.size(); ++v) {
        area += weights_mm2[v];
        if (static_cast<double>(exposure.peak[v]) >= exposure.threshold.value() &&
            static_cast<double>(exposure.timeAbove_s[v]) >= atLeast.value())
            reached += weights_mm2[v];
    }
    return area > 0 ? reached / area : 0;
}

Mm2 spill(const Exposure& exposure, std::span<const double> weights_mm2,
          std::span<const double> surface_mm2) {
    MESO_CHECK(weights_mm2.size() == exposure.peak.size() &&
                   surface_mm2.size() == exposure.peak.size(),
               "spill needs one target and one surface area per vertex of the surface");
    double outside = 0;
    for (std::size_t v = 0; v < weights_mm2.size(); ++v)
        if (static_cast<double>(exposure.peak[v]) >= exposure.threshold.value())
            outside += std::max(0.0, surface_mm2[v] - weights_mm2[v]);
    return Mm2(outside);
}

} // namespace meso::sim
