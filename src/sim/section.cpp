#include "sim/section.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {
namespace {

/// A depth as a mixture of two cells of one layer.
struct Between {
    int first = 0, second = 0;
    double share = 0; ///< of the second
};

Between cellsAt(const TissueGrid& grid, double depth_mm) {
    const auto face = std::upper_bound(grid.faces_mm.begin(), grid.faces_mm.end(), depth_mm);
    const int cell =
        std::clamp(static_cast<int>(face - grid.faces_mm.begin()) - 1, 0, grid.cells() - 1);
    const int other = depth_mm < grid.centre_mm(cell) ? cell - 1 : cell + 1;
    if (other < 0 || other >= grid.cells() || grid.layer[other] != grid.layer[cell])
        return {cell, cell, 0};
    const double way = grid.centre_mm(other) - grid.centre_mm(cell);
    return {cell, other, (depth_mm - grid.centre_mm(cell)) / way};
}

/// Number in the patch of every vertex of the surface; -1: not solved.
std::vector<int> patchNumbers(const SimResult& result) {
    std::vector<int> number(result.surfaceVertices, -1);
    for (std::size_t v = 0; v < result.meshVertex.size(); ++v)
        number[result.meshVertex[v]] = static_cast<int>(v);
    return number;
}

struct ColumnShare {
    double weight;
    double step_mm;
    Measure measure;
};

/// Adds a vertex's column to a column of the section; the vertex has its own thickness.
void addColumn(const SimResult& result, int patchVertex, const float* column,
               const ColumnShare& share, std::span<float> to) {
    const TissueGrid& grid = result.gridAt(patchVertex);
    for (std::size_t d = 0; d < to.size(); ++d) {
        const Between cells = cellsAt(grid, (static_cast<double>(d) + 0.5) * share.step_mm);
        const double perTotal = share.measure == Measure::Unbound
                                    ? 1 / result.transports[grid.layer[cells.first]].capacity
                                    : 1;
        to[d] +=
            static_cast<float>(share.weight * perTotal *
                               std::lerp(static_cast<double>(column[cells.first]),
                                         static_cast<double>(column[cells.second]), cells.share));
    }
}

} // namespace

SectionField sectionField(const SimResult& result, int frame, const geom::TriMesh& surface,
                          std::span<const geom::SurfacePoint> points, Mm depthStep,
                          Measure measure) {
    MESO_CHECK(depthStep.value() > 0, "a section needs a depth step above zero");
    MESO_CHECK(frame >= 0 && frame < static_cast<int>(result.frames.size()),
               "a frame was asked for that the result does not have");
    const TissueGrid& grid = result.grid;
    SectionField field;
    field.columns = static_cast<int>(points.size());
    field.depths =
        std::max(1, static_cast<int>(std::floor(grid.faces_mm.back() / depthStep.value() + 1e-9)));
    field.depthStep = depthStep;
    field.mgPerMl.assign(static_cast<std::size_t>(field.columns) * field.depths, 0);
    const std::vector<int> patch = patchNumbers(result);
    const std::vector<float>& values = result.frames[frame].concentration;
    for (int p = 0; p < field.columns; ++p)
        for (int k = 0; k < 3; ++k) {
            const int v = patch[surface.triangles()[points[p].triangle][k]];
            if (v < 0)
                continue;
            const float* column = values.data() + static_cast<std::size_t>(v) * grid.cells();
            float* to = field.mgPerMl.data() + static_cast<std::size_t>(p) * field.depths;
            addColumn(result, v, column, {points[p].weights[k], depthStep.value(), measure},
                      {to, static_cast<std::size_t>(field.depths)});
        }
    return field;
}

} // namespace meso::sim
