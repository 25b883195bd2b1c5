#pragma once
#include <functional>
#include <vector>

#include "sim/sim_result.h"

/// Finished runs whose concentrations are a known function of time: closed forms for the tests of
/// observables.
namespace meso::test {

/// A flat, even tissue 4 mm deep in 8 cells and one layer, on `vertices` places of 1 mm2 each that
/// all were solved. concentration(vertex, time in s) holds at every depth, mg/mL; injected strength
/// 1 mg/mL. It has no mass balance.
inline sim::SimResult syntheticRun(const std::vector<double>& times_s, int vertices,
                                   const std::function<double(int, double)>& concentration,
                                   double loss_per_s = 1e-3, double capacity = 1) {
    sim::SimResult r;
    std::vector<double> faces_mm;
    for (int i = 0; i <= 8; ++i)
        faces_mm.push_back(0.5 * i);
    r.grid = sim::gridFromFaces(faces_mm, std::vector<int>(8, 0), Mm(0));
    r.transports = {{capacity, Mm2PerSecond(1e-4), PerSecond(loss_per_s), PerSecond(0)}};
    r.layerNames = {"Tissue"};
    r.surfaceVertices = vertices;
    r.injectedStrength = MgPerMl(1);
    for (int v = 0; v < vertices; ++v) {
        r.meshVertex.push_back(v);
        r.area_mm2.push_back(1);
    }
    for (const double t : times_s) {
        sim::SimFrame frame{Seconds(t), {}};
        for (int v = 0; v < vertices; ++v)
            frame.concentration.insert(frame.concentration.end(), 8,
                                       static_cast<float>(concentration(v, t)));
        r.frames.push_back(std::move(frame));
    }
    return r;
}

/// 0, step, 2 step .. up to and with `last`, s.
inline std::vector<double> evenTimes(double last, double step) {
    std::vector<double> times;
    for (int i = 0; i * step <= last + 1e-9; ++i)
        times.push_back(i * step);
    return times;
}

} // namespace meso::test
