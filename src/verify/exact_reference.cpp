#include "verify/exact_reference.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::verify {
namespace {

constexpr int kBlockRows = 128;
constexpr double kLargestDecay = 3;   // exponents in which one expansion may let the norm fall
constexpr double kNegligible = 1e-17; // coefficients of the expansion below this are left out
constexpr double kSmallestRate_per_s = 1e-12; // keeps a step finite where nothing changes

using Field = std::vector<double>;

// A, similar to minus the generator: symmetric and not negative. The unknowns are the amounts
// times scale[row] * cellScale[cell].
struct SymmetricOperator {
    const sim::LateralOperator& lateral;
    int cells;
    std::vector<double> edge;      // per entry of the lateral operator: w_ij sqrt(m_i / m_j)
    std::vector<double> spread;    // per cell: lateral diffusivity, mm2/s
    std::vector<double> diagonal;  // per cell: what leaves it across depth and by loss, 1/s
    std::vector<double> between;   // per face below a cell: symmetric exchange, 1/s
    std::vector<double> rowScale;  // sqrt(mass), 1 off the surface
    std::vector<double> cellScale; // 1 / sqrt(volume capacity)
    double bound_per_s = 0;        // Gershgorin: no eigenvalue is larger

    [[nodiscard]] int vertices() const { return lateral.vertices(); }
};

void setDepth(const sim::DiffusionModel& model, SymmetricOperator& op) {
    const Eigen::MatrixXd a = sim::depthGenerator(model.grid, model.transports);
    double largest = 0;
    for (int c = 0; c < op.cells; ++c) {
        const sim::LayerTransport& t = model.transports[model.grid.layer[c]];
        op.spread.push_back(t.diffusivity.value() / model.grid.metric[c]);
        op.diagonal.push_back(-a(c, c));
        op.between.push_back(c + 1 < op.cells ? std::sqrt(a(c, c + 1) * a(c + 1, c)) : 0);
        op.cellScale.push_back(1 / std::sqrt(model.grid.volumePerArea_mm(c) * t.capacity));
        // The column of the generator: what leaves a cell, counted where it leaves and arrives.
        const double out = op.diagonal[c] - t.loss().value();
        largest = std::max(largest,
                           op.diagonal[c] + out + 2 * op.spread[c] * model.lateral.largestRowSum);
    }
    op.bound_per_s = largest;
}

SymmetricOperator symmetricOperator(const sim::DiffusionModel& model) {
    SymmetricOperator op{model.lateral, model.grid.cells(), {}, {}, {}, {}, {}, {}};
    setDepth(model, op);
    for (const double mass : model.lateral.mass_mm2)
        op.rowScale.push_back(mass > 0 ? std::sqrt(mass) : 1);
    for (int v = 0; v < op.vertices(); ++v)
        for (int e = model.lateral.rowStart[v]; e < model.lateral.rowStart[v + 1]; ++e)
            op.edge.push_back(model.lateral.weight[e] * op.rowScale[v] /
                              op.rowScale[model.lateral.column[e]]);
    return op;
}

// out = A x for one vertex.
void applyAt(const SymmetricOperator& op, const double* x, int vertex, double* out) {
    const int cells = op.cells;
    const double* here = x + static_cast<std::size_t>(vertex) * cells;
    for (int c = 0; c < cells; ++c)
        out[c] = op.lateral.rowSum[vertex] * here[c];
    for (int e = op.lateral.rowStart[vertex]; e < op.lateral.rowStart[vertex + 1]; ++e) {
        const double* there = x + static_cast<std::size_t>(op.lateral.column[e]) * cells;
        const double weight = op.edge[e];
        for (int c = 0; c < cells; ++c)
            out[c] -= weight * there[c];
    }
    for (int c = 0; c < cells; ++c)
        out[c] = op.spread[c] * out[c] + op.diagonal[c] * here[c];
    for (int c = 0; c + 1 < cells; ++c) {
        out[c] -= op.between[c] * here[c + 1];
        out[c + 1] -= op.between[c] * here[c];
    }
}

// exp(-z) I_k(z) for k = 0, 1, ..., until they no longer count: Miller's backward recursion, made
// to add up to one as exp(z) = I_0 + 2 I_1 + 2 I_2 + ... demands.
std::vector<double> scaledBessel(double z) {
    const int last = static_cast<int>(std::sqrt(80 * z) + 40);
    std::vector<double> values(last + 2, 0);
    values[last] = 1e-290;
    for (int k = last; k > 0; --k) {
        values[k - 1] = values[k + 1] + 2 * k / z * values[k];
        if (values[k - 1] > 1e250)
            for (double& value : values)
                value *= 1e-250;
    }
    double sum = values[0];
    for (std::size_t k = 1; k < values.size(); ++k)
        sum += 2 * values[k];
    for (double& value : values)
        value /= sum;
    while (values.size() > 2 && values.back() < kNegligible)
        values.pop_back();
    return values;
}

class Propagation {
public:
    Propagation(const sim::DiffusionModel& model, int threads)
        : op_(symmetricOperator(model)), team_(threads) {}

