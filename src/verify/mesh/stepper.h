#pragma once
#include <array>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "base/units.h"
#include "verify/mesh/depth_steps.h"
#include "verify/mesh/lateral_operator.h"

namespace meso::verify {

/// What a run is made of: surface, depth and rates. Read only while it is stepped.
struct DiffusionModel {
    LateralOperator lateral;
    TissueGrid grid;
    std::vector<sim::LayerTransport> transports; ///< one per layer named by the grid
    GridClasses classes;                         ///< where thickness varies; cells as in the grid
    bool mendsLumping = true; ///< in lateral steps (Stepper::lateral); false: plain Heun
    /// The grid below a vertex.
    [[nodiscard]] const TissueGrid& gridAt(int vertex) const {
        return classes.uniform() ? grid : classes.grids[classes.ofVertex[vertex]];
    }
};

/// The state of one run and its two exact or second-order moves, in double. State: amount per skin
/// area, a column of depth cells for every vertex. Moves are combined by Strang splitting (Strang
/// 1968): depth(dt/2) lateral(dt) depth(dt/2), order 2 in time.
///
/// Where thickness varies, each class of the model has its own exponential, and along the surface
/// cell i exchanges w_ij (h_i + h_j) / 2 D (C_j - C_i) with the cell beside it: conservative, and a
/// uniform concentration stays so. Kept is y = m v / v_i, with v the cell's volume per area in the
/// model's grid and v_i the vertex's own: then y is a concentration times v everywhere, and the
/// surface needs no more than weights w_ij (f_i + f_j) / (2 f_i) of the classes' factors f.
class Stepper {
public:
    /// The model must outlive the stepper.
    explicit Stepper(const DiffusionModel& model);

    /// Replaces the state: vertices x cells amounts per skin area, (mg/mL) mm; clears the books.
    void setAmounts(std::span<const double> amounts);
    /// Adds what is not dissolved yet: amounts per skin area that lie still and feed their cell at
    /// `rate` (> 0) times what is left, first order, exact in every depth step. Amounts as for
    /// setAmounts, which clears the store.
    void setStore(std::span<const double> amounts, PerSecond rate);
    /// Other losses from now on, with equal capacities and diffusivities: a blood flow that
    /// changes.
    void useLosses(std::span<const sim::LayerTransport> transports) {
        depth_.useLosses(transports);
    }
    /// Exact diffusion across depth and loss over dt; books what blood and lymph take.
    void depth(Seconds dt);
    /// Diffusion along the surface over dt, t = D dt: m + tB m + B C B m, C = max(0, t^2/2 - t e)
    /// per vertex. Heun's method has C = t^2/2. Lumped masses let waves of number q decay too
    /// slowly by q^2 h^2/16; taking e = 1/(4 row sum) = h^2/16 off makes up for that, as far as
    /// every factor stays non-negative. Cut into substeps of t d <= 1 (d the largest row sum of B),
    /// so that no amount falls below zero. Order 2 when dt and h are refined together.
    void lateral(Seconds dt);
    /// Steps of dt each; inner half steps in depth are merged.
    void advance(Seconds dt, int steps);

    [[nodiscard]] int vertices() const { return model_.lateral.vertices(); }
    [[nodiscard]] int cells() const { return model_.grid.cells(); }
    /// Amount per skin area, (mg/mL) mm.
    [[nodiscard]] double amount(int vertex, int cell) const {
        return state_(cell, vertex) * scaleAt(vertex).volume[cell];
    }
    /// Total concentration, mg/mL.
    [[nodiscard]] double concentration(int vertex, int cell) const {
        return state_(cell, vertex) / model_.grid.volumePerArea_mm(cell);
    }
    /// Amount in each depth cell over the whole surface, microgram. O(state).
    [[nodiscard]] std::vector<double> cellTotals() const;
    /// Amount not dissolved yet over the whole surface, microgram.
    [[nodiscard]] double storeTotal() const;
    /// Amounts taken since setAmounts, microgram, by Cleared.
    [[nodiscard]] const std::array<double, kClearedRows>& cleared() const { return cleared_; }

private:
    [[nodiscard]] int classOf(int vertex) const {
        return depth_.classes() == 1 ? 0 : model_.classes.ofVertex[vertex];
    }
    [[nodiscard]] const ClassScale& scaleAt(int vertex) const {
        return depth_.scaleOf(classOf(vertex));
    }
    [[nodiscard]] Eigen::MatrixXd columnsOf(std::span<const double> amounts) const;
    void setWeights();
    void feed(const std::vector<DepthStep>& steps);
    [[nodiscard]] int lateralSubsteps(Seconds dt) const;
    /// One vertex of B x.
    [[nodiscard]] Eigen::ArrayXd differences(const Eigen::MatrixXd& x, int vertex) const;

    const DiffusionModel& model_;
    std::vector<double> weight_, rowSum_;
    double largestRowSum_ = 0;
    Eigen::MatrixXd state_, slope_, bend_; // m, B m and C B m: cells x vertices
    std::array<double, kClearedRows> cleared_{};
    DepthSteps depth_;
    Eigen::MatrixXd store_; // its y at the start; empty without one
    double storeLeft_ = 0;  // share of it that is not dissolved
};

} // namespace meso::verify
