#pragma once
#include "app/case/open_case.h"
#include "ui/state/ui_state.h"

namespace meso::anatomy {
struct BulbBand;
}
namespace meso::app {
struct AreaHistory;
struct BandCoverage;
struct CompoundRun;
struct DepthCurve;
struct StudyCriteria;
struct WorstSpot;
} // namespace meso::app
namespace meso::sim {
struct MassBalance;
}

/// What is shown of the simulation: which run, which depth, which time.
namespace meso::ui {

/// The run that is looked at; nullptr: there is no simulation yet. Clamps an index that is too
/// high.
const app::CompoundRun* shownRun(const app::OpenCase& openCase, const UiState& state);
/// The same run's number.
std::size_t shownRunIndex(const app::OpenCase& openCase, const UiState& state);
/// The depth that is looked at.
anatomy::BulbBand shownDepth(const app::OpenCase& openCase, const UiState& state);
/// Curve of the shown run in the shown depth; valid for this frame. nullptr: none.
const app::DepthCurve* shownCurve(app::OpenCase& openCase, const UiState& state);
/// Every value of the shown run over the area, in the shown depth and measure; valid for this
/// frame. nullptr: there is no simulation.
const app::AreaHistory* shownHistory(app::OpenCase& openCase, const UiState& state);
/// What is reached by threshold, as the shown run's strength makes it.
MgPerMl shownThreshold(const app::OpenCase& openCase, const UiState& state);
/// The worst-covered places of the area up to the shown time, worst first; empty without a
/// simulation. About 1 ms.
std::vector<app::WorstSpot> shownWorstSpots(app::OpenCase& openCase, const UiState& state);
/// How the n-th of them is called: "A".
std::string rankLetter(std::size_t n);
/// What it has had; "about 0" below what is meaningful of the injected strength.
std::string worstSpotText(MgPerMl highest, MgPerMl strength);
/// The compared plan's run of the shown compound; nullptr: no comparison, not simulated yet, or it
/// does not inject that compound.
const app::CompoundRun* comparedRun(const app::OpenCase& openCase, const UiState& state);
/// Its values over its own area; nullptr as above.
const app::AreaHistory* comparedHistory(const app::OpenCase& openCase, const UiState& state);
/// By what the simulation is judged.
app::StudyCriteria studyCriteriaOf(const UiState& state);

/// Length of what can be played; 0 without a simulation.
Seconds shownDuration(const app::OpenCase& openCase);
/// The shown time within the run.
Seconds shownTime(const app::OpenCase& openCase, const UiState& state);
/// Value of a curve at a time, on straight lines between its points.
double valueAt(const std::vector<Seconds>& times, const std::vector<MgPerMl>& values, Seconds time);

/// Something is being simulated or studied.
bool isWorking(const app::OpenCase& openCase);

/// Lets the time run while it plays.
void play(const app::OpenCase& openCase, UiState& state, Seconds frameTime);
/// Another speed of playing, hours per second: `steps` further along 5 min/s to 8 h/s.
double otherSpeed(double hoursPerSecond, int steps);
/// Goes `steps` output times on (back below 0) and stops playing.
void stepTime(const app::OpenCase& openCase, UiState& state, int steps);

} // namespace meso::ui