    Field scaled(std::span<const double> amounts) const {
        Field x(amounts.begin(), amounts.end());
        eachEntry([&](std::size_t i, double scale) { x[i] *= scale; });
        return x;
    }
    Field amounts(const Field& scaledField) const {
        Field m = scaledField;
        eachEntry([&](std::size_t i, double scale) { m[i] /= scale; });
        return m;
    }
    void advance(Field& x, double duration_s) {
        while (duration_s > 0) {
            const double longest_s = kLargestDecay / std::max(decayRate(x), kSmallestRate_per_s);
            const double part_s = longest_s < duration_s ? longest_s : duration_s;
            expand(x, part_s);
            duration_s = longest_s < duration_s ? duration_s - part_s : 0;
        }
    }

private:
    template <class F>
    void eachEntry(F&& f) const {
        std::size_t i = 0;
        for (const double row : op_.rowScale)
            for (const double cell : op_.cellScale)
                f(i++, row * cell);
    }
    [[nodiscard]] int blocks() const { return (op_.vertices() + kBlockRows - 1) / kBlockRows; }
    template <class F>
    void eachVertex(F&& f) {
        team_.run(blocks(), [&](int block) {
            const int last = std::min(op_.vertices(), (block + 1) * kBlockRows);
            std::vector<double> row(op_.cells);
            for (int v = block * kBlockRows; v < last; ++v)
                f(block, v, row.data());
        });
    }

    // Rayleigh's quotient: the norm falls at this rate now and slower ever after.
    double decayRate(const Field& x) {
        std::vector<double> bends(blocks(), 0), sizes(blocks(), 0);
        eachVertex([&](int block, int v, double* row) {
            applyAt(op_, x.data(), v, row);
            const double* here = x.data() + static_cast<std::size_t>(v) * op_.cells;
            for (int c = 0; c < op_.cells; ++c) {
                bends[block] += here[c] * row[c];
                sizes[block] += here[c] * here[c];
            }
        });
        double bend = 0, size = 0;
        for (int block = 0; block < blocks(); ++block)
            bend += bends[block], size += sizes[block];
        return size > 0 ? bend / size : 0;
    }

    // x = exp(-tA) x = sum of c_k T_k(1 - A / half) x, c_k = (2 -) exp(-t half) I_k(t half).
    void expand(Field& x, double t_s) {
        const double half_per_s = 0.5 * op_.bound_per_s;
        if (!(half_per_s * t_s > kNegligible))
            return;
        const std::vector<double> share = scaledBessel(half_per_s * t_s);
        Field before = x, now = x, sum = x;
        for (double& value : sum)
            value *= share[0];
        for (std::size_t k = 1; k < share.size(); ++k) {
            // T_1 = X, then T_k+1 = 2 X T_k - T_k-1: written over the field two orders back.
            const double twice = k == 1 ? 1 : 2, old = k == 1 ? 0 : 1;
            eachVertex([&](int, int v, double* row) {
                applyAt(op_, now.data(), v, row);
                const std::size_t start = static_cast<std::size_t>(v) * op_.cells;
                for (int c = 0; c < op_.cells; ++c) {
                    const std::size_t i = start + c;
                    before[i] = twice * (now[i] - row[c] / half_per_s) - old * before[i];
                    sum[i] += 2 * share[k] * before[i];
                }
            });
            std::swap(before, now);
        }
        x = std::move(sum);
    }

    SymmetricOperator op_;
    sim::BlockTeam team_;
};

} // namespace

std::vector<std::vector<double>> exactFields(const sim::DiffusionModel& model,
                                             std::span<const double> amounts,
                                             std::span<const Seconds> times, int threads) {
    MESO_CHECK(amounts.size() ==
                   static_cast<std::size_t>(model.lateral.vertices()) * model.grid.cells(),
               "a state has one amount per vertex and cell");
    MESO_CHECK(model.classes.uniform(), "the exact solution knows one depth grid everywhere");
    Propagation run(model, threads);
    Field x = run.scaled(amounts);
    std::vector<std::vector<double>> fields;
    Seconds reached{0};
    for (const Seconds time : times) {
        MESO_CHECK(time >= reached, "the times of an exact solution increase");
        run.advance(x, (time - reached).value());
        reached = time;
        fields.push_back(run.amounts(x));
    }
    return fields;
}

} // namespace meso::verify
