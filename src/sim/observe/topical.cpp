#include "sim/observe/topical.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace meso::sim {
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
    if (std::none_of(transports.begin(), transports.end(),
                     [](const LayerTransport& t) { return t.loss().value() > 0; }))
        return Error{"Neither blood nor lymph takes up anything, so a product on the skin would "
                     "fill the tissue without end."};
    TissueColumn column{{}, {transports.begin(), transports.end()}, 0};
    for (const anatomy::TissueLayer& layer : tissue.layers)
        column.thickness_mm.push_back(layer.thickness.value());
    if (tissue.referenceRadius.value() > 0)
        column.curvature_per_mm =
            std::min(1 / tissue.referenceRadius.value(), kMaxBentDepth / column.height_mm());
    std::vector<double> losses_per_s;
    for (const LayerTransport& layer : transports)
        losses_per_s.push_back(layer.loss().value());
    DepthBasis basis(std::move(column));
    Eigen::MatrixXd rates = basis.conduction();
    rates.diagonal() += basis.loss(losses_per_s);
    // 1 mg/(cm2 h) in (mg/mL) mm per second: 1000 ug / 100 mm2 / 3600 s. It enters at the skin.
    constexpr double kUnit = 10.0 / 3600;
    Eigen::VectorXd supply = Eigen::VectorXd::Zero(basis.size());
    supply[0] = flux_mg_per_cm2_h * kUnit / basis.rootMass()[0];
    const Eigen::VectorXd unbound = rates.llt().solve(supply).cwiseQuotient(basis.rootMass());
    return TopicalProfile(std::move(basis), unbound);
}

MgPerMl TopicalProfile::average(DepthRange range, Measure measure) const {
    return MgPerMl(basis_.average(range, measure).dot(unbound_mg_per_ml_));
}

} // namespace meso::sim
