#include "verify/manufactured.h"

#include <array>
#include <cmath>
#include <numbers>

#include "base/check.h"
#include "base/text.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

// A solution made up for a shell of radius R and thickness H with closed faces, and the source that
// makes it one (physics: section 3.7): c = 1 + exp(-m t) (1 + bend cos(pi z / H)) P_l(cos angle).
struct MadeUp {
    int order = 6;                        ///< l
    double bend = 0.5;                    ///< how much it varies across the shell
    double radius_mm = 30, height_mm = 6; ///< R and H
    double diffusivity_mm2_per_s = 2e-3, loss_per_s = 1e-4, decay_per_s = 2e-4;

    [[nodiscard]] double pattern(const geom::Vec3& p) const {
        return std::legendre(order, p.z() / p.norm());
    }
    /// Factor of exp(-m t) P_l in c - 1 at this depth.
    [[nodiscard]] double across(double z_mm) const {
        return 1 + bend * std::cos(std::numbers::pi * z_mm / height_mm);
    }
    /// The same factor in the source.
    [[nodiscard]] double sourceAcross(double z_mm) const {
        const double wave_per_mm = std::numbers::pi / height_mm, inner_mm = radius_mm - z_mm;
        const double slope = -bend * wave_per_mm * std::sin(wave_per_mm * z_mm);
        const double curve =
            -bend * wave_per_mm * wave_per_mm * std::cos(wave_per_mm * z_mm) - 2 / inner_mm * slope;
        const double along = order * (order + 1) / (inner_mm * inner_mm);
        return (loss_per_s - decay_per_s + diffusivity_mm2_per_s * along) * across(z_mm) -
               diffusivity_mm2_per_s * curve;
    }
    /// Integral of a function of depth over a cell, per skin area, by four Gauss points.
    template <class F>
    [[nodiscard]] double overCell(const TissueGrid& grid, int cell, F&& f) const {
        constexpr std::array<double, 2> kAt{0.3399810435848563, 0.8611363115940526};
        constexpr std::array<double, 2> kWeight{0.6521451548625461, 0.3478548451374538};
        const double half = 0.5 * grid.height_mm(cell), middle = grid.centre_mm(cell);
        double sum = 0;
        for (int i = 0; i < 2; ++i)
            for (const double side : {-1.0, 1.0}) {
                const double z_mm = middle + side * half * kAt[i];
                sum += half * kWeight[i] * f(z_mm) * std::pow(1 - z_mm / radius_mm, 2);
            }
        return sum;
    }
};

struct Resolution {
    double edge_mm;
    int cells;
    double dt_s;
};

// A made-up solution on a grid: its amounts per skin area as cell integrals, and a run towards it.
class MadeUpRun {
public:
    MadeUpRun(const MadeUp& wanted, const Resolution& size)
        : wanted_(wanted), size_(size),
          sphere_(
              geodesicSphere(wanted.radius_mm, sphereFrequency(wanted.radius_mm, size.edge_mm))),
          model_(modelOn(sphere_, evenGrid(wanted.height_mm, size.cells, Mm(wanted.radius_mm)),
                         {uniformTransport(wanted.diffusivity_mm2_per_s, wanted.loss_per_s)})) {
        for (const geom::Vec3& p : sphere_.vertices)
            for (int c = 0; c < size.cells; ++c) {
                const double pattern = wanted.pattern(p);
                const auto integral = [&](auto&& f) { return wanted.overCell(model_.grid, c, f); };
                rest_.push_back(integral([](double) { return 1; }));
                part_.push_back(pattern * integral([&](double z) { return wanted.across(z); }));
                source_.push_back(pattern *
                                  integral([&](double z) { return wanted.sourceAcross(z); }));
            }
    }

