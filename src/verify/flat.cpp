#include "verify/flat.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/text.h"
#include "verify/layered_scalp.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

// A sheet and a depth grid fine enough for a source whose own scale is below 1 mm.
struct FlatResolution {
    double edge_mm, reach_mm, halfDepth_mm;
    int cells;
};

// Table rows (t, r, c) in unbounded tissue, against a slab thick enough to count as unbounded.
FieldComparison compareUnbounded(const store::UniformTable& table, const FlatResolution& size,
                                 const PlainSurface& sheet, const DiffusionModel& model,
                                 const StartField& start) {
    FieldComparison comparison;
    const auto visit = [&](double time_s, const Stepper& stepper) {
        for (const store::TableRow& row : table.rows) {
            const double radius_mm = row[1], steps = radius_mm / size.edge_mm;
            if (row[0] != time_s || std::abs(steps - std::round(steps)) > 1e-6)
                continue;
            const int vertex = vertexAt(sheet, radius_mm);
            comparison.add(time_s, radius_mm == 0, row[2],
                           atDepth(stepper, model.grid, vertex, size.halfDepth_mm));
        }
    };
    march(model, sheet, start, distinct(table.rows, 0), visit);
    return comparison;
}

// Cells near the middle are small; away from it they widen, up to four times.
TissueGrid gradedGrid(double halfDepth_mm, int cells) {
    std::vector<double> faces_mm;
    for (int i = 0; i <= cells; ++i) {
        const double x = 2.0 * i / cells - 1;
        faces_mm.push_back(halfDepth_mm * (1 + (x + x * x * x) / 2));
    }
    return gridFromFaces(std::move(faces_mm), std::vector<int>(cells, 0), Mm(0));
}

FieldComparison comparePoint(const store::UniformTable& table, const FlatResolution& size) {
    const PlainSurface sheet = flatSheet(size.edge_mm, size.reach_mm);
    const DiffusionModel model =
        modelOn(sheet, gradedGrid(size.halfDepth_mm, size.cells),
                {uniformTransport(table.diffusivity_mm2_per_s, table.loss_per_s)});
    const int centre = vertexAt(sheet, 0), middle = size.cells / 2;
    const double volume_mm3 = model.lateral.mass_mm2[centre] * model.grid.height_mm(middle);
    return compareUnbounded(table, size, sheet, model, [&](const geom::Vec3& p, int cell) {
        return p.norm() < 1e-9 && cell == middle ? 1 / volume_mm3 : 0.0;
    });
}

FieldComparison compareBall(const store::UniformTable& table, const FlatResolution& size) {
    const PlainSurface sheet = flatSheet(size.edge_mm, size.reach_mm);
    const DiffusionModel model =
        modelOn(sheet, evenGrid(2 * size.halfDepth_mm, size.cells),
                {uniformTransport(table.diffusivity_mm2_per_s, table.loss_per_s)});
    const double density = 3 / (4 * std::numbers::pi * std::pow(table.size_mm, 3));
    const auto chord = [&](double lateral_mm) {
        return std::sqrt(std::max(0.0, table.size_mm * table.size_mm - lateral_mm * lateral_mm));
    };
    const double cellRadius_mm = size.edge_mm * std::sqrt(std::sqrt(0.75) / std::numbers::pi);
    return compareUnbounded(table, size, sheet, model, [&](const geom::Vec3& p, int cell) {
        const double top = model.grid.faces_mm[cell] - size.halfDepth_mm;
        const double height = model.grid.height_mm(cell);
        const auto part = [&](double lateral_mm) {
            const double half = chord(lateral_mm);
            return std::max(0.0, std::min(top + height, half) - std::max(top, -half)) / height;
        };
        double sum = 0;
        constexpr int kRings = 8, kSpokes = 12;
        for (int ring = 0; ring < kRings; ++ring)
            for (int spoke = 0; spoke < kSpokes; ++spoke) {
                const double angle = 2 * std::numbers::pi * spoke / kSpokes;
                const double away = cellRadius_mm * std::sqrt((ring + 0.5) / kRings);
                sum += part(
                    std::hypot(p.x() + away * std::cos(angle), p.y() + away * std::sin(angle)));
            }
        return density * sum / (kRings * kSpokes);
    });
}

std::string scaleNote(const FlatResolution& size, double scale_mm, double errorAtOne) {
    return "h " + text::fixed(size.edge_mm, 3) + " mm, " + std::to_string(size.cells) +
           " cells: the source has a scale of " + text::fixed(scale_mm, 2) +
           " mm at the first time; at h 1 mm and 0.25 mm cells the worst error is " +
           text::percent(errorAtOne, 0);
}

