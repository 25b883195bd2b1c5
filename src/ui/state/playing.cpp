#include "ui/state/playing.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/text.h"

namespace meso::ui {

std::size_t shownRunIndex(const app::Session& session, const UiState& state) {
    const app::SpreadPtr& spread = session.spread().shown();
    return spread ? std::min(state.compound, spread->runs.size() - 1) : 0;
}

const app::CompoundRun* shownRun(const app::Session& session, const UiState& state) {
    const app::SpreadPtr& spread = session.spread().shown();
    return spread ? &spread->runs[shownRunIndex(session, state)] : nullptr;
}

anatomy::BulbBand shownDepth(const app::Session& session, const UiState& state) {
    const auto choices = app::depthChoices(session.library().tissue);
    for (const anatomy::BulbBand& choice : choices)
        if (choice.id == state.depthId)
            return choice;
    return choices.front();
}

const app::DepthCurve* shownCurve(app::Session& session, const UiState& state) {
    const std::string depthId = shownDepth(session, state).id;
    if (app::LiveSpread* live = shownLive(session, state))
        for (const app::DepthCurve& curve : live->figures()->curves)
            if (curve.depth.id == depthId)
                return &curve;
    const app::SpreadPtr& spread = session.spread().shown();
    const std::size_t index = shownRunIndex(session, state);
    if (!spread || index >= spread->curves.size())
        return nullptr;
    for (const app::DepthCurve& curve : spread->curves[index])
        if (curve.depth.id == depthId)
            return &curve;
    return nullptr;
}

const app::BandCoverage* shownCoverage(const app::Session& session, const UiState& state) {
    const app::SpreadPtr& spread = session.spread().shown();
    const std::size_t index = shownRunIndex(session, state);
    if (!spread || index >= spread->coverage.size())
        return nullptr;
    for (const app::BandCoverage& coverage : spread->coverage[index])
        if (coverage.band.id == shownDepth(session, state).id &&
            std::abs(coverage.thresholdShare - state.threshold) < 1e-9)
            return &coverage;
    return nullptr;
}

const app::AreaHistory* shownHistory(app::Session& session, const UiState& state) {
    const app::SpreadPtr& spread = session.spread().shown();
    if (!spread)
        return nullptr;
    if (app::LiveSpread* live = shownLive(session, state))
        if (const auto history = live->history())
            return history.get();
    return &session.study().history(spread, shownRunIndex(session, state),
                                    shownDepth(session, state), state.measure);
}

app::LiveSpread* shownLive(app::Session& session, const UiState& state) {
    const app::CompoundRun* run = shownRun(session, state);
    if (!run)
        return nullptr;
    return session.live({run->compound.id, shownDepth(session, state).id, state.measure});
}

std::optional<ShownBalance> shownBalance(app::Session& session, const UiState& state) {
    const app::CompoundRun* run = shownRun(session, state);
    if (!run)
        return std::nullopt;
    if (app::LiveSpread* live = shownLive(session, state))
        return ShownBalance{live->figures()->balance, live->figures()->dose, true};
    if (!session.spread().shown()->complete)
        return std::nullopt;
    return ShownBalance{run->result->balance, run->result->dose, false};
}

MgPerMl shownThreshold(const app::Session& session, const UiState& state) {
    const app::CompoundRun* run = shownRun(session, state);
    return run ? run->strength * state.threshold : MgPerMl(0);
}

std::vector<app::WorstSpot> shownGaps(app::Session& session, const UiState& state) {
    constexpr int kMostGaps = 5;
    constexpr Mm kApart(12);
    const app::AreaHistory* history = shownHistory(session, state);
    if (!history)
        return {};
    return app::worstSpots(*history, session.spread().shown()->region->mesh(), kMostGaps, kApart,
                           shownTime(session, state));
}

const app::CompoundRun* otherRun(const app::Session& session, const UiState& state) {
    const app::CompoundRun* mine = shownRun(session, state);
    const app::OtherPlan* other = session.other();
    if (!mine || !other || !other->spread->shown() || !other->spread->shown()->complete)
        return nullptr;
    for (const app::CompoundRun& run : other->spread->shown()->runs)
        if (run.compound.id == mine->compound.id)
            return &run;
    return nullptr;
}

const app::AreaHistory* otherHistory(const app::Session& session, const UiState& state) {
    const app::CompoundRun* run = otherRun(session, state);
    if (!run)
        return nullptr;
    const app::OtherPlan& other = *session.other();
    const app::SpreadPtr& spread = other.spread->shown();
    return &other.study->history(spread, static_cast<std::size_t>(run - spread->runs.data()),
                                 shownDepth(session, state), state.measure);
}

std::string gapName(std::size_t n) {
    return {static_cast<char>('A' + static_cast<char>(n % 26))};
}

std::string gapWords(MgPerMl highest, MgPerMl strength) {
    const bool isMeaningful = highest >= strength * sim::kMeaningfulShare;
    return isMeaningful ? text::of(highest) : "about 0";
}

app::StudyWish wishOf(const UiState& state) {
    app::StudyWish wish;
    wish.thresholdShare = state.threshold;
    wish.measure = state.measure;
    return wish;
}

Seconds shownDuration(const app::Session& session) {
    const app::SpreadPtr& spread = session.spread().shown();
    return spread ? spread->runs.front().result->frames.back().time : Seconds(0);
}

Seconds shownTime(const app::Session& session, const UiState& state) {
    return std::clamp(state.time, Seconds(0), std::max(Seconds(0), shownDuration(session)));
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

bool isWorking(const app::Session& session) {
    const auto works = [](const app::SpreadService& spread, const app::StudyService& study) {
        return spread.state() == app::SpreadService::State::Running || study.busy();
    };
    const app::OtherPlan* other = session.other();
    return works(session.spread(), session.study()) || session.optimiser().busy() ||
           (other && works(*other->spread, *other->study));
}

void play(const app::Session& session, UiState& state, Seconds frameTime) {
    const Seconds end = shownDuration(session);
    if (!state.playing || !(end > Seconds(0)))
        return;
    state.time = shownTime(session, state) + fromHours(state.hoursPerSecond * frameTime.value());
    if (state.time < end)
        return;
    const app::SpreadPtr& spread = session.spread().shown();
    state.time = state.loop && spread->complete ? Seconds(0) : end;
    state.playing = state.loop || !spread->complete;
}

double otherSpeed(double hoursPerSecond, int steps) {
    constexpr double kSpeeds[] = {1.0 / 12, 0.25, 0.5, 1, 2, 4, 8};
    std::ptrdiff_t at = 0;
    for (std::ptrdiff_t i = 0; i < std::ssize(kSpeeds); ++i)
        if (std::abs(kSpeeds[i] - hoursPerSecond) < std::abs(kSpeeds[at] - hoursPerSecond))
            at = i;
    return kSpeeds[std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(kSpeeds) - 1)];
}

void stepTime(const app::Session& session, UiState& state, int steps) {
    const app::SpreadPtr& spread = session.spread().shown();
    if (!spread)
        return;
    state.playing = false;
    const auto& frames = spread->runs.front().result->frames;
    const Seconds now = shownTime(session, state);
    int at = 0;
    while (at + 1 < static_cast<int>(frames.size()) &&
           frames[static_cast<std::size_t>(at) + 1].time <= now)
        ++at;
    const bool between = frames[static_cast<std::size_t>(at)].time < now;
    at += steps + (steps < 0 && between ? 1 : 0);
    at = std::clamp(at, 0, static_cast<int>(frames.size()) - 1);
    state.time = frames[static_cast<std::size_t>(at)].time;
}

} // namespace meso::ui
