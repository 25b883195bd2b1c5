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

/// One compound, simulated with the low, the given and the high parameter set.
struct CompoundStudy {
    AnalysisBand figures;
    std::vector<DepthCurve> low, mid, high; ///< every depth choice, of the chosen measure
};

/// A plan's simulation in detail: figures and curves with their uncertainty bands. Immutable.
struct Study {
    PlanSimulationPtr simulation; ///< that it is of
    StudyCriteria criteria;
    std::vector<CompoundStudy> compounds; ///< in the order of the simulation's runs
};
using StudyPtr = std::shared_ptr<const Study>;

/// Studies the newest complete simulation off the window's thread, when asked to. Other
/// criteria for the same simulation do not simulate again.
class StudyService {
public:
    /// `wake` as in LatestJob.
    StudyService(std::shared_ptr<const HeadContext> headContext,
                 std::shared_ptr<const ClinicalLibrary> library, std::function<void()> wake);

    /// Makes sure that this is what is worked on; to be called in every frame in which it is looked
    /// at. Nothing happens for an incomplete simulation, and when it is done or being done already.
    void follow(const PlanSimulationPtr& simulation, const StudyCriteria& criteria);
    /// Takes what has arrived. Returns whether anything changed.
    bool poll();
    /// The study of exactly this; null while there is none.
    [[nodiscard]] StudyPtr of(const PlanSimulationPtr& simulation,
                              const StudyCriteria& criteria) const;
    /// The last study of this simulation, whatever the criteria; null: none.
    [[nodiscard]] StudyPtr lastOf(const PlanSimulationPtr& simulation) const;
    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] double fraction() const { return job_.fraction(); }
    /// Why the last study failed; empty: it did not.
    [[nodiscard]] const std::string& problem() const { return problem_; }

    /// A run's history in a depth, kept until another one is asked for. About 0.1 s when it is new.
    const AreaHistory& history(const PlanSimulationPtr& simulation, std::size_t run,
                               const anatomy::BulbBand& depth, sim::Measure measure);

private:
    /// The two outer runs of each compound, and the head's domain for their single sites.
    struct OuterRuns {
        PlanSimulationPtr simulation;
        sim::ScalpDomainPtr domain;
        std::vector<CompoundRun> low, high;
    };
    struct Output {
        StudyPtr study;
        std::shared_ptr<const OuterRuns> outer;
    };
    struct Order;
    static Result<CompoundStudy> look(const Order& order, const OuterRuns& outer, std::size_t run,
                                      const std::stop_token& stop);
    static Result<Output> work(const Order& order, const std::stop_token& stop,
                               const Progress& progress);
    static Result<std::shared_ptr<const OuterRuns>>
    outerRuns(const Order& order, const std::stop_token& stop, const Progress& progress);

    std::shared_ptr<const HeadContext> headContext_;
    std::shared_ptr<const ClinicalLibrary> library_;
    StudyPtr shown_;
    std::shared_ptr<const OuterRuns> outer_;
    PlanSimulationPtr requestedSimulation_;
    StudyCriteria requestedCriteria_;
    std::string problem_;
    PlanSimulationPtr historySimulation_; ///< that history_ is of
    std::size_t historyRun_ = 0;
    AreaHistory history_;
    LatestJob<Output> job_; ///< last, so that it ends before what it uses
};

} // namespace meso::app
