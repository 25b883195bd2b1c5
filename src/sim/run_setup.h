#pragma once
#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "sim/patch.h"
#include "sim/sim_result.h"
#include "sim/stepper.h"
#include "sim/transport_phases.h"

/// What simulate() and simulateFast() share.
namespace meso::sim {

/// What a run needs beside its input: built once, then stepped.
struct RunSetup {
    Patch patch;
    DiffusionModel model;
    std::vector<TransportPhase> phases;
    std::vector<double> amounts; ///< vertices x cells, (mg/mL) mm
    std::vector<double> store;   ///< the same, not dissolved; empty without slow release
};

/// Laying depots takes about this share of a usual run.
inline constexpr double kLayingShare = 0.1;

/// Who is told how far a run is, and who may end it.
struct RunWatch {
    std::stop_token stop;
    const Progress& progress;
    /// Tells the fraction; false when the run shall end.
    [[nodiscard]] bool goesOn(double fraction) const {
        if (progress)
            progress(fraction);
        return !stop.stop_requested();
    }
};

Error runCancelled();

/// Rates and depth cells of the input; no patch, no depots yet. Fails as transportPhases and
/// makeTissueGrid do.
Result<RunSetup> setupOf(const SimInput& input);

/// Refuses more fluid than the solved tissue has room for.
Status checkRoom(const SimInput& input, const DiffusionModel& model);

/// Whether a depot's compound dissolves over time.
bool releasesSlowly(const SimInput& input, const SimDepot& depot);

/// The input's, or the standard ones.
std::vector<Seconds> outputTimesOf(const SimInput& input);

/// Fills in everything that does not change while a run is stepped.
void describeRun(const SimInput& input, const RunSetup& setup, SimResult& result);

} // namespace meso::sim
