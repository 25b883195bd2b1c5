#include "verify/fast_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/check.h"
#include "base/text.h"
#include "sim/elliptic.h"
#include "sim/fast_run.h"
#include "sim/scalp_domain.h"
#include "sim/schedule.h"
#include "verify/exact_reference.h"
#include "verify/fields.h"
#include "verify/layered_scalp.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr int kSceneThreads = 1; // the scenes are small: waiting for each other would cost more
constexpr double kSceneRadius_mm = 90, kSceneEdge_mm = 1;

std::vector<Seconds> outputTimes() {
    return {fromMinutes(2), fromMinutes(10), fromMinutes(30), fromHours(1),
            fromHours(3),   fromHours(6),    fromHours(12),   fromHours(24)};
}

// Two smoothed ellipsoids as 0.05 mL makes them, on a head-sized cap.
struct FastScene {
    sim::ScalpDomainPtr domain;
    sim::DiffusionModel model;
    std::vector<double> start;
};

FastScene sceneOf(const store::LayeredTable& table) {
    constexpr double kReach_mm = 17, kHalfWidth_mm = 3.03, kHalfHeight_mm = 1.3, kSmooth_mm = 0.4;
    auto domain =
        sim::ScalpDomain::make(sphereCap(kSceneRadius_mm, kSceneEdge_mm, kReach_mm).mesh());
    MESO_CHECK(domain.ok(), "a cap is a surface");
    FastScene scene{*domain, {}, {}};
    scene.model.lateral = (*domain)->lateral();
    scene.model.grid = layeredGrid(table, 1, Mm(kSceneRadius_mm));
    scene.model.transports = transportsOf(table);
    const sim::TissueGrid& grid = scene.model.grid;
    for (const geom::Vec3& p : (*domain)->positions())
        for (int c = 0; c < grid.cells(); ++c) {
            double sum = 0;
            for (const double x_mm : {-3.5, 4.5}) {
                const double away = std::hypot(p.x() - x_mm, p.y()) / kHalfWidth_mm;
                const double across = (grid.centre_mm(c) - table.depth_mm) / kHalfHeight_mm;
                const double outside_mm = (std::hypot(away, across) - 1) * kHalfHeight_mm;
                sum += 0.5 * std::erfc(outside_mm / (std::numbers::sqrt2 * kSmooth_mm));
            }
            scene.start.push_back(sum * grid.volumePerArea_mm(c));
        }
    return scene;
}

// The program's own path, or that path with plain Heun steps along the surface.
Fields referencePath(const FastScene& scene, bool plainHeun) {
    sim::BlockTeam team(kSceneThreads);
    sim::DiffusionModel model = scene.model;
    model.mendsLumping = !plainHeun;
    sim::Stepper<float> stepper(model, team);
    stepper.setAmounts(scene.start);
    Fields fields;
    for (const sim::StepRun& run : sim::makeSchedule(outputTimes())) {
        MESO_CHECK(stepper.advance(run.dt, run.steps).ok(), "nothing interrupts this run");
        if (!run.output)
            continue;
        fields.emplace_back();
        for (int v = 0; v < stepper.vertices(); ++v)
            for (int c = 0; c < stepper.cells(); ++c)
                fields.back().push_back(stepper.amount(v, c));
    }
    return fields;
}

int markOf(Seconds time) {
    const std::vector<Seconds> times = outputTimes();
    for (std::size_t m = 0; m < times.size(); ++m)
        if (std::abs(time / times[m] - 1) < 1e-9)
            return static_cast<int>(m);
    return -1;
}

Fields fastPath(const FastScene& scene) {
    sim::FastTimes times;
    times.marks = outputTimes();
    times.duration = times.marks.back();
    const auto plan = sim::FastPlan::make(scene.model.grid, scene.model.transports,
                                          scene.domain->largestEigenvalue(), times);
    MESO_CHECK(plan.ok(), "the grid of the tables suits the fast path");
    const sim::FastPlan& steps = **plan;
    const int vertices = scene.domain->vertices(), cells = scene.model.grid.cells();
    const int stride = steps.modesAt(0);
    sim::FastScratch scratch;
    scratch.reserve(vertices, stride);
    std::fill_n(scratch.state.data(), static_cast<std::size_t>(vertices) * stride, 0.0F);
    for (std::size_t i = 0; i < scene.start.size(); ++i)
        scratch.state.data()[i / cells * stride + i % cells] = static_cast<float>(scene.start[i]);
    Fields fields(times.marks.size(), std::vector<double>(scene.start.size(), 0));
    sim::FastRun fast{steps, scene.domain->rows().view(), vertices};
    fast.wants = [&](int frame) { return markOf(steps.frameTimes()[frame]) >= 0; };
    fast.take = [&](int frame, const float* modes, int active) {
        const std::size_t count = steps.modesAt(frame);
        std::vector<double>& field = fields[markOf(steps.frameTimes()[frame])];
        for (int v = 0; v < active; ++v)
            steps.toCells(frame, {modes + v * count, count},
                          std::span(field).subspan(static_cast<std::size_t>(v) * cells, cells));
    };
    MESO_CHECK(run(fast, scratch), "nothing interrupts this run");
    return fields;
}

