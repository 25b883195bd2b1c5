#pragma once
#include <Eigen/Core>

namespace meso::sim {

/// Gauss-Lobatto-Legendre quadrature on [-1, 1] with the derivatives of its Lagrange polynomials:
/// exact for polynomials up to 2 degree - 1 (Abramowitz & Stegun 25.4.32).
struct Lobatto {
    Eigen::VectorXd nodes, weights;
    Eigen::MatrixXd derivative; ///< (i, j): slope of polynomial j at node i
};

/// degree >= 1.
Lobatto lobatto(int degree);

} // namespace meso::sim
