#include "sim/block_team.h"

#include <algorithm>
#include <utility>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "sim/flush_denormals.h"

namespace meso::sim {
namespace {

void pauseBriefly() {
#if defined(__SSE2__)
    _mm_pause();
#endif
}

// Looks out for `value` to leave `old`: briefly without sleep, then giving others the core, then
// asleep. Returns what it became.
template <class T>
T awaitChange(const std::atomic<T>& value, T old) {
    constexpr int kLooks = 4000, kYields = 50; // some 50 us
    for (int look = 0; look < kLooks + kYields; ++look) {
        if (const T now = value.load(std::memory_order_acquire); now != old)
            return now;
        if (look < kLooks)
            pauseBriefly();
        else
            std::this_thread::yield();
    }
    value.wait(old, std::memory_order_acquire);
    return value.load(std::memory_order_acquire);
}

} // namespace

BlockTeam::BlockTeam(int threads)
    : threads_(std::max(1, threads)), shares_(std::make_unique<Share[]>(threads_)) {
    helpers_.reserve(threads_ - 1);
    try {
        for (int worker = 1; worker < threads_; ++worker)
            helpers_.emplace_back([this, worker] { help(worker); });
    } catch (const std::exception&) { // those that have started must not be waited for in vain
        threads_ = 1 + static_cast<int>(helpers_.size());
    }
}

BlockTeam::~BlockTeam() {
    stopping_ = true;
    task_.fetch_add(1, std::memory_order_release);
    task_.notify_all();
}

void BlockTeam::help(int worker) {
    for (unsigned seen = 0;;) {
        seen = awaitChange(task_, seen);
        if (stopping_)
            return;
        work(worker);
        if (helping_.fetch_sub(1, std::memory_order_acq_rel) == 1)
            helping_.notify_one();
    }
}

void BlockTeam::run(int blocks, const std::function<void(int)>& task) {
    work_ = &task;
    for (int worker = 0; worker < threads_; ++worker) {
        const auto first = [&](int w) {
            return static_cast<int>(static_cast<long>(blocks) * w / threads_);
        };
        shares_[worker].next.store(first(worker), std::memory_order_relaxed);
        shares_[worker].end = first(worker + 1);
    }
    helping_.store(threads_ - 1, std::memory_order_relaxed);
    task_.fetch_add(1, std::memory_order_release);
    task_.notify_all();
    work(0);
    for (int left = helping_.load(std::memory_order_acquire); left > 0;)
        left = awaitChange(helping_, left);
    throwFailure();
}

void BlockTeam::throwFailure() {
    std::exception_ptr first;
    for (int worker = threads_; worker-- > 0;)
        if (auto failure = std::exchange(shares_[worker].failure, nullptr))
            first = std::move(failure);
    if (first)
        std::rethrow_exception(std::move(first));
}

void BlockTeam::work(int worker) noexcept {
    const FlushDenormals flush;
    try {
        for (int turn = 0; turn < threads_; ++turn) {
            Share& share = shares_[(worker + turn) % threads_];
            for (;;) {
                const int block = share.next.fetch_add(1, std::memory_order_relaxed);
                if (block >= share.end)
                    break;
                (*work_)(block);
            }
        }
    } catch (...) {
        shares_[worker].failure = std::current_exception();
    }
}

} // namespace meso::sim
