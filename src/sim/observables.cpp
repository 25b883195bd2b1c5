#include "sim/observables.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {
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

BandReading readingOf(const SimResult& result, DepthRange range, Measure measure) {
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
std::vector<float> patchAverage(const SimResult& result, int frame, const BandReading& reading) {
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

std::vector<float> onSurface(const SimResult& result, const std::vector<float>& patchField) {
    std::vector<float> field(result.surfaceVertices, 0);
    for (std::size_t v = 0; v < patchField.size(); ++v)
        field[result.meshVertex[v]] = patchField[v];
    return field;
}

void raise(std::vector<float>& highest, const std::vector<float>& now) {
    for (std::size_t v = 0; v < highest.size(); ++v)
        highest[v] = std::max(highest[v], now[v]);
}

// Adds the part of a cell that a band reaches, taken from the slope of C/K across the cell.
void addCutCell(const TissueGrid& grid, std::span<const LayerTransport> transports, int cell,
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

std::vector<double> bandWeights(const TissueGrid& grid, std::span<const LayerTransport> transports,
                                DepthRange range, Measure measure) {
    std::vector<double> weights(grid.cells(), 0);
    double volume = 0;
    for (int c = 0; c < grid.cells(); ++c) {
        const double top = std::max(grid.faces_mm[c], range.from.value());
        const double bottom = std::min(grid.faces_mm[c + 1], range.to.value());
        if (bottom <= top)
            continue;
        const double part = (bottom - top) * grid.metric[c];
        const double off_mm = 0.5 * (top + bottom) - grid.centre_mm(c);
        weights[c] += part;
        volume += part;
        if (std::abs(off_mm) > 1e-9)
            addCutCell(grid, transports, c, part, off_mm, weights);
    }
    for (int c = 0; c < grid.cells(); ++c) {
        weights[c] = volume > 0 ? weights[c] / volume : 0;
        if (measure == Measure::Unbound)
            weights[c] /= transports[grid.layer[c]].capacity;
    }
    return weights;
}

std::vector<float> bandAverage(const SimResult& result, int frame, DepthRange range,
                               Measure measure) {
    return onSurface(result, patchAverage(result, frame, readingOf(result, range, measure)));
}

std::vector<float> bandMaximum(const SimResult& result, DepthRange range, int lastFrame,
                               Measure measure) {
    const int last = lastFrame < 0 ? static_cast<int>(result.frames.size()) - 1 : lastFrame;
    const BandReading weights = readingOf(result, range, measure);
    std::vector<float> highest(result.meshVertex.size(), 0);
    for (int f = 0; f <= last; ++f)
        raise(highest, patchAverage(result, f, weights));
    return onSurface(result, highest);
}

DepthRange layerRange(const SimResult& result, int layer) {
    DepthRange range;
    bool found = false;
    for (int c = 0; c < result.grid.cells(); ++c) {
        if (result.grid.layer[c] != layer)
            continue;
        if (!found)
            range.from = Mm(result.grid.faces_mm[c]);
        range.to = Mm(result.grid.faces_mm[c + 1]);
        found = true;
    }
    MESO_CHECK(found, "a tissue layer was asked for that the result does not have");
    return range;
}

double weightedMean(std::span<const float> field, std::span<const double> weights) {
    MESO_CHECK(field.size() == weights.size(), "a field and its weights differ in length");
    double sum = 0, total = 0;
    for (std::size_t v = 0; v < field.size(); ++v) {
        sum += weights[v] * static_cast<double>(field[v]);
        total += weights[v];
    }
    return total > 0 ? sum / total : 0;
}

int frameAt(const SimResult& result, Seconds time) {
    int nearest = 0;
    const auto away = [&](int f) { return std::abs((result.frames[f].time - time).value()); };
    for (int f = 1; f < static_cast<int>(result.frames.size()); ++f)
        if (away(f) < away(nearest))
            nearest = f;
    return nearest;
}

std::vector<Coverage> coverage(const SimResult& result, DepthRange range, MgPerMl threshold,
                               std::span<const double> weights_mm2, Measure measure) {
    MESO_CHECK(weights_mm2.size() == static_cast<std::size_t>(result.surfaceVertices),
               "coverage needs one weight per vertex of the surface");
    const BandReading cells = readingOf(result, range, measure);
    double area = 0;
    for (const double w : weights_mm2)
        area += w;
    const auto share = [&](const std::vector<float>& field) {
        double reached = 0;
        for (std::size_t v = 0; v < field.size(); ++v)
            if (static_cast<double>(field[v]) >= threshold.value())
                reached += weights_mm2[result.meshVertex[v]];
        return area > 0 ? reached / area : 0;
    };
    std::vector<Coverage> points;
    std::vector<float> highest(result.meshVertex.size(), 0);
    for (int f = 0; f < static_cast<int>(result.frames.size()); ++f) {
        const std::vector<float> now = patchAverage(result, f, cells);
        raise(highest, now);
        points.push_back({result.frames[f].time, share(now), share(highest)});
    }
    return points;
}

std::vector<MgPerMl> presetThresholds(const SimResult& result) {
    std::vector<MgPerMl> thresholds;
    for (const double share : kThresholdShares)
        thresholds.push_back(result.injectedStrength * share);
    return thresholds;
}

} // namespace meso::sim
