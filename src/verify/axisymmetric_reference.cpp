#include "verify/axisymmetric_reference.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "verify/axisymmetric_grid.h"
#include "verify/axisymmetric_stepper.h"

namespace meso::verify {
namespace {

constexpr int kFinestHalving = 40;      // of the time between two readings
constexpr double kFirstStepShare = 0.1; // of the time in which the depot's edge diffuses away
constexpr int kMostStepGrowth = 3;      // doublings from one step to the next

// The time between two readings or changes of loss, and its steps: length / 2^halvings each.
struct TimeStretch {
    double length_s;
    int phase;
    std::vector<int> halvings = {};
};

std::vector<TimeStretch> stretchesOf(const AxisymmetricCase& question,
                                     const AxisymmetricReading& reading) {
    std::vector<double> events{0};
    events.insert(events.end(), reading.times_s.begin(), reading.times_s.end());
    for (const AxisymmetricPhase& phase : question.phases)
        if (reading.exposure || reading.times_s.empty() || phase.start_s < reading.times_s.back())
            events.push_back(phase.start_s);
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    std::vector<TimeStretch> stretches;
    for (std::size_t e = 0; e + 1 < events.size(); ++e) {
        int phase = 0;
        for (std::size_t p = 0; p < question.phases.size(); ++p)
            if (question.phases[p].start_s <= events[e])
                phase = static_cast<int>(p);
        stretches.push_back({events[e + 1] - events[e], phase});
    }
    return stretches;
}

// Chooses the steps of a stretch while taking them. `step_s` is a proposal and becomes the next.
void walk(AxisymmetricStepper& stepper, TimeStretch& stretch, double tolerance, double& step_s) {
    const auto halvingsFor = [&](double step) {
        const double wanted = std::ceil(std::log2(stretch.length_s / step) - 1e-9);
        return std::clamp(static_cast<int>(wanted), 0, kFinestHalving);
    };
    constexpr std::uint64_t kEnd = std::uint64_t{1} << kFinestHalving;
    int halvings = halvingsFor(step_s);
    for (std::uint64_t position = 0; position < kEnd;) {
        while (position % (kEnd >> halvings) != 0)
            ++halvings;
        const double step = std::ldexp(stretch.length_s, -halvings);
        AxisymmetricState before = stepper.state();
        const double error = stepper.step(step);
        const double factor = 0.9 * std::pow(tolerance / std::max(error, 1e-300), 0.25);
        if (error > tolerance && halvings < kFinestHalving) {
            stepper.setState(std::move(before));
            halvings = std::max(halvings + 1, halvingsFor(step * factor));
            continue;
        }
        stretch.halvings.push_back(halvings);
        position += kEnd >> halvings;
        step_s = step * std::clamp(factor, 1.0, std::ldexp(1.0, kMostStepGrowth));
        halvings = halvingsFor(step_s);
    }
}

// One grid with what is read from it.
class AxisymmetricRun {
public:
    AxisymmetricRun(const AxisymmetricCase& question, const AxisymmetricReading& reading,
                    const AxisymmetricFineness& fineness, int halvings)
        : question_(question), reading_(reading), tolerance_(fineness.stepTolerance),
          stepper_(question, gridFor(question, reading, fineness, halvings)) {
        prepareReading();
    }

    // Takes the steps of `stretches`, or chooses them where there are none yet.
    AxisymmetricResult run(std::vector<TimeStretch>& stretches) {
        AxisymmetricResult result;
        double time = 0, step = firstStep();
        int phase = -1;
        std::size_t next = 0;
        const auto read = [&] {
            for (; next < reading_.times_s.size() && reading_.times_s[next] <= time * (1 + 1e-12);
                 ++next)
                result.moments.push_back(momentAt(reading_.times_s[next]));
        };
        read();
        for (TimeStretch& stretch : stretches) {
            if (std::exchange(phase, stretch.phase) != stretch.phase)
                step = std::min(step, enter(stretch.phase));
            if (stretch.halvings.empty())
                walk(stepper_, stretch, tolerance_, step);
            else
                for (const int halvings : stretch.halvings)
                    stepper_.step(std::ldexp(stretch.length_s, -halvings));
            result.steps += static_cast<int>(stretch.halvings.size());
            time += stretch.length_s;
            read();
        }
        if (reading_.exposure) {
            stepper_.setLoss(question_.phases.back().loss_per_s);
            result.exposure = bandMeans(stepper_.state().exposure + stepper_.exposureFromNow());
        }
        result.unknowns = static_cast<int>(stepper_.state().unbound.size());
        result.factorisations = stepper_.factorisations();
        return result;
    }

private:
    static AxisymmetricGrid gridFor(const AxisymmetricCase& question,
                                    const AxisymmetricReading& reading,
                                    const AxisymmetricFineness& fineness, int halvings) {
        AxisymmetricGrading grading{.layers_mm = {},
                                    .cuts_mm = {},
                                    .depot = question.depot,
                                    .radius_mm = question.radius_mm,
                                    .wall_mm = question.wall_mm,
                                    .cellsPerSpread = fineness.cellsPerSpread,
                                    .halvings = halvings};
        for (const AxisymmetricLayer& layer : question.layers)
            grading.layers_mm.push_back(layer.thickness_mm);
        for (const AxisymmetricBand& band : reading.bands)
            grading.cuts_mm.insert(grading.cuts_mm.end(), {band.from_mm, band.to_mm});
        return axisymmetricGrid(grading);
    }

