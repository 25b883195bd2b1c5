#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::clinic {

enum class Severity { Info, Warning, Error };

/// What a limit limits; each names its unit.
enum class LimitedQuantity {
    DurationMin,
    DepthBelowDermisMarginMm, ///< lower border of the dermis minus depth
    DepthAboveGaleaMm,        ///< upper border of the galea minus depth
    VolumePerSiteMl,
    VolumePerSessionMl,
    SpacingMm,
    Sites,
    DepthMm,            ///< vertical, of the needle tip
    NeedleReserveMm,    ///< length of the site's needle minus what is inserted
    CorridorDistanceMm, ///< to the edge of the nearest danger corridor; negative inside
    ExclusionMarginMm,  ///< to the nearest exclusion patch with its margin; negative inside
    LesionDistanceMm,   ///< to the nearest excluded finding itself, without its margin
    BrowDistanceMm,
    EarDistanceMm,    ///< to the nearer preauricular point
    BehindHairlineMm, ///< negative on the forehead
    OffMidlineMm,     ///< |x|
    IntervalDays,     ///< since the session before; needs a record
    CourseSpanDays,   ///< first to last session; needs a course
    AreaPreset,       ///< which preset the area came from: a word, not a number
    HoldsCompound     ///< whether a site's injection holds a compound: in conditions only
};

/// What a limit waits for: where it does not hold, the limit is silent. A bound on a quantity, or
/// whether a compound is injected. A limit on the whole session is judged as soon as the condition
/// holds at one site.
struct LimitCondition {
    LimitedQuantity quantity = LimitedQuantity::Sites;
    std::optional<double> min;
    std::optional<double> max;
    std::string compoundId = {}; ///< HoldsCompound: of the compound library
    /// HoldsCompound: waits for injections without it; less than half of its usual strength counts
    /// as none, so that a trace does not spare them.
    bool isNegated = false;
    bool operator==(const LimitCondition&) const = default;
};

/// One line of the protocol: a bound on a quantity, how serious it is to cross it, and why.
struct Limit {
    std::string id; ///< e.g. "R14a"
    LimitedQuantity quantity = LimitedQuantity::Sites;
    std::optional<double> min;
    std::optional<double> max;
    Severity severity = Severity::Warning;
    std::string source;
    std::vector<LimitCondition> when; ///< all must hold for a site or the plan to be judged
    std::vector<std::string> notIn;   ///< AreaPreset: the words that break the rule
    bool operator==(const Limit&) const = default;
};

/// Defaults and limits of a session. From assets/data/protocol.json and, the limits, protocol.txt,
/// which a clinic may edit.
struct Protocol {
    int defaultSites = 0;
    Ml defaultVolume{0};
    Mm defaultDepth{0};
    std::string defaultNeedleGauge;
    Mm defaultNeedleLength{0};
    int maxSites = 0;
    Mm minSpacing{0};
    Seconds setupTime{0};
    Seconds timePerSite{0};
    Seconds timePerCentimetre{0}; ///< of the path between sites
    Seconds timePerNeedleChange{0};
    int needleChangeEvery = 0; ///< a fresh needle after so many punctures; 0: never
    Seconds timePerRefill{0};  ///< of the syringe; the first filling is part of the setup
    std::vector<Limit> limits;
};

} // namespace meso::clinic
