#include "anatomy/head_fit.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "anatomy/head_measure.h"

namespace meso::anatomy {

using geom::Vec3;

namespace {

constexpr int kParameters = 6;
constexpr int kPriors = 6;
using Parameters = Eigen::Matrix<double, kParameters, 1>;
using Residuals = Eigen::Matrix<double, kMeasures + kPriors, 1>;
using Jacobian = Eigen::Matrix<double, kMeasures + kPriors, kParameters>;

/// Relative error of a measure that weighs as much as one spread of a prior.
constexpr double kTolerance = 0.004;
/// Spreads of the priors: length against breadth, height against both, size, squareness.
constexpr double kProportionSigma = 0.10;
constexpr double kHeightSigma = 0.04;
constexpr double kSizeSigma = 0.3;
constexpr double kSquarenessSigma = 0.03;
constexpr double kDifference = 0.01; ///< step of the numeric derivatives
constexpr double kLongestStep = 0.15;
constexpr int kMaxSteps = 12;
constexpr int kMaxTries = 5;

HeadWarp warpOf(const Parameters& p) {
    return {p[0], p[1], p[2], p[3], p[4], p[5]};
}

/// Keeps the scales of a sane head and the squareness within its limits.
Parameters bounded(Parameters p) {
    for (int i = 0; i < 3; ++i)
        p[i] = std::clamp(p[i], 0.5, 1.6);
    for (int i = 3; i < kParameters; ++i)
        p[i] = std::clamp(p[i], kMinSquareness, kMaxSquareness);
    return p;
}

/// The part of a surface that the tapes feel: nothing they touch lies lower than the ears.
struct UpperPart {
    std::vector<Vec3> vertices;
    std::vector<geom::Triangle> triangles;
};

UpperPart upperPartOf(const std::vector<Vec3>& skin, const std::vector<geom::Triangle>& triangles,
                      const Landmarks& marks) {
    const double margin_mm = 12;
    const double lowest_mm = std::min(marks.rightPreauricular.z(), marks.inion.z()) - margin_mm;
    UpperPart part;
    std::vector<int> number(skin.size(), -1);
    for (geom::Triangle t : triangles) {
        if (std::all_of(t.begin(), t.end(), [&](int i) { return skin[i].z() < lowest_mm; }))
            continue;
        for (int& corner : t) {
            if (number[corner] < 0) {
                number[corner] = static_cast<int>(part.vertices.size());
                part.vertices.push_back(skin[corner]);
            }
            corner = number[corner];
        }
        part.triangles.push_back(t);
    }
    return part;
}

/// The problem in the form of the solver: parameters in, residuals out.
class Problem {
public:
    Problem(UpperPart neutral, const Landmarks& marks, const FitTarget& target)
        : neutral_(std::move(neutral)), marks_(marks), target_(target),
          warped_(neutral_.vertices.size()) {}

    [[nodiscard]] Residuals residuals(const Parameters& p) {
        Residuals out;
        const auto error = errors(p);
        for (int i = 0; i < kMeasures; ++i)
            out[i] = error[i] / kTolerance;
        out[kMeasures] = (p[0] - p[1]) / kProportionSigma;
        out[kMeasures + 1] = (p[2] - (p[0] + p[1]) / 2) / kHeightSigma;
        out[kMeasures + 2] = (p[0] - 1) / kSizeSigma;
        for (int i = 3; i < kParameters; ++i)
            out[kMeasures + i] = p[i] / kSquarenessSigma;
        return out;
    }

    [[nodiscard]] std::array<double, kMeasures> errors(const Parameters& p) {
        const HeadWarp warp = warpOf(p);
        std::transform(neutral_.vertices.begin(), neutral_.vertices.end(), warped_.begin(),
                       [&](const Vec3& place) { return applyWarp(warp, place); });
        const HeadTape tape(SkinView(warped_, neutral_.triangles), applyWarp(warp, marks_));
        std::array<double, kMeasures> error{};
        for (int i = 0; i < kMeasures; ++i)
            if (target_.wanted[i])
                error[i] = read(tape, static_cast<HeadMeasure>(i)) / *target_.wanted[i] - 1;
        return error;
    }

    [[nodiscard]] Jacobian derivatives(const Parameters& p, const Residuals& at) {
        Jacobian slope;
        for (int i = 0; i < kParameters; ++i) {
            Parameters moved = p;
            moved[i] += kDifference;
            slope.col(i) = (residuals(moved) - at) / kDifference;
        }
        return slope;
    }

private:
    [[nodiscard]] Mm read(const HeadTape& tape, HeadMeasure measure) const {
        switch (measure) {
        case HeadMeasure::Length:
            return tape.length();
        case HeadMeasure::Breadth:
            return tape.breadth();
        case HeadMeasure::Circumference:
            return tape.circumference();
        case HeadMeasure::NasionInionArc:
            return tape.nasionInionArc();
        case HeadMeasure::TragusArc:
            return tape.tragusArc(target_.tragusArcKind);
        }
        return Mm(0);
    }

    UpperPart neutral_;
    Landmarks marks_;
    FitTarget target_;
    std::vector<Vec3> warped_;
};

struct State {
    Parameters at;
    Residuals residual;
    double damping = 1e-3;
    [[nodiscard]] double cost() const { return residual.squaredNorm(); }
};

/// One damped step that lowers the cost; false when there is none worth taking.
bool descend(Problem& problem, State& state) {
    const Jacobian slope = problem.derivatives(state.at, state.residual);
    const Eigen::Matrix<double, kParameters, kParameters> normal = slope.transpose() * slope;
    const Parameters downhill = -slope.transpose() * state.residual;
    for (int i = 0; i < kMaxTries; ++i) {
        Eigen::Matrix<double, kParameters, kParameters> damped = normal;
        damped.diagonal() *= 1 + state.damping;
        const Parameters step =
            damped.ldlt().solve(downhill).cwiseMax(-kLongestStep).cwiseMin(kLongestStep);
        const Parameters next = bounded(state.at + step);
        const Residuals residual = problem.residuals(next);
        const double gain = state.cost() - residual.squaredNorm();
        if (gain > 0) {
            const bool isWorthMore =
                gain > 1e-4 * state.cost() && step.cwiseAbs().maxCoeff() > 1e-5;
            state.at = next;
            state.residual = residual;
            state.damping *= 0.2;
            return isWorthMore;
        }
        state.damping *= 8;
    }
    return false;
}

} // namespace

double FittedWarp::worstError() const {
    double worst = 0;
    for (const double e : error)
        worst = std::max(worst, std::abs(e));
    return worst;
}

bool FittedWarp::isAtLimit() const {
    const std::array<double, 3> squareness = {warp.squareH, warp.squareS, warp.squareC};
    return std::any_of(squareness.begin(), squareness.end(),
                       [](double q) { return q <= kMinSquareness || q >= kMaxSquareness; });
}

FittedWarp fitWarp(const std::vector<Vec3>& skin, const std::vector<geom::Triangle>& triangles,
                   const Landmarks& marks, const FitTarget& target) {
    Problem problem(upperPartOf(skin, triangles, marks), marks, target);
    State state;
    state.at << 1, 1, 1, 0, 0, 0;
    state.residual = problem.residuals(state.at);
    for (int i = 0; i < kMaxSteps && descend(problem, state); ++i) {
    }
    FittedWarp fitted;
    fitted.warp = warpOf(state.at);
    for (int i = 0; i < kMeasures; ++i)
        fitted.error[i] = state.residual[i] * kTolerance;
    fitted.cost = state.cost();
    return fitted;
}

} // namespace meso::anatomy
