#pragma once
#include <barrier>
#include <functional>
#include <thread>
#include <vector>

namespace meso::sim {

/// A few threads that work through fixed blocks together. Which thread takes a block never changes
/// what the block computes, so results have the same bits for any number of threads as long as
/// blocks write only what is theirs. Denormal numbers are flushed to zero on every thread while a
/// task runs: far tails of a concentration would otherwise slow the arithmetic a hundredfold.
class BlockTeam {
public:
    /// Starts threads - 1 helpers; the calling thread is the last one. Values below 1 mean 1.
    explicit BlockTeam(int threads);
    ~BlockTeam();
    BlockTeam(const BlockTeam&) = delete;
    BlockTeam& operator=(const BlockTeam&) = delete;

    /// Runs work(block) for every block in [0, blocks) and returns when all are done. `work` must
    /// not throw. Not reentrant.
    void run(int blocks, const std::function<void(int block)>& work);

private:
    void share(int worker);
    int threads_;
    int blocks_ = 0;
    const std::function<void(int)>* work_ = nullptr;
    bool stopping_ = false;
    std::barrier<> gate_;
    std::vector<std::jthread> helpers_;
};

} // namespace meso::sim
