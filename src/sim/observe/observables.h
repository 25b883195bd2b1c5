#pragma once
#include <span>
#include <vector>

#include "sim/kernel/sim_result.h"
#include "sim/model/depth_range.h"

namespace meso::sim {

/// Share of an area that reaches a threshold, 0..1.
struct Coverage {
    Seconds time{0};
    double now = 0;  ///< at this time
    double ever = 0; ///< at this time or at one before that is among the courses' times
};

/// Coverage of the vertices by their weights (mm2 of target area at each surface vertex) at every
/// time of the courses. threshold > 0. All zero when the weights are. O(times x vertices).
std::vector<Coverage> coverage(const Courses& courses, MgPerMl threshold,
                               std::span<const double> weights_mm2);

/// Mean over weighted vertices (0 elsewhere), and the highest value in the weighted area, at every
/// time. A peak lies under a needle more often than under a vertex, so the depots' axes count for
/// the highest where the vertex nearest to them has a weight (`axisCounts`, one per depot).
struct CourseSummary {
    std::vector<MgPerMl> mean, highest;
};
CourseSummary summaryOf(const Courses& courses, std::span<const double> weights_mm2,
                        std::span<const char> axisCounts);

/// Per depot: whether the surface vertex nearest to it has a weight.
std::vector<char> depotsWithin(const CompoundField& field, std::span<const double> weights_mm2);

/// How much the reaches of the depots overlap in a depth range: area that two or more of them raise
/// to the threshold alone / area that at least one does. 0..1; empty when none does anywhere.
std::optional<double> overlapIndex(const SimResult& result, const Reading& reading,
                                   MgPerMl threshold, std::span<const double> areas_mm2);

/// Shares of the injected strength that serve as thresholds: 1 % and 10 %. What a bulb needs is not
/// known for any of the compounds.
inline constexpr double kThresholdShares[] = {0.01, 0.10};

/// A third of the triangles around each vertex, mm2. O(triangles).
std::vector<double> vertexAreas(const geom::TriMesh& surface);

} // namespace meso::sim
