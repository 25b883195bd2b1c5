#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/planning.h"
#include "app/spread/simulation.h"
#include "base/latest_job.h"

namespace meso::app {

struct ClinicalLibrary;

/// A plan, simulated, with everything that a panel shows of it. Immutable and shared.
struct PlanSimulation {
    plan::Plan plan;                            ///< that was simulated
    std::shared_ptr<const geom::Region> region; ///< of that plan
    std::vector<CompoundRun> runs;              ///< as simulatedIngredients(); at least one
    std::vector<std::string> leftOut;           ///< why compounds of the plan are not among them
    std::vector<std::vector<BandCoverage>> coverage; ///< per run: every band and threshold
    std::vector<std::vector<DepthCurve>> curves;     ///< per run: every depth choice
    std::vector<std::optional<Seconds>> halfCleared; ///< per run: halfCleared()
    Seconds spent{0};                                ///< on it, by the clock on the wall
};
using PlanSimulationPtr = std::shared_ptr<const PlanSimulation>;

/// Runs simulations off the window's thread, always for the newest plan. What is shown stays
/// until the next one is there.
class SimulationService {
public:
    enum class State {
        Nothing,   ///< never asked, or the plan has nothing to simulate
        Running,   ///< the newest plan is being worked on
        Done,      ///< shown() belongs to the newest plan
        Cancelled, ///< by the user; shown() is older than the plan
        Failed     ///< see problem()
    };
    /// `wake` as in LatestJob.
    SimulationService(std::shared_ptr<const HeadContext> headContext,
                      std::shared_ptr<const ClinicalLibrary> library, sim::KernelStorePtr store,
                      std::function<void()> wake);

    /// Stops what runs and works on this plan. A plan without sites or ingredients stops what runs
    /// and clears shown().
    void request(const plan::Plan& plan, std::shared_ptr<const geom::Region> region,
                 Seconds duration);
    void cancel();
    /// Takes what has arrived. Call once a frame. Returns whether anything changed.
    bool poll();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] double fraction() const { return job_.fraction(); } ///< 0 to 1 while Running
    [[nodiscard]] const PlanSimulationPtr& shown() const { return shown_; } ///< null: nothing yet
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// How long the newest plan has been worked on; 0 unless Running.
    [[nodiscard]] Seconds runningFor() const;
    /// What shown() took, by the clock on the wall.
    [[nodiscard]] Seconds spent() const { return shown_ ? shown_->spent : Seconds(0); }

private:
    std::shared_ptr<const HeadContext> headContext_;
    std::shared_ptr<const ClinicalLibrary> library_;
    sim::KernelStorePtr store_;
    std::chrono::steady_clock::time_point requestedAt_{};
    State state_ = State::Nothing;
    PlanSimulationPtr shown_;
    std::string problem_;
    LatestJob<PlanSimulationPtr> job_; ///< last, so that it ends before what it uses
};

} // namespace meso::app
