#pragma once
#include <span>
#include <vector>

#include "sim/model/depth_range.h"
#include "sim/model/measure.h"
#include "verify/mesh/mesh_result.h"

namespace meso::verify {

/// Per depth cell: w such that sum w C is the volume average over the range, from concentrations C
/// of total compound; for Unbound each is divided by its layer's capacity. A cell
/// partly inside counts by its part and by the slope across it, which reads its neighbours and may
/// weigh one a little below zero. All zero when the range lies outside the grid.
std::vector<double> bandWeights(const TissueGrid& grid,
                                std::span<const sim::LayerTransport> transports,
                                sim::DepthRange range, sim::Measure measure = sim::Measure::Total);

/// Volume average over a depth range at one frame, mg/mL, for every vertex of the input's surface
/// (0 where nothing was solved). Cells partly inside count by their part. Never a value at a point:
/// interpolating between depth cells errs by 4 to 8 % at the bulb. O(surface + patch x cells).
std::vector<float> bandAverage(const MeshResult& result, int frame, sim::DepthRange range,
                               sim::Measure measure = sim::Measure::Total);

/// The frame nearest in time.
int frameAt(const MeshResult& result, Seconds time);

} // namespace meso::verify
