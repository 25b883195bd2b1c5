#pragma once
#include <vector>

namespace meso::verify {

/// An ellipsoid of revolution about the depth axis in undeformed tissue, and how soft its edge is.
struct EllipsoidShape {
    double along_mm = 2;   ///< half axis along the skin, > 0
    double deep_mm = 1;    ///< half axis in depth, > 0
    double centre_mm = 2;  ///< depth of its centre on the axis
    double spread_mm = .3; ///< standard deviation of the Gaussian that softens it, > 0

    friend bool operator==(const EllipsoidShape&, const EllipsoidShape&) = default;
};

/// The indicator function of an ellipsoid, convolved with an isotropic Gaussian: 1 deep inside, 0
/// far outside. Slices of it are discs, and a disc under a Gaussian is an integral with the
/// modified Bessel function I0; both by Gauss-Legendre, then tabulated every eighth of the spread
/// and read with polynomials of degree 5. Error below 1e-6.
class SmoothedEllipsoid {
public:
    /// About 10 ms where the half axes are ten spreads. All of `shape` must be above zero.
    explicit SmoothedEllipsoid(const EllipsoidShape& shape);

    /// The share at distance `rho_mm` from the axis and depth `z_mm`, in tissue without an end.
    [[nodiscard]] double at(double rho_mm, double z_mm) const;

    /// The same between a skin at depth 0 and a bone at `bone_mm` > 0, which both reflect.
    [[nodiscard]] double between(double bone_mm, double rho_mm, double z_mm) const;

private:
    EllipsoidShape shape_;
    double spacing_mm_;
    int rows_, columns_;        // distances from the axis, heights above the centre
    std::vector<double> table_; // rows x columns
};

} // namespace meso::verify
