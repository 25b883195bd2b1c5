#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/head_measurements.h"
#include "anatomy/scalp_coordinate.h"
#include "base/units.h"
#include "geom/surface_point.h"
#include "plan/approval.h"
#include "plan/session_record.h"
#include "plan/tissue_choices.h"

namespace meso::plan {

/// Bytes of a name or title in a plan, at most.
inline constexpr std::size_t kMaxTextBytes = 200;

/// Whom a plan is for, without identity: a code, never a name.
struct CaseInfo {
    std::string title;               ///< at most 200 bytes, e.g. "Sample case"
    std::string sex = "unstated";    ///< "male", "female" or "unstated"
    int ageYears = 0;                ///< 18 to 120; 0: not stated
    std::optional<double> weight_kg; ///< 20 to 300; anaesthetic limits need it
    /// What was found in history and allergies: ids of PatientFlag, sorted, each once.
    std::vector<std::string> flags;
    /// 120 to 230; with it anaesthetic limits count ideal weight. Empty: not stated.
    std::optional<double> height_cm = {};
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
    /// The preset that the area began as, kept when its outlines are edited: how far the hair loss
    /// has gone does not change with them. Empty: drawn by hand from the start.
    std::string stageId = {};
    bool operator==(const TreatmentArea&) const = default;
};

/// One part of what is injected.
struct Ingredient {
    std::string compoundId; ///< of the compound library
    MgPerMl strength{0};    ///< in the finished mixture, above 0
    bool operator==(const Ingredient&) const = default;
};

/// What one syringe holds. Most sessions have one mixture, which is Plan::formulation.
struct Mixture {
    std::string name; ///< at most 200 bytes, e.g. "Temples"
    std::vector<Ingredient> ingredients;
    bool operator==(const Mixture&) const = default;
};

/// The barrel that injections are made from.
struct Syringe {
    Ml volume{1};     ///< usable when full, 0.1 to 60
    Ml deadVolume{0}; ///< what stays behind in hub and needle at each filling, 0 to 1
    bool operator==(const Syringe&) const = default;
};

/// How sites are laid out over an area.
enum class LayoutPattern {
    Even,          ///< equally far apart, no rows
    HexagonalRows, ///< straight rows, each shifted by half a spacing
    PartingRows,   ///< rows across the head as the hair is parted
    AlongHairline  ///< rows that follow the front border of the area
};

struct Needle {
    std::string gauge; ///< e.g. "30G"
    Mm length{0};      ///< 0.5 to 50 mm
    bool operator==(const Needle&) const = default;
};

/// One planned injection. It is stored twice: as scalp coordinates, which mean the same place on
/// every head, and as a point of the scalp grid, which never leaves the skin.
struct InjectionSite {
    int id = 0; ///< 1 and up, unique within the plan; the number that is shown
    anatomy::ScalpCoordinate place;
    geom::SurfacePoint onScalp; ///< of anatomy::ScalpGrid::mesh
    Ml volume{0};
    Mm depth{0};                  ///< vertical, from the skin surface to the tip of the needle
    Degrees angle{90};            ///< between needle and skin; inserted length = depth / sin(angle)
    bool locked = false;          ///< stays where and as it is when sites are laid out or evened
    std::optional<Needle> needle; ///< empty: the plan's
    int mixture = 0;              ///< 0: Plan::formulation; k: Plan::furtherMixtures[k - 1]
    bool operator==(const InjectionSite&) const = default;
};

/// What will be injected, where, how deep, how much, with what. A plain value: derived figures,
/// colours and selections live elsewhere. Stored as plan.json (store/plan_file).
struct Plan {
    CaseInfo about;
    anatomy::HeadMeasurements head;
    TreatmentArea area;
    std::vector<Ingredient> formulation;  ///< of the first mixture
    std::vector<Mixture> furtherMixtures; ///< at most 5
    std::string vehicle;                  ///< id of the vehicle library; empty: not stated
    Syringe syringe;
    Needle needle;
    TissueChoices tissue;
    std::optional<int> wantedSites;  ///< of the last layout; exactly one of the two is set once
    std::optional<Mm> wantedSpacing; ///< sites have been laid out
    LayoutPattern pattern = LayoutPattern::Even; ///< of the last layout
    std::uint64_t seed = 1;                      ///< of the last layout
    std::vector<InjectionSite> sites;
    std::vector<Acknowledgement> acknowledged; ///< warnings that were accepted, each with a reason
    std::optional<Approval> approval;
    std::optional<SessionRecord> sessionRecord; ///< what was done; empty: the session has not begun
    bool operator==(const Plan&) const = default;
};

/// The site of that id, or null. It lives as long as the list. O(sites), as below.
const InjectionSite* siteWithId(const std::vector<InjectionSite>& sites, int id);
/// Where in the list the site of that id stands; empty: it is not there.
std::optional<std::size_t> indexOfSite(const std::vector<InjectionSite>& sites, int id);

/// What InjectionSite::mixture is called: "Mixture 1", "Mixture 2 (Temples)", with the number that
/// the table of sites and the rules show; "The mixture" where the plan has one only.
std::string nameOfMixture(const Plan& plan, int mixture);

} // namespace meso::plan
