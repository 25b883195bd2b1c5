#pragma once
#include <vector>

#include "anatomy/scalp_frame.h"
#include "base/units.h"
#include "clinic/protocol.h"
#include "plan/plan.h"

namespace meso::plan {

/// In which order the sites of one mixture are worked through.
enum class InjectionOrder {
    Serpentine,  ///< rows across the head, each in the other direction than the one before
    PartingRows, ///< rows across the head, each from the patient's left to the right
    ShortestPath ///< the shortest travel that is found, without rows
};

/// An order to inject in: rows across the head from front to back, each row in the other direction
/// than the one before, so that the hand never jumps. Returns indices into `places`. `spacing` sets
/// the height of a row; `midline` is the nasion-inion tape length. Every place is visited once.
std::vector<int> serpentineOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                                 Mm midline);
/// The same rows, each from left to right, as one parting after the other is held open.
std::vector<int> partingOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                              Mm midline);
/// Length of the travel through `positions` in that order, in straight lines from site to site: the
/// hand goes through the air.
Mm travelLengthOf(const std::vector<geom::Vec3>& positions, const std::vector<int>& order);

/// What is done next in a session.
enum class RouteEvent { Fill, NeedleChange, Inject };

struct RouteStep {
    RouteEvent event = RouteEvent::Inject;
    int site = -1;   ///< Inject: index into Plan::sites; else -1
    int mixture = 0; ///< as InjectionSite::mixture
    Ml volume{0};    ///< Inject: injected. Fill: drawn up, with what stays in hub and needle
    bool operator==(const RouteStep&) const = default;
};

/// A session from the first filling to the last site, with everything that interrupts it.
struct RoutePlan {
    std::vector<RouteStep> steps;
    std::vector<int> order; ///< indices into Plan::sites, mixture after mixture
    Mm travel{0};           ///< in straight lines
    int fillings = 0;       ///< of the syringe, with the first
    int needleChanges = 0;  ///< the first needle is none
    bool operator==(const RoutePlan&) const = default;
};

/// The session in a given order: each mixture has its own syringe and needle, so that its sites
/// come together, in the order given. The syringe is filled when it does not hold the next site's
/// volume, with as much as its mixture still needs; the needle is changed after as many punctures
/// as the protocol says, for another mixture, and where a site has another needle. A site that
/// needs more than a full syringe takes several fillings. `order`: indices into plan.sites, each
/// once; `positions`: mm, one per site.
RoutePlan routeInOrder(const Plan& plan, const std::vector<geom::Vec3>& positions,
                       const std::vector<int>& order, const clinic::Protocol& protocol);
/// The session in the order of plan.sites.
RoutePlan routeAsPlanned(const Plan& plan, const std::vector<geom::Vec3>& positions,
                         const clinic::Protocol& protocol);
/// The order of all sites by one rule, mixture after mixture. `spacing` and `midline` as above.
std::vector<int> injectionOrder(const Plan& plan, const std::vector<geom::Vec3>& positions,
                                InjectionOrder rule, Mm spacing, Mm midline);

/// How long a session takes, and what takes the time.
struct SessionTimeParts {
    Seconds setup;
    Seconds sites;
    Seconds travel;
    Seconds needleChanges;
    Seconds refills; ///< without the first filling, which is part of the setup
    [[nodiscard]] Seconds total() const { return setup + sites + travel + needleChanges + refills; }
    bool operator==(const SessionTimeParts&) const = default;
};
SessionTimeParts timeOf(const RoutePlan& route, const clinic::Protocol& protocol);

/// Time to deliver the plan: setup, per site, per centimetre of travel in the order of the sites
/// (straight lines between `positions`, mm, one per site), needle changes and refills. Its parts:
/// timeOf(routeAsPlanned()).
Seconds sessionTime(const Plan& plan, const std::vector<geom::Vec3>& positions,
                    const clinic::Protocol& protocol);

} // namespace meso::plan
