#include "sim/exposure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace meso::sim {
namespace {

// Band averages of one vertex over time.
struct Curve {
    std::span<const double> times_s;
    std::vector<double> values;
};

// Integrals of C and of t C over a stretch of time.
struct Moments {
    double area = 0, first = 0;
};

// ln(c0 / c1) below which a straight line is as good as an exponential (its error: a twelfth of the
// square), and safe from cancellation.
constexpr double kNearlyLevel = 1e-3;

bool fallsExponentially(double c0, double c1) {
    return c1 > 0 && c0 > c1 && std::log(c0 / c1) > kNearlyLevel;
}

Moments momentsBetween(double t0, double c0, double t1, double c1) {
    const double dt = t1 - t0;
    if (!fallsExponentially(c0, c1))
        return {0.5 * dt * (c0 + c1), dt * (c0 * (2 * t0 + t1) + c1 * (t0 + 2 * t1)) / 6};
    const double rate = std::log(c0 / c1) / dt;
    return {(c0 - c1) / rate, (t0 * c0 - t1 * c1) / rate + (c0 - c1) / (rate * rate)};
}

// Share of a stretch after which the concentration passes a level between its ends.
double crossing(double c0, double c1, double level) {
    return fallsExponentially(c0, c1) ? std::log(c0 / level) / std::log(c0 / c1)
                                      : (level - c0) / (c1 - c0);
}

double secondsAbove(const Curve& c, double level) {
    double sum = 0;
    for (std::size_t f = 1; f < c.values.size(); ++f) {
        const double before = c.values[f - 1], now = c.values[f];
        const double dt = c.times_s[f] - c.times_s[f - 1];
        if (before >= level && now >= level)
            sum += dt;
        else if (before >= level)
            sum += dt * crossing(before, now, level);
        else if (now >= level)
            sum += dt * (1 - crossing(before, now, level));
    }
    return sum;
}

double halfLife_s(const Curve& c, std::size_t top) {
    const double half = 0.5 * c.values[top];
    for (std::size_t f = top + 1; f < c.values.size(); ++f)
        if (c.values[f] <= half) {
            const double part = crossing(c.values[f - 1], c.values[f], half);
            return c.times_s[f - 1] + part * (c.times_s[f] - c.times_s[f - 1]) - c.times_s[top];
        }
    return std::numeric_limits<double>::infinity();
}

// What lies after the last frame when the concentration falls at one rate.
Moments tailOf(const Curve& c, double loss_per_s) {
    if (!(loss_per_s > 0))
        return {};
    const double area = c.values.back() / loss_per_s;
    return {area, area * (c.times_s.back() + 1 / loss_per_s)};
}

void writeVertex(const Curve& c, double meaningful, int v, Exposure& out) {
    const auto highest = std::max_element(c.values.begin(), c.values.end());
    const auto top = static_cast<std::size_t>(highest - c.values.begin());
    Moments whole = tailOf(c, out.tailLoss.value());
    const double tail = whole.area;
    for (std::size_t f = 1; f < c.values.size(); ++f) {
        const Moments part =
            momentsBetween(c.times_s[f - 1], c.values[f - 1], c.times_s[f], c.values[f]);
        whole.area += part.area;
        whole.first += part.first;
    }
    out.peak[v] = static_cast<float>(*highest);
    out.auc[v] = static_cast<float>(whole.area);
    out.tail[v] = static_cast<float>(whole.area > 0 ? tail / whole.area : 0);
    if (!(*highest >= meaningful) || !(whole.area > 0)) {
        out.peak_s[v] = out.meanResidence_s[v] = out.halfLife_s[v] = out.timeAbove_s[v] = 0;
        return;
    }
    out.peak_s[v] = static_cast<float>(c.times_s[top]);
    out.meanResidence_s[v] = static_cast<float>(whole.first / whole.area);
    out.halfLife_s[v] = static_cast<float>(halfLife_s(c, top));
    out.timeAbove_s[v] = static_cast<float>(secondsAbove(c, out.threshold.value()));
}

// Writes the vertices that are wanted.
template <class Wanted>
void writeVertices(const BandSeries& series, Exposure& out, Wanted wanted) {
    std::vector<double> times_s;
    for (const Seconds time : series.times)
        times_s.push_back(time.value());
    Curve curve{times_s, std::vector<double>(times_s.size())};
    for (std::size_t v = 0; v < out.peak.size(); ++v) {
        if (!wanted(v))
            continue;
        for (std::size_t f = 0; f < times_s.size(); ++f)
            curve.values[f] = static_cast<double>(series.frames[f][v]);
        writeVertex(curve, series.meaningful.value(), static_cast<int>(v), out);
    }
}

} // namespace

