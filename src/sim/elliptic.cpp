#include "sim/elliptic.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Core>

#include "base/check.h"

namespace meso::sim {
namespace {

using Eigen::VectorXd;

constexpr double kResidual = 1e-13;
constexpr int kMostSweeps = 2000;

std::size_t at(int vertex, int cell, int cells) {
    return static_cast<std::size_t>(vertex) * cells + cell;
}

// What a column of tissue does on its own, per mm2 of skin.
struct Column {
    std::vector<double> capacity_mm; // s: amount in a cell = s u
    std::vector<double> loss;        // k s
    std::vector<double> link;        // conductance to the cell below
};

Column columnOf(const TissueGrid& grid, std::span<const LayerTransport> transports) {
    Column column;
    std::vector<double> resistance;
    for (int c = 0; c < grid.cells(); ++c) {
        const LayerTransport& t = transports[grid.layer[c]];
        column.capacity_mm.push_back(t.capacity * grid.volumePerArea_mm(c));
        column.loss.push_back(t.loss().value() * column.capacity_mm[c]);
        resistance.push_back(grid.height_mm(c) / (2 * t.capacity * t.diffusivity.value()));
    }
    for (int c = 0; c + 1 < grid.cells(); ++c)
        column.link.push_back(grid.faceMetric[c + 1] / (resistance[c] + resistance[c + 1]));
    return column;
}

// One per thickness class of a model or a run; one where all are equal.
template <class Model, class Make>
auto perClass(const Model& model, Make make) {
    std::vector<decltype(make(model.grid))> made;
    if (model.classes.uniform())
        made.push_back(make(model.grid));
    for (const TissueGrid& grid : model.classes.grids)
        made.push_back(make(grid));
    return made;
}

template <class Model>
std::size_t classOf(const Model& model, int vertex) {
    return model.classes.uniform() ? 0 : model.classes.ofVertex[vertex];
}

// -L in u = C/K, each row times the area of its vertex: symmetric and positive definite. Its parts
// are the loss, the links of a column, and D K h times the lateral stiffness, with the mean
// thickness factor of the two vertices as Stepper has it.
class SteadyOperator {
public:
    explicit SteadyOperator(const DiffusionModel& model)
        : model_(model), columns_(perClass(model, [&](const TissueGrid& grid) {
              return columnOf(grid, model.transports);
          })) {
        for (int c = 0; c < cells(); ++c) {
            const LayerTransport& t = model.transports[model.grid.layer[c]];
            lateral_.push_back(t.diffusivity.value() * t.capacity * model.grid.height_mm(c));
        }
        weighEdges();
        factorColumns();
    }
    [[nodiscard]] int cells() const { return model_.grid.cells(); }
    [[nodiscard]] int vertices() const { return model_.lateral.vertices(); }
    [[nodiscard]] double capacity_mm(int vertex, int cell) const {
        return columnAt(vertex).capacity_mm[cell];
    }

    void apply(const VectorXd& u, VectorXd& out) const {
        const LateralOperator& lateral = model_.lateral;
        for (int v = 0; v < vertices(); ++v) {
            const Column& column = columnAt(v);
            const double* own = u.data() + at(v, 0, cells());
            double* row = out.data() + at(v, 0, cells());
            const double area = lateral.mass_mm2[v];
            for (int c = 0; c < cells(); ++c)
                row[c] = (area * column.loss[c] + stiffnessSum_[v] * lateral_[c]) * own[c];
            for (int c = 0; c + 1 < cells(); ++c) {
                const double flux = area * column.link[c] * (own[c] - own[c + 1]);
                row[c] += flux;
                row[c + 1] -= flux;
            }
            for (int e = lateral.rowStart[v]; e < lateral.rowStart[v + 1]; ++e) {
                const double* other = u.data() + at(lateral.column[e], 0, cells());
                for (int c = 0; c < cells(); ++c)
                    row[c] -= stiffness_[e] * lateral_[c] * other[c];
            }
        }
    }

