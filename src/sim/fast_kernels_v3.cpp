#include "sim/fast_kernels.h"

#if defined(__AVX2__) && defined(__FMA__)
#include "sim/fast_kernels_body.h"

// Built for x86-64-v3. fast_kernels.cpp asks the processor before it calls anything here.
namespace meso::sim {

FastKernels kernelsV3(int modes) {
    return kernels::kernelsOf<8>(modes);
}
DepthProduct productV3(int from, int to) {
    return kernels::productOf<8>(from, to);
}

} // namespace meso::sim

#else

namespace meso::sim {

FastKernels kernelsV3(int) {
    return {};
}
DepthProduct productV3(int, int) {
    return nullptr;
}

} // namespace meso::sim

#endif
