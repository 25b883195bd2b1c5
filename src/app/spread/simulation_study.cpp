#include "app/spread/simulation_study.h"

#include <algorithm>

#include "sim/model/parameter_set.h"

namespace meso::app {

/// A request as the worker needs it: nothing of it changes or goes away while it runs.
struct StudyService::Order {
    PlanSimulationPtr simulation;
    StudyCriteria criteria;
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const ClinicalLibrary> library;
    sim::KernelStorePtr store;
};

StudyService::StudyService(std::shared_ptr<const HeadContext> headContext,
                           std::shared_ptr<const ClinicalLibrary> library,
                           sim::KernelStorePtr store, std::function<void()> wake)
    : headContext_(std::move(headContext)), library_(std::move(library)), store_(std::move(store)),
      job_(std::move(wake), {"The figures could not be made: there was not enough memory.",
                             "The figures could not be made: "}) {}

Result<CompoundStudy> StudyService::look(const Order& order, std::size_t run) {
    const PlanSimulation& simulation = *order.simulation;
    const CompoundRun& given = simulation.runs[run];
    const AnalysisRequest request{given.strength * order.criteria.thresholdShare,
                                  order.criteria.atLeast, order.criteria.measure};
    const auto input =
        simInputFor({simulation.plan, *order.headContext, *simulation.region, *order.library},
                    {given.compound.id, given.strength}, given.result->duration());
    if (!input)
        return input.error();
    const auto lookAt = [&](sim::ParameterSet set, Analysis& figures,
                            std::vector<DepthCurve>& curves) -> Status {
        CompoundRun one = given;
        if (set != sim::ParameterSet::Given) {
            auto result = sim::simulate(sim::withParameters(*input, set), {{}, {}, order.store});
            if (!result)
                return result.error();
            one.result = std::move(result).value();
        }
        auto analysis = analyse(one, *simulation.region, *order.library, request);
        if (!analysis)
            return analysis.error();
        figures = std::move(analysis).value();
        curves =
            concentrationOf(one, *simulation.region, order.library->tissue, order.criteria.measure);
        return Done{};
    };
    CompoundStudy out;
    using enum sim::ParameterSet;
    const Status looks[] = {lookAt(Fast, out.figures.fast, out.fast),
                            lookAt(Given, out.figures.given, out.given),
                            lookAt(Slow, out.figures.slow, out.slow)};
    for (const Status& status : looks)
        if (!status)
            return status.error();
    return out;
}

Result<StudyPtr> StudyService::work(const Order& order, const std::stop_token& stop,
                                    const Progress& progress) {
    auto study = std::make_shared<Study>();
    study->simulation = order.simulation;
    study->criteria = order.criteria;
    const std::size_t runs = order.simulation->runs.size();
    for (std::size_t i = 0; i < runs; ++i) {
        if (stop.stop_requested())
            return Error{"The study was stopped."};
        progress(static_cast<double>(i) / static_cast<double>(runs));
        auto compound = look(order, i);
        if (!compound)
            return compound.error();
        study->compounds.push_back(std::move(compound).value());
    }
    return StudyPtr(std::move(study));
}

void StudyService::follow(const PlanSimulationPtr& simulation, const StudyCriteria& criteria) {
    if (!simulation || of(simulation, criteria) || job_.busy() ||
        (requestedSimulation_ == simulation && requestedCriteria_ == criteria))
        return;
    requestedSimulation_ = simulation;
    requestedCriteria_ = criteria;
    problem_.clear();
    const Order order{simulation, criteria, headContext_, library_, store_};
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
    shown_ = **delivery;
    return true;
}

StudyPtr StudyService::of(const PlanSimulationPtr& simulation,
                          const StudyCriteria& criteria) const {
    return shown_ && shown_->simulation == simulation && shown_->criteria == criteria ? shown_
                                                                                      : nullptr;
}

StudyPtr StudyService::lastOf(const PlanSimulationPtr& simulation) const {
    const auto sameCompound = [](const CompoundRun& a, const CompoundRun& b) {
        return a.compound.id == b.compound.id;
    };
    return shown_ && std::ranges::equal(shown_->simulation->runs, simulation->runs, sameCompound)
               ? shown_
               : nullptr;
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
