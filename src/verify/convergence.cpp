#include "verify/convergence.h"

#include <cmath>
#include <numbers>

#include "base/check.h"
#include "base/text.h"
#include "verify/layered_scalp.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

constexpr double kMinMeshRate = 1.8;

// Exact cell mean of V3's solution by the method of images.
double slabMean(const store::UniformTable& t, double time_s, const geom::Vec3& p,
                const TissueGrid& grid, int cell) {
    const double grown = 2 * t.diffusivity_mm2_per_s * time_s;
    const double lateral = t.sigma_mm * t.sigma_mm + grown;
    const double deviation = std::sqrt(t.depthSigma_mm * t.depthSigma_mm + grown);
    double share = 0;
    for (int image = -3; image <= 3; ++image)
        for (const double sign : {1.0, -1.0})
            share += normalShare(grid.faces_mm[cell], grid.faces_mm[cell + 1],
                                 2 * t.size_mm * image + sign * t.depth_mm, deviation);
    return std::exp(-t.loss_per_s * time_s - p.squaredNorm() / (2 * lateral)) /
           (2 * std::numbers::pi * lateral) * share / grid.height_mm(cell);
}

// Root mean square error over all vertices and cells, relative to the solution's own.
double slabError(const store::UniformTable& table, double edge_mm, double jitter) {
    constexpr double kReach_mm = 16, kTime_s = 3600, kCellsAtOne = 26;
    const PlainSurface sheet = flatSheet(edge_mm, kReach_mm, jitter, 11);
    const DiffusionModel model = modelOn(
        sheet, evenGrid(table.size_mm, static_cast<int>(std::lround(kCellsAtOne / edge_mm))),
        {uniformTransport(table.diffusivity_mm2_per_s, table.loss_per_s)});
    double error = 0, size = 0;
    march(
        model, sheet,
        [&](const geom::Vec3& p, int c) { return slabMean(table, 0, p, model.grid, c); }, {kTime_s},
        [&](double time_s, const Stepper& stepper) {
            for (int v = 0; v < stepper.vertices(); ++v)
                for (int c = 0; c < stepper.cells(); ++c) {
                    const double weight = model.lateral.mass_mm2[v] * model.grid.height_mm(c);
                    const double exact = slabMean(table, time_s, sheet.vertices[v], model.grid, c);
                    const double off = stepper.concentration(v, c) - exact;
                    error += weight * off * off;
                    size += weight * exact * exact;
                }
        });
    return std::sqrt(error / size);
}

VerificationCase spaceRate(const store::UniformTable& table, double jitter,
                           const std::string& title) {
    std::vector<std::pair<double, double>> found;
    for (const double edge_mm : {2.0, 1.5, 1.0, 0.75})
        found.emplace_back(edge_mm, slabError(table, edge_mm, jitter));
    return atLeast("V15", title, convergenceRate(found), kMinMeshRate, errorList(found, " mm"));
}

// State after two hours of the layered tissue of a table, in steps of dt.
std::vector<double> stateAfter(const store::LayeredTable& table, double dt_s) {
    constexpr double kEnd_s = 7200;
    const PlainSurface sheet = flatSheet(1, 10);
    const TissueGrid grid = layeredGrid(table, 1);
    const DiffusionModel model = modelOn(sheet, grid, transportsOf(table));
    Stepper stepper(model);
    std::vector<double> amounts;
    for (const geom::Vec3& p : sheet.vertices)
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(
                std::exp(-p.squaredNorm() / 8 - std::pow(grid.centre_mm(c) - table.depth_mm, 2)) *
                grid.height_mm(c));
    stepper.setAmounts(amounts);
    stepper.advance(Seconds(dt_s), static_cast<int>(kEnd_s / dt_s));
    std::vector<double> field;
    for (int v = 0; v < stepper.vertices(); ++v)
        for (int c = 0; c < stepper.cells(); ++c)
            field.push_back(stepper.amount(v, c));
    return field;
}

// The splitting of depth and surface: how much the solver's step of 300 s changes the field.
VerificationCase timeStep(const store::LayeredTable& table) {
    const std::vector<double> best = stateAfter(table, 37.5), field = stateAfter(table, 300);
    double difference = 0, peak = 0;
    for (std::size_t i = 0; i < field.size(); ++i) {
        difference = std::max(difference, std::abs(field[i] - best[i]));
        peak = std::max(peak, best[i]);
    }
    return atMost("V15", "Steps of 300 s against 37.5 s, " + table.name,
                  {0, difference / peak, difference / peak}, 0.01,
                  "two hours, relative to the peak");
}

} // namespace

std::vector<VerificationCase> verifyConvergence(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases{
        spaceRate(tables.slab, 0, "Rate of convergence in space, even mesh"),
        spaceRate(tables.slab, 0.2, "Rate of convergence in space, jittered mesh")};
    for (const store::LayeredTable& table : tables.layered)
        cases.push_back(timeStep(table));
    return cases;
}

} // namespace meso::verify
