#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "sim/observables.h"
#include "sim/pharmacokinetics.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// When the fast solver steps and stores.
struct FastTimes {
    Seconds duration = fromHours(24);
    /// Increasing, in 0..duration; each is met exactly by a step, and so is `duration`.
    std::vector<Seconds> marks;
    Seconds firstStep{20}; ///< length of the first step
    double growth = 0.3;   ///< a later step is this share of the time gone by
};

struct FastStep;

/// Everything about a run that does not depend on the surface's vertices: step lengths, the
/// polynomials that stand for exp(t D B), the exponentials across depth, and the depth modes that
/// are still alive late in a run. Depends only on tissue, compound, times and the surface's largest
/// eigenvalue: build once (some 10 ms), share between threads.
class FastPlan {
public:
    /// Fails when the grid has more than 40 cells, or the times do not increase or lie outside the
    /// duration. `transports` has one entry per layer that the grid names.
    static Result<std::shared_ptr<const FastPlan>> make(const TissueGrid& grid,
                                                        std::span<const LayerTransport> transports,
                                                        double largestEigenvalue_per_mm2,
                                                        const FastTimes& times = {});
    ~FastPlan();

    /// Times of the frames: 0, then the end of every step. 36 or so for 24 h.
    [[nodiscard]] const std::vector<Seconds>& frameTimes() const;
    /// Coefficients per vertex at a frame: depth cells padded to 32 or 40 at first, 24, 16 and 8
    /// depth modes later. What they mean is the frame's own; read them by the two functions below.
    [[nodiscard]] int modesAt(int frame) const;
    /// w such that sum_k w[k] x[k] is the volume average of the concentration over the range, mg/mL
    /// for x in amounts of the frame's modes. One entry per mode of the frame.
    [[nodiscard]] std::vector<float> bandWeights(int frame, DepthRange range,
                                                 Measure measure) const;
    /// Amount per skin area in each depth cell, (mg/mL) mm, from the modes of one vertex.
    void toCells(int frame, std::span<const float> modes, std::span<double> cells) const;
    /// Concentrations of total compound, mg/mL, vertices x cells, from the modes of many vertices.
    void toConcentrations(int frame, std::span<const float> modes, std::span<float> out) const;
    [[nodiscard]] const TissueGrid& grid() const;
    [[nodiscard]] const std::vector<LayerTransport>& transports() const;
    /// Largest lateral diffusivity of any mode, mm2/s: how fast a patch's active part grows.
    [[nodiscard]] Mm2PerSecond fastest() const;
    /// Loss of the slowest depth mode, 1/s: everything decays at least so fast in the end.
    [[nodiscard]] PerSecond slowestLoss() const;
    /// For the runner: the steps, and the depth move before the first, modesAt(0) squared.
    [[nodiscard]] const std::vector<FastStep>& steps() const;
    [[nodiscard]] std::span<const float> firstMove() const;

private:
    FastPlan();
    struct Parts;
    std::unique_ptr<Parts> parts_;
};
using FastPlanPtr = std::shared_ptr<const FastPlan>;

} // namespace meso::sim
