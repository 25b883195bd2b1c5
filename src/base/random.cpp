#include "base/random.h"

#include <cmath>
#include <numbers>

#include "base/check.h"

namespace meso {

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

double Random::uniform() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t Random::below(std::uint64_t bound) {
    MESO_CHECK(bound > 0, "a random integer needs a positive bound");
    // Rejection keeps every value equally likely.
    const std::uint64_t limit = bound * (~std::uint64_t{0} / bound);
    std::uint64_t bits = next();
    while (bits >= limit)
        bits = next();
    return bits % bound;
}

double Random::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

} // namespace meso
