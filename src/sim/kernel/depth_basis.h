#pragma once
#include <span>
#include <vector>

#include <Eigen/Core>

#include "sim/model/depth_range.h"
#include "sim/model/measure.h"
#include "sim/model/pharmacokinetics.h"

namespace meso::sim {

/// The scalp below one place, as the depth problem sees it: layers from the skin (z = 0) to the
/// bone (z = H), and the bend of the skin. A column that is 1 mm2 at the skin has g(z) = (1 - z /
/// R)^2 mm2 at depth z.
struct TissueColumn {
    std::vector<double> thickness_mm;       ///< per layer, > 0
    std::vector<LayerTransport> transports; ///< per layer; losses are not read here
    double curvature_per_mm = 0;            ///< 1 / R; 0: flat, at most kMaxCurvature_per_mm / H
    [[nodiscard]] double height_mm() const;
    [[nodiscard]] double metricAt(double depth_mm) const;
};

/// Tissue deeper than this part of the radius is not a head's: g stays at or above a quarter.
inline constexpr double kMaxBentDepth = 0.5;

/// The depth direction of a TissueColumn in spectral elements: Gauss-Lobatto-Legendre nodes in
/// every layer (Patera 1984, J Comput Phys 54:468; Karniadakis & Sherwin 2005), with lumped masses.
/// The unknowns are unbound concentrations u_i at the nodes; u is continuous where layers meet and
/// C = K u is not. With M_i = int g K phi_i:
///     M du/dt = -(S + loss M + s^2 L) u,  S = int g K D phi' phi',  L_i = int K D phi_i
/// for a lateral wavenumber s. In y = sqrt(M) u the operator is symmetric.
class DepthBasis {
public:
    explicit DepthBasis(TissueColumn column);

    [[nodiscard]] int size() const { return static_cast<int>(depths_mm_.size()); }
    [[nodiscard]] const TissueColumn& column() const { return column_; }
    [[nodiscard]] const Eigen::VectorXd& depths_mm() const { return depths_mm_; }
    [[nodiscard]] const Eigen::VectorXd& rootMass() const { return rootMass_; } ///< sqrt(M)
    /// L / M per node, mm2/s: added to the operator's diagonal times s^2.
    [[nodiscard]] const Eigen::VectorXd& lateral() const { return lateral_; }
    /// M^(-1/2) S M^(-1/2), 1/s.
    [[nodiscard]] const Eigen::MatrixXd& conduction() const { return conduction_; }
    /// Layers x nodes: int g K phi_i over the layer, mm. Rows sum to M.
    [[nodiscard]] const Eigen::MatrixXd& layerMass() const { return layerMass_; }
    /// Loss per node, 1/s, from the loss of each layer.
    [[nodiscard]] Eigen::VectorXd loss(std::span<const double> perLayer_per_s) const;

    /// Row r with r u = the volume average of the concentration over a depth range; what lies
    /// outside the tissue is left out, and all is zero where nothing is inside.
    [[nodiscard]] Eigen::RowVectorXd average(DepthRange range, Measure measure) const;
    /// Rows with row u = the concentration at each depth, mm; zero outside. On a border it is that
    /// of the deeper layer.
    [[nodiscard]] Eigen::MatrixXd values(std::span<const double> depths_mm, Measure measure) const;

private:
    struct Element {
        int first, degree, layer;
        double from_mm, to_mm;
    };
    void cutIntoElements();
    void addElement(const Element& element, Eigen::VectorXd& mass, Eigen::MatrixXd& stiffness);
    void addValue(const Element& element, double depth_mm, double weight,
                  Eigen::Ref<Eigen::RowVectorXd> row) const;

    TissueColumn column_;
    std::vector<Element> elements_;
    Eigen::VectorXd depths_mm_, rootMass_, lateral_;
    Eigen::MatrixXd conduction_, layerMass_;
};

} // namespace meso::sim
