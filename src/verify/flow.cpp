#include "verify/flow.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "verify/support.h"
#include "verify/verification.h"

namespace meso::verify {
namespace {

// One column of tissue: no surface to spread along.
DiffusionModel columnOf(TissueGrid grid, std::vector<sim::LayerTransport> transports) {
    return {{{0, 0}, {}, {}, {1}, 0, {0}}, std::move(grid), std::move(transports)};
}

// The tissue below a boundless layer 1 mm thick.
TissueGrid belowAReservoir(const TissueGrid& inner) {
    std::vector<double> faces_mm{-1};
    faces_mm.insert(faces_mm.end(), inner.faces_mm.begin(), inner.faces_mm.end());
    std::vector<int> layer(inner.cells() + 1, 1);
    layer[0] = 0;
    return gridFromFaces(faces_mm, layer, Mm(0));
}

// The flux comes out of a reservoir of so much resistance that the tissue below does not matter.
FieldComparison compareSteadyFlux(const store::UniformTable& table, int parts) {
    constexpr double kResistance_s_per_mm = 1e8, kForever_s = 1e5;
    constexpr double kJustBelow_mm = 1e-6; // the skin belongs to the tissue, not to the reservoir
    PlainSurface onePoint;
    onePoint.vertices.emplace_back(0, 0, 0);
    const DiffusionModel model =
        columnOf(belowAReservoir(standardGrid(parts)),
                 {{kBoundless, Mm2PerSecond(0.5 / (kBoundless * kResistance_s_per_mm)),
                   PerSecond(0), PerSecond(0)},
                  uniformTransport(table.diffusivity_mm2_per_s, table.loss_per_s)});
    const double held = kBoundless * kResistance_s_per_mm * table.flux;
    FieldComparison comparison;
    march(
        model, onePoint, [&](const geom::Vec3&, int cell) { return cell == 0 ? held : 0.0; },
        {kForever_s},
        [&](double time_s, const Stepper& stepper) {
            for (const store::TableRow& row : table.rows)
                comparison.add(time_s, true, row[1],
                               atDepth(stepper, model.grid, 0, std::max(row[0], kJustBelow_mm)));
        });
    return comparison;
}

// Two layers between fixed unbound concentrations 1 and 0: straight lines in u with a kink where
// the layers meet, a jump in C. Exact on every grid whose face lies there.
struct TwoLayers {
    double upper_mm = 2, upperCapacity = 0.7, upperDiffusivity = 2e-4;
    double lower_mm = 4, lowerCapacity = 3, lowerDiffusivity = 1e-4;

    [[nodiscard]] double flux() const {
        return 1 / (upper_mm / (upperCapacity * upperDiffusivity) +
                    lower_mm / (lowerCapacity * lowerDiffusivity));
    }
    [[nodiscard]] double concentration(double z_mm) const {
        return z_mm < upper_mm ? upperCapacity - flux() * z_mm / upperDiffusivity
                               : flux() * (upper_mm + lower_mm - z_mm) / lowerDiffusivity;
    }
};

VerificationCase verifyLayerJump() {
    constexpr double kForever_s = 2e6;
    const TwoLayers layers;
    std::vector<double> faces_mm{-1,  0,   0.7, 1.1, 2,
                                 2.5, 3.9, 5,   6,   7}; // uneven: exact all the same
    const TissueGrid grid = gridFromFaces(faces_mm, {0, 1, 1, 1, 2, 2, 2, 2, 0}, Mm(0));
    const auto layer = [](double capacity, double diffusivity) {
        return sim::LayerTransport{capacity, Mm2PerSecond(diffusivity), PerSecond(0), PerSecond(0)};
    };
    const std::vector<sim::LayerTransport> transports{
        layer(kBoundless, 1), layer(layers.upperCapacity, layers.upperDiffusivity),
        layer(layers.lowerCapacity, layers.lowerDiffusivity)};
    const Eigen::MatrixXd e =
        metzlerExponential(depthGenerator(grid, transports), Seconds(kForever_s));
    double worst = 0, reference = 0, ours = 0;
    for (int c = 1; c + 1 < grid.cells(); ++c) {
        const double exact = layers.concentration(grid.centre_mm(c));
        const double found = e(c, 0) * kBoundless / grid.volumePerArea_mm(c);
        if (std::abs(found - exact) >= worst)
            worst = std::abs(found - exact), reference = exact, ours = found;
    }
    return atMost("V7", "Steady flow through a jump of K and D, worst cell",
                  {reference, ours, worst}, 1e-6,
                  "8 uneven cells; exact on any grid with a face where the layers meet");
}

} // namespace

std::vector<VerificationCase> verifyFlow(const store::ReferenceTables& tables) {
    constexpr int kFine = 4;
    const double standard = compareSteadyFlux(tables.steadyFlux, 1).largestError();
    std::vector<VerificationCase> cases{verifyLayerJump()};
    const auto steady =
        compareSteadyFlux(tables.steadyFlux, kFine)
            .cases("V11", "Steady flow into tissue that clears",
                   "104 cells: the field falls to a third in 0.45 mm; 26 cells give a worst error "
                   "of " +
                       text::percent(standard, 1) + "; depth only");
    cases.insert(cases.end(), steady.begin(), steady.end());
    return cases;
}

} // namespace meso::verify
