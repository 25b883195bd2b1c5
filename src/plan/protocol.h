#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::plan {

enum class Severity { Info, Warning, Error };

/// What a limit limits; each names its unit.
enum class LimitedQuantity {
    DurationMin,
    DepthBelowDermisMarginMm, ///< lower border of the dermis minus depth
    DepthAboveGaleaMm,        ///< upper border of the galea minus depth
    VolumePerSiteMl,
    VolumePerSessionMl,
    SpacingMm,
    Sites
};

/// One line of the protocol: a bound on a quantity, how serious it is to cross it, and why.
struct Limit {
    std::string id; ///< e.g. "R14a"
    LimitedQuantity quantity = LimitedQuantity::Sites;
    std::optional<double> least;
    std::optional<double> most;
    Severity severity = Severity::Warning;
    std::string source;
};

/// Defaults and limits of a session. From assets/data/protocol.json, which a clinic may edit.
struct Protocol {
    int defaultSites = 0;
    Ml defaultVolume{0};
    Mm defaultDepth{0};
    std::string defaultNeedleGauge;
    Mm defaultNeedleLength{0};
    int mostSites = 0;
    Mm smallestSpacing{0};
    Seconds setupTime{0};
    Seconds timePerSite{0};
    Seconds timePerCentimetre{0}; ///< of way between sites
    Seconds timePerNeedleChange{0};
    int needleChangeEvery = 0; ///< a fresh needle after so many punctures; 0: never
    Seconds timePerRefill{0};  ///< of the syringe; the first filling is part of the setup
    std::vector<Limit> limits;
};

} // namespace meso::plan
