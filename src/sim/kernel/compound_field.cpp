#include "sim/kernel/compound_field.h"

#include <algorithm>
#include <map>
#include <utility>

namespace meso::sim {
namespace {

std::vector<double> secondsOf(std::span<const Seconds> times) {
    std::vector<double> out;
    out.reserve(times.size());
    for (const Seconds time : times)
        out.push_back(time.value());
    return out;
}

} // namespace

CompoundField::CompoundField(std::shared_ptr<const KnownSurface> surface, std::vector<Depot> depots,
                             KernelStorePtr store)
    : surface_(std::move(surface)), depots_(std::move(depots)), store_(std::move(store)) {}

std::vector<RadialTablePtr>
CompoundField::tables(const std::function<RadialTablePtr(const DepotKernelPtr&)>& make) const {
    // Kernels are few: one per volume, depth and node.
    std::map<const DepotKernel*, RadialTablePtr> ofKernel;
    std::map<std::vector<std::pair<const DepotKernel*, double>>, RadialTablePtr> ofParts;
    std::vector<RadialTablePtr> out;
    out.reserve(depots_.size());
    for (const Depot& depot : depots_) {
        std::vector<std::pair<const DepotKernel*, double>> key;
        for (const Part& part : depot.parts)
            key.emplace_back(part.kernel.get(), part.weight);
        RadialTablePtr& table = ofParts[key];
        if (!table) {
            std::vector<std::pair<double, const RadialTable*>> parts;
            for (const Part& part : depot.parts) {
                RadialTablePtr& known = ofKernel[part.kernel.get()];
                if (!known)
                    known = make(part.kernel);
                parts.emplace_back(part.weight, known.get());
            }
            table = parts.size() == 1 ? ofKernel[depot.parts.front().kernel.get()]
                                      : std::make_shared<const RadialTable>(mixed(parts));
        }
        out.push_back(table);
    }
    return out;
}

/// From chord to arc; the error is (d / R)^4 / 640 of it.
double CompoundField::along(const Depot& depot, const geom::Vec3& place) const {
    const double chord2 = (place - depot.position).squaredNorm();
    return std::sqrt(chord2) * (1 + chord2 * depot.curvature_per_mm * depot.curvature_per_mm / 24);
}

CompoundField::Sum CompoundField::sum(const std::vector<RadialTablePtr>& tables) const {
    const std::vector<geom::Vec3>& places = surface_->mesh->vertices();
    const auto columns = static_cast<std::size_t>(tables.empty() ? 1 : tables.front()->columns);
    std::vector<std::vector<int>> near;
    std::vector<int> row(places.size(), -1);
    for (std::size_t d = 0; d < depots_.size(); ++d) {
        near.push_back(surface_->bins.within(depots_[d].position, Mm(tables[d]->reach_mm())));
        for (const int v : near.back())
            row[v] = 0;
    }
    Sum out;
    for (std::size_t v = 0; v < row.size(); ++v)
        if (row[v] == 0) {
            row[v] = static_cast<int>(out.vertices.size());
            out.vertices.push_back(static_cast<int>(v));
        }
    out.values.assign(out.vertices.size() * columns, 0);
    out.onAxes.assign(depots_.size() * columns, 0);
    for (std::size_t d = 0; d < depots_.size(); ++d) {
        const Depot& depot = depots_[d];
        const auto strength = static_cast<float>(depot.strength_mg_per_ml);
        for (const int v : near[d])
            tables[d]->addTo(along(depot, places[v]), strength,
                             out.values.data() + static_cast<std::size_t>(row[v]) * columns);
        for (std::size_t other = 0; other < depots_.size(); ++other)
            tables[d]->addTo(along(depot, depots_[other].position), strength,
                             out.onAxes.data() + other * columns);
    }
    return out;
}

std::vector<int> CompoundField::reached() const {
    // From skin to bone at the start, and without end.
    constexpr Reading kWholeDepth{{Mm(0), Mm(1e3)}, Measure::Total};
    const std::vector<RadialTablePtr> ofDepot = tables(
        [&](const DepotKernelPtr& kernel) { return store_->integrals(kernel, kWholeDepth); });
    return sum(ofDepot).vertices;
}

Courses CompoundField::courses(const Reading& reading, std::span<const Seconds> times) const {
    const std::vector<double> times_s = secondsOf(times);
    Sum made = sum(tables(
        [&](const DepotKernelPtr& kernel) { return store_->table(kernel, reading, times_s); }));
    return {std::move(made.vertices),
            {times.begin(), times.end()},
            std::move(made.values),
            std::move(made.onAxes)};
}

CourseIntegrals CompoundField::integrals(const Reading& reading) const {
    Sum made = sum(
        tables([&](const DepotKernelPtr& kernel) { return store_->integrals(kernel, reading); }));
    CourseIntegrals out{std::move(made.vertices), {}, {}};
    for (std::size_t v = 0; v < out.vertices.size(); ++v) {
        out.area.push_back(made.values[2 * v]);
        out.moment.push_back(made.values[2 * v + 1]);
    }
    return out;
}

std::vector<float> CompoundField::at(const Reading& reading, Seconds time) const {
    const double time_s = time.value();
    const Sum made = sum(tables([&](const DepotKernelPtr& kernel) {
        return std::make_shared<const RadialTable>(
            radialTable(*kernel, reading, std::span(&time_s, 1)));
    }));
    std::vector<float> out(surface_->mesh->vertices().size(), 0);
    for (std::size_t i = 0; i < made.vertices.size(); ++i)
        out[static_cast<std::size_t>(made.vertices[i])] = made.values[i];
    return out;
}

std::vector<float> CompoundField::below(std::span<const geom::Vec3> places,
                                        std::span<const double> depths_mm, Measure measure,
                                        Seconds time) const {
    std::vector<float> out(places.size() * depths_mm.size(), 0);
    const std::vector<RadialTablePtr> ofDepot = tables([&](const DepotKernelPtr& kernel) {
        return std::make_shared<const RadialTable>(
            depthTable(*kernel, depths_mm, measure, time.value()));
    });
    for (std::size_t d = 0; d < depots_.size(); ++d)
        for (std::size_t p = 0; p < places.size(); ++p)
            ofDepot[d]->addTo(along(depots_[d], places[p]),
                              static_cast<float>(depots_[d].strength_mg_per_ml),
                              out.data() + p * depths_mm.size());
    return out;
}

std::vector<CompoundField::Reach> CompoundField::reaches(const Reading& reading,
                                                         std::span<const Seconds> times) const {
    const std::vector<double> times_s = secondsOf(times);
    const std::vector<RadialTablePtr> ofDepot = tables(
        [&](const DepotKernelPtr& kernel) { return store_->table(kernel, reading, times_s); });
    std::vector<Reach> out;
    std::vector<float> course(times.size());
    for (std::size_t d = 0; d < depots_.size(); ++d) {
        Reach& reach = out.emplace_back();
        reach.vertices = surface_->bins.within(depots_[d].position, Mm(ofDepot[d]->reach_mm()));
        for (const int v : reach.vertices) {
            std::fill(course.begin(), course.end(), 0.0F);
            ofDepot[d]->addTo(along(depots_[d], surface_->mesh->vertices()[v]),
                              static_cast<float>(depots_[d].strength_mg_per_ml), course.data());
            reach.peak.push_back(*std::max_element(course.begin(), course.end()));
        }
    }
    return out;
}

} // namespace meso::sim
