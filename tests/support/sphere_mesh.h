#pragma once
#include "verify/surfaces.h"

/// Short names for the surfaces of known geometry that the solver is verified on.
namespace meso::test {

using verify::cutAround;
using verify::sphereFrequency;

/// Cap of a sphere around its north pole, edges about `edge` mm, out to `reach` mm.
inline verify::PlainSurface cap(double radius, double edge, double reach) {
    return verify::sphereCap(radius, edge, reach);
}
inline verify::PlainSurface sphere(double radius, int frequency) {
    return verify::geodesicSphere(radius, frequency);
}
inline verify::PlainSurface sheet(double edge, double reach, double jitter = 0,
                                  std::uint64_t seed = 1) {
    return verify::flatSheet(edge, reach, jitter, seed);
}

} // namespace meso::test
