#pragma once
#include <optional>
#include <string>

#include "base/result.h"
#include "plan/plan.h"

/// A session at the chair, step by step: pure functions from plan to plan. They change nothing but
/// Plan::sessionRecord, so that what was planned stays beside what was done. The order of the sites
/// is that of plan.sites, mixture after mixture (plan/layout/route).
namespace meso::plan {

/// What happened at one place.
struct SessionStep {
    int siteId = 0; ///< of the plan; Extra: 0
    Outcome outcome = Outcome::Done;
    std::optional<Ml> volume; ///< 0.0001 to 5; empty: as planned. Extra must state it
    Mm movedBy{0};            ///< Moved: how far from the planned place, above 0 to 200 mm
    std::string note;         ///< at most 400 bytes
};

/// Begins the session; `now` is local time, at most 40 bytes. Fails when it has begun already or
/// the plan has no sites.
Result<Plan> beginSession(Plan plan, const std::string& now);
/// Notes a step. Fails when the session is not under way, the plan has no such site, the site has
/// been dealt with already, or a number is out of its range.
Result<Plan> recordStep(Plan plan, const SessionStep& step);
/// Takes the last step back, and the end of the session first where it is over. Fails when there is
/// nothing to take back.
Result<Plan> undoStep(Plan plan);
/// Ends the session; what was not dealt with stays open. Fails when it is not under way.
Result<Plan> finishSession(Plan plan, const std::string& now);

bool isUnderWay(const Plan& plan);
/// Fails, with the way out, for a plan whose session is under way or over: every step of its record
/// names a site of it, so that no site may come, go, move or change its number or volume any more.
Status checkNoRecord(const Plan& plan);
/// Id of the first site in injection order that has not been dealt with; empty when none is left.
std::optional<int> nextSite(const Plan& plan);
/// How far a step's site was moved, from its note; empty where it was not.
std::optional<Mm> movedBy(const RecordedStep& step);

/// Where a session stands.
struct SessionState {
    int dealtWith = 0;     ///< planned sites that are done, moved or skipped
    int open = 0;          ///< planned sites that are left
    Ml injected{0};        ///< so far, with extra injections
    Ml toInject{0};        ///< planned, at the sites that are left
    Ml inSyringe{0};       ///< of the syringe at hand; 0 before the first filling
    int fillings = 0;      ///< of the syringe so far
    bool mustFill = false; ///< before the next site: another mixture, or too little left
    Ml nextFilling{0};     ///< mustFill: to draw up, with what stays in hub and needle
    int mixture = 0;       ///< of the next site
    bool operator==(const SessionState&) const = default;
};
/// Replays the steps: the syringe is filled when it does not hold a step's volume, with as much as
/// its mixture still needs. An extra injection is taken from the syringe at hand. O(sites^2).
SessionState stateOf(const Plan& plan);

/// What was done against what was planned.
struct SessionSummary {
    int planned = 0; ///< sites of the plan
    int done = 0;    ///< injected where planned or moved
    int skipped = 0;
    int moved = 0;
    int movedFar = 0; ///< by more than kMovedFar
    int extra = 0;
    Ml plannedVolume{0};
    Ml injected{0}; ///< with extra injections
    bool operator==(const SessionSummary&) const = default;
};
inline constexpr Mm kMovedFar{5};
SessionSummary summaryOf(const Plan& plan);
/// "38 of 40 sites, 3.70 mL of 4.00 mL, 2 skipped, 2 moved more than 5 mm, 1 extra".
std::string sentenceOf(const SessionSummary& summary);

} // namespace meso::plan