PerSecond bandLoss(const TissueGrid& grid, std::span<const LayerTransport> transports,
                   DepthRange range) {
    const std::vector<double> weights = bandWeights(grid, transports, range);
    double sum = 0;
    for (int c = 0; c < grid.cells(); ++c)
        sum += weights[c] * transports[grid.layer[c]].loss().value();
    return PerSecond(sum);
}

MgPerMl meaningfulIn(const TissueGrid& grid, std::span<const LayerTransport> transports,
                     DepthRange range, Measure measure, MgPerMl strength) {
    double scale = 0;
    for (const double weight : bandWeights(grid, transports, range, measure))
        scale += weight;
    return strength * (scale * kMeaningfulShare);
}

Exposure exposureOf(const BandSeries& series, MgPerMl threshold) {
    MESO_CHECK(!series.times.empty() && series.frames.size() == series.times.size() &&
                   threshold.value() > 0,
               "an exposure needs frames and a threshold above zero");
    const std::size_t vertices = series.frames.front().size();
    Exposure out;
    out.range = series.range;
    out.measure = series.measure;
    out.threshold = threshold;
    out.until = series.times.back();
    out.tailLoss = series.tailLoss;
    for (auto* field : {&out.peak, &out.auc, &out.tail, &out.peak_s, &out.meanResidence_s,
                        &out.halfLife_s, &out.timeAbove_s})
        field->assign(vertices, 0);
    writeVertices(series, out, [](std::size_t) { return true; });
    return out;
}

void updateExposure(const BandSeries& before, const BandSeries& now, Exposure& exposure) {
    MESO_CHECK(std::ranges::equal(before.times, now.times) &&
                   before.frames.size() == now.frames.size() &&
                   before.frames.front().size() == now.frames.front().size(),
               "an exposure can be updated only for the same vertices and times");
    std::vector<char> differs(exposure.peak.size(), 0);
    for (std::size_t f = 0; f < now.frames.size(); ++f)
        for (std::size_t v = 0; v < differs.size(); ++v)
            differs[v] |= static_cast<char>(before.frames[f][v] != now.frames[f][v]);
    writeVertices(now, exposure, [&](std::size_t v) { return differs[v] != 0; });
}

Exposure exposureOf(const SimResult& result, DepthRange range, MgPerMl threshold, Measure measure) {
    BandSeries patch;
    patch.range = range;
    patch.measure = measure;
    patch.tailLoss = bandLoss(result.grid, result.transports, range);
    patch.meaningful =
        meaningfulIn(result.grid, result.transports, range, measure, result.injectedStrength);
    std::vector<Seconds> times;
    std::vector<std::vector<float>> frames;
    for (int f = 0; f < static_cast<int>(result.frames.size()); ++f) {
        times.push_back(result.frames[f].time);
        const std::vector<float> field = bandAverage(result, f, range, measure);
        std::vector<float>& values = frames.emplace_back();
        for (const int v : result.meshVertex)
            values.push_back(field[v]);
    }
    patch.times = times;
    patch.frames = frames;
    const Exposure solved = exposureOf(patch, threshold);
    Exposure out = solved;
    const auto spread = [&](std::vector<float> Exposure::*field) {
        (out.*field).assign(result.surfaceVertices, 0);
        for (std::size_t v = 0; v < result.meshVertex.size(); ++v)
            (out.*field)[result.meshVertex[v]] = (solved.*field)[v];
    };
    for (auto field : {&Exposure::peak, &Exposure::auc, &Exposure::tail, &Exposure::peak_s,
                       &Exposure::meanResidence_s, &Exposure::halfLife_s, &Exposure::timeAbove_s})
        spread(field);
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

std::vector<double> vertexAreas(const geom::TriMesh& surface) {
    std::vector<double> areas(surface.vertices().size(), 0);
    for (int t = 0; t < static_cast<int>(surface.triangles().size()); ++t)
        for (const int corner : surface.triangles()[t])
            areas[corner] += surface.triangleArea(t).value() / 3;
    return areas;
}

} // namespace meso::sim
