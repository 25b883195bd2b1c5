#pragma once
#include <span>
#include <utility>
#include <vector>

#include <Eigen/SparseCholesky>

#include "verify/axisymmetric_case.h"
#include "verify/axisymmetric_grid.h"

namespace meso::verify {

/// What a depot has become. Amounts in mg/mL x mm3.
struct AxisymmetricState {
    Eigen::VectorXd unbound;     ///< C / K of each cell, ring by ring, mg/mL
    Eigen::VectorXd exposure;    ///< integral of it over time so far, mg/mL s
    double store = 0;            ///< amount not yet released
    std::vector<double> cleared; ///< amount of each layer so far
};

/// Steps M du/dt = -(A + L) u + source on one grid; amounts are kept to rounding.
class AxisymmetricStepper {
public:
    /// At the start of `question`. Some ten ms per 10,000 cells.
    AxisymmetricStepper(const AxisymmetricCase& question, AxisymmetricGrid grid);

    [[nodiscard]] const AxisymmetricGrid& grid() const { return grid_; }
    [[nodiscard]] const AxisymmetricState& state() const { return state_; }
    void setState(AxisymmetricState state) { state_ = std::move(state); }
    [[nodiscard]] int factorisations() const { return factorisations_; }

    void setLoss(std::span<const double> loss_per_s); ///< of each layer, from now on

    /// One step of SDIRK4; a step of another length than the last one also factorises. Returns the
    /// distance of the embedded method, relative to the highest value after the step.
    double step(double seconds);

    /// The integral of C / K from now to infinity, under the present losses; not a number
    /// anywhere where nothing is ever lost.
    [[nodiscard]] Eigen::VectorXd exposureFromNow();

    [[nodiscard]] std::vector<double> inTissue() const; ///< amount of each layer

private:
    void setExchange();
    void setStart(double dose, bool isStored);
    void factorise(double massShare);
    [[nodiscard]] int at(int ring, int cell) const { return ring * grid_.cells() + cell; }

    AxisymmetricGrid grid_;
    std::vector<AxisymmetricLayer> layers_;
    EllipsoidShape depot_;
    double release_per_s_;
    Eigen::VectorXd mass_, loss_, start_;  // K V, k K V, shares of the dose; per cell
    Eigen::SparseMatrix<double> exchange_; // A
    Eigen::SparseMatrix<double> matrix_;   // massShare M + A + L, lower half
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factors_;
    double factorisedFor_ = -1; // its massShare; negative = none
    int factorisations_ = 0;
    AxisymmetricState state_;
};

} // namespace meso::verify
