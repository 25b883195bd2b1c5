#pragma once
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "geom/mesh.h"
#include "sim/kernel/kernel_store.h"

namespace meso::sim {

/// A reading at many places over time.
struct Courses {
    std::vector<int> vertices;  ///< of the surface, rising: those that the compound reaches
    std::vector<Seconds> times; ///< as asked for
    std::vector<float> values;  ///< mg/mL, vertex i at time t: [i * times + t]
    std::vector<float> onAxes;  ///< the same below every depot: [depot * times + t]
    [[nodiscard]] std::span<const float> of(std::size_t vertex) const {
        return std::span(values).subspan(vertex * times.size(), times.size());
    }
    [[nodiscard]] std::span<const float> onAxis(std::size_t depot) const {
        return std::span(onAxes).subspan(depot * times.size(), times.size());
    }
};

/// Time integrals from the injection on without end, per vertex of Courses::vertices.
struct CourseIntegrals {
    std::vector<int> vertices;
    std::vector<float> area;   ///< of C, (mg/mL) s
    std::vector<float> moment; ///< of t C, (mg/mL) s2
};

/// The concentration of one compound around all its depots, at any place and time: the sum of their
/// kernels, as functions of the distance along the skin. Immutable, and safe on any thread.
class CompoundField {
public:
    /// A part of a depot's kernel, where it is interpolated between nodes of thickness and
    /// curvature.
    struct Part {
        DepotKernelPtr kernel;
        double weight = 1;
    };
    struct Depot {
        geom::Vec3 position = geom::Vec3::Zero(); ///< on the surface
        double strength_mg_per_ml = 0;
        double curvature_per_mm = 0; ///< of the skin there
        std::vector<Part> parts;     ///< weights add up to 1
    };
    CompoundField(std::shared_ptr<const KnownSurface> surface, std::vector<Depot> depots,
                  KernelStorePtr store);

    [[nodiscard]] const std::vector<Depot>& depots() const { return depots_; }
    /// Vertices that any depot may reach at any time, rising.
    [[nodiscard]] std::vector<int> reached() const;
    /// The surface's vertex nearest to a place.
    [[nodiscard]] int nearestVertex(const geom::Vec3& place) const {
        return surface_->bins.nearest(place);
    }
    [[nodiscard]] const geom::TriMesh& surface() const { return *surface_->mesh; }

    /// At these times (>= 0, rising). Some 2 ms for 40 depots and 50 times once tables are known.
    [[nodiscard]] Courses courses(const Reading& reading, std::span<const Seconds> times) const;
    [[nodiscard]] CourseIntegrals integrals(const Reading& reading) const;
    /// mg/mL per vertex of the surface at one time. About 2 ms.
    [[nodiscard]] std::vector<float> at(const Reading& reading, Seconds time) const;
    /// mg/mL per place (on the surface) and depth: [place * depths + depth].
    [[nodiscard]] std::vector<float> below(std::span<const geom::Vec3> places,
                                           std::span<const double> depths_mm, Measure measure,
                                           Seconds time) const;
    /// Every depot alone: its highest value of a reading over some times, at the vertices that it
    /// reaches.
    struct Reach {
        std::vector<int> vertices;
        std::vector<float> peak;
    };
    [[nodiscard]] std::vector<Reach> reaches(const Reading& reading,
                                             std::span<const Seconds> times) const;

private:
    /// One table per depot; depots with equal parts share one.
    [[nodiscard]] std::vector<RadialTablePtr>
    tables(const std::function<RadialTablePtr(const DepotKernelPtr&)>& make) const;
    struct Sum {
        std::vector<int> vertices;
        std::vector<float> values, onAxes;
    };
    [[nodiscard]] Sum sum(const std::vector<RadialTablePtr>& tables) const;
    [[nodiscard]] double along(const Depot& depot, const geom::Vec3& place) const;

    std::shared_ptr<const KnownSurface> surface_;
    std::vector<Depot> depots_;
    KernelStorePtr store_;
};
using CompoundFieldPtr = std::shared_ptr<const CompoundField>;

} // namespace meso::sim
