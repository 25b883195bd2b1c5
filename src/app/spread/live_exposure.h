#pragma once
#include <memory>

#include "app/spread/analysis.h"
#include "app/spread/area_history.h"

namespace meso::app {

/// By what a live band is judged.
struct LiveRequest {
    MgPerMl threshold{0}; ///< above 0
    Seconds atLeast = fromMinutes(30);
    bool operator==(const LiveRequest&) const = default;
};

/// What a tissue and a compound say of a band, whatever the sites are.
struct BandScale {
    PerSecond tailLoss{0};
    MgPerMl meaningful{0};
};

/// The figures of one band while sites are edited: of an area that is the same from frame to frame,
/// only the places that an edit has changed are worked out anew.
class LiveExposure {
public:
    /// The figures of a history, with `tail` as an estimate (C/k); `spill` as in bandFigures().
    /// O(changed places x times), and O(n log n) for the figures.
    BandAnalysis look(const std::shared_ptr<const AreaHistory>& history, const BandScale& scale,
                      const LiveRequest& request, Mm2 spill);

private:
    std::shared_ptr<const AreaHistory> history_; ///< that exposure_ is of
    LiveRequest request_;
    sim::Exposure exposure_;
    sim::Target target_;
};

} // namespace meso::app
