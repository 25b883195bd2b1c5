#include "verify/stepping.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/text.h"
#include "verify/layered_scalp.h"
#include "verify/mesh/schedule.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr double kMinStepRate = 1.8;

using StepField = std::vector<double>;

StepField fieldOf(const Stepper& stepper) {
    std::vector<double> field;
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            field.push_back(stepper.concentration(v, c));
    return field;
}

// Largest difference, relative to the largest value of the second.
double fieldsApart(const StepField& field, const StepField& reference) {
    double apart = 0, peak = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        apart = std::max(apart, std::abs(field[i] - reference[i]));
        peak = std::max(peak, std::abs(reference[i]));
    }
    return apart / peak;
}

// A bell that widens on an even sheet, against the exact one. The step takes the error of lumped
// masses off its own (stepper.h), so h^2 goes with dt and the order is that in dt.
double lateralError(double edge_mm) {
    constexpr double kVariance_mm2 = 4, kGrowth_mm2 = 2, kSubstep = 0.2, kReach_mm = 20;
    const PlainSurface sheet = flatSheet(edge_mm, kReach_mm);
    const DiffusionModel model = modelOn(sheet, evenGrid(1, 1), {uniformTransport(1, 0)});
    const auto bell = [&](double variance_mm2) {
        std::vector<double> amounts;
        for (const geom::Vec3& p : sheet.vertices)
            amounts.push_back(std::exp(-p.squaredNorm() / (2 * variance_mm2)) / variance_mm2);
        return amounts;
    };
    Stepper stepper(model);
    stepper.setAmounts(bell(kVariance_mm2));
    const int steps = static_cast<int>(std::lround(kGrowth_mm2 / (kSubstep * edge_mm * edge_mm)));
    for (int s = 0; s < steps; ++s)
        stepper.lateral(Seconds(kGrowth_mm2 / steps));
    return fieldsApart(fieldOf(stepper), bell(kVariance_mm2 + 2 * kGrowth_mm2));
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
    DiffusionModel model = modelOn(sheet, layeredGrid(table, 1), transportsOf(table));
    model.mendsLumping = mendsLumping;
    double fastest = 0;
    for (const sim::LayerTransport& t : model.transports)
        fastest = std::max(fastest, t.diffusivity.value());
    const double dt_s = shareOfStable / (fastest * model.lateral.largestRowSum);
    std::vector<StepField> fields;
    for (const int length : {4, 2, 1}) {
        Stepper stepper(model);
        stepper.setAmounts(bells(sheet, model.grid));
        stepper.advance(Seconds(length * dt_s), kSteps / length);
        fields.push_back(fieldOf(stepper));
    }
    return {{4 * dt_s, fieldsApart(fields[0], fields[1])},
            {2 * dt_s, fieldsApart(fields[1], fields[2])}};
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
                       "the mesh solver steps: " +
                       errorList(coarse, " s"));
}

} // namespace

std::vector<VerificationCase> verifyStepping(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases;
    cases.push_back(orderOfTheLateralStep());
    for (const store::LayeredTable& table : tables.layered)
        cases.push_back(orderOfTheSplitting(table));
    return cases;
}

} // namespace meso::verify
