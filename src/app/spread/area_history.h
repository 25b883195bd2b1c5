#pragma once
#include <vector>

#include "app/spread/simulation.h"

namespace meso::app {

/// Band averages of one compound in one depth at every vertex of a treatment area over a run: from
/// it, any threshold is answered while a slider moves.
struct AreaHistory {
    anatomy::BulbBand depth;
    sim::Measure measure = sim::Measure::Total;
    std::vector<Seconds> times;              ///< the run's output times
    std::vector<int> vertices;               ///< of the scalp grid, with some treated area
    std::vector<double> weights_mm2;         ///< that area, per vertex of the list
    std::vector<std::vector<float>> mgPerMl; ///< per time: one value per vertex of the list
    std::vector<MgPerMl> highest;            ///< per time: anywhere in the area, needles too
};

/// Reads a run. Some 5 ms.
AreaHistory areaHistory(const CompoundRun& run, const geom::Region& region,
                        const anatomy::BulbBand& depth, sim::Measure measure);

/// Share of the area at or above the threshold over time. threshold > 0; 0 without an area.
std::vector<sim::Coverage> coverageOf(const AreaHistory& history, MgPerMl threshold);

/// Mean over the area and highest value, over time.
DepthCurve curveOf(const AreaHistory& history);

/// A place of the area that gets little.
struct WorstSpot {
    int vertex = 0;     ///< of the scalp grid
    MgPerMl highest{0}; ///< that it has had so far
};

/// The `count` places whose highest concentration up to a time is lowest, worst first, none within
/// `apart` of another; equal ones by their number. O(times x area + area log area).
std::vector<WorstSpot> worstSpots(const AreaHistory& history, const geom::TriMesh& surface,
                                  int count, Mm apart, Seconds until);

} // namespace meso::app
