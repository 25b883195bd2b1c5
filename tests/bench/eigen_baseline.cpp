#include "bench/eigen_baseline.h"

#include <algorithm>
#include <numeric>

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseCore>

#include "bench/timing.h"
#include "sim/kernel/depot_shape.h"
#include "sim/model/transport_phases.h"
#include "verify/mesh/lateral_operator.h"
#include "verify/mesh/mesh_depot.h"
#include "verify/mesh/tissue_grid.h"

namespace meso::bench {
namespace {

using Sparse = Eigen::SparseMatrix<double>;
constexpr double kFirstStep_s = 4, kGrowth = 1.0 / 16, kLongest_s = 1024, kTolerance = 1e-5;
constexpr int kBackwardSteps = 4;

// The tissue of the scalp in 32 cells; borders of layers and bands lie on faces.
verify::TissueGrid scalpGrid(Mm radius) {
    struct Stretch {
        double to_mm;
        int cells, layer;
    };
    constexpr Stretch kStretches[] = {{0.1, 2, 0}, {1.5, 7, 1}, {2, 3, 1}, {2.5, 3, 2},
                                      {3.5, 5, 2}, {4.5, 4, 2}, {5, 2, 2}, {6, 6, 3}};
    std::vector<double> faces_mm{0};
    std::vector<int> layers;
    for (const Stretch& stretch : kStretches) {
        const double from_mm = faces_mm.back();
        for (int i = 1; i <= stretch.cells; ++i) {
            faces_mm.push_back(from_mm + (stretch.to_mm - from_mm) * i / stretch.cells);
            layers.push_back(stretch.layer);
        }
    }
    return verify::gridFromFaces(faces_mm, layers, radius);
}

// Symmetric: V du/dt = -A u, with u the unbound concentrations and V what one of 1 holds.
struct Prisms {
    Sparse rates, volumes;
};

// A cell of a column of tissue that is 1 mm2 at the skin.
struct Cell {
    double holds_mm = 0;           // volume times capacity
    double loss_mm_per_s = 0;      // of what it holds
    double lateral_mm3_per_s = 0;  // along the skin; area and distances shrink alike with depth
    double downwards_mm_per_s = 0; // to the cell below
};

std::vector<Cell> cellsOf(const verify::TissueGrid& grid,
                          const std::vector<sim::LayerTransport>& transports) {
    std::vector<Cell> cells(grid.cells());
    const auto halfResistance = [&](int c) {
        const sim::LayerTransport& layer = transports[grid.layer[c]];
        return grid.height_mm(c) / (2 * layer.capacity * layer.diffusivity.value());
    };
    for (int c = 0; c < grid.cells(); ++c) {
        const sim::LayerTransport& layer = transports[grid.layer[c]];
        cells[c].holds_mm = grid.volumePerArea_mm(c) * layer.capacity;
        cells[c].loss_mm_per_s = cells[c].holds_mm * layer.loss().value();
        cells[c].lateral_mm3_per_s = grid.height_mm(c) * layer.capacity * layer.diffusivity.value();
        if (c + 1 < grid.cells())
            cells[c].downwards_mm_per_s =
                grid.faceMetric[c + 1] / (halfResistance(c) + halfResistance(c + 1));
    }
    return cells;
}

Prisms assemble(const verify::LateralOperator& lateral, const std::vector<Cell>& cells) {
    const int count = static_cast<int>(cells.size());
    std::vector<Eigen::Triplet<double>> rates, volumes;
    for (int v = 0; v < lateral.vertices(); ++v)
        for (int c = 0; c < count; ++c) {
            const int row = v * count + c;
            const double mass = lateral.mass_mm2[v], along = mass * cells[c].lateral_mm3_per_s;
            const double down = mass * cells[c].downwards_mm_per_s;
            const double up = c > 0 ? mass * cells[c - 1].downwards_mm_per_s : 0;
            volumes.emplace_back(row, row, mass * cells[c].holds_mm);
            rates.emplace_back(
                row, row, along * lateral.rowSum[v] + mass * cells[c].loss_mm_per_s + up + down);
            for (int e = lateral.rowStart[v]; e < lateral.rowStart[v + 1]; ++e)
                rates.emplace_back(row, lateral.column[e] * count + c, -along * lateral.weight[e]);
            if (c > 0)
                rates.emplace_back(row, row - 1, -up);
            if (c + 1 < count)
                rates.emplace_back(row, row + 1, -down);
        }
    const Eigen::Index size = static_cast<Eigen::Index>(lateral.vertices()) * count;
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

// What is injected, as unbound concentrations, vertices x cells.
Result<Eigen::VectorXd> startOf(const sim::SimInput& input,
                                const std::vector<sim::LayerTransport>& transports,
                                const verify::LateralOperator& lateral,
                                const verify::TissueGrid& grid) {
    verify::Patch whole;
    whole.meshVertex.resize(input.surface->vertices().size());
    std::iota(whole.meshVertex.begin(), whole.meshVertex.end(), 0);
    whole.positions = input.surface->vertices();
    whole.normals = input.surface->normals();
    whole.triangles = input.surface->triangles();
    std::vector<double> capacities;
    for (const sim::LayerTransport& layer : transports)
        capacities.push_back(layer.capacity);
    std::vector<double> amounts(whole.positions.size() * grid.cells(), 0);
    for (const sim::SimDepot& depot : input.depots) {
        const sim::DepotShape shape = sim::depotShape(depot, input.tissue, capacities);
        const verify::DepotProfile profile(shape.halfWidth, shape.halfHeight, shape.edge);
        if (const Status laid = verify::addDepot(
                depot, shape, profile, {whole, lateral, grid, nullptr, capacities}, amounts);
            !laid)
            return laid.error();
    }
    Eigen::VectorXd unbound(static_cast<Eigen::Index>(amounts.size()));
    for (Eigen::Index i = 0; i < unbound.size(); ++i) {
        const int c = static_cast<int>(i % grid.cells());
        unbound[i] = amounts[static_cast<std::size_t>(i)] /
                     (grid.volumePerArea_mm(c) * capacities[grid.layer[c]]);
    }
    return unbound;
}

std::vector<double> meansOf(const Eigen::VectorXd& unbound, const verify::TissueGrid& grid,
                            const std::vector<Cell>& cells, sim::DepthRange band) {
    std::vector<double> means(static_cast<std::size_t>(unbound.size() / grid.cells()), 0);
    double volume_mm = 0;
    for (int c = 0; c < grid.cells(); ++c) {
        if (grid.centre_mm(c) < band.from.value() || grid.centre_mm(c) > band.to.value())
            continue;
        volume_mm += grid.volumePerArea_mm(c);
        for (std::size_t v = 0; v < means.size(); ++v)
            means[v] +=
                cells[c].holds_mm * unbound[static_cast<Eigen::Index>(v) * grid.cells() + c];
    }
    for (double& mean : means)
        mean /= volume_mm;
    return means;
}

} // namespace

Result<EigenRun> runEigen(const sim::SimInput& input, Mm radius, sim::DepthRange band) {
    const auto phases = sim::transportPhases(input);
    if (!phases)
        return phases.error();
    const std::vector<sim::LayerTransport>& transports = phases->front().transports;
    const verify::TissueGrid grid = scalpGrid(radius);
    const verify::LateralOperator lateral =
        verify::lateralOperator(input.surface->vertices(), input.surface->triangles());
    auto begun = startOf(input, transports, lateral, grid);
    if (!begun)
        return begun.error();
    Eigen::VectorXd x = std::move(begun).value();
    EigenRun run;
    run.unknowns = x.size();
    const double start = threadSeconds();
    const std::vector<Cell> cells = cellsOf(grid, transports);
    const Prisms prisms = assemble(lateral, cells);
    ThetaSteps steps(prisms);
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
        run.secondsTo.push_back(threadSeconds() - start);
        run.bandMeans.push_back(meansOf(x, grid, cells, band));
    }
    run.seconds = threadSeconds() - start;
    return run;
}

} // namespace meso::bench
