#include "app/spread/simulation_service.h"

#include <algorithm>

#include "app/library.h"
#include "sim/schedule.h"

namespace meso::app {

namespace {

/// A request as the worker needs it: nothing of it changes or goes away while it runs.
struct Order {
    plan::Plan plan;
    std::shared_ptr<const geom::Region> region;
    Seconds duration{0};
    Seconds previewUntil{0};
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const ClinicalLibrary> library;
    std::vector<plan::Ingredient> compounds; // simulatedIngredients(), at least one

    [[nodiscard]] bool hasPreview() const {
        return previewUntil.value() > 0 && (compounds.size() > 1 || !previewIsWhole());
    }
    /// The first compound need not be run again.
    [[nodiscard]] bool previewIsWhole() const { return previewUntil >= duration; }
};

double stepsUntil(Seconds time) {
    double steps = 0;
    for (const sim::StepRun& run : sim::makeSchedule(sim::standardOutputTimes(time)))
        steps += run.steps;
    return steps;
}

/// The preview's part of the whole work, by steps.
double previewShare(const Order& order) {
    if (!order.hasPreview())
        return 0;
    const auto compounds = static_cast<double>(order.compounds.size());
    if (order.previewIsWhole())
        return 1 / compounds;
    const double preview = stepsUntil(order.previewUntil);
    return preview / (preview + stepsUntil(order.duration) * compounds);
}

Result<std::vector<CompoundRun>> runsOf(const Order& order, const std::vector<std::string>& only,
                                        Seconds until, const std::stop_token& stop,
                                        const Progress& progress) {
    return simulatePlan(order.plan, *order.headContext, *order.region, *order.library, until, only,
                        stop, progress);
}

/// The runs with what panels show of them; unfinished, and of no use, once `stop` is requested.
PlanSimulationPtr dressed(const Order& order, std::vector<CompoundRun> runs, bool complete,
                          const std::stop_token& stop) {
    auto simulation = std::make_shared<PlanSimulation>();
    simulation->plan = order.plan;
    simulation->region = order.region;
    simulation->complete = complete;
    simulation->leftOut = notSimulated(order.plan, *order.library);
    simulation->runs = std::move(runs);
    for (const CompoundRun& run : simulation->runs) {
        if (stop.stop_requested())
            break;
        simulation->coverage.push_back(coverageOf(run, *order.region, order.library->tissue));
        simulation->curves.push_back(concentrationOf(run, *order.region, order.library->tissue));
    }
    return simulation;
}

Result<PlanSimulationPtr> previewOf(const Order& order, const std::stop_token& stop,
                                    const Progress& progress) {
    auto runs = runsOf(order, {order.compounds.front().compoundId},
                       std::min(order.previewUntil, order.duration), stop, progress);
    if (!runs)
        return runs.error();
    return dressed(order, std::move(runs).value(), false, stop);
}

/// `preview`: null where there was none.
Result<PlanSimulationPtr> wholeOf(const Order& order, const PlanSimulationPtr& preview,
                                  const std::stop_token& stop, const Progress& progress) {
    std::vector<CompoundRun> done;
    std::vector<std::string> missing;
    if (preview && order.previewIsWhole()) {
        done = preview->runs;
        for (std::size_t i = 1; i < order.compounds.size(); ++i)
            missing.push_back(order.compounds[i].compoundId);
    }
    auto runs = runsOf(order, missing, order.duration, stop, progress);
    if (!runs)
        return runs.error();
    for (const CompoundRun& run : *runs)
        done.push_back(run);
    return dressed(order, std::move(done), true, stop);
}

/// The progress of a part of the work, as progress of the whole.
Progress partOf(const Progress& whole, double from, double to) {
    return [&whole, from, to](double fraction) { whole(from + (to - from) * fraction); };
}

/// Publishes the preview, where one is asked for, and then the whole.
Status simulateInParts(const Order& order, const std::stop_token& stop, const Progress& progress,
                       const LatestJob<PlanSimulationPtr>::Publish& publish) {
    const double share = previewShare(order);
    PlanSimulationPtr preview;
    if (order.hasPreview()) {
        const auto made = previewOf(order, stop, partOf(progress, 0, share));
        if (!made)
            return made.error();
        preview = *made;
        publish(preview);
    }
    const auto whole = wholeOf(order, preview, stop, partOf(progress, share, 1));
    if (!whole)
        return whole.error();
    publish(*whole);
    return Done{};
}

} // namespace

SimulationService::SimulationService(std::shared_ptr<const HeadContext> headContext,
                                     std::shared_ptr<const ClinicalLibrary> library,
                                     std::function<void()> wake)
    : headContext_(std::move(headContext)), library_(std::move(library)),
      job_(std::move(wake),
           {"There was not enough memory to simulate the spread. Close other programs, or plan a "
            "smaller area.",
            "The simulation stopped: "}) {}

void SimulationService::request(const plan::Plan& plan, std::shared_ptr<const geom::Region> region,
                                Seconds duration, Seconds previewUntil) {
    problem_.clear();
    const auto compounds = simulatedIngredients(plan, *library_);
    if (plan.sites.empty() || compounds.empty()) {
        job_.cancel();
        shown_ = nullptr;
        state_ = State::Nothing;
        return;
    }
    state_ = State::Running;
    const Order order{plan,         std::move(region), duration, previewUntil,
                      headContext_, library_,          compounds};
    job_.start([order](const std::stop_token& stop, const Progress& progress, const auto& publish) {
        return simulateInParts(order, stop, progress, publish);
    });
}

void SimulationService::cancel() {
    job_.cancel();
    if (state_ == State::Running)
        state_ = State::Cancelled;
}

bool SimulationService::poll() {
    const auto delivery = job_.take();
    if (!delivery)
        return false;
    if (!*delivery) {
        problem_ = delivery->error().message;
        state_ = State::Failed;
        return true;
    }
    shown_ = **delivery;
    if (shown_->complete)
        state_ = State::Done;
    return true;
}

} // namespace meso::app
