#include "verify/stepping.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"
#include "sim/schedule.h"
#include "verify/fields.h"
#include "verify/layered_scalp.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr int kThreads = 2;
constexpr double kMinStepRate = 1.8;

template <class Real>
std::vector<double> fieldOf(const sim::Stepper<Real>& stepper) {
    std::vector<double> field;
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            field.push_back(stepper.concentration(v, c));
    return field;
}

// Concentrations at the ends of the program's own schedule for a day.
template <class Real>
Fields day(const sim::DiffusionModel& model, const std::vector<double>& start, int threads) {
    sim::BlockTeam team(threads);
    sim::Stepper<Real> stepper(model, team);
    stepper.setAmounts(start);
    Fields fields;
    for (const sim::StepRun& run :
         sim::makeSchedule({fromMinutes(10), fromHours(1), fromHours(6), fromHours(24)})) {
        MESO_CHECK(stepper.advance(run.dt, run.steps).ok(), "nothing interrupts this run");
        if (run.output)
            fields.push_back(fieldOf(stepper));
    }
    return fields;
}

std::vector<VerificationCase> verifyPrecision(const store::LayeredTable& table) {
    const PlainSurface sheet = flatSheet(1, 12, 0.2);
    const sim::DiffusionModel model = modelOn(sheet, layeredGrid(table, 1), transportsOf(table));
    const std::vector<double> start = bells(sheet, model.grid);
    const auto single = day<float>(model, start, kThreads);
    const double off = worstApart(single, day<double>(model, start, kThreads));
    const double threads = single == day<float>(model, start, 1) ? 0 : 1;
    const std::string note = "worst of 10 min, 1, 6 and 24 h, each relative to its own highest";
    return {atMost("V15", "Float against double, " + table.name, {0, off, off}, 2e-5, note),
            atMost("V15", "One thread against two, bit for bit, " + table.name,
                   {0, threads, threads}, 0, "1 if any bit of the same frames differs")};
}

// A bell that widens on an even sheet, against the exact one. The step takes the error of lumped
// masses off its own (stepper.h), so h^2 goes with dt and the order is that in dt.
double lateralError(double edge_mm) {
    constexpr double kVariance_mm2 = 4, kGrowth_mm2 = 2, kSubstep = 0.2, kReach_mm = 20;
    const PlainSurface sheet = flatSheet(edge_mm, kReach_mm);
    const sim::DiffusionModel model = modelOn(sheet, evenGrid(1, 1), {uniformTransport(1, 0)});
    const auto bell = [&](double variance_mm2) {
        std::vector<double> amounts;
        for (const geom::Vec3& p : sheet.vertices)
            amounts.push_back(std::exp(-p.squaredNorm() / (2 * variance_mm2)) / variance_mm2);
        return amounts;
    };
    sim::BlockTeam team(kThreads);
    sim::Stepper<double> stepper(model, team);
    stepper.setAmounts(bell(kVariance_mm2));
    const int steps = static_cast<int>(std::lround(kGrowth_mm2 / (kSubstep * edge_mm * edge_mm)));
    for (int s = 0; s < steps; ++s)
        stepper.lateral(Seconds(kGrowth_mm2 / steps));
    return worstApart({fieldOf(stepper)}, {bell(kVariance_mm2 + 2 * kGrowth_mm2)});
}

VerificationCase orderOfTheLateralStep() {
    std::vector<std::pair<double, double>> found;
    for (const double square_mm2 : {1.0, 0.5, 0.25})
        found.emplace_back(square_mm2, lateralError(std::sqrt(square_mm2)));
    return atLeast("V15", "Order in dt of the step along the surface", convergenceRate(found),
                   kMinStepRate,
                   "D dt is a fifth of h^2, from 1 to 0.25 mm2; " + errorList(found, " mm2"));
}

// Changes by halving the steps of one run, from 4 to 1 times a share of the longest stable one.
std::vector<std::pair<double, double>> halvings(const store::LayeredTable& table,
                                                double shareOfStable, bool mendsLumping) {
    constexpr double kEdge_mm = 0.5, kReach_mm = 6;
    constexpr int kSteps = 32;
    const PlainSurface sheet = flatSheet(kEdge_mm, kReach_mm);
    sim::DiffusionModel model = modelOn(sheet, layeredGrid(table, 1), transportsOf(table));
    model.mendsLumping = mendsLumping;
    double fastest = 0;
    for (const sim::LayerTransport& t : model.transports)
        fastest = std::max(fastest, t.diffusivity.value());
    const double dt_s = shareOfStable / (fastest * model.lateral.largestRowSum);
    Fields fields;
    for (const int length : {4, 2, 1}) {
        sim::BlockTeam team(kThreads);
        sim::Stepper<double> stepper(model, team);
        stepper.setAmounts(bells(sheet, model.grid));
        MESO_CHECK(stepper.advance(Seconds(length * dt_s), kSteps / length).ok(),
                   "nothing interrupts this run");
        fields.push_back(fieldOf(stepper));
    }
    return {{4 * dt_s, worstApart({fields[0]}, {fields[1]})},
            {2 * dt_s, worstApart({fields[1]}, {fields[2]})}};
}

// Plain Heun steps, short beside the exchange of neighbouring depth cells: the mend of lumped
// masses takes an error of space off every step, whatever its length, and so hides the order in
// time (of the mended step it is 1 in dt alone, 2 when h is refined with it).
VerificationCase orderOfTheSplitting(const store::LayeredTable& table) {
    const auto fine = halvings(table, 0.009, false), coarse = halvings(table, 0.9, true);
    return atLeast("V15", "Order in dt where layers jump, " + table.name, convergenceRate(fine),
                   kMinStepRate,
                   "plain Heun along the surface; changes by halving, of the highest value: " +
                       errorList(fine, " s") +
                       ". Longer steps make the jumps of D stiff, which costs order, not size; as "
                       "the program steps: " +
                       errorList(coarse, " s"));
}

} // namespace

std::vector<VerificationCase> verifyStepping(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases;
    cases.push_back(orderOfTheLateralStep());
    for (const store::LayeredTable& table : tables.layered)
        cases.push_back(orderOfTheSplitting(table));
    for (const store::LayeredTable& table : tables.layered)
        for (VerificationCase& found : verifyPrecision(table))
            cases.push_back(std::move(found));
    return cases;
}

} // namespace meso::verify
