#include "sim/fast_kernels.h"

#include "base/check.h"
#include "sim/fast_kernels_body.h"

namespace meso::sim {
namespace {

constexpr int kPortableLanes = 4;

bool useV3(KernelPath path) {
    return path == KernelPath::Best && hasFasterPath();
}

} // namespace

bool hasFasterPath() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           kernelsV3(kModeCounts[0]).stage != nullptr;
#else
    return false;
#endif
}

FastKernels fastKernels(int modes, KernelPath path) {
    const FastKernels found =
        useV3(path) ? kernelsV3(modes) : kernels::kernelsOf<kPortableLanes>(modes);
    MESO_CHECK(found.stage, "the kernels know 8, 16, 24, 32 and 40 modes");
    return found;
}

DepthProduct depthProduct(int from, int to, KernelPath path) {
    const DepthProduct found =
        useV3(path) ? productV3(from, to) : kernels::productOf<kPortableLanes>(from, to);
    MESO_CHECK(found, "the kernels know 8, 16, 24, 32 and 40 modes");
    return found;
}

} // namespace meso::sim
