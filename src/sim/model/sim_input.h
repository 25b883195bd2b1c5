#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/units.h"
#include "clinic/compound.h"
#include "geom/mesh.h"
#include "sim/model/pharmacokinetics.h"

namespace meso::sim {

/// One injection of the simulated compound.
struct SimDepot {
    geom::Vec3 position = geom::Vec3::Zero(); ///< on the surface, mm
    Mm depth{2.5};                            ///< of the depot's centre, straight down, > 0
    Ml volume{0.05};                          ///< injected, > 0, before any leak
    MgPerMl strength{0};                      ///< of this compound in the injected fluid, > 0
    int number = 0; ///< as shown to people, for messages; 0: its place in the list, from 1
    bool operator==(const SimDepot&) const = default;
};
/// The number by which messages name a depot.
inline int shownNumber(const SimDepot& depot, std::size_t index) {
    return depot.number > 0 ? depot.number : static_cast<int>(index) + 1;
}

/// Everything that the solver needs and nothing else: a value that does not point into a document.
/// Equal inputs give bit-equal results. One compound per input; a mixture is one run per compound,
/// since the model is linear.
struct SimInput {
    geom::MeshPtr surface;        ///< the scalp; may be open. Fields are read at its vertices
    std::vector<SimDepot> depots; ///< at least one
    clinic::Compound compound;
    anatomy::TissueProfile tissue;
    PharmacokineticOptions pharmacokinetics;
    /// Id of one of the tissue's blood flow states; empty: its bloodFlow.
    std::string bloodFlowState;
    double bloodFlowFactor = 1; ///< multiplies the flow of that state, > 0
    /// Per vertex of the surface: thickness of every layer / that of the tissue, 0.3 to 3; empty:
    /// equal everywhere.
    std::vector<float> thicknessFactor;
    Seconds duration = fromHours(24); ///< > 0
    std::vector<Seconds> outputTimes; ///< increasing, within 0..duration; empty: the standard

    /// Thickness factor of the vertex nearest to a place; 1 where there are no factors.
    /// O(vertices).
    [[nodiscard]] double thicknessAt(const geom::Vec3& position) const;
    /// Names the content: equal hash, equal result. `surfaceHash` is that of the surface's content
    /// (KnownSurface).
    [[nodiscard]] std::uint64_t hash(std::uint64_t surfaceHash) const;
};

/// 0, 2, 5, 10, 15, 20, 30, 40, 50, 60, 75 and 90 min, every full hour to 24 h, every half day
/// after that, and `duration` itself: 35 times for 24 h.
std::vector<Seconds> standardOutputTimes(Seconds duration);

} // namespace meso::sim
