#pragma once
#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace meso::bench {

/// Processor time of the calling thread, seconds: what neighbours on the machine disturb least.
inline double threadSeconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// Processor times of the same work, done several times, in ms.
struct Timing {
    std::vector<double> tries_ms;
    [[nodiscard]] double best_ms() const {
        return *std::min_element(tries_ms.begin(), tries_ms.end());
    }
    [[nodiscard]] double median_ms() const {
        std::vector<double> sorted = tries_ms;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
    [[nodiscard]] double worst_ms() const {
        return *std::max_element(tries_ms.begin(), tries_ms.end());
    }
    void add(const Timing& other) {
        tries_ms.insert(tries_ms.end(), other.tries_ms.begin(), other.tries_ms.end());
    }
};

/// Calls work(0), work(1) ... and times each call.
template <class Work>
Timing timed(int tries, Work&& work) {
    Timing timing;
    for (int i = 0; i < tries; ++i) {
        const double start = threadSeconds();
        work(i);
        timing.tries_ms.push_back(1e3 * (threadSeconds() - start));
    }
    return timing;
}

/// As counters "<what>best_ms", "<what>median_ms" and "<what>worst_ms".
inline void tell(benchmark::State& state, const Timing& timing, const std::string& what = "") {
    state.counters[what + "best_ms"] = timing.best_ms();
    state.counters[what + "median_ms"] = timing.median_ms();
    state.counters[what + "worst_ms"] = timing.worst_ms();
}

} // namespace meso::bench
