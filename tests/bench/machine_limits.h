#pragma once

namespace meso::bench {

/// What one thread of this machine can do, measured. Zero where the processor lacks AVX2.
struct MachineLimits {
    double triad_gb_s = 0;      ///< a = b + s c over 6 MiB, as far from the core as a run's arrays
    double fma_gflop_s = 0;     ///< independent fused multiply-adds of eight floats
    double product_gflop_s = 0; ///< the solver's own 32 x 32 product on 2,520 vertices
};

/// Takes about a second; best of several tries, by the time of this thread's processor.
MachineLimits measureLimits();

/// Processor time of the calling thread, seconds.
double threadSeconds();

} // namespace meso::bench
