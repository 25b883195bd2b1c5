#pragma once
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "geom/vec.h"
#include "plan/dose.h"
#include "plan/layout/layout_quality.h"
#include "plan/rules/rule_result.h"

namespace meso::anatomy {
class CorridorMap;
}
namespace meso::geom {
class Region;
}

namespace meso::app {

struct Assets;
struct ClinicalLibrary;
struct HeadContext;
using CorridorMapPtr = std::shared_ptr<const anatomy::CorridorMap>;

/// Everything that follows from the plan as it stands on the screen, kept in step with the draft.
struct Derived {
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const geom::Region> region;
    std::vector<geom::Vec3> positions;      ///< of the sites, head frame, mm
    std::vector<geom::Vec3> normals;        ///< outward, unit, same order
    plan::LayoutQuality quality;            ///< area, count, spacing and evenness
    CorridorMapPtr corridors;               ///< vessels and nerves on this head
    std::vector<plan::RuleResult> findings; ///< every rule of the program
    Ml volume;                              ///< of the session
    std::vector<plan::CompoundDose> doses;  ///< per ingredient
    Seconds time{0};                        ///< estimated, of the session
};

/// A plan that something was derived from before. What it shares with the new plan is taken over.
struct PreviousDerived {
    const plan::Plan& plan;
    const Derived& derived;
};

/// Works out what follows from the plan. Fails when its head cannot be made, its area does not lie
/// on the scalp, or a site names a triangle that the scalp grid does not have. Another head takes
/// 0.4 s from the cache (seconds when it must be found anew), another area about 25 ms; sites alone
/// take 0.2 ms for 40 and grow with the square of their number.
Result<Derived> derive(const plan::Plan& plan, const ClinicalLibrary& library, const Assets& assets,
                       const PreviousDerived* before = nullptr);

/// The same on a head that is open already; the plan must be made for it. `corridors`: the
/// library's on this head, where they are known; null: taken over from before, or worked out.
Result<Derived> deriveOn(std::shared_ptr<const HeadContext> headContext, const plan::Plan& plan,
                         const ClinicalLibrary& library, const PreviousDerived* before = nullptr,
                         CorridorMapPtr corridors = nullptr);

} // namespace meso::app
