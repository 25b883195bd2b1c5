#pragma once
#include <functional>
#include <memory>
#include <string>

#include "app/edits/derive.h"
#include "app/spread/optimise.h"
#include "base/latest_job.h"

namespace meso::anatomy {
class CorridorMap;
}

namespace meso::app {

struct ClinicalLibrary;

/// What an optimisation is asked for, in the window's words; the rest comes from plan and protocol.
struct OptimiseChoices {
    std::string compoundId;       ///< of the plan
    std::string bandId;           ///< of a depth choice
    double thresholdShare = 0.01; ///< of the injected strength, above 0 to 1
    Seconds atLeast{0};           ///< time at or above the threshold; 0: at any moment
    double share = 0.95;          ///< of the treatment area, above 0 to 1
    bool fewestSites = false;     ///< false: as many as the plan has
    bool offCorridors = true;     ///< no site where it was not before inside a danger corridor
    Seconds duration = fromHours(24);
    bool operator==(const OptimiseChoices&) const = default;
};

/// An optimisation that has ended.
struct OptimiseResult {
    plan::Plan asked; ///< the plan that it began from
    OptimiseChoices choices;
    OptimisedPlan found;
};
using OptimiseResultPtr = std::shared_ptr<const OptimiseResult>;

/// Whether a needle may not enter, per vertex of the head's scalp grid: inside a corridor of usual
/// course. Empty where there is none. Some tenths of a second on a whole head.
std::vector<char> insideCorridors(const HeadContext& headContext, const geom::Region& region,
                                  const anatomy::CorridorMap& corridors);

/// Looks for places and volumes off the window's thread, when it is asked to. All members are
/// called on the owner's thread.
class OptimiseService {
public:
    /// `wake` as in LatestJob; `store` is shared with simulations, null: one of its own each time.
    OptimiseService(std::shared_ptr<const ClinicalLibrary> library, std::function<void()> wake,
                    sim::KernelStorePtr store = nullptr);

    /// Stops what runs and works on this plan, which `derived` is of.
    void start(const plan::Plan& plan, const Derived& derived, const OptimiseChoices& choices);
    void cancel();
    /// Takes what has arrived. Returns whether anything changed.
    bool poll();

    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] double fraction() const { return job_.fraction(); }
    [[nodiscard]] const OptimiseResultPtr& answer() const { return answer_; } ///< null: none yet
    /// Why the last one failed; empty: it did not.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    std::shared_ptr<const ClinicalLibrary> library_;
    sim::KernelStorePtr store_;
    OptimiseResultPtr answer_;
    std::string problem_;
    LatestJob<OptimiseResultPtr> job_; ///< last, so that it ends before what it uses
};

} // namespace meso::app
