#pragma once
#include <cmath>
#include <optional>
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
    double poreFraction = 1; ///< of its volume that injected fluid may fill, above 0 to 1
};

/// Depth range in which hair bulbs lie, from the skin surface.
struct BulbBand {
    std::string id;   ///< "terminal" or "miniaturised"
    std::string name; ///< as shown
    Mm from{0}, to{0};
};

/// A state of the scalp's blood flow that a run can be made for, such as after warming.
struct BloodFlowState {
    std::string id;                ///< "normal_scalp", "epinephrine" ...
    std::string name;              ///< as shown
    std::optional<PerSecond> flow; ///< of this state; empty: that of the tissue, times factor
    double factor = 1;             ///< multiplies the flow, > 0
    Seconds lasts{0};              ///< from the injection on, then the tissue's flow; 0: always
    std::string source;
};

/// What an injected depot takes room in.
enum class DepotRoom {
    Pores,      ///< the pores of each layer, so that it is wider than its fluid
    WholeTissue ///< all of the tissue, in every layer alike
};

/// How wide an intradermal bleb of a volume is found to be at most.
struct BlebWidth {
    Ml volume{0};
    Mm width{0};
};

/// What needle and fluid do to the blood flow for a while.
struct InjectionFlow {
    bool applies = false;
    double factor = 1; ///< multiplies the flow, > 0
    Seconds lasts{0};  ///< from the injection on
};

/// How far the tissue's values may be off: what the low and the high parameter set take.
struct TissueRange {
    double depotFractionLow = 1, depotFractionHigh = 1; ///< of epsilon, > 0
    double leakLow = 0, leakHigh = 0;                   ///< of the leaked share, 0..1
    double flowFactorLow = 1;                           ///< of the blood flow, > 0
    PerSecond flowHigh{0};                              ///< the highest flow of a scalp
    double lymphFactorLow = 1, lymphFactorHigh = 1;     ///< of the lymph uptake, > 0
};

/// What lies under the skin: layers, bulb bands, blood flow. Values and their sources come from
/// assets/data/tissue.json.
struct TissueProfile {
    std::vector<TissueLayer> layers;
    std::vector<BulbBand> bulbBands;
    std::vector<BloodFlowState> bloodFlowStates;
    InjectionFlow injectionFlow;
    TissueRange plausible;
    PerSecond bloodFlow{0};         ///< perfusion of the dermis per tissue volume
    double galeaFlowFactor = 0;     ///< clearance of the galea relative to the dermis
    double epidermisFlowFactor = 0; ///< clearance of the viable epidermis relative to the dermis
    Mm referenceRadius{0};          ///< radius of the shell metric
    double leakFraction = 0;        ///< share of an injection that leaks from the needle track
    double depotFraction = 1;       ///< epsilon: volume of fluid / volume of depot
    DepotRoom depotRoom = DepotRoom::WholeTissue;
    Mm depotHalfHeight{0}; ///< largest vertical half axis of a depot
    /// By increasing volume; empty: intradermal depots may be of any width.
    std::vector<BlebWidth> blebs;
    Mm depotEdgeWidth{0}; ///< Gaussian smoothing of the depot edge
    std::string source;
    /// The state with this id, or nullptr.
    [[nodiscard]] const BloodFlowState* flowState(const std::string& id) const {
        for (const BloodFlowState& state : bloodFlowStates)
            if (state.id == id)
                return &state;
        return nullptr;
    }
    [[nodiscard]] Mm totalThickness() const {
        Mm sum;
        for (const TissueLayer& l : layers)
            sum += l.thickness;
        return sum;
    }
    /// The widest intradermal bleb of a volume: a power law between two of `blebs` and beyond the
    /// last, the cube root of the volume below the first. `blebs` is not empty.
    [[nodiscard]] Mm widestBleb(Ml volume) const {
        std::size_t next = 0;
        while (next + 1 < blebs.size() && volume > blebs[next].volume)
            ++next;
        const BlebWidth& to = blebs[next];
        if (next == 0)
            return to.width * std::cbrt(volume / to.volume);
        const BlebWidth& from = blebs[next - 1];
        const double exponent = std::log(to.width / from.width) / std::log(to.volume / from.volume);
        return from.width * std::pow(volume / from.volume, exponent);
    }
};

} // namespace meso::anatomy
