#pragma once
#include <span>
#include <vector>

#include "geom/mesh.h"
#include "sim/observables.h"

namespace meso::sim {

/// What every place gets of a compound over a run, in one depth range: band averages, one entry per
/// vertex of the input's surface, 0 where nothing was solved. Between frames a concentration rises
/// on a straight line and falls exponentially ("linear up, log down", the usual rule of
/// non-compartmental analysis; Gabrielsson & Weiner 2012, Methods Mol Biol 929:377).
struct Exposure {
    DepthRange range;
    Measure measure = Measure::Total;
    MgPerMl threshold{0};      ///< that timeAbove_s is about
    Seconds until{0};          ///< end of the run
    PerSecond tailLoss{0};     ///< mean loss of the band: k of the tail
    std::vector<float> peak;   ///< C_max, mg/mL
    std::vector<float> auc;    ///< time integral from the first frame without end, (mg/mL) s
    std::vector<float> tail;   ///< share of auc that lies after the run's end, 0..1: an estimate
    std::vector<float> peak_s; ///< T_max
    std::vector<float> meanResidence_s; ///< (integral of t C) / (integral of C), with the tail
    std::vector<float> halfLife_s; ///< from T_max to half of C_max; infinite if the run ends before
    std::vector<float> timeAbove_s; ///< at or above the threshold, within the run
};

/// Band averages over time at some vertices, with what the end of a run leaves open. Owns nothing.
struct BandSeries {
    DepthRange range;
    Measure measure = Measure::Total;
    std::span<const Seconds> times;             ///< increasing, at least one
    std::span<const std::vector<float>> frames; ///< per time: mg/mL, one value per vertex
    PerSecond tailLoss{0};                      ///< mean loss of the band
    MgPerMl meaningful{0};                      ///< peaks below it have no times
};

/// Mean loss of a band: the rate at which its last concentration is taken to fall on.
PerSecond bandLoss(const TissueGrid& grid, std::span<const LayerTransport> transports,
                   DepthRange range);
/// kMeaningfulShare of an injected strength, in the measure: unbound concentrations are higher.
MgPerMl meaningfulIn(const TissueGrid& grid, std::span<const LayerTransport> transports,
                     DepthRange range, Measure measure, MgPerMl strength);

/// The exposure at the vertices of a series, in their order. threshold > 0. O(vertices x times),
/// 1 microsecond per vertex and day.
Exposure exposureOf(const BandSeries& series, MgPerMl threshold);
/// The same, where only some vertices differ from a series whose exposure is known: both are about
/// the same vertices and times, and `exposure` is then the new one. O(changed vertices x times).
void updateExposure(const BandSeries& before, const BandSeries& now, Exposure& exposure);

/// The exposure of a run. The four times are 0 where the peak stays below kMeaningfulShare of the
/// injected strength. The tail after the run is C/k of the last frame with the band's own mean
/// loss: good when the run is long against 1/k or the tail small; exact integrals are in
/// elliptic.h. threshold > 0. O(frames x patch x cells); some 50 ms and 10 MB for 70,000 vertices.
Exposure exposureOf(const SimResult& result, DepthRange range, MgPerMl threshold,
                    Measure measure = Measure::Total);

/// Share of an area that is at or above the threshold for at least this long, all in all; 0 s means
/// that the threshold is met at all. weights_mm2: target area at each surface vertex. 0..1, and 0
/// without an area.
double coverage(const Exposure& exposure, Seconds atLeast, std::span<const double> weights_mm2);

/// Area outside the target that meets the threshold. Both lists have one entry per surface vertex:
/// the target's share of it, and all of its area (vertexAreas).
Mm2 spill(const Exposure& exposure, std::span<const double> weights_mm2,
          std::span<const double> surface_mm2);

/// A third of the triangles around each vertex, mm2. O(triangles).
std::vector<double> vertexAreas(const geom::TriMesh& surface);

} // namespace meso::sim
