#include "sim/kernel/disc.h"

#include <cmath>
#include <numbers>
#include <vector>

#include "base/check.h"

namespace meso::sim {
namespace {

/// The j-th positive root of J1: McMahon's expansion (Abramowitz & Stegun 9.5.12), then Newton.
double rootOfJ1(int j) {
    const double b = (j + 0.25) * std::numbers::pi;
    double x = b - 3 / (8 * b) + 36 / (3 * std::pow(8 * b, 3));
    for (int step = 0; step < 4; ++step)
        x -= ::j1(x) / (::j0(x) - ::j1(x) / x);
    return x;
}

} // namespace

Disc::Disc(double radius_mm, double largest_per_mm) : radius_mm_(radius_mm) {
    MESO_CHECK(radius_mm > 0 && largest_per_mm > 0, "a disc needs a radius and a wavenumber");
    const double area_mm2 = std::numbers::pi * radius_mm * radius_mm;
    std::vector<double> wavenumbers{0}, weights{1 / area_mm2};
    for (int j = 1; wavenumbers.back() < largest_per_mm; ++j) {
        const double root = rootOfJ1(j), height = ::j0(root);
        wavenumbers.push_back(root / radius_mm);
        weights.push_back(1 / (area_mm2 * height * height));
    }
    const auto size = static_cast<Eigen::Index>(wavenumbers.size());
    wavenumbers_ = Eigen::Map<Eigen::VectorXd>(wavenumbers.data(), size);
    weights_ = Eigen::Map<Eigen::VectorXd>(weights.data(), size);
    std::vector<double> radii;
    for (int i = 0; i * kStep_mm <= radius_mm; ++i)
        radii.push_back(i * kStep_mm);
    table_ = series(radii);
}

Eigen::MatrixXd Disc::series(std::span<const double> radii_mm) const {
    Eigen::MatrixXd out(static_cast<Eigen::Index>(radii_mm.size()), size());
    for (int j = 0; j < size(); ++j)
        for (std::size_t i = 0; i < radii_mm.size(); ++i)
            out(static_cast<Eigen::Index>(i), j) =
                weights_[j] * ::j0(wavenumbers_[j] * radii_mm[i]);
    return out;
}

} // namespace meso::sim
