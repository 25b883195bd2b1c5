#pragma once
#include <functional>
#include <span>

#include "sim/aligned_buffer.h"
#include "sim/block_team.h"
#include "sim/fast_kernels.h"
#include "sim/fast_plan.h"

namespace meso::sim {

/// The three arrays of a run, kept between runs so that their memory is.
struct FastScratch {
    AlignedBuffer state, one, two;
    /// Room for so many vertices and modes. A state that is to be run starts in `state`.
    void reserve(int vertices, int modes);
};

/// A plan carried out on some vertices.
struct FastRun {
    const FastPlan& plan;
    RowsView rows;
    int vertices = 0;
    /// Per step: how many of the first vertices it moves; never falling. The others hold nothing
    /// yet. Empty: all of them.
    std::span<const int> active;
    /// Whether a frame (1 and on) is wanted; null: every one.
    std::function<bool(int frame)> wants;
    /// Takes a wanted frame: active x FastPlan::modesAt(frame).
    std::function<void(int frame, const float* modes, int active)> take;
    /// Asked before every stage, with the steps done; false ends the run. May be null.
    std::function<bool(int stepsDone)> goesOn;
    BlockTeam* team = nullptr; ///< null: this thread alone
    KernelPath path = KernelPath::Best;
};

/// Steps scratch.state, amounts per skin area in vertices x modesAt(0) depth cells, through the
/// plan. Rows beyond `active` must be zero. Equal bits for any team. False when goesOn ended it.
bool run(const FastRun& run, FastScratch& scratch);

} // namespace meso::sim
