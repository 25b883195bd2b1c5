#include "app/spread/simulation_study.h"

#include "sim/parameter_set.h"

namespace meso::app {

namespace {

std::vector<DepthCurve> curvesOf(const CompoundRun& run, const PlanSimulation& simulation,
                                 const anatomy::TissueProfile& tissue, sim::Measure measure) {
    std::vector<DepthCurve> out;
    for (const anatomy::BulbBand& depth : depthChoices(tissue))
        out.push_back(curveOf(areaHistory(run, *simulation.region, depth, measure)));
    return out;
}

} // namespace

/// A request as the worker needs it: nothing of it changes or goes away while it runs.
struct StudyService::Order {
    PlanSimulationPtr simulation;
    StudyCriteria criteria;
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const ClinicalLibrary> library;
    std::shared_ptr<const OuterRuns> outer; ///< of another simulation, or null: to be simulated
    [[nodiscard]] Result<sim::SimInput> inputOf(const CompoundRun& run) const {
        return simInputFor(simulation->plan, {run.compound.id, run.strength}, *headContext,
                           *simulation->region, *library, run.result->frames.back().time);
    }
    /// The domain of the head, of the last runs where they were on it.
    [[nodiscard]] Result<sim::ScalpDomainPtr> domain() const {
        const geom::MeshPtr& surface = headContext->head->scalp->mesh;
        return outer && outer->domain->surface() == surface ? outer->domain
                                                            : sim::ScalpDomain::make(surface);
    }
};

StudyService::StudyService(std::shared_ptr<const HeadContext> headContext,
                           std::shared_ptr<const ClinicalLibrary> library,
                           std::function<void()> wake)
    : headContext_(std::move(headContext)), library_(std::move(library)),
      job_(std::move(wake), {"The figures could not be made: there was not enough memory.",
                             "The figures could not be made: "}) {}

Result<std::shared_ptr<const StudyService::OuterRuns>>
StudyService::outerRuns(const Order& order, const std::stop_token& stop, const Progress& progress) {
    const PlanSimulation& simulation = *order.simulation;
    auto outer = std::make_shared<OuterRuns>();
    outer->simulation = order.simulation;
    auto domain = order.domain();
    if (!domain)
        return domain.error();
    outer->domain = std::move(domain).value();
    const auto parts = static_cast<double>(2 * simulation.runs.size());
    for (std::size_t i = 0; i < simulation.runs.size(); ++i) {
        const CompoundRun& mid = simulation.runs[i];
        const auto input = order.inputOf(mid);
        if (!input)
            return input.error();
        for (const auto& [set, runs] : {std::pair{sim::ParameterSet::Low, &outer->low},
                                        std::pair{sim::ParameterSet::High, &outer->high}}) {
            const auto done = static_cast<double>(outer->low.size() + outer->high.size());
            auto result = sim::simulate(sim::withParameters(*input, set), stop,
                                        [&](double share) { progress((done + share) / parts); });
            if (!result)
                return result.error();
            runs->push_back({mid.compound, mid.strength, std::move(result).value()});
        }
    }
    return std::shared_ptr<const OuterRuns>(std::move(outer));
}

Result<CompoundStudy> StudyService::look(const Order& order, const OuterRuns& outer,
                                         std::size_t run, const std::stop_token& stop) {
    const PlanSimulation& simulation = *order.simulation;
    const AnalysisRequest request{simulation.runs[run].strength * order.criteria.thresholdShare,
                                  order.criteria.atLeast, order.criteria.measure};
    const auto input = order.inputOf(simulation.runs[run]);
    if (!input)
        return input.error();
    const auto lookAt = [&](const CompoundRun& one, sim::ParameterSet set, Analysis& figures,
                            std::vector<DepthCurve>& curves) -> Status {
        if (stop.stop_requested())
            return Error{"The study was stopped."};
        auto analysis = analyse(one, *simulation.region, *order.library, request);
        if (!analysis)
            return analysis.error();
        figures = std::move(analysis).value();
        addOverlap(sim::withParameters(*input, set), outer.domain, figures);
        curves = curvesOf(one, simulation, order.library->tissue, order.criteria.measure);
        return Done{};
    };
    CompoundStudy out;
    using enum sim::ParameterSet;
    const Status looks[] = {lookAt(outer.low[run], Low, out.figures.low, out.low),
                            lookAt(simulation.runs[run], Mid, out.figures.mid, out.mid),
                            lookAt(outer.high[run], High, out.figures.high, out.high)};
    for (const Status& status : looks)
        if (!status)
            return status.error();
    return out;
}

Result<StudyService::Output> StudyService::work(const Order& order, const std::stop_token& stop,
                                                const Progress& progress) {
    Output out{nullptr, order.outer};
    if (!out.outer || out.outer->simulation != order.simulation) {
        auto outer = outerRuns(order, stop, progress);
        if (!outer)
            return outer.error();
        out.outer = std::move(outer).value();
    }
    auto study = std::make_shared<Study>();
    study->simulation = order.simulation;
    study->criteria = order.criteria;
    for (std::size_t i = 0; i < order.simulation->runs.size(); ++i) {
        auto compound = look(order, *out.outer, i, stop);
        if (!compound)
            return compound.error();
        study->compounds.push_back(std::move(compound).value());
    }
    out.study = std::move(study);
    return out;
}

void StudyService::follow(const PlanSimulationPtr& simulation, const StudyCriteria& criteria) {
    if (!simulation || !simulation->complete || of(simulation, criteria) ||
        (requestedSimulation_ == simulation && requestedCriteria_ == criteria))
        return;
    requestedSimulation_ = simulation;
    requestedCriteria_ = criteria;
    problem_.clear();
    const Order order{simulation, criteria, headContext_, library_, outer_};
    job_.start([order](const std::stop_token& stop, const Progress& progress) {
        return work(order, stop, progress);
    });
}

bool StudyService::poll() {
    const auto delivery = job_.take();
    if (!delivery)
        return false;
    if (!*delivery) {
        problem_ = delivery->error().message;
        return true;
    }
    shown_ = (*delivery)->study;
    outer_ = (*delivery)->outer;
    return true;
}

StudyPtr StudyService::of(const PlanSimulationPtr& simulation,
                          const StudyCriteria& criteria) const {
    return shown_ && shown_->simulation == simulation && shown_->criteria == criteria ? shown_
                                                                                      : nullptr;
}

StudyPtr StudyService::lastOf(const PlanSimulationPtr& simulation) const {
    return shown_ && shown_->simulation == simulation ? shown_ : nullptr;
}

const AreaHistory& StudyService::history(const PlanSimulationPtr& simulation, std::size_t run,
                                         const anatomy::BulbBand& depth, sim::Measure measure) {
    const bool isKept = historySimulation_ == simulation && historyRun_ == run &&
                        history_.depth.id == depth.id && history_.measure == measure;
    if (!isKept) {
        history_ = areaHistory(simulation->runs[run], *simulation->region, depth, measure);
        historySimulation_ = simulation;
        historyRun_ = run;
    }
    return history_;
}

} // namespace meso::app
