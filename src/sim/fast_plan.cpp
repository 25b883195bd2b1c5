#include "sim/fast_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/depth_modes.h"
#include "sim/fast_kernels.h"
#include "sim/fast_step.h"

namespace meso::sim {
namespace {

constexpr int kMostCells = 40;
// Weighted error of a step's polynomial. Strang splitting errs ten times as much.
constexpr double kPolynomialTolerance = 3e-4;
// What a reduced set of shapes across depth may miss, root mean square, of what is left.
constexpr double kMissed = 1e-3;
// Longer steps than this would need polynomials of more than some 60 stages.
constexpr double kLongestRange = 4000;

struct Span {
    double start_s, dt_s;
};

// Steps that grow with the time gone by and meet every mark.
std::vector<Span> cutSteps(const FastTimes& times, double largestRate_per_s) {
    const double longest_s = kLongestRange / std::max(largestRate_per_s, 1e-30);
    std::vector<Seconds> marks = times.marks;
    if (marks.empty() || marks.back() < times.duration)
        marks.push_back(times.duration);
    std::vector<Span> steps;
    double now_s = 0;
    for (const Seconds mark : marks)
        while (mark.value() - now_s > 1e-9 * mark.value()) {
            const double left_s = mark.value() - now_s;
            const double wanted_s =
                std::min(longest_s, std::max(times.firstStep.value(), times.growth * now_s));
            const double dt_s = left_s / std::ceil(left_s / wanted_s - 1e-9);
            steps.push_back({now_s, dt_s});
            now_s = left_s - dt_s < 1e-9 * mark.value() ? mark.value() : now_s + dt_s;
        }
    return steps;
}

int paddedPlanCells(int cells) {
    return cells <= 32 ? 32 : kMostCells;
}

AlignedBuffer transposed(const Eigen::MatrixXd& matrix) {
    AlignedBuffer out(static_cast<std::size_t>(matrix.size()));
    for (Eigen::Index from = 0; from < matrix.cols(); ++from)
        for (Eigen::Index to = 0; to < matrix.rows(); ++to)
            out.data()[from * matrix.rows() + to] = static_cast<float>(matrix(to, from));
    return out;
}

AlignedBuffer extents(const DepthBasis& basis, Seconds dt) {
    AlignedBuffer out(static_cast<std::size_t>(basis.modes()));
    for (int k = 0; k < basis.modes(); ++k)
        out.data()[k] = static_cast<float>(dt.value() * basis.diffusivity[k]);
    return out;
}

Status checkPlanTimes(const FastTimes& times) {
    if (!(times.duration.value() > 0) || !(times.firstStep.value() > 0) || !(times.growth > 0) ||
        !std::isfinite(times.duration.value()))
        return Error{"The simulated time and its steps must be above zero."};
    Seconds before(-1);
    for (const Seconds mark : times.marks) {
        if (!(mark > before) || !(mark.value() >= 0) || !(mark <= times.duration))
            return Error{"Output times must increase and lie within the simulated time."};
        before = mark;
    }
    return Done{};
}

} // namespace

struct FastPlan::Parts {
    TissueGrid grid;
    std::vector<LayerTransport> transports;
    DepthSpectrum spectrum;
    std::map<int, DepthBasis> bases; // by modes
    std::vector<FastStep> steps;
    AlignedBuffer firstMove;
    std::vector<Seconds> frameTimes;
    std::vector<Eigen::MatrixXd> toCells; // per frame

    std::vector<int> modesPerStep(const std::vector<Span>& spans, double largestEigenvalue);
    void addSteps(const std::vector<Span>& spans, double largestEigenvalue);
    void joinSteps();
};

// Falls to fewer shapes at the first step from which on they miss too little to be seen.
std::vector<int> FastPlan::Parts::modesPerStep(const std::vector<Span>& spans,
                                               double largestEigenvalue) {
    const int cells = spectrum.cells();
    std::vector<int> modes(spans.size(), paddedPlanCells(cells));
    bases.emplace(modes.front(), cellBasis(spectrum, modes.front()));
    const Seconds end(spans.back().start_s + spans.back().dt_s);
    const ShapeFinder finder(spectrum, largestEigenvalue, Seconds(spans.front().dt_s), end);
    std::size_t last = spans.size(); // first step with fewer modes still
    for (const int count : kModeCounts) {
        if (count >= cells)
            break;
        const Seconds until = last < spans.size() ? Seconds(spans[last].start_s) : end;
        const auto goodFrom = [&](std::size_t step) {
            const Seconds from(spans[step].start_s);
            return finder.missed(finder.shapes(count, from, until), from, until) <= kMissed;
        };
        std::size_t low = 1, high = last; // bisection: later is easier
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (goodFrom(middle))
                high = middle;
            else
                low = middle + 1;
        }
        if (low >= last)
            continue;
        const Eigen::MatrixXd found = finder.shapes(count, Seconds(spans[low].start_s), until);
        bases.emplace(count, shapeBasis(spectrum, found));
        std::fill(modes.begin() + static_cast<long>(low), modes.begin() + static_cast<long>(last),
                  count);
        last = low;
    }
    return modes;
}

void FastPlan::Parts::addSteps(const std::vector<Span>& spans, double largestEigenvalue) {
    PolynomialFitter fitter(largestEigenvalue * spectrum.diffusivity.maxCoeff());
    const std::vector<int> modes = modesPerStep(spans, largestEigenvalue);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Seconds start(spans[i].start_s), dt(spans[i].dt_s);
        const DepthBasis& basis = bases.at(modes[i]);
        FastStep step;
        step.start = start;
        step.dt = dt;
        step.modes = modes[i];
        step.extent = extents(basis, step.dt);
        step.polynomial = fitter.next(step.dt, largestEigenvalue * basis.diffusivity.maxCoeff(),
                                      kPolynomialTolerance);
        steps.push_back(std::move(step));
    }
}

