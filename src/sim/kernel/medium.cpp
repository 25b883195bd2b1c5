#include "sim/kernel/medium.h"

#include <Eigen/Eigenvalues>

#include "base/check.h"

namespace meso::sim {

Medium::Medium(TissueColumn column, std::vector<TransportPhase> phases, DiscPtr disc,
               std::uint64_t key)
    : basis_(std::move(column)), phases_(std::move(phases)), disc_(std::move(disc)), key_(key) {
    MESO_CHECK(!phases_.empty() && disc_ != nullptr, "a medium needs a phase and a disc");
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(basis_.size());
    Eigen::MatrixXd depthOperator = basis_.conduction();
    for (const TransportPhase& phase : phases_) {
        std::vector<double> losses_per_s;
        for (const LayerTransport& layer : phase.transports)
            losses_per_s.push_back(layer.loss().value());
        const Eigen::VectorXd still = basis_.conduction().diagonal() + basis_.loss(losses_per_s);
        std::vector<Modes>& modes = modes_.emplace_back();
        modes.reserve(static_cast<std::size_t>(disc_->size()));
        for (const double s : disc_->wavenumbers()) {
            depthOperator.diagonal() = still + s * s * basis_.lateral();
            solver.compute(depthOperator);
            // Rounding may take a mode that nothing clears a little below zero.
            modes.push_back({solver.eigenvectors(), solver.eigenvalues().array().max(0.0)});
        }
    }
}

} // namespace meso::sim
