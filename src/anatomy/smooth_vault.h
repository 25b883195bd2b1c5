#pragma once
#include <optional>
#include <vector>

#include "geom/surface.h"

namespace meso::anatomy {

/// A place on the smoothed skin.
struct VaultPoint {
    geom::Vec3 position = geom::Vec3::Zero(); ///< mm
    geom::Vec3 normal = geom::Vec3::Zero();   ///< outward, unit
};

/// The outermost skin of a head as a smooth radius over directions from its centre: cubic
/// B-splines on a stereographic picture of the directions (from below, so that the crown is in the
/// middle). It takes the facets and the noise of a mesh away, 3 to 6 mm wide, and answers in a
/// tenth of a microsecond; geodesics traced on it keep their neighbours.
class SmoothVault {
public:
    /// About 8000 rays. Holes take the radius of what surrounds them.
    SmoothVault(const geom::SurfaceIndex& skin, const geom::Vec3& centre);

    /// Skin in this direction (any length but zero); empty more than 45 degrees below the horizon.
    [[nodiscard]] std::optional<VaultPoint> along(const geom::Vec3& direction) const;

private:
    [[nodiscard]] double& radiusAt(int i, int j);
    void fillHoles();
    geom::Vec3 centre_;
    std::vector<double> radius_mm_; ///< one per node of the picture; 0 while unknown
};

} // namespace meso::anatomy
