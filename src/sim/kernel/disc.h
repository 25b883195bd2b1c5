#pragma once
#include <memory>
#include <span>

#include <Eigen/Core>

namespace meso::sim {

/// The lateral direction: functions of the distance r from an axis on a disc with a tight rim, as
/// Fourier-Bessel series
///     f(r) = sum_j weight_j J0(s_j r) F_j,  F_j = 2 pi int f J0(s_j r) r dr,
/// with s_j = j_(1,j) / radius and s_0 = 0, whose F is the integral over the disc (Watson 1944, A
/// Treatise on the Theory of Bessel Functions, 18.33). The rim is a wall: it must lie some
/// millimetres beyond all that is looked at. Depends on neither compound nor depot.
class Disc {
public:
    /// Wavenumbers up to `largest_per_mm`; both > 0.
    Disc(double radius_mm, double largest_per_mm);
    [[nodiscard]] double radius_mm() const { return radius_mm_; }
    [[nodiscard]] int size() const { return static_cast<int>(wavenumbers_.size()); }
    [[nodiscard]] const Eigen::VectorXd& wavenumbers() const { return wavenumbers_; } ///< 1/mm
    /// Radii x wavenumbers: weight_j J0(s_j r), 1/mm2.
    [[nodiscard]] Eigen::MatrixXd series(std::span<const double> radii_mm) const;
    /// The same at 0, kStep_mm, 2 kStep_mm ... up to the rim; made once.
    [[nodiscard]] const Eigen::MatrixXd& table() const { return table_; }
    /// A linear table over these steps errs by 3e-4 of a depot with edges of 0.4 mm.
    static constexpr double kStep_mm = 0.02;

private:
    double radius_mm_;
    Eigen::VectorXd wavenumbers_, weights_;
    Eigen::MatrixXd table_;
};
using DiscPtr = std::shared_ptr<const Disc>;

} // namespace meso::sim
