#pragma once
#include <span>
#include <vector>

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

/// A few shapes across depth, orthonormal columns in the coordinates y of the spectrum (Galerkin).
DepthBasis shapeBasis(const DepthSpectrum& spectrum, const Eigen::MatrixXd& shapes);

/// Finds the few shapes across depth that a run still needs after a while. Depth modes alone would
/// not do where diffusivities along the surface differ with depth: a wave along the surface then
/// keeps higher modes alive at its own pace. So the shapes are the main components (Karhunen 1946)
/// of what waves of every length have left of any start.
class ShapeFinder {
public:
    /// `largestEigenvalue` of the surface, 1/mm2; first and last time that will be asked for, both
    /// > 0. Some 10 ms for 32 cells.
    ShapeFinder(const DepthSpectrum& spectrum, double largestEigenvalue_per_mm2, Seconds first,
                Seconds last);
    /// The best shapes for a run between two times.
    [[nodiscard]] Eigen::MatrixXd shapes(int count, Seconds from, Seconds to) const;
    /// What such shapes miss, root mean square relative to what is left, at the worst time between.
    [[nodiscard]] double missed(const Eigen::MatrixXd& shapes, Seconds from, Seconds to) const;

private:
    struct Wave {
        double weight; // of waves of this length along the surface
        Eigen::VectorXd decay;
        Eigen::MatrixXd modes;
        Eigen::VectorXd start; // variance of each mode at the start
    };
    struct Moment {
        double time_s;
        Eigen::MatrixXd left; // second moments of what is left, trace 1
    };
    static Eigen::MatrixXd leftAt(double time_s, const std::vector<Wave>& waves);
    /// The moments between, each standing for its part of a logarithmic time axis.
    [[nodiscard]] std::span<const Moment> between(Seconds from, Seconds to) const;
    std::vector<Moment> moments_;
};

} // namespace meso::sim
