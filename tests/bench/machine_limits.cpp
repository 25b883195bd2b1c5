#include "bench/machine_limits.h"

#include <algorithm>
#include <ctime>

#include "sim/aligned_buffer.h"
#include "sim/fast_kernels.h"

namespace meso::bench {
namespace {

using Pack = float __attribute__((vector_size(32), may_alias));
constexpr int kTries = 15;

template <class Work>
double bestSeconds(Work&& work) {
    double best = 1e300;
    for (int i = 0; i < kTries; ++i) {
        const double start = threadSeconds();
        work();
        best = std::min(best, threadSeconds() - start);
    }
    return best;
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) void triad(float* a, const float* b, const float* c,
                                               std::size_t size) {
    const Pack s = Pack{} + 0.3F;
    for (std::size_t i = 0; i < size; i += 8)
        *reinterpret_cast<Pack*>(a + i) =
            *reinterpret_cast<const Pack*>(b + i) + s * *reinterpret_cast<const Pack*>(c + i);
}

__attribute__((target("avx2,fma"))) void fuse(long rounds) {
    Pack sums[10] = {};
    Pack factor = Pack{} + 0.999F, term = Pack{} + 1e-3F;
    for (long r = 0; r < rounds; ++r) {
#pragma GCC unroll 10
        for (Pack& sum : sums)
            sum = sum * factor + term;
        asm volatile("" : "+x"(factor), "+x"(term)); // keeps the rounds from being folded
    }
    for (Pack& sum : sums)
        asm volatile("" ::"x"(sum));
}
#endif

double productRate() {
    constexpr int kVertices = 2520, kModes = 32;
    sim::AlignedBuffer x(std::size_t{kVertices} * kModes), y(std::size_t{kVertices} * kModes),
        matrix(std::size_t{kModes} * kModes);
    std::fill(x.data(), x.data() + x.size(), 0.5F);
    std::fill(matrix.data(), matrix.data() + matrix.size(), 0.01F);
    const sim::DepthProduct product = sim::depthProduct(kModes, kModes);
    const double seconds =
        bestSeconds([&] { product(x.data(), matrix.data(), y.data(), 0, kVertices); });
    return 2.0 * kVertices * kModes * kModes / seconds * 1e-9;
}

} // namespace

double threadSeconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

MachineLimits measureLimits() {
    MachineLimits limits;
    limits.product_gflop_s = productRate();
#if defined(__x86_64__)
    if (!sim::hasFasterPath())
        return limits;
    constexpr std::size_t kFloats = std::size_t{2} << 18; // 2 MiB each
    sim::AlignedBuffer a(kFloats), b(kFloats), c(kFloats);
    limits.triad_gb_s =
        12e-9 * kFloats / bestSeconds([&] { triad(a.data(), b.data(), c.data(), kFloats); });
    constexpr long kRounds = 200000;
    limits.fma_gflop_s = 160e-9 * kRounds / bestSeconds([] { fuse(kRounds); });
#endif
    return limits;
}

} // namespace meso::bench