double gaussianStart(const store::UniformTable& t, const geom::Vec3& p, const TissueGrid& grid,
                     int cell) {
    const double variance = t.sigma_mm * t.sigma_mm;
    const double lateral =
        std::exp(-p.squaredNorm() / (2 * variance)) / (2 * std::numbers::pi * variance);
    double share = 0;
    for (const double mean : {t.depth_mm, -t.depth_mm, 2 * t.size_mm - t.depth_mm})
        share += normalShare(grid.faces_mm[cell], grid.faces_mm[cell + 1], mean, t.depthSigma_mm);
    return lateral * share / grid.height_mm(cell);
}

FieldComparison compareLayers(const store::LayeredTable& table, const TissueGrid& grid,
                              double* mass) {
    constexpr double kEdge_mm = 1, kReach_mm = 18;
    const PlainSurface sheet = flatSheet(kEdge_mm, kReach_mm);
    const DiffusionModel model = modelOn(sheet, grid, transportsOf(table));
    store::UniformTable source;
    source.size_mm = grid.faces_mm.back();
    source.depth_mm = table.depth_mm;
    source.sigma_mm = table.sigma_mm;
    source.depthSigma_mm = table.depthSigma_mm;
    FieldComparison comparison;
    std::size_t time = 0;
    marchSampled(
        model, sheet,
        [&](const geom::Vec3& p, int cell) { return gaussianStart(source, p, grid, cell); },
        table.times_s,
        [&](double time_s, const Stepper& stepper) {
            double left = 0;
            for (int v = 0; v < stepper.vertices(); ++v)
                for (int c = 0; c < stepper.cells(); ++c)
                    left += model.lateral.mass_mm2[v] * stepper.amount(v, c);
            *mass = std::max(*mass, std::abs(left - table.mass[time]));
            for (std::size_t r = 0; r < table.radii_mm.size(); ++r)
                for (std::size_t z = 0; z < table.depths_mm.size(); ++z)
                    comparison.add(time_s, table.radii_mm[r] == 0, table.concentration[time][r][z],
                                   atDepth(stepper, grid, vertexAt(sheet, table.radii_mm[r]),
                                           table.depths_mm[z]));
            ++time;
        });
    return comparison;
}

double largestCapacityJump(const store::LayeredTable& table) {
    double largest = 1;
    for (std::size_t l = 2; l < table.layers.size(); ++l) {
        const double ratio = table.layers[l][1] / table.layers[l - 1][1];
        largest = std::max({largest, ratio, 1 / ratio});
    }
    return largest;
}

// 0.25 mm cells follow a field unless capacities jump so much that a thin sink forms at a layer's
// edge, or so much is cleared that only a tail, steep on the scale of a cell, is left.
constexpr double kMildJump = 3, kMildDecay = 4;

bool isResolvedByTheStandardGrid(const store::LayeredTable& table, double time_s) {
    double loss_per_s = 0;
    for (const store::TableRow& layer : table.layers)
        loss_per_s = std::max(loss_per_s, layer[3]);
    return largestCapacityJump(table) < kMildJump && loss_per_s * time_s < kMildDecay;
}

std::string notResolvedReason(const store::LayeredTable& table) {
    return largestCapacityJump(table) < kMildJump
               ? "at the last time less than 1 % is left, in a steep tail in the galea"
               : "fat holds twenty times more than the dermis, with a thin sink at its edge";
}

FieldComparison compareFixedSurface(const store::UniformTable& table, int parts) {
    // A layer of boundless capacity above the skin holds its concentration whatever leaves it.
    const TissueGrid inner = standardGrid(parts);
    std::vector<double> faces_mm{-1};
    faces_mm.insert(faces_mm.end(), inner.faces_mm.begin(), inner.faces_mm.end());
    std::vector<int> layer(inner.cells() + 1, 1);
    layer[0] = 0;
    PlainSurface onePoint;
    onePoint.vertices.emplace_back(0, 0, 0);
    DiffusionModel model{{}, gridFromFaces(faces_mm, layer, Mm(0)), {}};
    model.transports = {{kBoundless, Mm2PerSecond(1), PerSecond(0), PerSecond(0)},
                        uniformTransport(table.diffusivity_mm2_per_s, 0)};
    model.lateral.rowStart = {0, 0};
    model.lateral.mass_mm2 = {1};
    model.lateral.rowSum = {0};
    FieldComparison comparison;
    march(
        model, onePoint, [&](const geom::Vec3&, int cell) { return cell == 0 ? kBoundless : 0.0; },
        distinct(table.rows, 0),
        [&](double time_s, const Stepper& stepper) {
            comparison.add(time_s, true, 1, 1); // errors count relative to the surface value
            for (const store::TableRow& row : table.rows)
                if (row[0] == time_s)
                    comparison.add(time_s, true, row[2], atDepth(stepper, model.grid, 0, row[1]));
        });
    return comparison;
}

} // namespace

