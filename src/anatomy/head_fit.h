#pragma once
#include <array>
#include <optional>
#include <vector>

#include "anatomy/head_base.h"
#include "anatomy/head_warp.h"

namespace meso::anatomy {

/// The measures that a fit can be asked for, in the order of their names.
enum class HeadMeasure { Length, Breadth, Circumference, NasionInionArc, TragusArc };
constexpr int kMeasures = 5;

/// Lengths on bare skin that a head should have; empty where nothing is asked.
struct FitTarget {
    std::array<std::optional<Mm>, kMeasures> wanted;
    TragusArc tragusArcKind = TragusArc::ThroughCz;
};

struct FittedWarp {
    HeadWarp warp;
    /// Relative error of each measure on the coarse surface; 0 where nothing was asked.
    std::array<double, kMeasures> error{};
    double cost = 0; ///< sum of squared residuals, priors included
    [[nodiscard]] double worstError() const;
    /// Whether a squareness stopped at its limit.
    [[nodiscard]] bool isAtLimit() const;
};

/// Fits the warp to tape measures: least squares on the relative errors of what is asked, with weak
/// priors that keep the proportions near neutral where nothing is (Levenberg 1944, Marquardt 1963;
/// derivatives by differences). `skin` and `marks` are the coarse neutral head of the style. About
/// 40 sets of measurements: 0.05 s for 36 thousand triangles. Always gives its best; the
/// caller judges the errors.
FittedWarp fitWarp(const std::vector<geom::Vec3>& skin,
                   const std::vector<geom::Triangle>& triangles, const Landmarks& marks,
                   const FitTarget& target);

} // namespace meso::anatomy
