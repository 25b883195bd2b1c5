#include "sim/block_team.h"

#include <algorithm>

#include "sim/flush_denormals.h"

namespace meso::sim {

BlockTeam::BlockTeam(int threads) : threads_(std::max(1, threads)), gate_(threads_) {
    for (int worker = 1; worker < threads_; ++worker)
        helpers_.emplace_back([this, worker] {
            for (;;) {
                gate_.arrive_and_wait();
                if (stopping_)
                    return;
                share(worker);
                gate_.arrive_and_wait();
            }
        });
}

BlockTeam::~BlockTeam() {
    stopping_ = true;
    gate_.arrive_and_wait();
}

void BlockTeam::run(int blocks, const std::function<void(int)>& work) {
    blocks_ = blocks;
    work_ = &work;
    gate_.arrive_and_wait();
    share(0);
    gate_.arrive_and_wait();
}

void BlockTeam::share(int worker) {
    const FlushDenormals flush;
    const int first = static_cast<int>(static_cast<long>(blocks_) * worker / threads_);
    const int last = static_cast<int>(static_cast<long>(blocks_) * (worker + 1) / threads_);
    for (int block = first; block < last; ++block)
        (*work_)(block);
}

} // namespace meso::sim
