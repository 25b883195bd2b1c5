#pragma once
#include <memory>
#include <vector>

#include "base/units.h"
#include "sim/kernel/mass_balance.h"
#include "sim/model/pharmacokinetics.h"
#include "verify/mesh/tissue_grid.h"

namespace meso::verify {

/// The concentration of TOTAL compound (bound and unbound) at one time.
struct MeshFrame {
    Seconds time{0};
    /// mg/mL; patch vertex v, depth cell c at [v * cells + c].
    std::vector<float> concentration;
};

/// A finished run on a mesh; read it through mesh_observables.h.
struct MeshResult {
    TissueGrid grid;     ///< of the tissue as given (thickness factor 1)
    GridClasses classes; ///< where thickness or curvature vary: the grid of each patch vertex
    std::vector<sim::LayerTransport> transports; ///< one per tissue layer, in the end
    int surfaceVertices = 0;                     ///< of the input's surface
    std::vector<int> meshVertex;                 ///< per patch vertex: its number in the surface
    std::vector<double> area_mm2;                ///< per patch vertex: lumped skin area
    MgPerMl injectedStrength{0};                 ///< highest of all depots
    Mg dose{0};                                  ///< injected, with what leaked
    std::vector<MeshFrame> frames;               ///< at the output times
    std::vector<sim::MassBalance> balance;       ///< at the output times
    /// The depth grid below a patch vertex.
    [[nodiscard]] const TissueGrid& gridAt(std::size_t patchVertex) const {
        return classes.uniform() ? grid : classes.grids[classes.ofVertex[patchVertex]];
    }
};
using MeshResultPtr = std::shared_ptr<const MeshResult>;

} // namespace meso::verify
