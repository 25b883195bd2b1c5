#include "bench/eigen_baseline.h"

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseCore>

#include "bench/machine_limits.h"
#include "sim/depth_operator.h"

namespace meso::bench {
namespace {

using Sparse = Eigen::SparseMatrix<double>;
constexpr double kFirstStep_s = 4, kGrowth = 1.0 / 16, kLongest_s = 1024, kTolerance = 1e-5;
constexpr int kBackwardSteps = 4;

// Symmetric rates of concentrations: M dc/dt = -A c, with M the volumes.
struct Prisms {
    Sparse rates, volumes;
};

Prisms assemble(const CapProblem& problem) {
    const sim::LateralOperator& lateral = problem.domain->lateral();
    const int cells = problem.grid.cells();
    const Eigen::MatrixXd depth = sim::depthGenerator(problem.grid, problem.transports);
    std::vector<Eigen::Triplet<double>> rates, volumes;
    for (int v = 0; v < lateral.vertices(); ++v)
        for (int c = 0; c < cells; ++c) {
            const int row = v * cells + c;
            const double height = problem.grid.volumePerArea_mm(c), mass = lateral.mass_mm2[v];
            const double simulation =
                mass * height * problem.transports[problem.grid.layer[c]].diffusivity.value();
            volumes.emplace_back(row, row, mass * height);
            rates.emplace_back(row, row, simulation * lateral.rowSum[v]);
            for (int e = lateral.rowStart[v]; e < lateral.rowStart[v + 1]; ++e)
                rates.emplace_back(row, lateral.column[e] * cells + c,
                                   -simulation * lateral.weight[e]);
            for (int d = std::max(0, c - 1); d <= std::min(cells - 1, c + 1); ++d)
                rates.emplace_back(row, v * cells + d,
                                   -mass * depth(c, d) * problem.grid.volumePerArea_mm(d));
        }
    const long size = static_cast<long>(problem.amounts.size());
    Prisms prisms{Sparse(size, size), Sparse(size, size)};
    prisms.rates.setFromTriplets(rates.begin(), rates.end());
    prisms.volumes.setFromTriplets(volumes.begin(), volumes.end());
    return prisms;
}

// Steps one time with one matrix after the other, rebuilt when the step changes.
class ThetaSteps {
public:
    explicit ThetaSteps(const Prisms& prisms) : prisms_(prisms) {
        solver_.setTolerance(kTolerance);
    }
    void step(double dt_s, double theta, Eigen::VectorXd& x) {
        if (dt_s * theta != built_) {
            built_ = dt_s * theta;
            left_ = prisms_.volumes + built_ * prisms_.rates;
            solver_.compute(left_);
        }
        Eigen::VectorXd right = prisms_.volumes * x;
        if (theta < 1)
            right -= dt_s * (1 - theta) * (prisms_.rates * x);
        x = solver_.solveWithGuess(right, x);
    }

private:
    const Prisms& prisms_;
    Sparse left_;
    double built_ = -1;
    Eigen::ConjugateGradient<Sparse, Eigen::Lower | Eigen::Upper> solver_;
};

double nextStep(double now_s, double mark_s) {
    double dt_s = kFirstStep_s;
    while (2 * dt_s <= std::min(std::max(kFirstStep_s, kGrowth * now_s), kLongest_s) + 1e-9)
        dt_s *= 2;
    return std::min(dt_s, mark_s - now_s);
}

} // namespace

EigenRun runEigen(const CapProblem& problem) {
    EigenRun run;
    const int cells = problem.grid.cells();
    const double start = threadSeconds();
    const Prisms prisms = assemble(problem);
    ThetaSteps steps(prisms);
    Eigen::VectorXd x(static_cast<long>(problem.amounts.size()));
    for (long i = 0; i < x.size(); ++i)
        x[i] = problem.amounts[i] / problem.grid.volumePerArea_mm(static_cast<int>(i % cells));
    double now_s = 0;
    for (const Seconds mark : kMarks) {
        while (now_s < mark.value() - 1e-6) {
            const bool backward = run.steps < kBackwardSteps;
            const double whole_s = nextStep(now_s, mark.value());
            const double dt_s = backward ? whole_s / 2 : whole_s;
            steps.step(dt_s, backward ? 1 : 0.5, x);
            now_s += dt_s;
            ++run.steps;
        }
        std::vector<double> amounts(x.begin(), x.end());
        for (std::size_t i = 0; i < amounts.size(); ++i)
            amounts[i] *= problem.grid.volumePerArea_mm(static_cast<int>(i % cells));
        run.amounts.push_back(std::move(amounts));
    }
    run.seconds = threadSeconds() - start;
    return run;
}

} // namespace meso::bench
