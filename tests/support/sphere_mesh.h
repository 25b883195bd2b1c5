#pragma once
#include "sim/verification_surfaces.h"

/// Short names for the surfaces of known geometry that the solver is verified on.
namespace meso::test {

using sim::cutAround;
using sim::sphereFrequency;

/// Cap of a sphere around its north pole, edges about `edge` mm, out to `reach` mm.
inline sim::PlainSurface cap(double radius, double edge, double reach) {
    return sim::sphereCap(radius, edge, reach);
}
inline sim::PlainSurface sphere(double radius, int frequency) {
    return sim::geodesicSphere(radius, frequency);
}
inline sim::PlainSurface sheet(double edge, double reach, double jitter = 0,
                               std::uint64_t seed = 1) {
    return sim::flatSheet(edge, reach, jitter, seed);
}

} // namespace meso::test
