#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/units.h"
#include "sim/pharmacokinetics.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// Rises when equal inputs may give other bits.
inline constexpr int kSolverVersion = 3;

/// Below this share of the injected strength a concentration is not meaningful: real tissue carries
/// compound there by flow that the model leaves out.
inline constexpr double kMeaningfulShare = 1e-4;

/// Where the injected amount is at one time. The parts add up to the dose within 1e-5 of it.
struct MassBalance {
    Seconds time{0};
    std::vector<Mg> layers; ///< dissolved in each tissue layer, in the tissue's order
    Mg store{0};            ///< injected, but not dissolved yet (slow release)
    Mg blood{0};            ///< taken by capillaries so far
    Mg lymph{0};            ///< taken by lymph so far
    Mg leaked{0};           ///< lost along the needle track at injection
    [[nodiscard]] Mg total() const {
        Mg sum = blood + lymph + leaked + store;
        for (const Mg& layer : layers)
            sum += layer;
        return sum;
    }
};

/// The concentration of TOTAL compound (bound and unbound) at one time.
struct SimFrame {
    Seconds time{0};
    /// mg/mL; patch vertex v, depth cell c at [v * cells + c].
    std::vector<float> concentration;
};

/// A finished run. Immutable and shared; read it through observables.h.
struct SimResult {
    std::uint64_t inputHash = 0; ///< of the SimInput it belongs to
    int solverVersion = kSolverVersion;
    TissueGrid grid; ///< of the tissue as given (thickness factor 1)
    /// Where thickness or curvature vary: the grid of each patch vertex. A fast run has the cells
    /// of its one depth problem, as wide or narrow as bendAreaScale makes them.
    GridClasses classes;
    std::vector<LayerTransport> transports; ///< one per tissue layer, in the end
    std::vector<std::string> layerNames;
    int surfaceVertices = 0;           ///< of the input's surface
    std::vector<int> meshVertex;       ///< per patch vertex: its number in the surface
    std::vector<double> area_mm2;      ///< per patch vertex: lumped skin area
    Mm spacing{0};                     ///< sqrt(2 area per vertex / sqrt 3) of the surface
    MgPerMl injectedStrength{0};       ///< highest of all depots: thresholds are shares of it
    Mg dose{0};                        ///< injected, with what leaked
    std::vector<SimFrame> frames;      ///< at the output times
    std::vector<MassBalance> balance;  ///< at the output times
    std::vector<std::string> warnings; ///< sentences for the user
    /// The depth grid below a patch vertex.
    [[nodiscard]] const TissueGrid& gridAt(std::size_t patchVertex) const {
        return classes.uniform() ? grid : classes.grids[classes.ofVertex[patchVertex]];
    }
};
using SimResultPtr = std::shared_ptr<const SimResult>;

} // namespace meso::sim
