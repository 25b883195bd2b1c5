#pragma once
#include "app/case/session.h"
#include "ui/state/ui_state.h"

/// What is shown of the spread: which run, which depth, which time.
namespace meso::ui {

/// The run that is looked at; nullptr: there is no spread yet. Mends an index that is too high.
const app::CompoundRun* shownRun(const app::Session& session, const UiState& state);
/// The same run's number.
std::size_t shownRunIndex(const app::Session& session, const UiState& state);
/// The depth that is looked at.
anatomy::BulbBand shownDepth(const app::Session& session, const UiState& state);
/// Curve of the shown run in the shown depth, or of the live sum in its place; valid for this
/// frame. nullptr: none.
const app::DepthCurve* shownCurve(app::Session& session, const UiState& state);
/// Coverage of the shown run in the shown depth at the shown threshold; nullptr: none (a depth that
/// is no bulb band, a preview).
const app::BandCoverage* shownCoverage(const app::Session& session, const UiState& state);
/// Every value of the shown run over the area, in the shown depth and measure, or of the live sum
/// in its place; valid for this frame. nullptr: no spread.
const app::AreaHistory* shownHistory(app::Session& session, const UiState& state);
/// The live sum of what is looked at, while it stands in for a spread that is out of date; nullptr:
/// it does not. See app::Session::live().
app::LiveSpread* shownLive(app::Session& session, const UiState& state);
/// Where the dose of the shown compound is over time.
struct ShownBalance {
    std::vector<sim::MassBalance> balance;
    Mg dose{0};          ///< injected, with what leaked
    bool isLive = false; ///< of the plan as it is edited
};
/// Empty: no spread, or only a preview that nothing live stands in for. O(times x layers).
std::optional<ShownBalance> shownBalance(app::Session& session, const UiState& state);
/// What is reached by threshold, as the shown run's strength makes it.
MgPerMl shownThreshold(const app::Session& session, const UiState& state);
/// The worst-covered places of the area up to the shown time, worst first; empty without a spread.
/// About 1 ms.
std::vector<app::WorstSpot> shownGaps(app::Session& session, const UiState& state);
/// How the n-th of them is called: "A".
std::string gapName(std::size_t n);
/// What it has had; "about 0" below what is meaningful of the injected strength.
std::string gapWords(MgPerMl highest, MgPerMl strength);
/// The compared plan's run of the shown compound; nullptr: no comparison, not simulated yet, or it
/// does not inject that compound.
const app::CompoundRun* otherRun(const app::Session& session, const UiState& state);
/// Its values over its own area; nullptr as above.
const app::AreaHistory* otherHistory(const app::Session& session, const UiState& state);
/// By what the spread is judged.
app::StudyWish wishOf(const UiState& state);

/// Length of what can be played; 0 without a spread.
Seconds shownDuration(const app::Session& session);
/// The shown time within the run.
Seconds shownTime(const app::Session& session, const UiState& state);
/// Value of a curve at a time, on straight lines between its points.
double valueAt(const std::vector<Seconds>& times, const std::vector<MgPerMl>& values, Seconds time);

/// Something is being simulated or studied.
bool isWorking(const app::Session& session);

/// Lets the time run while it plays.
void play(const app::Session& session, UiState& state, Seconds frameTime);
/// Another speed of playing, hours per second: `steps` further along 5 min/s to 8 h/s.
double otherSpeed(double hoursPerSecond, int steps);
/// Goes `steps` output times on (back below 0) and stops playing.
void stepTime(const app::Session& session, UiState& state, int steps);

} // namespace meso::ui
