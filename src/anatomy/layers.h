#pragma once
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::anatomy {

enum class LayerKind { ViableEpidermis, Dermis, Subcutis, Galea };

/// One layer of the scalp, from the skin inward.
struct TissueLayer {
    LayerKind kind = LayerKind::Dermis;
    std::string name; ///< as shown
    Mm thickness{0};
    int cells = 0;       ///< depth cells of the simulation in this layer
    int reportCells = 0; ///< depth cells for reports (finer)
};

/// Depth range in which hair bulbs lie, from the skin surface.
struct BulbBand {
    std::string id;   ///< "terminal" or "miniaturised"
    std::string name; ///< as shown
    Mm from{0}, to{0};
};

/// What lies under the skin: layers, bulb bands, blood flow. Values and their sources come from
/// assets/data/tissue.json.
struct TissueProfile {
    std::vector<TissueLayer> layers;
    std::vector<BulbBand> bulbBands;
    PerSecond bloodFlow{0};         ///< perfusion of the dermis per tissue volume
    double galeaFlowFactor = 0;     ///< clearance of the galea relative to the dermis
    double epidermisFlowFactor = 0; ///< clearance of the viable epidermis relative to the dermis
    Mm referenceRadius{0};          ///< radius of the shell metric
    double leakFraction = 0;        ///< share of an injection that leaks from the needle track
    double depotFraction = 1;       ///< epsilon: volume of fluid / volume of depot
    Mm depotHalfHeight{0};          ///< largest vertical half axis of a depot
    Mm depotEdgeWidth{0};           ///< Gaussian smoothing of the depot edge
    std::string source;
    [[nodiscard]] Mm totalThickness() const {
        Mm sum;
        for (const TissueLayer& l : layers)
            sum += l.thickness;
        return sum;
    }
};

} // namespace meso::anatomy
