#include "verify/smoothed_ellipsoid.h"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "base/check.h"

namespace meso::verify {
namespace {

constexpr double kEllipsoidTail = 7;    // spreads after which nothing is left of the Gaussian
constexpr int kTableCellsPerSpread = 8; // of the table
constexpr int kTableStencil = 6;        // nodes of the polynomial between its rows
constexpr int kArcNodes = 6;            // Gauss nodes between two neighbouring radii of a disc

struct GaussRule {
    std::vector<double> node, weight; // on -1..1
};

// Newton's method on Legendre's polynomial.
GaussRule gaussRule(int count) {
    GaussRule rule;
    for (int i = 0; i < count; ++i) {
        double x = std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5)), slope = 1;
        for (int iteration = 0; iteration < 40; ++iteration) {
            double below = 0, here = 1;
            for (int k = 1; k <= count; ++k)
                below = std::exchange(here, ((2 * k - 1) * x * here - (k - 1) * below) / k);
            slope = count * (x * here - below) / (x * x - 1);
            const double step = here / slope;
            x -= step;
            if (std::abs(step) < 1e-15)
                break;
        }
        rule.node.push_back(x);
        rule.weight.push_back(2 / ((1 - x * x) * slope * slope));
    }
    return rule;
}

// exp(-x) I0(x), x >= 0: the power series, and far out the asymptotic one.
double besselUnderExponential(double x) {
    double term = 1, sum = 1;
    if (x < 20) {
        for (int k = 1; term > 1e-17 * sum; ++k) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum * std::exp(-x);
    }
    for (int k = 1; k <= 12; ++k) {
        term *= (2.0 * k - 1) * (2.0 * k - 1) / (8 * k * x);
        sum += term;
    }
    return sum / std::sqrt(2 * std::numbers::pi * x);
}

// What a ring of radius t, at a distance rho from its axis, gives under a Gaussian of spread 1.
double ringUnderGaussian(double rho, double t) {
    return t * std::exp(-(rho - t) * (rho - t) / 2) * besselUnderExponential(rho * t);
}

// The ellipsoid in discs: z = c sin(angle), so that their radii a cos(angle) depend on the node
// without a root. In spreads; only the upper half, from the pole with its smallest disc.
struct EllipsoidSlices {
    std::vector<double> height, radius, weight;
};

EllipsoidSlices slicesOf(double along, double deep) {
    const GaussRule rule = gaussRule(2 * (12 + static_cast<int>(4 * std::max(along, deep))));
    EllipsoidSlices slices;
    for (std::size_t i = 0; i < rule.node.size() / 2; ++i) { // the nodes fall
        const double angle = rule.node[i] * std::numbers::pi / 2;
        slices.height.push_back(deep * std::sin(angle));
        slices.radius.push_back(along * std::cos(angle));
        slices.weight.push_back(rule.weight[i] * std::numbers::pi / 2 * deep * std::cos(angle));
    }
    return slices;
}

// Per slice its smoothed disc at the distance rho, each from the one before it.
std::vector<double> smoothedDiscs(const EllipsoidSlices& slices, const GaussRule& rule,
                                  double rho) {
    std::vector<double> disc;
    double from = 0, sum = 0;
    for (const double to : slices.radius) {
        const double middle = (from + to) / 2, half = (to - from) / 2;
        if (std::abs(middle - rho) < kEllipsoidTail + 2 + half)
            for (std::size_t i = 0; i < rule.node.size(); ++i)
                sum += half * rule.weight[i] * ringUnderGaussian(rho, middle + half * rule.node[i]);
        disc.push_back(sum);
        from = to;
    }
    return disc;
}

// Weights of the values at nodes 0, 1, .. for the polynomial through them, at `x`.
std::array<double, kTableStencil> evenPolynomial(double x) {
    std::array<double, kTableStencil> weight{};
    for (int i = 0; i < kTableStencil; ++i) {
        weight[i] = 1;
        for (int j = 0; j < kTableStencil; ++j)
            if (j != i)
                weight[i] *= (x - j) / (i - j);
    }
    return weight;
}

} // namespace

SmoothedEllipsoid::SmoothedEllipsoid(const EllipsoidShape& shape)
    : shape_(shape), spacing_mm_(shape.spread_mm / kTableCellsPerSpread) {
    MESO_CHECK(shape.along_mm > 0 && shape.deep_mm > 0 && shape.spread_mm > 0,
               "an ellipsoid needs half axes and a soft edge");
    const double w = shape.spread_mm, along = shape.along_mm / w, deep = shape.deep_mm / w;
    rows_ = static_cast<int>((along + kEllipsoidTail) * kTableCellsPerSpread) + kTableStencil;
    columns_ = static_cast<int>((deep + kEllipsoidTail) * kTableCellsPerSpread) + kTableStencil;
    table_.assign(static_cast<std::size_t>(rows_) * columns_, 0);
    const EllipsoidSlices slices = slicesOf(along, deep);
    const GaussRule rule = gaussRule(kArcNodes);
    const std::size_t count = slices.height.size();
    std::vector<double> column(columns_ * count); // of each slice at each height
    for (int c = 0; c < columns_; ++c)
        for (std::size_t s = 0; s < count; ++s) {
            const double z = static_cast<double>(c) / kTableCellsPerSpread, h = slices.height[s];
            column[c * count + s] =
                slices.weight[s] / std::sqrt(2 * std::numbers::pi) *
                (std::exp(-(z - h) * (z - h) / 2) + std::exp(-(z + h) * (z + h) / 2));
        }
    for (int r = 0; r < rows_; ++r) {
        const std::vector<double> disc =
            smoothedDiscs(slices, rule, static_cast<double>(r) / kTableCellsPerSpread);
        for (int c = 0; c < columns_; ++c)
            for (std::size_t s = 0; s < count; ++s)
                table_[static_cast<std::size_t>(r) * columns_ + c] +=
                    column[c * count + s] * disc[s];
    }
}

double SmoothedEllipsoid::at(double rho_mm, double z_mm) const {
    const double row = rho_mm / spacing_mm_;
    const double column = std::abs(z_mm - shape_.centre_mm) / spacing_mm_;
    if (row > rows_ - kTableStencil || column > columns_ - kTableStencil)
        return 0;
    // Both directions are even: nodes below zero are those above it.
    const int r0 = static_cast<int>(row) - 2, c0 = static_cast<int>(column) - 2;
    const auto alongRows = evenPolynomial(row - r0), alongColumns = evenPolynomial(column - c0);
    double share = 0;
    for (int i = 0; i < kTableStencil; ++i) {
        const double* line = &table_[static_cast<std::size_t>(std::abs(r0 + i)) * columns_];
        double sum = 0;
        for (int j = 0; j < kTableStencil; ++j)
            sum += alongColumns[j] * line[std::abs(c0 + j)];
        share += alongRows[i] * sum;
    }
    return share;
}

double SmoothedEllipsoid::between(double bone_mm, double rho_mm, double z_mm) const {
    MESO_CHECK(bone_mm > 0, "there must be tissue between skin and bone");
    const double reach = shape_.deep_mm + (kEllipsoidTail + 1) * shape_.spread_mm;
    const int most = static_cast<int>((reach + std::abs(shape_.centre_mm)) / (2 * bone_mm)) + 1;
    double share = 0;
    for (int n = -most; n <= most; ++n)
        share += at(rho_mm, z_mm + 2 * n * bone_mm) + at(rho_mm, -z_mm + 2 * n * bone_mm);
    return share;
}

} // namespace meso::verify
