#include "verify/sphere.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/LU>

#include "base/check.h"
#include "base/text.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

// Heat kernel of a sphere at t = 0, smeared by a Gaussian of standard deviation `spread`:
// sum over l of (2l + 1) / (4 pi R^2) P_l(cos angle) exp(-l (l + 1) spread^2 / (2 R^2)).
double sphereKernel(double radius_mm, double sigma_mm, double cosine) {
    const double decay = sigma_mm * sigma_mm / (2 * radius_mm * radius_mm);
    double before = 1, legendre = cosine, sum = 1;
    for (int l = 1; l < 4000; ++l) {
        const double size = (2 * l + 1) * std::exp(-l * (l + 1.0) * decay);
        if (size < 1e-16)
            break;
        sum += size * legendre;
        const double next = ((2 * l + 1) * cosine * legendre - l * before) / (l + 1);
        before = legendre;
        legendre = next;
    }
    return std::max(0.0, sum / (4 * std::numbers::pi * radius_mm * radius_mm));
}

// A bell around an axis, on a mesh.
struct Bell {
    const PlainSurface& surface;
    geom::Vec3 axis;
    double radius_mm, edge_mm;
};

// Value at an arc length from the axis: least squares of log(c) = a + b s^2 + d s^4 over the
// vertices within 1.5 edges of that circle, which is nearly exact for a bell.
double atArc(const Bell& bell, const Stepper& stepper, double arc_mm) {
    const auto& [surface, axis, radius_mm, edge_mm] = bell;
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    const double scale = arc_mm * arc_mm + edge_mm * edge_mm;
    for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
        const double cosine = std::clamp(surface.vertices[v].dot(axis) / radius_mm, -1.0, 1.0);
        const double away = radius_mm * std::acos(cosine);
        const double value = stepper.amount(static_cast<int>(v), 0);
        if (std::abs(away - arc_mm) > 1.5 * edge_mm || value <= 0)
            continue;
        const double x = (away * away - arc_mm * arc_mm) / scale;
        const Eigen::Vector3d basis(1, x, x * x);
        normal += basis * basis.transpose();
        right += basis * std::log(value);
    }
    return std::exp(normal.fullPivLu().solve(right)[0]);
}

FieldComparison compareSphere(const store::UniformTable& table, const PlainSurface& surface,
                              const geom::Vec3& axis, double edge_mm) {
    const double radius_mm = table.size_mm;
    const DiffusionModel model =
        modelOn(surface, evenGrid(1, 1), {uniformTransport(table.diffusivity_mm2_per_s, 0)});
    FieldComparison comparison;
    marchSampled(
        model, surface,
        [&](const geom::Vec3& p, int) {
            return sphereKernel(radius_mm, table.sigma_mm, p.dot(axis) / p.norm());
        },
        distinct(table.rows, 0),
        [&](double time_s, const Stepper& stepper) {
            for (const store::TableRow& row : table.rows)
                if (row[0] == time_s && row[2] > 1e-14)
                    comparison.add(time_s, row[1] == 0, row[2],
                                   atArc({surface, axis, radius_mm, edge_mm}, stepper, row[1]));
        });
    return comparison;
}

double legendreAt(int order, double x) {
    double before = 1, value = x;
    for (int l = 1; l < order; ++l) {
        const double next = ((2 * l + 1) * x * value - l * before) / (l + 1);
        before = value;
        value = next;
    }
    return order == 0 ? 1 : value;
}

