#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "clinic/compound.h"
#include "clinic/topical_products.h"
#include "sim/kernel/depth_basis.h"

namespace meso::sim {

/// Stands beside every comparison of an injection with a product on the skin.
inline constexpr std::string_view kTopicalCaveat =
    "Topical minoxidil works in patients: it enters through the follicles and is used every day, "
    "which this picture of the skin between follicles leaves out. A ratio of concentrations is not "
    "a ratio of effects.";

/// Permeability of the stratum corneum from size and lipophilicity (Potts & Guy 1992, Pharm Res
/// 9:663, as in the Open Systems Pharmacology skin model), cm/h: a second opinion beside a
/// product's own. Empty for a compound without logP.
std::optional<double> pottsGuy_cm_per_h(const clinic::Compound& compound);

/// Flux through the skin from a supply that does not run out: k_p x min(C_v, S_w), mg per cm2 and
/// h.
double topicalFlux_mg_per_cm2_h(const clinic::TopicalProduct& product);

/// What a steady flux through the skin keeps up below it: the steady state of the same layers,
/// rates and shell metric as an injection's (DepthBasis).
class TopicalProfile {
public:
    /// `transports` as layerTransports gives them for this tissue; flux >= 0. Fails when nothing
    /// clears the compound. About 1 ms.
    static Result<TopicalProfile> make(const anatomy::TissueProfile& tissue,
                                       std::span<const LayerTransport> transports,
                                       double flux_mg_per_cm2_h);
    /// Volume average over a depth range.
    [[nodiscard]] MgPerMl average(DepthRange range, Measure measure = Measure::Total) const;

private:
    TopicalProfile(DepthBasis basis, Eigen::VectorXd unbound)
        : basis_(std::move(basis)), unbound_mg_per_ml_(std::move(unbound)) {}
    DepthBasis basis_;
    Eigen::VectorXd unbound_mg_per_ml_; // at the nodes
};

} // namespace meso::sim
