#include "sim/depth_modes.h"

#include <cmath>

#include <Eigen/Eigenvalues>

#include "base/check.h"
#include "sim/depth_operator.h"

namespace meso::sim {

DepthSpectrum depthSpectrum(const TissueGrid& grid, std::span<const LayerTransport> transports) {
    const int cells = grid.cells();
    const Eigen::MatrixXd rates = depthGenerator(grid, transports).topLeftCorner(cells, cells);
    DepthSpectrum spectrum;
    spectrum.scale.resize(cells);
    spectrum.diffusivity.resize(cells);
    for (int c = 0; c < cells; ++c) {
        const LayerTransport& t = transports[grid.layer[c]];
        spectrum.scale[c] = std::sqrt(grid.volumePerArea_mm(c) * t.capacity);
        spectrum.diffusivity[c] = t.diffusivity.value() / grid.metric[c];
    }
    const Eigen::MatrixXd symmetric =
        spectrum.scale.cwiseInverse().asDiagonal() * (-rates) * spectrum.scale.asDiagonal();
    // The solver reads one triangle; the mean of both removes the rounding between them.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
        0.5 * (symmetric + symmetric.transpose()));
    MESO_CHECK(solver.info() == Eigen::Success, "a symmetric matrix has eigenvectors");
    spectrum.decay = solver.eigenvalues().cwiseMax(0.0);
    spectrum.modes = solver.eigenvectors();
    return spectrum;
}

Eigen::MatrixXd DepthBasis::exponential(Seconds t) const {
    const Eigen::VectorXd left = (-t.value() * decay).array().exp();
    return fromDecaying * left.asDiagonal() * toDecaying;
}

DepthBasis cellBasis(const DepthSpectrum& spectrum, int modes) {
    const int cells = spectrum.cells();
    MESO_CHECK(modes >= cells, "padding cannot make a column shorter");
    DepthBasis basis;
    basis.toCells = Eigen::MatrixXd::Identity(cells, modes);
    basis.fromCells = basis.toCells.transpose();
    basis.diffusivity = Eigen::VectorXd::Zero(modes);
    basis.diffusivity.head(cells) = spectrum.diffusivity;
    basis.decay = spectrum.decay;
    basis.fromDecaying = basis.fromCells * spectrum.scale.asDiagonal() * spectrum.modes;
    basis.toDecaying =
        spectrum.modes.transpose() * spectrum.scale.cwiseInverse().asDiagonal() * basis.toCells;
    return basis;
}

DepthBasis slowBasis(const DepthSpectrum& spectrum, int modes) {
    MESO_CHECK(modes <= spectrum.cells(), "a column has no more modes than cells");
    const Eigen::MatrixXd slow = spectrum.modes.leftCols(modes);
    const Eigen::MatrixXd mixing = slow.transpose() * spectrum.diffusivity.asDiagonal() * slow;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(mixing);
    MESO_CHECK(solver.info() == Eigen::Success, "a symmetric matrix has eigenvectors");
    DepthBasis basis;
    const Eigen::MatrixXd turned = slow * solver.eigenvectors();
    basis.toCells = spectrum.scale.asDiagonal() * turned;
    basis.fromCells = turned.transpose() * spectrum.scale.cwiseInverse().asDiagonal();
    basis.diffusivity = solver.eigenvalues();
    basis.decay = spectrum.decay.head(modes);
    basis.fromDecaying = solver.eigenvectors().transpose();
    basis.toDecaying = solver.eigenvectors();
    return basis;
}

Seconds enoughFrom(const DepthSpectrum& spectrum, int modes) {
    if (modes >= spectrum.cells())
        return Seconds(0);
    constexpr double kNoLongerSeen = 3e-3;
    const double gap = spectrum.decay[modes] - spectrum.decay[0];
    return Seconds(gap > 0 ? -std::log(kNoLongerSeen) / gap : 1e300);
}

} // namespace meso::sim
