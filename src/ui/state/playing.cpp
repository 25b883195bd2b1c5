#include "ui/state/playing.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/case/case_options.h"
#include "app/case/compared_plan.h"
#include "app/library.h"
#include "app/spread/area_history.h"
#include "app/spread/optimise_service.h"
#include "app/spread/simulation.h"
#include "app/spread/simulation_service.h"
#include "app/spread/simulation_study.h"
#include "base/text.h"

namespace meso::ui {

std::size_t shownRunIndex(const app::OpenCase& openCase, const UiState& state) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    return simulation ? std::min(state.compound, simulation->runs.size() - 1) : 0;
}

const app::CompoundRun* shownRun(const app::OpenCase& openCase, const UiState& state) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    return simulation ? &simulation->runs[shownRunIndex(openCase, state)] : nullptr;
}

anatomy::BulbBand shownDepth(const app::OpenCase& openCase, const UiState& state) {
    const auto choices = app::depthChoices(openCase.library().tissue);
    for (const anatomy::BulbBand& choice : choices)
        if (choice.id == state.depthId)
            return choice;
    return choices.front();
}

const app::DepthCurve* shownCurve(app::OpenCase& openCase, const UiState& state) {
    const std::string depthId = shownDepth(openCase, state).id;
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    const std::size_t index = shownRunIndex(openCase, state);
    if (!simulation || index >= simulation->curves.size())
        return nullptr;
    for (const app::DepthCurve& curve : simulation->curves[index])
        if (curve.depth.id == depthId)
            return &curve;
    return nullptr;
}

const app::AreaHistory* shownHistory(app::OpenCase& openCase, const UiState& state) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    if (!simulation)
        return nullptr;
    return &openCase.study().history(simulation, shownRunIndex(openCase, state),
                                     shownDepth(openCase, state), state.measure);
}

MgPerMl shownThreshold(const app::OpenCase& openCase, const UiState& state) {
    const app::CompoundRun* run = shownRun(openCase, state);
    return run ? run->strength * state.threshold : MgPerMl(0);
}

std::vector<app::WorstSpot> shownWorstSpots(app::OpenCase& openCase, const UiState& state) {
    constexpr int kMaxSpots = 5;
    constexpr Mm kApart(12);
    const app::AreaHistory* history = shownHistory(openCase, state);
    if (!history)
        return {};
    return app::worstSpots(*history, openCase.simulation().shown()->region->mesh(), kMaxSpots,
                           kApart, shownTime(openCase, state));
}

const app::CompoundRun* comparedRun(const app::OpenCase& openCase, const UiState& state) {
    const app::CompoundRun* mine = shownRun(openCase, state);
    const app::ComparedPlan* other = openCase.other();
    if (!mine || !other || !other->simulation->shown())
        return nullptr;
    for (const app::CompoundRun& run : other->simulation->shown()->runs)
        if (run.compound.id == mine->compound.id)
            return &run;
    return nullptr;
}

const app::AreaHistory* comparedHistory(const app::OpenCase& openCase, const UiState& state) {
    const app::CompoundRun* run = comparedRun(openCase, state);
    if (!run)
        return nullptr;
    const app::ComparedPlan& other = *openCase.other();
    const app::PlanSimulationPtr& simulation = other.simulation->shown();
    return &other.study->history(simulation,
                                 static_cast<std::size_t>(run - simulation->runs.data()),
                                 shownDepth(openCase, state), state.measure);
}

std::string rankLetter(std::size_t n) {
    return {static_cast<char>('A' + static_cast<char>(n % 26))};
}

std::string worstSpotText(MgPerMl highest, MgPerMl strength) {
    const bool isMeaningful = highest >= strength * sim::kMeaningfulShare;
    return isMeaningful ? text::of(highest) : "about 0";
}

app::StudyCriteria studyCriteriaOf(const UiState& state) {
    app::StudyCriteria criteria;
    criteria.thresholdShare = state.threshold;
    criteria.measure = state.measure;
    return criteria;
}

Seconds shownDuration(const app::OpenCase& openCase) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    return simulation ? simulation->runs.front().result->duration() : Seconds(0);
}

Seconds shownTime(const app::OpenCase& openCase, const UiState& state) {
    return std::clamp(state.time, Seconds(0), std::max(Seconds(0), shownDuration(openCase)));
}

double valueAt(const std::vector<Seconds>& times, const std::vector<MgPerMl>& values,
               Seconds time) {
    if (times.empty())
        return 0;
    const auto after = std::lower_bound(times.begin(), times.end(), time);
    if (after == times.begin())
        return values.front().value();
    if (after == times.end())
        return values.back().value();
    const auto k = static_cast<std::size_t>(after - times.begin());
    const double share = (time - times[k - 1]) / (times[k] - times[k - 1]);
    return values[k - 1].value() + share * (values[k] - values[k - 1]).value();
}

bool isWorking(const app::OpenCase& openCase) {
    const auto works = [](const app::SimulationService& simulation,
                          const app::StudyService& study) {
        return simulation.state() == app::SimulationService::State::Running || study.busy();
    };
    const app::ComparedPlan* other = openCase.other();
    return works(openCase.simulation(), openCase.study()) || openCase.optimiser().busy() ||
           (other && works(*other->simulation, *other->study));
}

void play(const app::OpenCase& openCase, UiState& state, Seconds frameTime) {
    const Seconds end = shownDuration(openCase);
    if (!state.playing || !(end > Seconds(0)))
        return;
    state.time = shownTime(openCase, state) + fromHours(state.hoursPerSecond * frameTime.value());
    if (state.time < end)
        return;
    state.time = state.loop ? Seconds(0) : end;
    state.playing = state.loop;
}

double otherSpeed(double hoursPerSecond, int steps) {
    constexpr double kSpeeds[] = {1.0 / 12, 0.25, 0.5, 1, 2, 4, 8};
    std::ptrdiff_t at = 0;
    for (std::ptrdiff_t i = 0; i < std::ssize(kSpeeds); ++i)
        if (std::abs(kSpeeds[i] - hoursPerSecond) < std::abs(kSpeeds[at] - hoursPerSecond))
            at = i;
    return kSpeeds[std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(kSpeeds) - 1)];
}

void stepTime(const app::OpenCase& openCase, UiState& state, int steps) {
    const app::PlanSimulationPtr& simulation = openCase.simulation().shown();
    if (!simulation)
        return;
    state.playing = false;
    const std::vector<Seconds>& times = simulation->runs.front().result->times;
    const Seconds now = shownTime(openCase, state);
    int at = 0;
    while (at + 1 < static_cast<int>(times.size()) &&
           times[static_cast<std::size_t>(at) + 1] <= now)
        ++at;
    const bool between = times[static_cast<std::size_t>(at)] < now;
    at += steps + (steps < 0 && between ? 1 : 0);
    at = std::clamp(at, 0, static_cast<int>(times.size()) - 1);
    state.time = times[static_cast<std::size_t>(at)];
}

} // namespace meso::ui