// Half of one step's depth move and half of the next one's are one matrix, with the change of basis
// between them. A frame is the state before that matrix: reading it adds the half move.
void FastPlan::Parts::joinSteps() {
    const DepthBasis& first = bases.at(steps.front().modes);
    firstMove = transposed(first.exponential(steps.front().dt / 2));
    frameTimes = {Seconds(0)};
    toCells = {first.toCells};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        FastStep& step = steps[i];
        const DepthBasis& basis = bases.at(step.modes);
        const Eigen::MatrixXd half = basis.exponential(step.dt / 2);
        frameTimes.push_back(step.start + step.dt);
        toCells.emplace_back(basis.toCells * half);
        if (i + 1 == steps.size())
            break;
        const FastStep& next = steps[i + 1];
        const DepthBasis& nextBasis = bases.at(next.modes);
        const Eigen::MatrixXd nextHalf = nextBasis.exponential(next.dt / 2);
        step.nextModes = next.modes;
        step.toNext = transposed(nextHalf * (nextBasis.fromCells * basis.toCells) * half);
    }
}

FastPlan::FastPlan() : parts_(std::make_unique<Parts>()) {}
FastPlan::~FastPlan() = default;

Result<FastPlanPtr> FastPlan::make(const TissueGrid& grid,
                                   std::span<const LayerTransport> transports,
                                   double largestEigenvalue_per_mm2, const FastTimes& times) {
    if (grid.cells() < 1 || grid.cells() > kMostCells)
        return Error{"The fast solver takes 1 to 40 depth cells, not " +
                     std::to_string(grid.cells()) + "."};
    if (const Status checked = checkPlanTimes(times); !checked)
        return checked.error();
    std::shared_ptr<FastPlan> plan(new FastPlan);
    Parts& parts = *plan->parts_;
    parts.grid = grid;
    parts.transports.assign(transports.begin(), transports.end());
    parts.spectrum = depthSpectrum(grid, transports);
    const double rate = largestEigenvalue_per_mm2 * parts.spectrum.diffusivity.maxCoeff();
    parts.addSteps(cutSteps(times, rate), largestEigenvalue_per_mm2);
    parts.joinSteps();
    return FastPlanPtr(std::move(plan));
}

const std::vector<Seconds>& FastPlan::frameTimes() const {
    return parts_->frameTimes;
}

int FastPlan::modesAt(int frame) const {
    return static_cast<int>(parts_->toCells[frame].cols());
}

std::vector<float> FastPlan::bandWeights(int frame, DepthRange range, Measure measure) const {
    const std::vector<double> weights =
        sim::bandWeights(parts_->grid, parts_->transports, range, measure);
    Eigen::VectorXd perAmount(parts_->grid.cells());
    for (int c = 0; c < parts_->grid.cells(); ++c)
        perAmount[c] = weights[c] / parts_->grid.volumePerArea_mm(c);
    const Eigen::VectorXf modes = (parts_->toCells[frame].transpose() * perAmount).cast<float>();
    return {modes.begin(), modes.end()};
}

void FastPlan::toCells(int frame, std::span<const float> modes, std::span<double> cells) const {
    const Eigen::Map<const Eigen::VectorXf> from(modes.data(),
                                                 static_cast<Eigen::Index>(modes.size()));
    Eigen::Map<Eigen::VectorXd>(cells.data(), static_cast<Eigen::Index>(cells.size())) =
        parts_->toCells[frame] * from.cast<double>();
}

void FastPlan::toConcentrations(int frame, std::span<const float> modes,
                                std::span<float> out) const {
    constexpr std::size_t kRowsAtOnce = 64 * kTileRows;
    const Eigen::MatrixXd& matrix = parts_->toCells[frame];
    const std::size_t cells = matrix.rows(), count = matrix.cols();
    const std::size_t padded = parts_->toCells.front().cols(), rows = modes.size() / count;
    Eigen::MatrixXd perVolume = Eigen::MatrixXd::Zero(static_cast<long>(padded), matrix.cols());
    for (int c = 0; c < matrix.rows(); ++c)
        perVolume.row(c) = matrix.row(c) / parts_->grid.volumePerArea_mm(c);
    const AlignedBuffer weights = transposed(perVolume);
    AlignedBuffer chunk(kRowsAtOnce * padded);
    const DepthProduct product = depthProduct(static_cast<int>(count), static_cast<int>(padded));
    for (std::size_t first = 0; first < rows; first += kRowsAtOnce) {
        const std::size_t here = std::min(kRowsAtOnce, rows - first);
        product(modes.data() + first * count, weights.data(), chunk.data(), 0,
                static_cast<int>(here));
        for (std::size_t r = 0; r < here; ++r)
            std::copy_n(chunk.data() + r * padded, cells, out.data() + (first + r) * cells);
    }
}

const TissueGrid& FastPlan::grid() const {
    return parts_->grid;
}
const std::vector<LayerTransport>& FastPlan::transports() const {
    return parts_->transports;
}
Mm2PerSecond FastPlan::fastest() const {
    return Mm2PerSecond(parts_->spectrum.diffusivity.maxCoeff());
}
PerSecond FastPlan::slowestLoss() const {
    return PerSecond(parts_->spectrum.decay[0]);
}
const std::vector<FastStep>& FastPlan::steps() const {
    return parts_->steps;
}
std::span<const float> FastPlan::firstMove() const {
    return {parts_->firstMove.data(), parts_->firstMove.size()};
}

} // namespace meso::sim
