#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/shared_cache.h"
#include "geom/mesh.h"
#include "geom/point_bins.h"
#include "sim/kernel/radial_table.h"

namespace meso::sim {

/// A surface with what every simulation on it asks for.
struct KnownSurface {
    geom::MeshPtr mesh;
    geom::PointBins bins; ///< of its vertices
    std::uint64_t hash;   ///< of its content
};

/// What simulations have in common, kept between them: media, kernels and tables, so that a moved
/// site costs its sum alone, another depth one kernel, and another compound one medium. Any thread
/// may use it; equal questions have equal answers, whatever is kept.
class KernelStore {
public:
    explicit KernelStore(std::size_t maxBytes = kUsualBytes) : cache_(maxBytes) {}

    DiscPtr disc(double radius_mm, double largest_per_mm);
    MediumPtr medium(const TissueColumn& column, const std::vector<TransportPhase>& phases,
                     const DiscPtr& disc);
    DepotKernelPtr kernel(const MediumPtr& medium, const DepotShape& shape, anatomy::DepotRoom room,
                          PerSecond release);
    RadialTablePtr table(const DepotKernelPtr& kernel, const Reading& reading,
                         std::span<const double> times_s);
    RadialTablePtr integrals(const DepotKernelPtr& kernel, const Reading& reading);
    std::shared_ptr<const KnownSurface> surface(const geom::MeshPtr& mesh);
    /// curvatureAt(), 1/mm.
    double curvature(const KnownSurface& surface, const geom::Vec3& place);
    [[nodiscard]] std::size_t bytes() const { return cache_.bytes(); }

private:
    static constexpr std::size_t kUsualBytes = std::size_t{192} << 20;
    SharedCache cache_;
};
using KernelStorePtr = std::shared_ptr<KernelStore>;

} // namespace meso::sim
