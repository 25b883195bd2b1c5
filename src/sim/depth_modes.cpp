#include "sim/depth_modes.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>

#include "base/check.h"
#include "sim/depth_operator.h"

namespace meso::sim {
namespace {

constexpr double kRatio = 1.6; // of the finder's successive moments

} // namespace

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

DepthBasis shapeBasis(const DepthSpectrum& spectrum, const Eigen::MatrixXd& shapes) {
    using Solver = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;
    const Solver lateral(shapes.transpose() * spectrum.diffusivity.asDiagonal() * shapes);
    const Eigen::MatrixXd turned = shapes * lateral.eigenvectors();
    const Eigen::MatrixXd inModes = spectrum.modes.transpose() * turned;
    const Solver depth(inModes.transpose() * spectrum.decay.asDiagonal() * inModes);
    MESO_CHECK(lateral.info() == Eigen::Success && depth.info() == Eigen::Success,
               "a symmetric matrix has eigenvectors");
    DepthBasis basis;
    basis.toCells = spectrum.scale.asDiagonal() * turned;
    basis.fromCells = turned.transpose() * spectrum.scale.cwiseInverse().asDiagonal();
    basis.diffusivity = lateral.eigenvalues();
    basis.decay = depth.eigenvalues().cwiseMax(0.0);
    basis.fromDecaying = depth.eigenvectors();
    basis.toDecaying = depth.eigenvectors().transpose();
    return basis;
}

ShapeFinder::ShapeFinder(const DepthSpectrum& spectrum, double largestEigenvalue_per_mm2,
                         Seconds first, Seconds last) {
    constexpr int kWaves = 20;
    constexpr double kDecades = 4.5;
    std::vector<Wave> waves;
    const Eigen::MatrixXd depth =
        spectrum.modes * spectrum.decay.asDiagonal() * spectrum.modes.transpose();
    // Any start is as likely as any other of the same mean strength.
    const Eigen::VectorXd start = spectrum.scale.cwiseAbs2();
    for (int i = 0; i < kWaves; ++i) {
        const double eigenvalue =
            largestEigenvalue_per_mm2 * std::pow(10.0, kDecades * (i / (kWaves - 1.0) - 1));
        Eigen::MatrixXd rates = depth;
        rates.diagonal() += eigenvalue * spectrum.diffusivity;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(rates);
        MESO_CHECK(solver.info() == Eigen::Success, "a symmetric matrix has eigenvectors");
        // A surface has equally many waves per interval of eigenvalues (Weyl 1911).
        waves.push_back({eigenvalue, solver.eigenvalues(), solver.eigenvectors(),
                         solver.eigenvectors().cwiseAbs2().transpose() * start});
    }
    for (double time_s = first.value();; time_s *= kRatio) {
        moments_.push_back({time_s, leftAt(time_s, waves)});
        if (time_s >= last.value())
            break;
    }
}

// Over all waves and starts.
Eigen::MatrixXd ShapeFinder::leftAt(double time_s, const std::vector<Wave>& waves) {
    constexpr double kGone = 1e-8; // of the largest, in squares
    const Eigen::Index cells = waves.front().decay.size();
    double slowest = waves.front().decay[0];
    for (const Wave& wave : waves)
        slowest = std::min(slowest, wave.decay[0]);
    Eigen::MatrixXd left = Eigen::MatrixXd::Zero(cells, cells);
    for (const Wave& wave : waves) {
        const Eigen::VectorXd kept = (-2 * time_s * (wave.decay.array() - slowest)).exp();
        const Eigen::Index alive = (kept.array() > kGone).count(); // the first: decays rise
        const Eigen::MatrixXd modes = wave.modes.leftCols(alive);
        const Eigen::VectorXd strength =
            wave.weight * kept.head(alive).cwiseProduct(wave.start.head(alive));
        left.noalias() += modes * strength.asDiagonal() * modes.transpose();
    }
    return left / left.trace();
}

std::span<const ShapeFinder::Moment> ShapeFinder::between(Seconds from, Seconds to) const {
    std::size_t first = 0, last = moments_.size() - 1;
    const double half = std::sqrt(kRatio);
    while (first < last && moments_[first].time_s * half < from.value())
        ++first;
    while (first < last && moments_[last].time_s > to.value() * half)
        --last;
    return {moments_.data() + first, last - first + 1};
}

Eigen::MatrixXd ShapeFinder::shapes(int count, Seconds from, Seconds to) const {
    const Eigen::Index cells = moments_.front().left.rows();
    MESO_CHECK(count <= cells, "a column has no more shapes than cells");
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(cells, cells);
    for (const Moment& moment : between(from, to))
        sum += moment.left;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(sum);
    MESO_CHECK(solver.info() == Eigen::Success, "a symmetric matrix has eigenvectors");
    return solver.eigenvectors().rightCols(count);
}

double ShapeFinder::missed(const Eigen::MatrixXd& shapes, Seconds from, Seconds to) const {
    double worst = 0;
    for (const Moment& moment : between(from, to)) {
        const double held = (shapes.transpose() * moment.left * shapes).trace();
        worst = std::max(worst, 1 - held);
    }
    return std::sqrt(std::max(0.0, worst));
}

} // namespace meso::sim
