#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/hair_loss.h"
#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "base/units.h"
#include "geom/surface.h"

namespace meso::plan {

/// Whom a plan is for, without identity: a code, never a name.
struct CaseInfo {
    std::string title;            ///< at most 200 bytes, e.g. "Sample case"
    std::string sex = "unstated"; ///< "male", "female" or "unstated"
    int ageYears = 0;             ///< 18 to 120; 0: not stated
    bool operator==(const CaseInfo&) const = default;
};

/// A round patch that must not be injected (naevus, scar, lesion), with its safety margin.
struct ExclusionPatch {
    std::string name;
    anatomy::ScalpCoordinate centre;
    Mm radius{5};  ///< of the finding itself, above 0 to 60 mm
    Mm margin{10}; ///< kept free around it, 0 to 30 mm
    bool operator==(const ExclusionPatch&) const = default;
};

/// Where to treat. Outlines are kept in scalp coordinates, so they carry over to another head.
struct TreatmentArea {
    std::string presetId; ///< the preset that it came from; empty: drawn by hand
    std::vector<anatomy::ScalpOutline> outlines;
    std::vector<ExclusionPatch> exclusions;
    bool operator==(const TreatmentArea&) const = default;
};

/// One part of what is injected.
struct Ingredient {
    std::string compoundId; ///< of the compound library
    MgPerMl strength{0};    ///< in the finished mixture, above 0
    bool operator==(const Ingredient&) const = default;
};

struct Needle {
    std::string gauge; ///< e.g. "30G"
    Mm length{0};      ///< 1 to 25 mm
    bool operator==(const Needle&) const = default;
};

/// One planned injection. It is stored twice: as scalp coordinates, which mean the same place on
/// every head, and as a point of the scalp grid, which never leaves the skin.
struct InjectionSite {
    int id = 0; ///< 1 and up, unique within the plan; the number that is shown
    anatomy::ScalpCoordinate place;
    geom::SurfacePoint onScalp; ///< of anatomy::ScalpGrid::mesh
    Ml volume{0};
    Mm depth{0};       ///< vertical, from the skin surface to the tip of the needle
    Degrees angle{90}; ///< between needle and skin; inserted length = depth / sin(angle)
    bool operator==(const InjectionSite&) const = default;
};

/// What will be injected, where, how deep, how much, with what. A plain value: derived figures,
/// colours and selections live elsewhere. Stored as plan.json (store/plan_file).
struct Plan {
    CaseInfo about;
    anatomy::HeadMeasurements head;
    TreatmentArea area;
    std::vector<Ingredient> formulation;
    Needle needle;
    std::optional<int> wantedSites;  ///< of the last layout; exactly one of the two is set once
    std::optional<Mm> wantedSpacing; ///< sites have been laid out
    std::uint64_t seed = 1;          ///< of the last layout
    std::vector<InjectionSite> sites;
    bool operator==(const Plan&) const = default;
};

} // namespace meso::plan
