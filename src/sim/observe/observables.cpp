#include "sim/observe/observables.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {

std::vector<Coverage> coverage(const Courses& courses, MgPerMl threshold,
                               std::span<const double> weights_mm2) {
    double area = 0;
    for (const double w : weights_mm2)
        area += w;
    std::vector<Coverage> points;
    for (const Seconds time : courses.times)
        points.push_back({time, 0, 0});
    if (!(area > 0))
        return points;
    const auto least = static_cast<float>(threshold.value());
    std::vector<double> now(points.size(), 0), first(points.size(), 0);
    for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
        const double weight = weights_mm2[courses.vertices[i]] / area;
        if (!(weight > 0))
            continue;
        const std::span<const float> course = courses.of(i);
        const auto reached = std::find_if(course.begin(), course.end(),
                                          [least](float value) { return value >= least; });
        if (reached == course.end())
            continue;
        first[static_cast<std::size_t>(reached - course.begin())] += weight;
        for (std::size_t t = 0; t < now.size(); ++t)
            now[t] += weight * static_cast<double>(course[t] >= least);
    }
    double ever = 0;
    for (std::size_t t = 0; t < points.size(); ++t) {
        points[t].now = now[t];
        points[t].ever = std::max(ever += first[t], now[t]); // sums in two orders
    }
    return points;
}

CourseSummary summaryOf(const Courses& courses, std::span<const double> weights_mm2,
                        std::span<const char> axisCounts) {
    double area = 0;
    for (const double w : weights_mm2)
        area += w;
    const std::size_t times = courses.times.size();
    std::vector<double> sum(times, 0), highest(times, 0);
    const auto raise = [&](std::span<const float> course) {
        for (std::size_t t = 0; t < times; ++t)
            highest[t] = std::max(highest[t], static_cast<double>(course[t]));
    };
    for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
        const double weight = weights_mm2[courses.vertices[i]];
        if (!(weight > 0))
            continue;
        const std::span<const float> course = courses.of(i);
        for (std::size_t t = 0; t < times; ++t)
            sum[t] += weight * static_cast<double>(course[t]);
        raise(course);
    }
    for (std::size_t d = 0; d < axisCounts.size(); ++d)
        if (axisCounts[d])
            raise(courses.onAxis(d));
    CourseSummary out;
    for (std::size_t t = 0; t < times; ++t) {
        out.mean.emplace_back(area > 0 ? sum[t] / area : 0);
        out.highest.emplace_back(highest[t]);
    }
    return out;
}

std::vector<char> depotsWithin(const CompoundField& field, std::span<const double> weights_mm2) {
    std::vector<char> within;
    for (const CompoundField::Depot& depot : field.depots())
        within.push_back(static_cast<char>(weights_mm2[field.nearestVertex(depot.position)] > 0));
    return within;
}

std::optional<double> overlapIndex(const SimResult& result, const Reading& reading,
                                   MgPerMl threshold, std::span<const double> areas_mm2) {
    std::vector<unsigned char> reaching(areas_mm2.size(), 0);
    for (const CompoundField::Reach& reach : result.field->reaches(reading, result.times))
        for (std::size_t i = 0; i < reach.vertices.size(); ++i)
            if (unsigned char& count = reaching[reach.vertices[i]];
                static_cast<double>(reach.peak[i]) >= threshold.value() && count < 2)
                ++count;
    double one = 0, two = 0;
    for (std::size_t v = 0; v < reaching.size(); ++v) {
        one += reaching[v] >= 1 ? areas_mm2[v] : 0;
        two += reaching[v] >= 2 ? areas_mm2[v] : 0;
    }
    if (!(one > 0))
        return std::nullopt;
    return two / one;
}

std::vector<double> vertexAreas(const geom::TriMesh& surface) {
    std::vector<double> areas(surface.vertices().size(), 0);
    for (int t = 0; t < static_cast<int>(surface.triangles().size()); ++t)
        for (const int corner : surface.triangles()[t])
            areas[corner] += surface.triangleArea(t).value() / 3;
    return areas;
}

} // namespace meso::sim