// Decay rate over D of the pattern P_l on a shell, measured on the running solver, 1/mm2.
double shellDecay(const PlainSurface& sphere, const DiffusionModel& model, double radius_mm,
                  int order) {
    const double diffusivity = model.transports[0].diffusivity.value();
    const auto pattern = [&](const geom::Vec3& p) { return legendreAt(order, p.z() / radius_mm); };
    constexpr int kSteps = 48;
    constexpr double kStep_s = 1800;
    Stepper stepper(model);
    std::vector<double> amounts;
    for (const geom::Vec3& p : sphere.vertices)
        for (int c = 0; c < stepper.cells(); ++c)
            amounts.push_back(pattern(p) * model.grid.volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    const auto amplitude = [&] {
        double sum = 0;
        for (int v = 0; v < stepper.vertices(); ++v)
            for (int c = 0; c < stepper.cells(); ++c)
                sum +=
                    model.lateral.mass_mm2[v] * stepper.amount(v, c) * pattern(sphere.vertices[v]);
        return sum;
    };
    // The first day lets the pattern settle across the depth of the shell.
    stepper.advance(Seconds(kStep_s), kSteps);
    const double before = amplitude();
    stepper.advance(Seconds(kStep_s), kSteps);
    return std::log(before / amplitude()) / (kSteps * kStep_s * diffusivity);
}

VerificationCase verifySteadyShell(const store::ReferenceTables& tables) {
    constexpr double kForever_s = 1e7;
    TissueGrid inner = standardGrid();
    std::vector<double> faces_mm{-1};
    faces_mm.insert(faces_mm.end(), inner.faces_mm.begin(), inner.faces_mm.end());
    faces_mm.push_back(faces_mm.back() + 1);
    std::vector<int> layer(faces_mm.size() - 1, 1);
    layer.front() = layer.back() = 0;
    const TissueGrid grid = gridFromFaces(faces_mm, layer, Mm(tables.shellOuter_mm));
    const std::vector<sim::LayerTransport> transports{
        {kBoundless, Mm2PerSecond(1), PerSecond(0), PerSecond(0)}, uniformTransport(2e-4, 0)};
    const Eigen::MatrixXd e =
        metzlerExponential(depthGenerator(grid, transports), Seconds(kForever_s));
    const double start = kBoundless * grid.volumePerArea_mm(0);
    double worst = 0, reference = 0, ours = 0;
    for (const store::TableRow& row : tables.shellSteady) {
        // Every whole depth lies on no face, or between two cells: mean of the two nearest centres.
        int cell = 1;
        while (cell + 2 < grid.cells() && grid.centre_mm(cell + 1) < row[0])
            ++cell;
        if (row[0] < 0.5 || row[0] > 5.5)
            continue;
        const auto value = [&](int c) { return e(c, 0) * start / grid.volumePerArea_mm(c); };
        const double part =
            (row[0] - grid.centre_mm(cell)) / (grid.centre_mm(cell + 1) - grid.centre_mm(cell));
        const double between = value(cell) * (1 - part) + value(cell + 1) * part;
        if (std::abs(between - row[1]) > worst)
            worst = std::abs(between - row[1]), reference = row[1], ours = between;
    }
    return atMost("V6", "Steady flow through a shell, worst depth", {reference, ours, worst}, 1e-3,
                  "26 cells; without the metric the middle would be 3.4 % off");
}

} // namespace

std::vector<VerificationCase> verifySphere(const store::ReferenceTables& tables) {
    constexpr double kCapEdge_mm = 1, kCapReach_mm = 45, kUnitEdge_mm = 0.06;
    const geom::Vec3 corner(0, 0, 1), face = geom::Vec3(0.45, 0.32, 0.83).normalized();
    const store::UniformTable& head = tables.sphere;
    const PlainSurface whole =
        geodesicSphere(head.size_mm, sphereFrequency(head.size_mm, kCapEdge_mm));
    const auto onCap = [&](const geom::Vec3& axis) {
        return compareSphere(head, cutAround(whole, head.size_mm * axis, kCapReach_mm), axis,
                             kCapEdge_mm);
    };
    auto cases = onCap(face).cases(
        "V5", "Heat kernel on a head-sized sphere",
        "h 1 mm, one layer; around one of the twelve vertices with five neighbours the worst error "
        "is " +
            text::percent(onCap(corner).largestError(), 1));
    const store::UniformTable& unit = tables.unitSphere;
    const auto small =
        compareSphere(unit, geodesicSphere(1, sphereFrequency(1, kUnitEdge_mm)), face, kUnitEdge_mm)
            .cases("V5", "Heat kernel on a unit sphere",
                   "h 0.06, the source's spread over 2.5; one edge of 1 mm would span the whole "
                   "unit sphere");
    cases.insert(cases.end(), small.begin(), small.end());
    return cases;
}

std::vector<VerificationCase> verifyShell(const store::ReferenceTables& tables) {
    std::vector<VerificationCase> cases{verifySteadyShell(tables)};
    constexpr double kEdge_mm = 2, kDiffusivity_mm2_per_s = 2e-4;
    const double radius_mm = tables.shellOuter_mm;
    const PlainSurface sphere = geodesicSphere(radius_mm, sphereFrequency(radius_mm, kEdge_mm));
    TissueGrid grid = standardGrid();
    grid = gridFromFaces(grid.faces_mm, grid.layer, Mm(radius_mm));
    const DiffusionModel model =
        modelOn(sphere, grid, {uniformTransport(kDiffusivity_mm2_per_s, 0)});
    for (const store::TableRow& row : tables.shellModes) {
        const int order = static_cast<int>(row[0]);
        if (order < 5 || order > 20)
            continue;
        const double ours = shellDecay(sphere, model, radius_mm, order);
        cases.push_back(atMost("V6", "Decay of the shell mode l = " + std::to_string(order),
                               {row[1], ours, std::abs(ours / row[1] - 1)}, 0.005,
                               "h 2 mm, 26 cells, waves of 28 mm and more; without the metric "
                               "the rate would be 6.5 % too low"));
    }
    return cases;
}

} // namespace meso::verify
