#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/spread/analysis.h"
#include "app/spread/area_history.h"
#include "app/spread/simulation_service.h"
#include "base/latest_job.h"

namespace meso::app {

/// By what a simulation is judged.
struct StudyCriteria {
    double thresholdShare = 0.01;      ///< of each compound's injected strength, above 0 to 1
    Seconds atLeast = fromMinutes(30); ///< above it, to count as covered
    sim::Measure measure = sim::Measure::Total;
    bool operator==(const StudyCriteria&) const = default;
};

/// One compound under the three assumptions.
struct CompoundStudy {
    ThreeAnalyses figures;
    std::vector<DepthCurve> fast, given, slow; ///< every depth choice, of the chosen measure
};

/// A plan's simulation in detail: figures and curves under three assumptions. Immutable.
struct Study {
    PlanSimulationPtr simulation; ///< that it is of
    StudyCriteria criteria;
    std::vector<CompoundStudy> compounds; ///< in the order of the simulation's runs
};
using StudyPtr = std::shared_ptr<const Study>;

/// Studies the newest simulation off the window's thread, when asked to.
class StudyService {
public:
    /// `wake` as in LatestJob.
    StudyService(std::shared_ptr<const HeadContext> headContext,
                 std::shared_ptr<const ClinicalLibrary> library, sim::KernelStorePtr store,
                 std::function<void()> wake);

    /// Makes sure that this is worked on next; to be called in every frame in which it is looked
    /// at. What is being worked on is finished first, so that figures follow a hand that does not
    /// rest.
    void follow(const PlanSimulationPtr& simulation, const StudyCriteria& criteria);
    /// Takes what has arrived. Returns whether anything changed.
    bool poll();
    /// The study of exactly this; null while there is none.
    [[nodiscard]] StudyPtr of(const PlanSimulationPtr& simulation,
                              const StudyCriteria& criteria) const;
    /// The last study of the same compounds, whatever the plan and the criteria; null: none.
    [[nodiscard]] StudyPtr lastOf(const PlanSimulationPtr& simulation) const;
    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] double fraction() const { return job_.fraction(); }
    /// Why the last study failed; empty: it did not.
    [[nodiscard]] const std::string& problem() const { return problem_; }

    /// A run's history in a depth, kept until another one is asked for. Some 5 ms when it is new.
    const AreaHistory& history(const PlanSimulationPtr& simulation, std::size_t run,
                               const anatomy::BulbBand& depth, sim::Measure measure);

private:
    struct Order;
    static Result<CompoundStudy> look(const Order& order, std::size_t run);
    static Result<StudyPtr> work(const Order& order, const std::stop_token& stop,
                                 const Progress& progress);

    std::shared_ptr<const HeadContext> headContext_;
    std::shared_ptr<const ClinicalLibrary> library_;
    sim::KernelStorePtr store_;
    StudyPtr shown_;
    PlanSimulationPtr requestedSimulation_;
    StudyCriteria requestedCriteria_;
    std::string problem_;
    PlanSimulationPtr historySimulation_; ///< that history_ is of
    std::size_t historyRun_ = 0;
    AreaHistory history_;
    LatestJob<StudyPtr> job_; ///< last, so that it ends before what it uses
};

} // namespace meso::app
