#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/spread/area_history.h"
#include "app/spread/live_exposure.h"
#include "app/spread/simulation.h"
#include "base/latest_job.h"
#include "sim/column_balance.h"
#include "sim/live_field.h"

namespace meso::app {

/// What is to be followed while sites are edited: one compound, looked at in one depth.
struct LiveSubject {
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const geom::Region> region; ///< of the plan; the curves' target area
    plan::Ingredient ingredient;                ///< of the plan's formulation
    std::string depthId;                        ///< of depthChoices(), shown beside the bulb bands
    sim::Measure measure = sim::Measure::Total; ///< of everything; thresholds are compared with it
    Seconds duration = fromHours(24);
    plan::TissueChoices tissue; ///< of the plan
    std::vector<int> columns{}; ///< as sim::LiveSetup::columns; empty: no cut is looked at
};

/// What panels show of a plan that is being edited; the same types as a Spread's. Immutable.
struct LiveFigures {
    std::vector<plan::InjectionSite> sites; ///< that it belongs to
    plan::Ingredient ingredient;
    std::vector<BandCoverage> coverage;      ///< every bulb band at every preset threshold
    std::vector<DepthCurve> curves;          ///< of the bulb bands and the shown depth
    std::vector<sim::Gap> gaps;              ///< of the shown depth, worst first; at most 5
    std::vector<sim::DepotOverlap> overlaps; ///< places in `sites`
    std::vector<std::string> warnings;       ///< sentences
    std::vector<sim::MassBalance> balance;   ///< at the times of the curves
    Mg dose{0};                              ///< injected, with what leaked
    int serial = 0;                          ///< rises with every change
};
using LiveFiguresPtr = std::shared_ptr<const LiveFigures>;

/// Lets the simulation follow the hand. What takes long (the head's domain, the first responses,
/// edits of many sites) happens on a worker; one or two moved sites are followed within the frame.
/// All members are called on the owner's thread.
class LiveSpread {
public:
    /// `wake` as in LatestJob.
    LiveSpread(std::shared_ptr<const ClinicalLibrary> library, std::function<void()> wake);

    /// To be called in every frame in which the map may have to follow, also before the first edit,
    /// so that all is ready by then (about 0.7 s after a new head). Returns whether figures() and
    /// values() are of these sites; false while the worker is busy (they then lag a little behind),
    /// when the plan cannot be simulated (see problem()), and for a plan without sites. About 8 ms
    /// for one moved site, microseconds when nothing has changed.
    bool follow(const plan::Plan& plan, const LiveSubject& subject);
    /// Takes what the worker has delivered. Returns whether figures() may have changed.
    bool poll();
    /// Stops the worker and forgets all but the head's domain.
    void rest();

    [[nodiscard]] const LiveFiguresPtr& figures() const { return figures_; } ///< null: none yet
    /// Concentration in the shown depth at a time, mg/mL per vertex of the scalp grid, of the
    /// sites that figures() is about; null without figures. While the worker is busy: as asked for
    /// last. The same object as long as it is the same field. O(surface).
    [[nodiscard]] std::shared_ptr<const std::vector<float>> values(Seconds time);
    /// The shown depth over the area and over time, of the same sites: any threshold is answered
    /// from it. Null and lagging as values(). O(area x frames), about 1 ms after a change.
    [[nodiscard]] std::shared_ptr<const AreaHistory> history();
    /// The figures of the shown depth over the area, of the same sites, with their overlap; the
    /// tail of the time integral is an estimate. Null and lagging as values(). About 5 ms after a
    /// change of one site.
    [[nodiscard]] std::shared_ptr<const BandAnalysis> exposure(const LiveRequest& request);
    /// The subject's columns at a time, as a run of one frame on their vertices, to be read by
    /// sim::sectionField(). Null and lagging as values(). About 1 ms after a change.
    [[nodiscard]] sim::SimResultPtr columns(Seconds time);
    /// Time that the members above have taken so far, by the clock on the wall: the simulation's
    /// share of the window's frames.
    [[nodiscard]] Seconds spent() const { return spent_; }
    /// Why nothing follows; empty: nothing is wrong.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    /// The domain of the head that was followed last; null before it is made.
    [[nodiscard]] const sim::ScalpDomainPtr& domain() const { return domain_; }

private:
    /// A live field with what it was made for. Nobody but the worker touches it until the task that
    /// has it has ended; see LatestJob.
    struct Engine {
        LiveSubject subject;
        std::vector<anatomy::BulbBand> depths; ///< of the field's bands
        int shown = 0;                         ///< band of the subject's depth
        anatomy::TissueProfile tissue;         ///< with the plan's choices
        sim::FastPlanPtr plan;
        std::vector<int> columns; ///< of the subject that are on this head
        std::unique_ptr<sim::LiveField> field;
        std::unique_ptr<sim::ColumnBalance> balance;
        std::vector<double> surface_mm2; ///< all area at each vertex of the scalp grid
    };
    using EnginePtr = std::shared_ptr<Engine>;
    struct Output {
        EnginePtr engine; ///< null: failed
        sim::ScalpDomainPtr domain;
        std::string problem;
    };
    static Result<EnginePtr> makeEngine(const LiveSubject& subject, const ClinicalLibrary& library,
                                        const sim::ScalpDomainPtr& domain);
    void build(const LiveSubject& subject, std::vector<sim::SimDepot> depots);
    void updateAway(std::vector<sim::SimDepot> depots);
    void aim(const LiveSubject& subject);
    void publish(std::vector<plan::InjectionSite> sites);
    void addBalance(LiveFigures& figures) const;
    [[nodiscard]] bool mayRead() const;
    [[nodiscard]] Mm2 spillAt(MgPerMl threshold) const;
    void look(const LiveRequest& request);

    std::shared_ptr<const ClinicalLibrary> library_;
    EnginePtr engine_;
    unsigned long long engineTask_ = 0; ///< number of the last task that was given engine_
    sim::ScalpDomainPtr domain_;
    LiveSubject askedSubject_;                    ///< of the job that runs
    std::vector<plan::InjectionSite> askedSites_; ///< likewise
    bool askedFailed_ = false;                    ///< and it came to nothing
    LiveFiguresPtr figures_;
    std::string problem_;
    int serial_ = 0;
    std::shared_ptr<const std::vector<float>> values_;
    int valuesSerial_ = 0;
    Seconds valuesTime_{0};
    std::shared_ptr<const AreaHistory> history_;
    int historySerial_ = 0;
    LiveExposure live_;
    std::shared_ptr<const BandAnalysis> exposure_;
    LiveRequest exposureRequest_;
    int exposureSerial_ = 0;
    sim::SimResultPtr columns_;
    Seconds columnsTime_{0};
    int columnsSerial_ = 0;
    Seconds spent_{0};
    LatestJob<Output> job_; ///< last, so that it ends before what it uses
};

} // namespace meso::app
