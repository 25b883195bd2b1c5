#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/units.h"
#include "sim/kernel/compound_field.h"
#include "sim/kernel/mass_balance.h"
#include "sim/model/pharmacokinetics.h"

namespace meso::sim {

/// Rises when equal inputs may give other bits.
inline constexpr int kSolverVersion = 4;

/// Below this share of the injected strength a concentration is not meaningful: real tissue carries
/// compound there by flow that the model leaves out.
inline constexpr double kMeaningfulShare = 1e-4;

/// A finished run: where a compound is, at any place and time. Immutable and shared; read it
/// through observables.h.
struct SimResult {
    std::uint64_t inputHash = 0; ///< of the SimInput it belongs to
    int solverVersion = kSolverVersion;
    CompoundFieldPtr field;
    std::vector<LayerTransport> transports; ///< one per tissue layer, in the end
    std::vector<std::string> layerNames;
    std::vector<Mm> layerBottom;      ///< of the tissue as given
    MgPerMl injectedStrength{0};      ///< highest of all depots: thresholds are shares of it
    Mg leaked{0};                     ///< of the dose, along the needle tracks
    Mg dose{0};                       ///< injected, with what leaked
    std::vector<Seconds> times;       ///< the output times
    std::vector<MassBalance> balance; ///< at the output times
    std::vector<DepotShape> shapes;   ///< of the input's depots
    std::vector<DepotOverlap> overlaps;
    std::vector<std::string> warnings; ///< sentences for the user

    [[nodiscard]] const geom::TriMesh& surface() const { return field->surface(); }
    [[nodiscard]] std::vector<double> layerThickness_mm() const {
        std::vector<double> out;
        for (std::size_t l = 0; l < layerBottom.size(); ++l)
            out.push_back((layerBottom[l] - (l > 0 ? layerBottom[l - 1] : Mm(0))).value());
        return out;
    }
    [[nodiscard]] Seconds duration() const { return times.back(); }
};
using SimResultPtr = std::shared_ptr<const SimResult>;

} // namespace meso::sim
