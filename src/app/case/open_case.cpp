#include "app/case/open_case.h"

#include <algorithm>
#include <cstdlib>

#include "app/case/open_case_state.h"
#include "app/edits/area_edits.h"
#include "app/local_time.h"
#include "plan/rules/approve.h"
#include "plan/session_steps.h"

namespace meso::app {

using plan::Plan;

namespace {

constexpr std::size_t kMaxNotices = 50;

/// Whether two plans have the same simulation, and the same coverage of the same area. Titles,
/// needles, numbers and the requested count or spacing of the last layout do not matter.
bool simulateAlike(const Plan& a, const Plan& b) {
    const auto sameDepot = [](const plan::InjectionSite& x, const plan::InjectionSite& y) {
        return x.onScalp == y.onScalp && x.volume == y.volume && x.depth == y.depth &&
               x.mixture == y.mixture;
    };
    return a.head == b.head && a.formulation == b.formulation &&
           a.furtherMixtures == b.furtherMixtures && a.tissue == b.tissue &&
           a.area.outlines == b.area.outlines && a.area.exclusions == b.area.exclusions &&
           std::equal(a.sites.begin(), a.sites.end(), b.sites.begin(), b.sites.end(), sameDepot);
}

/// Whether an edit would change what a session goes by that is under way, or went by that is over.
bool disturbsSession(const Plan& now, const Plan& next) {
    return now.sessionRecord && next.sessionRecord &&
           plan::approvalHash(now) != plan::approvalHash(next);
}

std::unique_ptr<SimulationService> serviceFor(const Derived& derived,
                                              const std::shared_ptr<const ClinicalLibrary>& library,
                                              const sim::KernelStorePtr& store,
                                              const CaseOptions& options) {
    return std::make_unique<SimulationService>(derived.headContext, library, store, options.wake);
}

} // namespace

OpenCase::State::State(const Assets& assets_, CaseOptions options_,
                       std::shared_ptr<const CaseStart> start_)
    : assets(assets_), options(std::move(options_)), start(std::move(start_)),
      library(start->library), history(start->sample), derived(start->derived),
      watch({}, start->sample), simulation(serviceFor(derived, library, kernels, options)),
      study(std::make_unique<StudyService>(derived.headContext, library, kernels, options.wake)),
      optimiser(std::make_unique<OptimiseService>(library, options.wake, kernels)) {}

void OpenCase::State::show(ReadyCase next) {
    dropDraft();
    history = plan::History<Plan>(next.plan);
    derived = std::move(next.derived);
    file = std::move(next.file);
    watch = FileWatch(file, std::move(next.plan));
    autosaveFails = false;
    // A new service, because the simulation of another case must not be seen on this one.
    simulation = serviceFor(derived, library, kernels, options);
    study = std::make_unique<StudyService>(derived.headContext, library, kernels, options.wake);
    optimiser = std::make_unique<OptimiseService>(library, options.wake, kernels);
    requested.reset();
    if (settings.autoSimulate)
        requestSimulation();
}

Result<Derived> OpenCase::State::derivedFrom(const Plan& plan) const {
    // What is open is nearest; the sample's head is there too.
    const bool isOnOpenHead = history.draft().head == plan.head;
    const PreviousDerived before = isOnOpenHead || !(start->sample.head == plan.head)
                                       ? PreviousDerived{history.draft(), derived}
                                       : PreviousDerived{start->sample, start->derived};
    return derive(plan, *library, assets, &before);
}

Status OpenCase::State::edit(Result<Plan> next, const std::string& label) {
    if (!next)
        return next.error();
    if (*next == history.draft())
        return Done{};
    if (disturbsSession(history.head(), *next))
        return plan::checkNoRecord(history.head()).error();
    auto follows = derivedFrom(*next);
    if (!follows)
        return follows.error();
    derived = std::move(follows).value();
    history.edit(std::move(next).value(), label);
    return Done{};
}

bool OpenCase::State::commit() {
    if (!history.commit())
        return false;
    autosave();
    if (settings.autoSimulate)
        requestSimulation();
    return true;
}

bool OpenCase::State::travel(int steps) {
    const bool back = steps < 0;
    const auto go = [this](bool backwards) {
        return (backwards ? history.undo() : history.redo()).has_value();
    };
    // What is seen must be what is undone, and redo must bring it back.
    if (!back && commit())
        return false;
    history.commit();
    const Plan seen = history.head();
    int gone = 0;
    while (gone < std::abs(steps) && go(back))
        ++gone;
    if (gone == 0)
        return false;
    const PreviousDerived before{seen, derived};
    auto follows = derive(history.head(), *library, assets, &before);
    if (!follows) {
        // Only a head that can no longer be made gets here.
        while (gone-- > 0)
            go(!back);
        notify(Notice::Kind::Problem, follows.error().message);
        return false;
    }
    derived = std::move(follows).value();
    autosave();
    if (settings.autoSimulate)
        requestSimulation();
    return true;
}

void OpenCase::State::requestSimulation() {
    if (requested && simulateAlike(*requested, history.draft()))
        return;
    requested = history.draft();
    simulation->request(history.draft(), derived.region, options.duration);
}

void OpenCase::State::followDraft() {
    // What runs is finished first: a hand that does not rest would never see anything else.
    using enum SimulationService::State;
    const SimulationService::State state = simulation->state();
    if (settings.autoSimulate && options.followsEdits && state != Running && state != Cancelled)
        requestSimulation();
}

void OpenCase::State::notify(Notice::Kind kind, std::string sentence) {
    notices.push_back({kind, std::move(sentence), ++serial});
    if (notices.size() > kMaxNotices)
        notices.erase(notices.begin());
}

OpenCase::OpenCase(std::unique_ptr<State> state) : state_(std::move(state)) {}
OpenCase::~OpenCase() = default;

const Assets& OpenCase::assets() const {
    return state_->assets;
}
const ClinicalLibrary& OpenCase::library() const {
    return *state_->library;
}
const Plan& OpenCase::plan() const {
    return state_->history.draft();
}
const Plan& OpenCase::committed() const {
    return state_->history.head();
}
const Derived& OpenCase::derived() const {
    return state_->derived;
}
store::Settings& OpenCase::settings() {
    return state_->settings;
}
const store::Settings& OpenCase::settings() const {
    return state_->settings;
}

Status OpenCase::edit(Result<Plan> next, const std::string& label) {
    return state_->edit(std::move(next), label);
}

Status OpenCase::layOut(const plan::LayoutRequest& request, const std::string& label) {
    const Derived& d = state_->derived;
    return edit(withNewLayout(plan(), *d.headContext, *d.region, library(), request), label);
}

Status OpenCase::choosePreset(const std::string& presetId) {
    const anatomy::AreaPreset* preset = library().areas.find(presetId);
    return edit(withPreset(plan(), presetId, *state_->derived.headContext, library()),
                "Area: " + (preset ? preset->name : presetId));
}

Status OpenCase::drawArea(const std::vector<anatomy::ScalpCoordinate>& corners) {
    return edit(withDrawnArea(plan(), corners, *state_->derived.headContext, library()),
                "Draw area");
}

bool OpenCase::commit() {
    return state_->commit();
}

void OpenCase::cancelDraft() {
    if (!state_->history.hasDraft())
        return;
    auto follows = state_->derivedFrom(committed());
    MESO_CHECK(follows.ok(), "a committed plan was derived before");
    state_->history.cancel();
    state_->derived = std::move(follows).value();
}

bool OpenCase::undo() {
    return state_->travel(-1);
}
bool OpenCase::redo() {
    return state_->travel(1);
}
bool OpenCase::travel(int steps) {
    return state_->travel(steps);
}
std::vector<std::string> OpenCase::undoLabels() const {
    return state_->history.undoLabels();
}
std::vector<std::string> OpenCase::redoLabels() const {
    return state_->history.redoLabels();
}
const std::string* OpenCase::undoLabel() const {
    return state_->history.undoLabel();
}
const std::string* OpenCase::redoLabel() const {
    return state_->history.redoLabel();
}

Result<plan::SkinPlace> OpenCase::placeAt(const geom::Vec3& position) const {
    constexpr double kMaxOff = 5; // mm; the two surfaces of a head differ by far less
    const HeadContext& headContext = *state_->derived.headContext;
    const geom::ClosestPoint skin = headContext.head->scalp->index->closest(position);
    if (!(skin.distance <= kMaxOff))
        return Error{"This place is off the scalp; sites can only lie on it."};
    const auto coordinate = headContext.frame.coordinateOf(skin.position);
    if (!coordinate)
        return coordinate.error();
    return plan::SkinPlace{*coordinate, skin.point};
}

plan::SiteDefaults OpenCase::siteDefaults() const {
    if (!plan().sites.empty()) {
        const plan::InjectionSite& last = plan().sites.back();
        return {last.volume, last.depth, last.angle};
    }
    const clinic::Protocol& protocol = library().protocol;
    return {protocol.defaultVolume, protocol.defaultDepth,
            angleFor(protocol.defaultDepth, plan().needle.length)};
}

std::string OpenCase::now() const {
    return state_->options.clock ? state_->options.clock() : localNow();
}

const SimulationService& OpenCase::simulation() const {
    return *state_->simulation;
}

StudyService& OpenCase::study() {
    return *state_->study;
}
const StudyService& OpenCase::study() const {
    return *state_->study;
}

OptimiseService& OpenCase::optimiser() {
    return *state_->optimiser;
}
const OptimiseService& OpenCase::optimiser() const {
    return *state_->optimiser;
}

Status OpenCase::compareWith(const std::filesystem::path& path) {
    auto next = state_->loaded(path);
    if (!next)
        return next.error();
    ComparedPlan other{path, std::move(next->plan), std::move(next->derived), nullptr, nullptr};
    const CaseOptions& options = state_->options;
    other.simulation = serviceFor(other.derived, state_->library, state_->kernels, options);
    other.study = std::make_unique<StudyService>(other.derived.headContext, state_->library,
                                                 state_->kernels, options.wake);
    other.simulation->request(other.plan, other.derived.region, options.duration);
    state_->other = std::move(other);
    return Done{};
}

void OpenCase::endComparison() {
    state_->other.reset();
}

const ComparedPlan* OpenCase::other() const {
    return state_->other ? &*state_->other : nullptr;
}

bool OpenCase::simulationIsOutOfDate() const {
    const PlanSimulationPtr& shown = state_->simulation->shown();
    return !shown || !simulateAlike(shown->plan, plan());
}

bool OpenCase::simulationLags() const {
    constexpr Seconds kMoment(0.5);
    const SimulationService& service = *state_->simulation;
    const bool isArriving =
        service.state() == SimulationService::State::Running && service.runningFor() < kMoment;
    return simulationIsOutOfDate() && !isArriving;
}

Seconds OpenCase::simulationTime() const {
    return state_->simulation->spent();
}

void OpenCase::simulate() {
    commit();
    state_->requested.reset();
    state_->requestSimulation();
}

void OpenCase::cancelSimulation() {
    state_->simulation->cancel();
}

bool OpenCase::poll() {
    bool changed = state_->simulation->poll();
    changed = state_->study->poll() || changed;
    changed = state_->optimiser->poll() || changed;
    state_->followDraft();
    if (state_->other) {
        changed = state_->other->simulation->poll() || changed;
        changed = state_->other->study->poll() || changed;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now >= state_->nextFilePoll) {
        state_->nextFilePoll =
            now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                      std::chrono::duration<double>(state_->options.filePollPeriod.value()));
        changed = state_->pollFile() || changed;
    }
    return changed;
}

const std::vector<Notice>& OpenCase::notices() const {
    return state_->notices;
}
void OpenCase::notify(Notice::Kind kind, std::string sentence) {
    state_->notify(kind, std::move(sentence));
}
void OpenCase::dismiss(int serial) {
    std::erase_if(state_->notices, [&](const Notice& n) { return n.serial == serial; });
}

} // namespace meso::app
