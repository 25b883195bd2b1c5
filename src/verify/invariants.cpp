#include "verify/invariants.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/random.h"
#include "base/text.h"
#include "verify/layered_scalp.h"
#include "verify/mesh/schedule.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

double totalOf(Stepper& stepper) {
    double sum = 0;
    for (const double cell : stepper.cellTotals())
        sum += cell;
    for (const double cleared : stepper.cleared())
        sum += cleared;
    return sum;
}

// Worst change of tissue + blood + lymph over a day, as a share of the dose.
double massError(const store::LayeredTable& table) {
    const PlainSurface sheet = flatSheet(1, 12, 0.2);
    const DiffusionModel model = modelOn(sheet, layeredGrid(table, 1, Mm(90)), transportsOf(table));
    Stepper stepper(model);
    stepper.setAmounts(bells(sheet, model.grid));
    const double dose = totalOf(stepper);
    double worst = 0;
    for (const StepRun& run : makeSchedule({Seconds(1800), Seconds(21600), Seconds(86400)})) {
        stepper.advance(run.dt, run.steps);
        worst = std::max(worst, std::abs(totalOf(stepper) / dose - 1));
    }
    return worst;
}

VerificationCase verifyUniformLoss() {
    constexpr double kLoss_per_s = 1e-4, kEnd_s = 6 * 3600.0;
    const PlainSurface sheet = flatSheet(1, 12, 0.2);
    const DiffusionModel model =
        modelOn(sheet, standardGrid(), {uniformTransport(2e-4, kLoss_per_s)});
    double start = 0, end = 0;
    march(
        model, sheet, [](const geom::Vec3& p, int) { return std::exp(-p.squaredNorm() / 8); },
        {0, kEnd_s},
        [&](double time_s, const Stepper& stepper) {
            double sum = 0;
            for (int v = 0; v < stepper.vertices(); ++v)
                for (int c = 0; c < stepper.cells(); ++c)
                    sum += model.lateral.mass_mm2[v] * stepper.amount(v, c);
            (time_s > 0 ? end : start) = sum;
        });
    const double expected = std::exp(-kLoss_per_s * kEnd_s), ours = end / start;
    return atMost("V8", "Uniform loss is exponential",
                  {expected, ours, std::abs(ours / expected - 1)}, 1e-5, "h 1 mm, 26 cells, 6 h");
}

// Three to one stretched and jittered: a mesh full of obtuse triangles.
PlainSurface stretchedSheet() {
    PlainSurface sheet = flatSheet(1, 9, 0.3, 5);
    for (geom::Vec3& p : sheet.vertices)
        p.x() *= 3;
    return sheet;
}

struct Extremes {
    double lowest = 0, largestRise = 0;
};

// Lowest value and largest rise of the maximum, relative to the first maximum, from one vertex.
Extremes diffusedFromOneVertex(const DiffusionModel& model) {
    Stepper stepper(model);
    std::vector<double> amounts(
        model.lateral.vertices() * static_cast<std::size_t>(stepper.cells()), 0);
    amounts[(model.lateral.vertices() / 2) * static_cast<std::size_t>(stepper.cells()) + 9] = 1;
    stepper.setAmounts(amounts);
    const auto highest = [&] {
        double value = 0;
        for (int v = 0; v < stepper.vertices(); ++v)
            for (int c = 0; c < stepper.cells(); ++c)
                value = std::max(value, stepper.concentration(v, c));
        return value;
    };
    const double first = highest();
    Extremes extremes;
    double before = first;
    for (const double dt_s : {60.0, 60.0, 300.0, 1800.0, 1800.0}) {
        stepper.advance(Seconds(dt_s), 2);
        for (int v = 0; v < stepper.vertices(); ++v)
            for (int c = 0; c < stepper.cells(); ++c)
                extremes.lowest = std::min(extremes.lowest, stepper.concentration(v, c) / first);
        extremes.largestRise = std::max(extremes.largestRise, (highest() - before) / first);
        before = highest();
    }
    return extremes;
}

VerificationCase verifyConstants(const DiffusionModel& model) {
    Stepper stepper(model);
    std::vector<double> amounts;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            amounts.push_back(model.grid.volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    stepper.advance(Seconds(1800), 20);
    double worst = 0;
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            worst = std::max(worst, std::abs(stepper.concentration(v, c) - 1));
    return atMost("V9", "A constant stays constant", {1, 1 + worst, worst}, 1e-12,
                  "20 steps of 1800 s on the stretched mesh");
}

// Growth of the variance along x against 2 D t, relative error.
double varianceError(double jitter) {
    constexpr double kDiffusivity_mm2_per_s = 2e-4, kEnd_s = 7200;
    const PlainSurface sheet = flatSheet(1, 22, jitter, 3);
    const DiffusionModel model =
        modelOn(sheet, evenGrid(1, 1), {uniformTransport(kDiffusivity_mm2_per_s, 0)});
    Stepper stepper(model);
    std::vector<double> amounts;
    for (const geom::Vec3& p : sheet.vertices)
        amounts.push_back(std::exp(-p.squaredNorm() / 8));
    stepper.setAmounts(amounts);
    const auto variance = [&] {
        double mass = 0, first = 0, second = 0;
        for (int v = 0; v < stepper.vertices(); ++v) {
            const double part = model.lateral.mass_mm2[v] * stepper.amount(v, 0);
            const double x = sheet.vertices[v].x();
            mass += part, first += part * x, second += part * x * x;
        }
        return second / mass - first / mass * (first / mass);
    };
    const double before = variance();
    stepper.advance(Seconds(300), static_cast<int>(kEnd_s / 300));
    return std::abs((variance() - before) / (2 * kDiffusivity_mm2_per_s * kEnd_s) - 1);
}

} // namespace

std::vector<VerificationCase> verifyMass(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases;
    for (const store::LayeredTable& table : tables.layered) {
        const double off = massError(table);
        cases.push_back(atMost("V8", "Mass over a day, " + table.name, {1, 1 + off, off}, 1e-12,
                               "h 1 mm, 26 cells; tissue + blood + lymph over the dose"));
    }
    cases.push_back(verifyUniformLoss());
    return cases;
}

std::vector<VerificationCase> verifyPositivity(const store::ReferenceTables& tables) {
    (void)tables;
    const PlainSurface sheet = stretchedSheet();
    const DiffusionModel model = modelOn(sheet, standardGrid(), {uniformTransport(2e-4, 0)});
    const Extremes extremes = diffusedFromOneVertex(model);
    const std::string note = "one vertex as source on a mesh stretched 3:1";
    const double even = varianceError(0), uneven = varianceError(0.25);
    return {
        atMost("V9", "No concentration below zero", {0, extremes.lowest, std::abs(extremes.lowest)},
               0, note),
        atMost("V9", "The highest concentration never rises",
               {0, extremes.largestRise, extremes.largestRise}, 0, note),
        verifyConstants(model),
        atMost("V10", "Variance grows by 2 D t, even mesh", {1, 1 + even, even}, 1e-6, "h 1 mm"),
        atMost("V10", "Variance grows by 2 D t, jittered mesh", {1, 1 + uneven, uneven}, 0.01,
               "vertices moved by up to a quarter of an edge")};
}

} // namespace meso::verify
