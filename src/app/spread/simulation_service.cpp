#include "app/spread/simulation_service.h"

#include <chrono>

#include "app/library.h"
#include "app/spread/summary.h"

namespace meso::app {

namespace {

/// A request as the worker needs it: nothing of it changes or goes away while it runs.
struct Order {
    plan::Plan plan;
    std::shared_ptr<const geom::Region> region;
    Seconds duration{0};
    std::shared_ptr<const HeadContext> headContext;
    std::shared_ptr<const ClinicalLibrary> library;
    sim::KernelStorePtr store;
};

/// The runs with what panels show of them; of no use once `stop` is requested.
Result<PlanSimulationPtr> simulated(const Order& order, const std::stop_token& stop,
                                    const Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    auto runs = simulatePlan({order.plan, *order.headContext, *order.region, *order.library},
                             order.duration, {stop, progress, order.store});
    if (!runs)
        return runs.error();
    auto simulation = std::make_shared<PlanSimulation>();
    simulation->plan = order.plan;
    simulation->region = order.region;
    simulation->leftOut = notSimulated(order.plan, *order.library);
    simulation->runs = std::move(runs).value();
    for (const CompoundRun& run : simulation->runs) {
        if (stop.stop_requested())
            return Error{"The simulation was cancelled."};
        simulation->coverage.push_back(coverageOf(run, *order.region, order.library->tissue));
        simulation->halfCleared.push_back(halfCleared(*run.result));
        simulation->curves.push_back(concentrationOf(run, *order.region, order.library->tissue));
    }
    simulation->spent =
        Seconds(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    return PlanSimulationPtr(std::move(simulation));
}

} // namespace

SimulationService::SimulationService(std::shared_ptr<const HeadContext> headContext,
                                     std::shared_ptr<const ClinicalLibrary> library,
                                     sim::KernelStorePtr store, std::function<void()> wake)
    : headContext_(std::move(headContext)), library_(std::move(library)), store_(std::move(store)),
      job_(std::move(wake),
           {"There was not enough memory to simulate the spread. Close other programs, or plan a "
            "smaller area.",
            "The simulation stopped: "}) {}

void SimulationService::request(const plan::Plan& plan, std::shared_ptr<const geom::Region> region,
                                Seconds duration) {
    problem_.clear();
    const auto compounds = simulatedIngredients(plan, *library_);
    if (plan.sites.empty() || compounds.empty()) {
        job_.cancel();
        shown_ = nullptr;
        state_ = State::Nothing;
        return;
    }
    state_ = State::Running;
    requestedAt_ = std::chrono::steady_clock::now();
    const Order order{plan, std::move(region), duration, headContext_, library_, store_};
    job_.start([order](const std::stop_token& stop, const Progress& progress) {
        return simulated(order, stop, progress);
    });
}

void SimulationService::cancel() {
    job_.cancel();
    if (state_ == State::Running)
        state_ = State::Cancelled;
}

Seconds SimulationService::runningFor() const {
    if (state_ != State::Running)
        return Seconds(0);
    return Seconds(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - requestedAt_).count());
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
    state_ = State::Done;
    return true;
}

} // namespace meso::app