// Time integrals by Simpson's rule over the reference path in double, until little is left.
std::vector<double> steppedIntegral(const FastScene& scene) {
    struct Part {
        double dt_s;
        int steps;
    };
    constexpr Part kParts[] = {{15, 480}, {150, 480}};
    sim::BlockTeam team(kSceneThreads);
    sim::Stepper<double> stepper(scene.model, team);
    stepper.setAmounts(scene.start);
    std::vector<double> sum(scene.start.size(), 0);
    const auto add = [&](double weight_s) {
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += weight_s * stepper.concentration(static_cast<int>(i) / stepper.cells(),
                                                       static_cast<int>(i) % stepper.cells());
    };
    for (const Part& part : kParts) {
        add(part.dt_s / 3);
        for (int s = 1; s <= part.steps; ++s) {
            MESO_CHECK(stepper.advance(Seconds(part.dt_s), 1).ok(), "nothing interrupts this run");
            add(part.dt_s / 3 * (s == part.steps ? 1 : s % 2 == 1 ? 4 : 2));
        }
    }
    return sum;
}

std::vector<VerificationCase> verifyIntegrals(const store::LayeredTable& table) {
    const FastScene scene = sceneOf(table);
    const auto exact = sim::timeIntegrals(scene.model, scene.start);
    MESO_CHECK(exact.ok(), "everything is cleared in the end");
    double dose_ug = 0;
    for (std::size_t i = 0; i < scene.start.size(); ++i)
        dose_ug += scene.start[i] * scene.model.lateral.mass_mm2[i / scene.model.grid.cells()];
    const double apart = worstApart({steppedIntegral(scene)}, {exact->auc});
    const double cleared = (exact->blood + exact->lymph).value() * 1000 / dose_ug;
    return {atMost("V13", "Area under the curve, stepped against solved, " + table.name,
                   {0, apart, apart}, 1e-3,
                   "every vertex and cell, of the largest; Simpson's rule over 20 h"),
            atMost("V13", "Loss rate times area is the dose, " + table.name,
                   {1, cleared, std::abs(cleared - 1)}, 1e-10, "by the elliptic solve")};
}

} // namespace

std::vector<VerificationCase> verifyFast(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases;
    for (const store::LayeredTable& table : tables.layered) {
        const FastScene scene = sceneOf(table);
        const Fields heun = referencePath(scene, true), fast = fastPath(scene);
        const Fields mended = referencePath(scene, false);
        const Fields exact = exactFields(scene.model, scene.start, outputTimes(), kSceneThreads);
        const double apart = worstApart(fast, heun), below = worstUndershoot(fast);
        const double fromMended = worstApart(fast, mended);
        const double off = worstApart(fast, exact), l2 = worstL2(fast, exact);
        const std::string note = "h 1 mm, 26 cells, two depots, 2 min to 24 h, each time relative "
                                 "to its own highest";
        cases.push_back(atMost("F", "Fast path against exact in time, max, " + table.name,
                               {0, off, off}, 5e-3, note));
        cases.push_back(atMost("F", "Fast path against exact in time, L2, " + table.name,
                               {0, l2, l2}, 0.01,
                               note + "; Heun's path: " + text::significant(worstL2(heun, exact))));
        cases.push_back(atMost("F", "Fast path against Heun's, " + table.name, {0, apart, apart},
                               5e-3,
                               note + "; Heun's own distance from exact in time is " +
                                   text::significant(worstApart(heun, exact))));
        cases.push_back(stated(
            atMost("F", "Fast path against the program's slow one, " + table.name,
                   {0, fromMended, fromMended}, 5e-3,
                   note +
                       "; the slow path also mends what lumped masses do to space, so that it is "
                       "nearer to the tables and farther from the mesh's own solution: " +
                       text::significant(worstApart(mended, exact)))));
        cases.push_back(
            atMost("F", "Fast path below zero, " + table.name, {0, below, below}, 1e-4, note));
        if (table.name == "caffeine")
            for (VerificationCase& found : verifyIntegrals(table))
                cases.push_back(std::move(found));
    }
    return cases;
}

} // namespace meso::verify
