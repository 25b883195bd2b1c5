#pragma once
#include <vector>

#include "base/units.h"

namespace meso::verify {

/// Share of the injected strength around the centre of an oblate ellipsoid whose edge is smoothed
/// by a Gaussian: the convolution itself, tabulated over (distance along the surface, distance
/// across it). Smoothing keeps the volume, so the middle of a depot keeps the injected strength; a
/// Gaussian depot of equal moments would peak at 2.6 to 3 times that.
class DepotProfile {
public:
    /// Half axes and the standard deviation of the edge, all > 0. About 3 ms.
    DepotProfile(Mm halfWidth, Mm halfHeight, Mm edge);
    /// 0..1; distances may have any sign. Linear between table nodes, error below 1e-3.
    [[nodiscard]] double at(double lateral_mm, double vertical_mm) const;
    /// Beyond this distance along the surface the share is zero.
    [[nodiscard]] Mm lateralReach() const { return Mm((columns_ - 1) * step_mm_); }
    /// Distance between table nodes.
    [[nodiscard]] Mm step() const { return Mm(step_mm_); }

private:
    double step_mm_;
    int columns_, rows_; // lateral, vertical nodes
    std::vector<double> table_;
};

} // namespace meso::verify
