#pragma once
#include <array>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "sim/block_team.h"
#include "sim/depth_steps.h"
#include "sim/lateral_operator.h"

namespace meso::sim {

/// What a run is made of: surface, depth and rates. Read only while it is stepped.
struct DiffusionModel {
    LateralOperator lateral;
    TissueGrid grid;
    std::vector<LayerTransport> transports; ///< one per layer named by the grid
    GridClasses classes;                    ///< where thickness varies; same cells as the grid
    bool mendsLumping = true; ///< in lateral steps (Stepper::lateral); false: plain Heun
    /// The grid below a vertex.
    [[nodiscard]] const TissueGrid& gridAt(int vertex) const {
        return classes.uniform() ? grid : classes.grids[classes.ofVertex[vertex]];
    }
};

/// The state of one run and its two exact or second-order moves. State: amount per skin area,
/// rows of vertices, depth cells contiguous (float in the program; double in mass tests). Operators
/// are computed and sums are taken in double. Moves are combined by Strang splitting (Strang 1968):
/// depth(dt/2) lateral(dt) depth(dt/2), order 2 in time.
///
/// Where thickness varies, each class of the model has its own exponential, and along the surface
/// cell i exchanges w_ij (h_i + h_j) / 2 D (C_j - C_i) with the cell beside it: conservative, and a
/// uniform concentration stays so. Kept is y = m v / v_i, with v the cell's volume per area in the
/// model's grid and v_i the vertex's own: then y is a concentration times v everywhere, and the
/// surface needs no more than weights w_ij (f_i + f_j) / (2 f_i) of the classes' factors f.
template <class Real>
class Stepper {
    static constexpr int kMaxStride = 128; // depth cells at most

public:
    /// The model and the team must outlive the stepper.
    Stepper(const DiffusionModel& model, BlockTeam& team);

    /// Replaces the state: vertices x cells amounts per skin area, (mg/mL) mm; clears the books.
    void setAmounts(std::span<const double> amounts);
    /// Adds what is not dissolved yet: amounts per skin area that lie still and feed their cell at
    /// `rate` (> 0) times what is left, first order, exact in every depth step. Amounts as for
    /// setAmounts, which clears the store.
    void setStore(std::span<const double> amounts, PerSecond rate);
    /// Other losses from now on, with equal capacities and diffusivities: a blood flow that
    /// changes.
    void useLosses(std::span<const LayerTransport> transports);
    /// Exact diffusion across depth and loss over dt; books what blood and lymph take.
    void depth(Seconds dt);
    /// Diffusion along the surface over dt, t = D dt: m + tB m + B C B m, C = max(0, t^2/2 - t e)
    /// per vertex. Heun's method has C = t^2/2. Lumped masses let waves of number q decay too
    /// slowly by q^2 h^2/16; taking e = 1/(4 row sum) = h^2/16 off makes up for that, as far as
    /// every factor stays non-negative. Cut into substeps of t d <= 1 (d the largest row sum of B),
    /// so that no amount falls below zero. Order 2 when dt and h are refined together.
    void lateral(Seconds dt);
    /// Steps of dt each; inner half steps in depth are merged. `goOn` is asked after every lateral
    /// move; when it says no, the state is left half stepped and the call fails.
    Status advance(Seconds dt, int steps, const std::function<bool()>& goOn = {});

    [[nodiscard]] int vertices() const { return model_.lateral.vertices(); }
    [[nodiscard]] int cells() const { return model_.grid.cells(); }
    /// Amount per skin area, (mg/mL) mm.
    [[nodiscard]] double amount(int vertex, int cell) const {
        return static_cast<double>(state_[static_cast<std::size_t>(vertex) * stride_ + cell]) *
               depth_.scaleOf(classOf(vertex)).volume[cell];
    }
    /// Total concentration, mg/mL.
    [[nodiscard]] double concentration(int vertex, int cell) const {
        return static_cast<double>(state_[static_cast<std::size_t>(vertex) * stride_ + cell]) /
               model_.grid.volumePerArea_mm(cell);
    }
    /// Amount in each depth cell over the whole surface, microgram. O(state).
    [[nodiscard]] std::vector<double> cellTotals();
    /// Amount not dissolved yet over the whole surface, microgram.
    [[nodiscard]] double storeTotal() const;
    /// Amounts taken since setAmounts, microgram, by Cleared.
    [[nodiscard]] const std::array<double, kClearedRows>& cleared() const { return cleared_; }

private:
    [[nodiscard]] int classCount() const { return depth_.classes(); }
    [[nodiscard]] int classOf(int vertex) const {
        return classCount() == 1 ? 0 : model_.classes.ofVertex[vertex];
    }
    void setWeights();
    void feed(std::span<const DepthStep<Real>> steps);
    [[nodiscard]] int blocks() const;
    [[nodiscard]] int lateralSubsteps(Seconds dt) const;
    void bookCleared(std::span<const DepthStep<Real>> steps);
    void sumBlock(int block);
    void clearBlock(int block, std::span<const DepthStep<Real>> steps);
    void propagateBlock(int block, std::span<const DepthStep<Real>> steps);
    /// t per depth cell of one lateral substep on the model's grid, mm2.
    struct LateralStep {
        std::array<Real, kMaxStride> tau{};
        bool bends = false; ///< C is not zero everywhere
    };
    void laplaceBlock(int block, const LateralStep& step);
    void heunBlock(int block, const LateralStep& step);

    const DiffusionModel& model_;
    BlockTeam& team_;
    int stride_;
    std::vector<Real> weight_;
    std::vector<double> rowSum_;
    double largestRowSum_ = 0;
    std::vector<Real> state_, slope_, bend_; // m, B m and C B m
    std::vector<double> blockSums_;
    std::array<double, kClearedRows> cleared_{};
    std::vector<double> blockCleared_; // with several classes: taken from each block
    DepthSteps<Real> depth_;
    std::vector<int> storeVertex_; // those with a store
    std::vector<Real> store_;      // their y, cells contiguous, at the start
    double storeLeft_ = 0;         // share of it that is not dissolved
};

extern template class Stepper<float>;
extern template class Stepper<double>;

} // namespace meso::sim
