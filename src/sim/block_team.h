#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace meso::sim {

/// A few threads that work through fixed blocks together. Which thread takes a block never changes
/// what the block computes, so results have the same bits for any number of threads as long as
/// blocks write only what is theirs. Denormal numbers are flushed to zero on every thread while a
/// task runs: far tails of a concentration would otherwise slow the arithmetic a hundredfold.
///
/// A fast run has thousands of tasks of some 50 us each, less than it takes to wake a sleeping
/// thread. So helpers look out for the next task for a short while before they sleep, and who has
/// finished its own share takes blocks from the others'.
class BlockTeam {
public:
    /// Starts threads - 1 helpers; the calling thread is the last one. Values below 1 mean 1. Where
    /// the system gives fewer threads, the team is smaller.
    explicit BlockTeam(int threads);
    ~BlockTeam();
    BlockTeam(const BlockTeam&) = delete;
    BlockTeam& operator=(const BlockTeam&) = delete;

    /// Runs task(block) for every block in [0, blocks) and returns when all are done. An exception
    /// that leaves `task` on any thread is thrown again here (one of them, where there are more),
    /// when no thread works any more; blocks may then be left undone. Not reentrant.
    void run(int blocks, const std::function<void(int block)>& task);

private:
    /// One thread's share of the blocks; each on a cache line of its own.
    struct alignas(64) Share {
        std::atomic<int> next = 0;
        int end = 0;
        std::exception_ptr failure; ///< that stopped this thread's work on the task
    };
    void help(int worker);
    void work(int worker) noexcept;
    void throwFailure();
    int threads_;
    const std::function<void(int)>* work_ = nullptr;
    bool stopping_ = false;
    std::unique_ptr<Share[]> shares_;
    alignas(64) std::atomic<unsigned> task_ = 0; ///< counts tasks; helpers wait for the next
    alignas(64) std::atomic<int> helping_ = 0;   ///< helpers that have not finished this task
    std::vector<std::jthread> helpers_;
};

} // namespace meso::sim
