#pragma once
#include <span>

#include <Eigen/Core>

#include "sim/pharmacokinetics.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// How a column of tissue relaxes: the depth generator (depthGenerator) written with orthonormal
/// modes, which detailed balance allows. With y_i = m_i / scale_i, dy/dt = -U diag(decay) U^T y.
struct DepthSpectrum {
    Eigen::VectorXd decay;       ///< 1/s, rising, none below 0
    Eigen::MatrixXd modes;       ///< U, one mode per column
    Eigen::VectorXd scale;       ///< sqrt(volume x capacity) per cell
    Eigen::VectorXd diffusivity; ///< lateral: D / metric per cell, mm2/s
    [[nodiscard]] int cells() const { return static_cast<int>(decay.size()); }
};

/// `transports` has one entry per layer that the grid names. O(cells^3), below 1 ms for 40.
DepthSpectrum depthSpectrum(const TissueGrid& grid, std::span<const LayerTransport> transports);

/// Coordinates in which the state of a column is kept: amount = toCells x. Their lateral
/// diffusivities do not mix; their decay in depth does.
struct DepthBasis {
    Eigen::MatrixXd toCells;     ///< cells x modes
    Eigen::MatrixXd fromCells;   ///< modes x cells; projects what the basis cannot hold
    Eigen::VectorXd diffusivity; ///< per mode, mm2/s; 0 for padding
    Eigen::VectorXd decay;       ///< of the depth modes that are kept, 1/s
    Eigen::MatrixXd toDecaying;  ///< coordinates to those modes
    Eigen::MatrixXd fromDecaying;
    [[nodiscard]] int modes() const { return static_cast<int>(toCells.cols()); }
    /// Diffusion across depth and loss over t, in these coordinates.
    [[nodiscard]] Eigen::MatrixXd exponential(Seconds t) const;
};

/// The cells themselves, padded with empty ones up to `modes`.
DepthBasis cellBasis(const DepthSpectrum& spectrum, int modes);

/// The slowest `modes` depth modes (Galerkin), turned so that the lateral move is diagonal.
DepthBasis slowBasis(const DepthSpectrum& spectrum, int modes);

/// From when on `modes` depth modes are enough: the first one that is left out has then decayed to
/// 0.003 of the slowest. 0 when nothing is left out.
Seconds enoughFrom(const DepthSpectrum& spectrum, int modes);

} // namespace meso::sim