std::vector<VerificationCase> verifyPointAndBall(const store::ReferenceTables& tables) {
    constexpr FlatResolution kPoint{0.125, 4, 4, 80}, kBall{0.25, 6, 6, 120};
    constexpr FlatResolution kPointAtOne{1, 12, 4, 32}, kBallAtOne{1, 12, 6, 48};
    const store::UniformTable& point = tables.pointSource;
    const double pointScale = std::sqrt(2 * point.diffusivity_mm2_per_s * point.rows[0][0]);
    auto cases =
        comparePoint(point, kPoint)
            .cases("V1", "Point source in unbounded tissue",
                   scaleNote(kPoint, pointScale, comparePoint(point, kPointAtOne).largestError()));
    const store::UniformTable& ball = tables.ball;
    const auto more =
        compareBall(ball, kBall)
            .cases("V2", "Sharp ball in unbounded tissue",
                   scaleNote(kBall, pointScale, compareBall(ball, kBallAtOne).largestError()));
    cases.insert(cases.end(), more.begin(), more.end());
    return cases;
}

std::vector<VerificationCase> verifySlab(const store::ReferenceTables& tables) {
    const store::UniformTable& table = tables.slab;
    constexpr double kEdge_mm = 1, kReach_mm = 22;
    const PlainSurface sheet = flatSheet(kEdge_mm, kReach_mm);
    const DiffusionModel model = modelOn(
        sheet, standardGrid(), {uniformTransport(table.diffusivity_mm2_per_s, table.loss_per_s)});
    FieldComparison comparison;
    marchSampled(
        model, sheet,
        [&](const geom::Vec3& p, int cell) { return gaussianStart(table, p, model.grid, cell); },
        distinct(table.rows, 0),
        [&](double time_s, const Stepper& stepper) {
            for (const store::TableRow& row : table.rows)
                if (row[0] == time_s)
                    comparison.add(time_s, row[2] == 0, row[3],
                                   atDepth(stepper, model.grid, vertexAt(sheet, row[2]), row[1]));
        });
    return comparison.cases("V3", "Gaussian in a uniform slab", "h 1 mm, 26 cells");
}

std::vector<VerificationCase> verifyLayers(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> all;
    const auto append = [&](const std::vector<VerificationCase>& cases) {
        all.insert(all.end(), cases.begin(), cases.end());
    };
    constexpr int kFine = 4;
    for (const store::LayeredTable& table : tables.layered) {
        const std::string title = "Layered scalp, " + table.name;
        double mass = 0;
        const FieldComparison coarse = compareLayers(table, layeredGrid(table, 1), &mass);
        const FieldComparison resolved =
            coarse.only([&](double time_s) { return isResolvedByTheStandardGrid(table, time_s); });
        if (!resolved.empty())
            append(resolved.cases("V4", title, "h 1 mm, 26 cells"));
        if (resolved.size() < coarse.size()) {
            mass = 0;
            const FieldComparison fine = compareLayers(table, layeredGrid(table, kFine), &mass);
            append(fine.cases("V4", title + ", all times",
                              "h 1 mm, 104 cells: " + notResolvedReason(table) +
                                  "; 26 cells give a worst error of " +
                                  text::percent(coarse.largestError(), 1)));
        }
        all.push_back(atMost("V4", title + ", mass left", {0, mass, mass}, 0.01,
                             "worst over times, share of the dose"));
    }
    return all;
}

std::vector<VerificationCase> verifyFixedSurface(const store::ReferenceTables& tables) {
    constexpr int kFine = 3;
    const double standard = compareFixedSurface(tables.erfc, 1).largestError();
    return compareFixedSurface(tables.erfc, kFine)
        .cases("V12", "Surface held at a fixed concentration",
               "78 cells: the front is 0.35 mm deep at the first time; 26 cells give a worst error "
               "of " +
                   text::percent(standard, 1) +
                   "; depth only; the surface is held by a layer of boundless capacity");
}

} // namespace meso::verify
