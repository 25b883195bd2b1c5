#pragma once
#include <span>
#include <vector>

#include "geom/mesh.h"
#include "sim/observe/observables.h"

namespace meso::sim {

/// What every place gets of a compound over a run, in one depth range: band averages, one entry per
/// vertex of the surface, 0 where nothing arrives. Integrals are exact and without end
/// (CourseIntegrals).
struct Exposure {
    Reading reading;
    MgPerMl threshold{0};               ///< that timeAbove_s is about
    Seconds until{0};                   ///< end of the run
    std::vector<float> peak;            ///< C_max, mg/mL
    std::vector<float> auc;             ///< time integral without end, (mg/mL) s
    std::vector<float> peak_s;          ///< T_max
    std::vector<float> meanResidence_s; ///< (integral of t C) / (integral of C), without end
    std::vector<float> halfLife_s; ///< from T_max to half of C_max; infinite if the run ends before
    std::vector<float> timeAbove_s; ///< at or above the threshold, within the run
};

/// kMeaningfulShare of an injected strength, in the measure: unbound concentrations are higher.
MgPerMl meaningfulIn(const SimResult& result, const Reading& reading);

/// Times at which courses are followed for an exposure: the run's output times, with others between
/// them so that the next is at most 1.12 times the one before (from half a minute on). Between them
/// a concentration rises on a straight line and falls exponentially, which places a crossing within
/// 0.1 % of its time (tests/sim/observe).
std::vector<Seconds> exposureTimes(const SimResult& result);

/// The exposure of a run. The four times are 0 where the peak stays below kMeaningfulShare of the
/// injected strength. threshold > 0. Some 20 ms.
Exposure exposureOf(const SimResult& result, const Reading& reading, MgPerMl threshold);

/// Share of an area that is at or above the threshold for at least this long, all in all; 0 s means
/// that the threshold is met at all. weights_mm2: target area at each surface vertex. 0..1, and 0
/// without an area.
double coverage(const Exposure& exposure, Seconds atLeast, std::span<const double> weights_mm2);

/// Area outside the target that meets the threshold. Both lists have one entry per surface vertex:
/// the target's share of it, and all of its area (vertexAreas).
Mm2 spill(const Exposure& exposure, std::span<const double> weights_mm2,
          std::span<const double> surface_mm2);

} // namespace meso::sim
