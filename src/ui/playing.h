#pragma once
#include "app/session.h"
#include "ui/ui_state.h"

/// What is shown of the spread: which run, which depth, which time.
namespace meso::ui {

/// The run that is looked at; nullptr: there is no spread yet. Mends an index that is too high.
const app::CompoundRun* shownRun(const app::Session& session, const UiState& state);
/// The same run's number.
std::size_t shownRunIndex(const app::Session& session, const UiState& state);
/// The depth that is looked at.
anatomy::BulbBand shownDepth(const app::Session& session, const UiState& state);
/// Curve of the shown run in the shown depth; nullptr: none.
const app::DepthCurve* shownCurve(const app::Session& session, const UiState& state);
/// Coverage of the shown run in the shown depth at the shown threshold; nullptr: none (a depth that
/// is no bulb band, a preview).
const app::BandCoverage* shownCoverage(const app::Session& session, const UiState& state);
/// Length of what can be played; 0 without a spread.
Seconds shownDuration(const app::Session& session);
/// The shown time within the run.
Seconds shownTime(const app::Session& session, const UiState& state);
/// Value of a curve at a time, on straight lines between its points.
double valueAt(const std::vector<Seconds>& times, const std::vector<MgPerMl>& values, Seconds time);

/// Lets the time run while it plays.
void play(const app::Session& session, UiState& state, Seconds frameTime);
/// Another speed of playing, hours per second: `steps` further along 5 min/s to 8 h/s.
double otherSpeed(double hoursPerSecond, int steps);
/// Goes `steps` output times on (back below 0) and stops playing.
void stepTime(const app::Session& session, UiState& state, int steps);

} // namespace meso::ui
