#include "verify/mesh/mesh_observables.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::verify {
namespace {

// Cells that a band reads: the others weigh nothing. A band is a few cells of a column of many.
struct CellRange {
    int first = 0, end = 0;
};

CellRange weighted(const std::vector<double>& weights) {
    CellRange range{0, static_cast<int>(weights.size())};
    while (range.end > 0 && weights[range.end - 1] == 0)
        --range.end;
    while (range.first < range.end && weights[range.first] == 0)
        ++range.first;
    return range;
}

// What a band reads of a column, for each thickness class (one where all are equal).
struct BandReading {
    std::vector<std::vector<double>> weights;
    std::vector<CellRange> cells;
};

BandReading readingOf(const MeshResult& result, sim::DepthRange range, sim::Measure measure) {
    BandReading reading;
    const auto add = [&](const TissueGrid& grid) {
        reading.weights.push_back(bandWeights(grid, result.transports, range, measure));
        reading.cells.push_back(weighted(reading.weights.back()));
    };
    if (result.classes.uniform())
        add(result.grid);
    for (const TissueGrid& grid : result.classes.grids)
        add(grid);
    return reading;
}

// Band average per patch vertex. Where a band cuts a cell, the slope across it may take an average
// next to nothing below zero.
std::vector<float> patchAverage(const MeshResult& result, int frame, const BandReading& reading) {
    MESO_CHECK(frame >= 0 && frame < static_cast<int>(result.frames.size()),
               "a frame was asked for that the result does not have");
    const std::vector<float>& values = result.frames[frame].concentration;
    const std::size_t cells = result.grid.cells();
    std::vector<float> averages(result.meshVertex.size(), 0);
    for (std::size_t v = 0; v < averages.size(); ++v) {
        const float* column = values.data() + v * cells;
        const std::size_t own = result.classes.uniform() ? 0 : result.classes.ofVertex[v];
        const std::vector<double>& weights = reading.weights[own];
        const CellRange read = reading.cells[own];
        double sum = 0;
        for (int c = read.first; c < read.end; ++c)
            sum += weights[c] * static_cast<double>(column[c]);
        averages[v] = static_cast<float>(std::max(0.0, sum));
    }
    return averages;
}

std::vector<float> onSurface(const MeshResult& result, const std::vector<float>& patchField) {
    std::vector<float> field(result.surfaceVertices, 0);
    for (std::size_t v = 0; v < patchField.size(); ++v)
        field[result.meshVertex[v]] = patchField[v];
    return field;
}

// Adds the part of a cell that a band reaches, taken from the slope of C/K across the cell.
void addCutCell(const TissueGrid& grid, std::span<const sim::LayerTransport> transports, int cell,
                double volume, double off_mm, std::vector<double>& weights) {
    const int above = std::max(cell - 1, 0), below = std::min(cell + 1, grid.cells() - 1);
    if (above == below)
        return;
    const auto capacity = [&](int c) { return transports[grid.layer[c]].capacity; };
    const double lean = volume * off_mm / (grid.centre_mm(below) - grid.centre_mm(above));
    weights[below] += lean * capacity(cell) / capacity(below);
    weights[above] -= lean * capacity(cell) / capacity(above);
}

} // namespace

std::vector<double> bandWeights(const TissueGrid& grid,
                                std::span<const sim::LayerTransport> transports,
                                sim::DepthRange range, sim::Measure measure) {
    std::vector<double> weights(grid.cells(), 0);
    double volume = 0;
    for (int c = 0; c < grid.cells(); ++c) {
        const double top = std::max(grid.faces_mm[c], range.from.value());
        const double bottom = std::min(grid.faces_mm[c + 1], range.to.value());
        if (bottom <= top)
            continue;
        const double part = (bottom - top) * grid.metric[c];
        const double off_mm = 0.5 * (top + bottom) - grid.centre_mm(c);
        const double counts =
            part / (measure == sim::Measure::Unbound ? transports[grid.layer[c]].capacity : 1);
        weights[c] += counts;
        volume += part;
        if (std::abs(off_mm) > 1e-9)
            addCutCell(grid, transports, c, counts, off_mm, weights);
    }
    for (double& weight : weights)
        weight = volume > 0 ? weight / volume : 0;
    return weights;
}

std::vector<float> bandAverage(const MeshResult& result, int frame, sim::DepthRange range,
                               sim::Measure measure) {
    return onSurface(result, patchAverage(result, frame, readingOf(result, range, measure)));
}

int frameAt(const MeshResult& result, Seconds time) {
    int nearest = 0;
    const auto away = [&](int f) { return std::abs((result.frames[f].time - time).value()); };
    for (int f = 1; f < static_cast<int>(result.frames.size()); ++f)
        if (away(f) < away(nearest))
            nearest = f;
    return nearest;
}

} // namespace meso::verify