    // Solves every column on its own, with its diagonal of the lateral part.
    void precondition(const VectorXd& r, VectorXd& z) const {
        for (int v = 0; v < vertices(); ++v) {
            const std::vector<double>& link = columnAt(v).link;
            const double* in = r.data() + at(v, 0, cells());
            double* out = z.data() + at(v, 0, cells());
            const double* pivot = inversePivot_.data() + at(v, 0, cells());
            const double area = model_.lateral.mass_mm2[v];
            out[0] = in[0];
            for (int c = 1; c < cells(); ++c)
                out[c] = in[c] + area * link[c - 1] * pivot[c - 1] * out[c - 1];
            out[cells() - 1] *= pivot[cells() - 1];
            for (int c = cells() - 2; c >= 0; --c)
                out[c] = pivot[c] * (out[c] + area * link[c] * out[c + 1]);
        }
    }

private:
    [[nodiscard]] const Column& columnAt(int vertex) const {
        return columns_[classOf(model_, vertex)];
    }
    void weighEdges() {
        const LateralOperator& lateral = model_.lateral;
        const auto factor = [this](int v) {
            return model_.classes.uniform() ? 1 : model_.classes.factor[classOf(model_, v)];
        };
        stiffness_.resize(lateral.weight.size());
        stiffnessSum_.assign(vertices(), 0);
        for (int v = 0; v < vertices(); ++v)
            for (int e = lateral.rowStart[v]; e < lateral.rowStart[v + 1]; ++e) {
                stiffness_[e] = lateral.mass_mm2[v] * lateral.weight[e] * 0.5 *
                                (factor(v) + factor(lateral.column[e]));
                stiffnessSum_[v] += stiffness_[e];
            }
    }
    // Pivots of the columns' LDL decompositions; 0 where a vertex is not on the surface, so that
    // its values stay 0.
    void factorColumns() {
        inversePivot_.assign(at(vertices(), 0, cells()), 0);
        for (int v = 0; v < vertices(); ++v) {
            const Column& column = columnAt(v);
            const double area = model_.lateral.mass_mm2[v];
            if (!(area > 0))
                continue;
            double* pivot = inversePivot_.data() + at(v, 0, cells());
            for (int c = 0; c < cells(); ++c) {
                const double up = c > 0 ? area * column.link[c - 1] : 0;
                const double down = c + 1 < cells() ? area * column.link[c] : 0;
                const double diagonal =
                    area * column.loss[c] + stiffnessSum_[v] * lateral_[c] + up + down;
                pivot[c] = 1 / (diagonal - (c > 0 ? up * up * pivot[c - 1] : 0));
            }
        }
    }
    const DiffusionModel& model_;
    std::vector<Column> columns_;
    std::vector<double> lateral_;   // D K h per cell
    std::vector<double> stiffness_; // per edge: area x weight x mean thickness factor
    std::vector<double> stiffnessSum_, inversePivot_;
};

struct Solution {
    VectorXd u;
    int sweeps = 0;
};

// Preconditioned conjugate gradients (Hestenes & Stiefel 1952).
Result<Solution> solve(const SteadyOperator& op, const VectorXd& rhs) {
    const Eigen::Index size = rhs.size();
    Solution s{VectorXd::Zero(size), 0};
    VectorXd r = rhs, z(size), q(size);
    op.precondition(r, z);
    VectorXd p = z;
    double rz = r.dot(z);
    const double wanted = kResidual * kResidual * rz;
    while (rz > wanted && s.sweeps < kMostSweeps) {
        op.apply(p, q);
        const double step = rz / p.dot(q);
        s.u += step * p;
        r -= step * q;
        op.precondition(r, z);
        const double next = r.dot(z);
        p = z + (next / rz) * p;
        rz = next;
        ++s.sweeps;
    }
    if (!(rz <= wanted))
        return Error{"The time integrals could not be solved for; the tissue's rates differ too "
                     "much from layer to layer."};
    return s;
}

Status checkClears(const DiffusionModel& model) {
    for (const int layer : model.grid.layer)
        if (model.transports[layer].loss().value() > 0)
            return Done{};
    return Error{"Neither blood nor lymph takes up anything, so the compound stays for ever and "
                 "has no time integral."};
}

// Areas times amounts of u: what a second solve starts from.
VectorXd amountsOf(const DiffusionModel& model, const SteadyOperator& op, const VectorXd& u) {
    VectorXd amounts(u.size());
    for (int v = 0; v < op.vertices(); ++v)
        for (int c = 0; c < op.cells(); ++c) {
            const auto i = static_cast<Eigen::Index>(at(v, c, op.cells()));
            amounts[i] = model.lateral.mass_mm2[v] * op.capacity_mm(v, c) * u[i];
        }
    return amounts;
}

void fill(const DiffusionModel& model, const VectorXd& u, const VectorXd& moment,
          const VectorXd& amounts, TimeIntegrals& out) {
    const int cells = model.grid.cells();
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < cells; ++c) {
            const auto i = static_cast<Eigen::Index>(at(v, c, cells));
            const LayerTransport& t = model.transports[model.grid.layer[c]];
            out.auc.push_back(t.capacity * u[i]);
            out.meanResidence_s.push_back(u[i] > 0 ? moment[i] / u[i] : 0);
            out.blood += Mg(t.capillary.value() * amounts[i] / kMicrogramPerMg);
            out.lymph += Mg(t.lymph.value() * amounts[i] / kMicrogramPerMg);
        }
}

std::vector<double> amountsAt(const SimResult& result, const SimFrame& frame) {
    const std::size_t cells = result.grid.cells();
    std::vector<double> amounts(frame.concentration.size());
    for (std::size_t i = 0; i < amounts.size(); ++i)
        amounts[i] = static_cast<double>(frame.concentration[i]) *
                     result.gridAt(i / cells).volumePerArea_mm(static_cast<int>(i % cells));
    return amounts;
}

} // namespace

