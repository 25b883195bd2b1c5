#include "app/spread/area_history.h"

#include <algorithm>
#include <numeric>

namespace meso::app {

namespace {

double areaOf(const AreaHistory& history) {
    return std::accumulate(history.weights_mm2.begin(), history.weights_mm2.end(), 0.0);
}

/// Highest value of each vertex of the list up to a time.
std::vector<float> highestUntil(const AreaHistory& history, Seconds until) {
    std::vector<float> highest(history.vertices.size(), 0);
    for (std::size_t t = 0; t < history.times.size() && history.times[t] <= until; ++t)
        for (std::size_t v = 0; v < highest.size(); ++v)
            highest[v] = std::max(highest[v], history.mgPerMl[t][v]);
    return highest;
}

} // namespace

AreaHistory areaHistory(const CompoundRun& run, const geom::Region& region,
                        const anatomy::BulbBand& depth, sim::Measure measure) {
    AreaHistory out;
    out.depth = depth;
    out.measure = measure;
    out.times = run.result->times;
    std::vector<int> place(region.vertexArea().size(), -1); // in the list
    for (std::size_t v = 0; v < place.size(); ++v)
        if (region.vertexArea()[v] > 0) {
            place[v] = static_cast<int>(out.vertices.size());
            out.vertices.push_back(static_cast<int>(v));
            out.weights_mm2.push_back(region.vertexArea()[v]);
        }
    out.mgPerMl.assign(out.times.size(), std::vector<float>(out.vertices.size(), 0));
    const sim::Courses courses = run.result->field->courses(readingOf(depth, measure), out.times);
    for (std::size_t i = 0; i < courses.vertices.size(); ++i)
        if (const int at = place[static_cast<std::size_t>(courses.vertices[i])]; at >= 0)
            for (std::size_t t = 0; t < out.times.size(); ++t)
                out.mgPerMl[t][static_cast<std::size_t>(at)] = courses.of(i)[t];
    out.highest = sim::summaryOf(courses, region.vertexArea(),
                                 sim::depotsWithin(*run.result->field, region.vertexArea()))
                      .highest;
    return out;
}

std::vector<sim::Coverage> coverageOf(const AreaHistory& history, MgPerMl threshold) {
    const double area = areaOf(history);
    const auto least = static_cast<float>(threshold.value());
    std::vector<char> reached(history.vertices.size(), 0);
    std::vector<sim::Coverage> out;
    for (std::size_t t = 0; t < history.times.size(); ++t) {
        double now = 0;
        double ever = 0;
        for (std::size_t v = 0; v < reached.size(); ++v) {
            const bool isAbove = history.mgPerMl[t][v] >= least;
            reached[v] = static_cast<char>(reached[v] != 0 || isAbove);
            now += isAbove ? history.weights_mm2[v] : 0;
            ever += reached[v] != 0 ? history.weights_mm2[v] : 0;
        }
        out.push_back({history.times[t], area > 0 ? now / area : 0, area > 0 ? ever / area : 0});
    }
    return out;
}

DepthCurve curveOf(const AreaHistory& history) {
    const double area = areaOf(history);
    DepthCurve out{history.depth, history.times, {}, history.highest};
    for (const std::vector<float>& values : history.mgPerMl) {
        double sum = 0;
        for (std::size_t v = 0; v < values.size(); ++v)
            sum += history.weights_mm2[v] * static_cast<double>(values[v]);
        out.mean.emplace_back(area > 0 ? sum / area : 0);
    }
    return out;
}

std::vector<WorstSpot> worstSpots(const AreaHistory& history, const geom::TriMesh& surface,
                                  int count, Mm apart, Seconds until) {
    const std::vector<float> highest = highestUntil(history, until);
    std::vector<std::size_t> order(highest.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return highest[a] < highest[b]; });
    const auto placeOf = [&](int vertex) {
        return surface.vertices()[static_cast<std::size_t>(vertex)];
    };
    std::vector<WorstSpot> out;
    for (const std::size_t v : order) {
        if (static_cast<int>(out.size()) >= count)
            break;
        const bool isTaken = std::any_of(out.begin(), out.end(), [&](const WorstSpot& spot) {
            return (placeOf(spot.vertex) - placeOf(history.vertices[v])).norm() < apart.value();
        });
        if (!isTaken)
            out.push_back({history.vertices[v], MgPerMl(static_cast<double>(highest[v]))});
    }
    return out;
}

} // namespace meso::app
