#include "verify/mesh/depot_profile.h"

#include <cmath>
#include <numbers>

namespace meso::verify {
namespace {

constexpr double kReach = 4.5;       // standard deviations beyond which the edge is zero
constexpr double kNodesPerEdge = 10; // table nodes per standard deviation
constexpr int kSlices = 64;          // horizontal discs that make up the ellipsoid

// exp(-x) I0(x), x >= 0; Abramowitz & Stegun 9.8.1 and 9.8.2, error below 2e-7.
double scaledBesselI0(double x) {
    if (x < 3.75) {
        const double t = x / 3.75 * (x / 3.75);
        const double i0 =
            1 + t * (3.5156229 +
                     t * (3.0899424 +
                          t * (1.2067492 + t * (0.2659732 + t * (0.0360768 + t * 0.0045813)))));
        return i0 * std::exp(-x);
    }
    const double t = 3.75 / x;
    const double series =
        0.39894228 +
        t * (0.01328592 +
             t * (0.00225319 +
                  t * (-0.00157565 +
                       t * (0.00916281 +
                            t * (-0.02057706 +
                                 t * (0.02635537 + t * (-0.01647633 + t * 0.00392377)))))));
    return series / std::sqrt(x);
}

// Smoothed discs of radius 0, step, 2 step .. at one distance from their axis: the cumulative
// distribution of a Rice variable, summed by the midpoint rule.
std::vector<double> discsAt(double distance, double edge, double step, int radii) {
    std::vector<double> shares{0};
    double sum = 0;
    for (int i = 1; i < radii; ++i) {
        const double s = (i - 0.5) * step;
        const double apart = (s - distance) / edge;
        sum += step * s / (edge * edge) * std::exp(-0.5 * apart * apart) *
               scaledBesselI0(s * distance / (edge * edge));
        shares.push_back(sum);
    }
    return shares;
}

double interpolated(const std::vector<double>& values, double place) {
    const auto i = static_cast<std::size_t>(place);
    if (i + 1 >= values.size())
        return values.back();
    const double part = place - static_cast<double>(i);
    return values[i] * (1 - part) + values[i + 1] * part;
}

} // namespace

DepotProfile::DepotProfile(Mm halfWidth, Mm halfHeight, Mm edge) {
    const double a = halfWidth.value(), c = halfHeight.value(), w = edge.value();
    step_mm_ = w / kNodesPerEdge;
    columns_ = static_cast<int>(std::ceil((a + kReach * w) / step_mm_)) + 1;
    rows_ = static_cast<int>(std::ceil((c + kReach * w) / step_mm_)) + 1;
    table_.assign(static_cast<std::size_t>(columns_) * rows_, 0);
    const double slice = std::numbers::pi / kSlices;
    for (int column = 0; column < columns_; ++column) {
        const auto discs = discsAt(column * step_mm_, w, step_mm_, columns_);
        for (int k = 0; k < kSlices; ++k) {
            const double angle = -std::numbers::pi / 2 + (k + 0.5) * slice;
            const double height = c * std::sin(angle);
            const double disc = interpolated(discs, a * std::cos(angle) / step_mm_) * c *
                                std::cos(angle) * slice / (w * std::sqrt(2 * std::numbers::pi));
            for (int row = 0; row < rows_; ++row) {
                const double apart = (row * step_mm_ - height) / w;
                table_[static_cast<std::size_t>(column) * rows_ + row] +=
                    disc * std::exp(-0.5 * apart * apart);
            }
        }
    }
}

double DepotProfile::at(double lateral_mm, double vertical_mm) const {
    const double x = std::abs(lateral_mm) / step_mm_, y = std::abs(vertical_mm) / step_mm_;
    const int i = static_cast<int>(std::min(x, 1e6)), j = static_cast<int>(std::min(y, 1e6));
    if (i + 1 >= columns_ || j + 1 >= rows_)
        return 0;
    const double u = x - i, v = y - j;
    const double* left = table_.data() + static_cast<std::size_t>(i) * rows_ + j;
    const double* right = left + rows_;
    return (1 - u) * ((1 - v) * left[0] + v * left[1]) + u * ((1 - v) * right[0] + v * right[1]);
}

} // namespace meso::verify