    [[nodiscard]] double firstStep() const {
        double fastest = 0;
        for (const AxisymmetricLayer& layer : question_.layers)
            fastest = std::max(fastest, layer.diffusivity_mm2_per_s);
        const double w = question_.depot.spread_mm;
        return kFirstStepShare * w * w / fastest;
    }

    // Sets the losses of a phase. Returns a step for which their change is small.
    double enter(int phase) {
        const std::vector<double>& loss = question_.phases[phase].loss_per_s;
        stepper_.setLoss(loss);
        double change = 1e-300;
        for (std::size_t l = 0; l < loss.size(); ++l)
            change = std::max(
                change,
                std::abs(loss[l] - (phase > 0 ? question_.phases[phase - 1].loss_per_s[l] : 0)));
        return 0.1 / change;
    }

    void prepareReading();
    [[nodiscard]] std::vector<std::vector<double>> bandMeans(const Eigen::VectorXd& unbound) const;
    [[nodiscard]] double pointAt(const Eigen::VectorXd& unbound, std::size_t point) const;
    [[nodiscard]] AxisymmetricMoment momentAt(double time_s) const;

    const AxisymmetricCase& question_;
    const AxisymmetricReading& reading_;
    double tolerance_;
    AxisymmetricStepper stepper_;
    std::vector<CellWeights> pointRings_, pointCells_, bandRings_; // per point; per radius
    std::vector<double> pointCapacity_;
    std::vector<std::vector<double>> bandCells_; // per band: what each cell counts in its mean
};

void AxisymmetricRun::prepareReading() {
    const AxisymmetricGrid& grid = stepper_.grid();
    const auto rings = [&](double r) {
        return valueBetweenCells(grid.ringMeasures_mm2, ringMeasure_mm2(grid.radius_mm, r), 0,
                                 grid.rings());
    };
    for (const AxisymmetricPlace& p : reading_.points) {
        const auto after =
            std::upper_bound(grid.depthFaces_mm.begin() + 1, grid.depthFaces_mm.end() - 1, p.z_mm);
        const int layer = grid.layer[after - grid.depthFaces_mm.begin() - 1];
        const auto [first, last] = std::equal_range(grid.layer.begin(), grid.layer.end(), layer);
        pointRings_.push_back(rings(p.r_mm));
        pointCells_.push_back(valueBetweenCells(grid.depthMeasures_mm,
                                                depthMeasure_mm(grid.radius_mm, p.z_mm),
                                                static_cast<int>(first - grid.layer.begin()),
                                                static_cast<int>(last - grid.layer.begin())));
        pointCapacity_.push_back(question_.layers[layer].capacity);
    }
    for (const double r : reading_.radii_mm)
        bandRings_.push_back(rings(r));
    for (const AxisymmetricBand& band : reading_.bands) {
        std::vector<double> counts(grid.cells(), 0.0);
        const double whole = depthMeasure_mm(grid.radius_mm, band.to_mm) -
                             depthMeasure_mm(grid.radius_mm, band.from_mm);
        MESO_CHECK(whole > 0, "a band needs a thickness");
        for (int j = 0; j < grid.cells(); ++j) {
            const double middle = (grid.depthFaces_mm[j] + grid.depthFaces_mm[j + 1]) / 2;
            if (band.from_mm < middle && middle < band.to_mm)
                counts[j] = question_.layers[grid.layer[j]].capacity *
                            (grid.depthMeasures_mm[j + 1] - grid.depthMeasures_mm[j]) / whole;
        }
        bandCells_.push_back(std::move(counts));
    }
}

std::vector<std::vector<double>> AxisymmetricRun::bandMeans(const Eigen::VectorXd& unbound) const {
    const int cells = stepper_.grid().cells();
    std::vector<std::vector<double>> means;
    for (const std::vector<double>& counts : bandCells_) {
        std::vector<double>& band = means.emplace_back();
        for (const CellWeights& rings : bandRings_) {
            double sum = 0;
            for (std::size_t i = 0; i < rings.weights.size(); ++i)
                for (int j = 0; j < cells; ++j)
                    sum += rings.weights[i] * counts[j] *
                           unbound[(rings.first + static_cast<int>(i)) * cells + j];
            band.push_back(sum);
        }
    }
    return means;
}

double AxisymmetricRun::pointAt(const Eigen::VectorXd& unbound, std::size_t point) const {
    const CellWeights& rings = pointRings_[point];
    const CellWeights& depth = pointCells_[point];
    double sum = 0;
    for (std::size_t i = 0; i < rings.weights.size(); ++i)
        for (std::size_t j = 0; j < depth.weights.size(); ++j)
            sum += rings.weights[i] * depth.weights[j] *
                   unbound[(rings.first + static_cast<int>(i)) * stepper_.grid().cells() +
                           depth.first + static_cast<int>(j)];
    return pointCapacity_[point] * sum;
}

AxisymmetricMoment AxisymmetricRun::momentAt(double time_s) const {
    const AxisymmetricState& state = stepper_.state();
    AxisymmetricMoment moment;
    moment.time_s = time_s;
    for (std::size_t p = 0; p < reading_.points.size(); ++p)
        moment.points.push_back(pointAt(state.unbound, p));
    moment.bands = bandMeans(state.unbound);
    moment.inTissue = stepper_.inTissue();
    moment.cleared = state.cleared;
    moment.store = state.store;
    return moment;
}

// Adds a third of the distance between `finer` and `coarser`; returns the largest of them.
double extrapolate(std::vector<double>& finer, const std::vector<double>& coarser) {
    double largest = 0;
    for (std::size_t i = 0; i < finer.size(); ++i) {
        const double more = (finer[i] - coarser[i]) / 3;
        finer[i] += more;
        largest = std::max(largest, std::abs(more));
    }
    return largest;
}

double highestRead(const AxisymmetricMoment& moment) {
    double value = 0;
    const auto look = [&](const std::vector<double>& values) {
        for (const double v : values)
            value = std::max(value, std::abs(v));
    };
    look(moment.points);
    for (const std::vector<double>& band : moment.bands)
        look(band);
    return value;
}

} // namespace

double AxisymmetricMoment::total() const {
    return std::accumulate(cleared.begin(), cleared.end(),
                           std::accumulate(inTissue.begin(), inTissue.end(), store));
}

AxisymmetricResult solveAxisymmetric(const AxisymmetricCase& question,
                                     const AxisymmetricReading& reading,
                                     const AxisymmetricFineness& fineness) {
    MESO_CHECK(!question.phases.empty(), "a case needs its losses");
    std::vector<TimeStretch> stretches = stretchesOf(question, reading);
    return AxisymmetricRun(question, reading, fineness, 0).run(stretches);
}

AxisymmetricResult referenceAxisymmetric(const AxisymmetricCase& question,
                                         const AxisymmetricReading& reading,
                                         const AxisymmetricFineness& fineness) {
    MESO_CHECK(!question.phases.empty(), "a case needs its losses");
    std::vector<TimeStretch> stretches = stretchesOf(question, reading);
    const AxisymmetricResult coarse =
        AxisymmetricRun(question, reading, fineness, 0).run(stretches);
    AxisymmetricResult fine = AxisymmetricRun(question, reading, fineness, 1).run(stretches);
    fine.apart = 0;
    for (std::size_t m = 0; m < fine.moments.size(); ++m) {
        AxisymmetricMoment& finer = fine.moments[m];
        const AxisymmetricMoment& coarser = coarse.moments[m];
        double largest = extrapolate(finer.points, coarser.points);
        for (std::size_t b = 0; b < finer.bands.size(); ++b)
            largest = std::max(largest, extrapolate(finer.bands[b], coarser.bands[b]));
        extrapolate(finer.inTissue, coarser.inTissue);
        extrapolate(finer.cleared, coarser.cleared);
        if (const double most = highestRead(finer); most > 0)
            fine.apart = std::max(fine.apart, largest / most);
    }
    for (std::size_t b = 0; b < fine.exposure.size(); ++b)
        extrapolate(fine.exposure[b], coarse.exposure[b]);
    return fine;
}

} // namespace meso::verify
