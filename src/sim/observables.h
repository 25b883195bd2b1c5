#pragma once
#include <span>
#include <vector>

#include "sim/measure.h"
#include "sim/sim_result.h"

namespace meso::sim {

/// A range of depth from the skin, as of a bulb band.
struct DepthRange {
    Mm from{0}, to{0};
    bool operator==(const DepthRange&) const = default;
};

/// Per depth cell: w such that sum w C is the volume average over the range, from concentrations C
/// of total compound; for Unbound each is divided by its layer's capacity. A cell
/// partly inside counts by its part and by the slope across it, which reads its neighbours and may
/// weigh one a little below zero. All zero when the range lies outside the grid.
std::vector<double> bandWeights(const TissueGrid& grid, std::span<const LayerTransport> transports,
                                DepthRange range, Measure measure = Measure::Total);

/// Volume average over a depth range at one frame, mg/mL, for every vertex of the input's surface
/// (0 where nothing was solved). Cells partly inside count by their part. Never a value at a point:
/// interpolating between depth cells errs by 4 to 8 % at the bulb. Values below kMeaningfulShare of
/// the injected strength are not meaningful. O(surface + patch x cells).
std::vector<float> bandAverage(const SimResult& result, int frame, DepthRange range,
                               Measure measure = Measure::Total);

/// Highest band average over all frames up to and with `lastFrame` (-1: all), per surface vertex.
std::vector<float> bandMaximum(const SimResult& result, DepthRange range, int lastFrame = -1,
                               Measure measure = Measure::Total);

/// The depth range of a tissue layer, by its index.
DepthRange layerRange(const SimResult& result, int layer);

/// Area-weighted mean of a field over weighted vertices; 0 when the weights are all 0.
double weightedMean(std::span<const float> field, std::span<const double> weights);

/// The frame nearest in time.
int frameAt(const SimResult& result, Seconds time);

/// Share of an area that reaches a threshold, 0..1.
struct Coverage {
    Seconds time{0};
    double now = 0;  ///< at this time
    double ever = 0; ///< at this time or before
};

/// Coverage of the vertices by their weights (mm2 of target area at each surface vertex) in a depth
/// range, at every frame. threshold > 0; presets: presetThresholds. All zero when the weights are.
/// O(frames x patch x cells).
std::vector<Coverage> coverage(const SimResult& result, DepthRange range, MgPerMl threshold,
                               std::span<const double> weights_mm2,
                               Measure measure = Measure::Total);

/// Shares of the injected strength that serve as thresholds: 1 % and 10 %. What a bulb needs is not
/// known for any of the compounds.
inline constexpr double kThresholdShares[] = {0.01, 0.10};

/// kThresholdShares times the injected strength.
std::vector<MgPerMl> presetThresholds(const SimResult& result);

} // namespace meso::sim
