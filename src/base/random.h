#pragma once
#include <cstdint>

namespace meso {

/// Seeded generator whose stream is the same on every platform (SplitMix64, Steele, Lea & Flood,
/// OOPSLA 2014). The standard library's distributions differ between vendors; these do not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// Next 64 random bits.
    std::uint64_t next();
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    /// Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform integer in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Standard normal (Box-Muller, one value per call).
    double normal();

private:
    std::uint64_t state_;
};

} // namespace meso
