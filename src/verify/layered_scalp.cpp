#include "verify/layered_scalp.h"

#include <cmath>

namespace meso::verify {

TissueGrid layeredGrid(const store::LayeredTable& table, int parts, Mm radius) {
    TissueGrid grid = standardGrid(parts);
    for (int c = 0; c < grid.cells(); ++c) {
        double bottom_mm = 0;
        int layer = -1;
        while (bottom_mm < grid.centre_mm(c))
            bottom_mm += table.layers[++layer][0];
        grid.layer[c] = layer;
    }
    return gridFromFaces(grid.faces_mm, grid.layer, radius);
}

std::vector<sim::LayerTransport> transportsOf(const store::LayeredTable& table) {
    constexpr double kLymphShare = 0.1;
    std::vector<sim::LayerTransport> transports;
    for (const store::TableRow& layer : table.layers)
        transports.push_back({layer[1], Mm2PerSecond(layer[2]),
                              PerSecond((1 - kLymphShare) * layer[3]),
                              PerSecond(kLymphShare * layer[3])});
    return transports;
}

std::vector<double> bells(const PlainSurface& surface, const TissueGrid& grid) {
    std::vector<double> amounts;
    for (const geom::Vec3& p : surface.vertices)
        for (int c = 0; c < grid.cells(); ++c) {
            double sum = 0;
            for (int k = 0; k < 3; ++k) {
                const double dz = grid.centre_mm(c) - (1 + 1.5 * k);
                const geom::Vec3 away = p - geom::Vec3(3.0 * k - 2, k, 0);
                sum += std::exp(-away.squaredNorm() / 8 - dz * dz);
            }
            amounts.push_back(sum * grid.volumePerArea_mm(c));
        }
    return amounts;
}

} // namespace meso::verify