Result<TimeIntegrals> timeIntegrals(const DiffusionModel& model, std::span<const double> amounts) {
    const SteadyOperator op(model);
    MESO_CHECK(amounts.size() == at(op.vertices(), 0, op.cells()),
               "time integrals need an amount for every vertex and cell");
    if (const Status clears = checkClears(model); !clears)
        return clears.error();
    VectorXd start(static_cast<Eigen::Index>(amounts.size()));
    for (int v = 0; v < op.vertices(); ++v)
        for (int c = 0; c < op.cells(); ++c)
            start[static_cast<Eigen::Index>(at(v, c, op.cells()))] =
                model.lateral.mass_mm2[v] * amounts[at(v, c, op.cells())];
    const Result<Solution> area = solve(op, start);
    if (!area)
        return area.error();
    const VectorXd left = amountsOf(model, op, area->u);
    const Result<Solution> moment = solve(op, left);
    if (!moment)
        return moment.error();
    TimeIntegrals out;
    out.iterations = area->sweeps + moment->sweeps;
    fill(model, area->u, moment->u, left, out);
    return out;
}

double InjectionWorth::of(const DiffusionModel& model, std::span<const double> amounts) const {
    MESO_CHECK(amounts.size() == perMg.size(), "a worth belongs to the model it was made for");
    const int cells = model.grid.cells();
    double sum = 0;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < cells; ++c)
            sum += model.lateral.mass_mm2[v] * amounts[at(v, c, cells)] * perMg[at(v, c, cells)];
    return sum / kMicrogramPerMg;
}

Result<InjectionWorth> injectionWorth(const DiffusionModel& model, DepthRange range,
                                      std::span<const double> weights_mm2, Measure measure) {
    const SteadyOperator op(model);
    MESO_CHECK(weights_mm2.size() == static_cast<std::size_t>(op.vertices()),
               "an injection's worth needs a target area for every vertex");
    double target_mm2 = 0;
    for (const double weight : weights_mm2)
        target_mm2 += weight;
    if (!(target_mm2 > 0))
        return Error{"There is no target area, so no injection is worth anything to it."};
    if (const Status clears = checkClears(model); !clears)
        return clears.error();
    const auto bands = perClass(model, [&](const TissueGrid& grid) {
        return bandWeights(grid, model.transports, range, measure);
    });
    VectorXd wanted = VectorXd::Zero(static_cast<Eigen::Index>(at(op.vertices(), 0, op.cells())));
    for (int v = 0; v < op.vertices(); ++v)
        for (int c = 0; c < op.cells() && model.lateral.mass_mm2[v] > 0; ++c)
            wanted[static_cast<Eigen::Index>(at(v, c, op.cells()))] =
                weights_mm2[v] / target_mm2 * bands[classOf(model, v)][c] *
                model.transports[model.grid.layer[c]].capacity;
    const Result<Solution> solution = solve(op, wanted);
    if (!solution)
        return solution.error();
    InjectionWorth worth;
    worth.perMg.assign(solution->u.begin(), solution->u.end());
    for (double& value : worth.perMg)
        value *= kMicrogramPerMg;
    return worth;
}

