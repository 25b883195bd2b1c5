#include "sim/topical.h"

#include <algorithm>
#include <cmath>

#include <Eigen/LU>

#include "sim/depth_operator.h"

namespace meso::sim {
namespace {

constexpr double kFinestCell_mm = 0.02;

// The tissue's own grid with every cell cut into equal parts that are fine enough for a profile
// which falls a thousandfold between skin and bulb.
TissueGrid refined(const TissueGrid& coarse) {
    std::vector<double> faces_mm{coarse.faces_mm.front()};
    std::vector<int> layer;
    for (int c = 0; c < coarse.cells(); ++c) {
        const int parts = static_cast<int>(std::ceil(coarse.height_mm(c) / kFinestCell_mm));
        for (int i = 1; i <= parts; ++i) {
            faces_mm.push_back(i == parts ? coarse.faces_mm[c + 1]
                                          : coarse.faces_mm[c] + coarse.height_mm(c) * i / parts);
            layer.push_back(coarse.layer[c]);
        }
    }
    return gridFromFaces(std::move(faces_mm), std::move(layer), Mm(coarse.radius_mm));
}

} // namespace

std::optional<double> pottsGuy_cm_per_h(const clinic::Compound& compound) {
    if (!compound.logP)
        return std::nullopt;
    return std::pow(10.0, -2.7437 + 0.71 * *compound.logP - 0.0061 * compound.molarMass.value());
}

double topicalFlux_mg_per_cm2_h(const clinic::TopicalProduct& product) {
    return product.permeability_cm_per_h *
           std::min(product.strength.value(), product.solubility.value());
}

Result<TopicalProfile> TopicalProfile::make(const anatomy::TissueProfile& tissue,
                                            std::span<const LayerTransport> transports,
                                            double flux_mg_per_cm2_h) {
    auto coarse = makeTissueGrid(tissue);
    if (!coarse)
        return coarse.error();
    if (std::none_of(transports.begin(), transports.end(),
                     [](const LayerTransport& t) { return t.loss().value() > 0; }))
        return Error{"Neither blood nor lymph takes up anything, so a product on the skin would "
                     "fill the tissue without end."};
    TopicalProfile profile;
    profile.grid_ = refined(*coarse);
    profile.transports_.assign(transports.begin(), transports.end());
    // 1 mg/(cm2 h) in the operator's units of (mg/mL) mm per second: 1000 ug / 100 mm2 / 3600 s.
    constexpr double kUnit = 10.0 / 3600;
    const int cells = profile.grid_.cells();
    const Eigen::MatrixXd rates =
        depthGenerator(profile.grid_, transports).topLeftCorner(cells, cells);
    Eigen::VectorXd supply = Eigen::VectorXd::Zero(cells);
    supply[0] = flux_mg_per_cm2_h * kUnit;
    const Eigen::VectorXd amounts = (-rates).partialPivLu().solve(supply);
    for (int c = 0; c < cells; ++c)
        profile.concentration_mg_per_ml_.push_back(amounts[c] / profile.grid_.volumePerArea_mm(c));
    return profile;
}

MgPerMl TopicalProfile::average(DepthRange range, Measure measure) const {
    const std::vector<double> weights = bandWeights(grid_, transports_, range, measure);
    double sum = 0;
    for (int c = 0; c < grid_.cells(); ++c)
        sum += weights[c] * concentration_mg_per_ml_[c];
    return MgPerMl(sum);
}

} // namespace meso::sim