    [[nodiscard]] std::vector<double> exact(double time_s) const {
        std::vector<double> amounts;
        for (std::size_t i = 0; i < rest_.size(); ++i)
            amounts.push_back(rest_[i] + std::exp(-wanted_.decay_per_s * time_s) * part_[i]);
        return amounts;
    }
    // Half of the source before every step and half after it: order 2, as the splitting itself.
    [[nodiscard]] std::vector<double> computed(double end_s) const {
        Stepper stepper(model_);
        std::vector<double> now = exact(0);
        const int steps = static_cast<int>(std::lround(end_s / size_.dt_s));
        for (int s = 0; s < steps; ++s) {
            addHalfSource(now, s * size_.dt_s);
            stepper.setAmounts(now);
            stepper.advance(Seconds(size_.dt_s), 1);
            for (std::size_t i = 0; i < now.size(); ++i)
                now[i] = stepper.amount(static_cast<int>(i) / size_.cells,
                                        static_cast<int>(i) % size_.cells);
            addHalfSource(now, (s + 1) * size_.dt_s);
        }
        return now;
    }
    // Root mean square difference of two fields, as concentrations.
    [[nodiscard]] double distance(const std::vector<double>& a,
                                  const std::vector<double>& b) const {
        double sum = 0, volume = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double weight = rest_[i] * model_.lateral.mass_mm2[i / size_.cells];
            sum += weight * std::pow((a[i] - b[i]) / rest_[i], 2);
            volume += weight;
        }
        return std::sqrt(sum / volume);
    }
    // Of the part that varies, relative to its own size at the end.
    [[nodiscard]] double error(double end_s) const {
        return distance(computed(end_s), exact(end_s)) / distance(exact(end_s), rest_);
    }
    // The step whose lateral part fills most of one substep.
    [[nodiscard]] double wholeStep_s() const {
        return 0.9 * model_.grid.metric.back() /
               (wanted_.diffusivity_mm2_per_s * model_.lateral.largestRowSum);
    }

private:
    void addHalfSource(std::vector<double>& amounts, double time_s) const {
        const double fading = std::exp(-wanted_.decay_per_s * time_s);
        for (std::size_t i = 0; i < amounts.size(); ++i)
            amounts[i] += 0.5 * size_.dt_s * (wanted_.loss_per_s * rest_[i] + fading * source_[i]);
    }

    MadeUp wanted_;
    Resolution size_;
    PlainSurface sphere_;
    DiffusionModel model_;
    std::vector<double> rest_, part_, source_;
};

constexpr double kMinManufacturedRate = 1.8, kEnd_s = 7200;

VerificationCase rateIn(const std::string& what, const std::string& unit, const MadeUp& wanted,
                        const std::vector<std::pair<double, Resolution>>& grids) {
    std::vector<std::pair<double, double>> found;
    found.reserve(grids.size());
    for (const auto& [size, grid] : grids)
        found.emplace_back(size, MadeUpRun(wanted, grid).error(kEnd_s));
    return atLeast("V7", "Order in " + what + ", made-up solution on a shell",
                   convergenceRate(found), kMinManufacturedRate, errorList(found, unit));
}

// Steps of 4, 2 and 1 whole substeps, so that the surface is moved alike by all and only the
// splitting differs: the order is that of the differences between them.
VerificationCase rateInTime() {
    constexpr double kEdge_mm = 3;
    constexpr int kCells = 12, kLongSteps = 4;
    const MadeUp wanted;
    const double dt_s = MadeUpRun(wanted, {kEdge_mm, kCells, 1}).wholeStep_s();
    const double end_s = 4 * kLongSteps * dt_s;
    std::vector<std::vector<double>> fields;
    for (const double length : {4.0, 2.0, 1.0})
        fields.push_back(MadeUpRun(wanted, {kEdge_mm, kCells, length * dt_s}).computed(end_s));
    const MadeUpRun any(wanted, {kEdge_mm, kCells, dt_s});
    const std::vector<std::pair<double, double>> found{
        {4 * dt_s, any.distance(fields[0], fields[1])},
        {2 * dt_s, any.distance(fields[1], fields[2])}};
    return atLeast("V7", "Order in dt, made-up solution on a shell", convergenceRate(found),
                   kMinManufacturedRate,
                   "halving the step, three steps; " + errorList(found, " s") +
                       " are the changes by halving");
}

} // namespace

std::vector<VerificationCase> verifyManufactured(const store::ReferenceTables& tables) {
    (void)tables;
    const MadeUp whole, alongOnly{.bend = 0}, acrossOnly{.order = 0};
    return {
        rateIn("h", " mm", alongOnly, {{4, {4, 4, 120}}, {3, {3, 4, 120}}, {2, {2, 4, 120}}}),
        rateIn("dz", " mm", acrossOnly, {{1, {6, 6, 60}}, {0.5, {6, 12, 60}}, {0.25, {6, 24, 60}}}),
        rateInTime(),
        rateIn("h, dz and dt together", " mm", whole,
               {{4, {4, 8, 600}}, {3, {3, 11, 450}}, {2, {2, 16, 300}}})};
}

} // namespace meso::verify