DiffusionModel modelOf(const SimResult& result, const geom::TriMesh& surface) {
    MESO_CHECK(surface.vertices().size() == static_cast<std::size_t>(result.surfaceVertices),
               "a run was paired with another surface");
    std::vector<int> local(surface.vertices().size(), -1);
    std::vector<geom::Vec3> positions;
    for (std::size_t i = 0; i < result.meshVertex.size(); ++i) {
        local[result.meshVertex[i]] = static_cast<int>(i);
        positions.push_back(surface.vertices()[result.meshVertex[i]]);
    }
    std::vector<geom::Triangle> triangles;
    for (const geom::Triangle& t : surface.triangles())
        if (local[t[0]] >= 0 && local[t[1]] >= 0 && local[t[2]] >= 0)
            triangles.push_back({local[t[0]], local[t[1]], local[t[2]]});
    return {lateralOperator(positions, triangles), result.grid, result.transports, result.classes};
}

std::vector<double> lastAmounts(const SimResult& result) {
    return amountsAt(result, result.frames.back());
}

std::vector<double> startAmounts(const SimResult& result) {
    MESO_CHECK(!result.frames.empty() && result.frames.front().time == Seconds(0),
               "a start was asked for of a run without a frame at 0 s");
    const int cells = result.grid.cells();
    std::vector<double> amounts = amountsAt(result, result.frames.front());
    double sum_ug = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        sum_ug += result.area_mm2[i / cells] * amounts[i];
    const Mg delivered = result.dose - result.balance.front().leaked;
    const double scale = sum_ug > 0 ? delivered.value() * kMicrogramPerMg / sum_ug : 0;
    for (double& amount : amounts)
        amount *= scale;
    return amounts;
}

std::vector<float> bandField(const SimResult& result, std::span<const double> cellField,
                             DepthRange range, Measure measure) {
    const int cells = result.grid.cells();
    MESO_CHECK(cellField.size() == at(static_cast<int>(result.meshVertex.size()), 0, cells),
               "a band was asked for of a field of another run");
    const auto bands = perClass(result, [&](const TissueGrid& grid) {
        return bandWeights(grid, result.transports, range, measure);
    });
    std::vector<float> field(result.surfaceVertices, 0);
    for (int v = 0; v < static_cast<int>(result.meshVertex.size()); ++v) {
        const std::vector<double>& weights = bands[classOf(result, v)];
        double sum = 0;
        for (int c = 0; c < cells; ++c)
            sum += weights[c] * cellField[at(v, c, cells)];
        field[result.meshVertex[v]] = static_cast<float>(std::max(0.0, sum));
    }
    return field;
}

void replaceTail(const SimResult& result, const TimeIntegrals& after, Exposure& exposure) {
    const auto auc = bandField(result, after.auc, exposure.range, exposure.measure);
    std::vector<double> moments(after.auc.size());
    for (std::size_t i = 0; i < moments.size(); ++i)
        moments[i] = after.auc[i] * (exposure.until.value() + after.meanResidence_s[i]);
    const auto moment = bandField(result, moments, exposure.range, exposure.measure);
    const double loss = exposure.tailLoss.value();
    for (const int v : result.meshVertex) {
        const double all = static_cast<double>(exposure.auc[v]);
        const double guessed = all * static_cast<double>(exposure.tail[v]);
        const double solved = static_cast<double>(auc[v]);
        const double whole = all - guessed + solved;
        if (!(whole > 0))
            continue;
        exposure.auc[v] = static_cast<float>(whole);
        exposure.tail[v] = static_cast<float>(solved / whole);
        if (!(exposure.meanResidence_s[v] > 0))
            continue;
        const double guessedMoment = loss > 0 ? guessed * (exposure.until.value() + 1 / loss) : 0;
        const double within =
            all * static_cast<double>(exposure.meanResidence_s[v]) - guessedMoment;
        exposure.meanResidence_s[v] =
            static_cast<float>((within + static_cast<double>(moment[v])) / whole);
    }
}

} // namespace meso::sim
