#include "app/case/session.h"

#include <algorithm>
#include <cstdlib>

#include "app/case/session_state.h"
#include "app/edits/area_edits.h"
#include "app/local_time.h"
#include "plan/rules/approve.h"
#include "plan/session_steps.h"

namespace meso::app {

using plan::Plan;

namespace {

constexpr std::size_t kMostNotices = 50;

/// Whether two plans have the same spread, and the same coverage of the same area. Titles, needles,
/// numbers and the wishes of the last layout do not matter.
bool spreadAlike(const Plan& a, const Plan& b) {
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
    return now.delivery && next.delivery && plan::approvalHash(now) != plan::approvalHash(next);
}

std::unique_ptr<SpreadService> serviceFor(const Derived& derived,
                                          const std::shared_ptr<const ClinicalLibrary>& library,
                                          const SessionOptions& options) {
    return std::make_unique<SpreadService>(derived.desk, library, options.wake);
}

} // namespace

Session::State::State(const Assets& assets_, SessionOptions options_, ClinicalLibrary library_,
                      ReadyCase start)
    : assets(assets_), options(std::move(options_)),
      library(std::make_shared<const ClinicalLibrary>(std::move(library_))), history(start.plan),
      derived(std::move(start.derived)), watch({}, std::move(start.plan)),
      spread(serviceFor(derived, library, options)),
      study(std::make_unique<StudyService>(derived.desk, library, options.wake)),
      optimiser(std::make_unique<OptimiseService>(library, options.wake)) {}

void Session::State::show(ReadyCase next) {
    dropDraft();
    history = plan::History<Plan>(next.plan);
    derived = std::move(next.derived);
    file = std::move(next.file);
    watch = FileWatch(file, std::move(next.plan));
    autosaveFails = false;
    // A new service, because the spread of another case must not be seen on this one.
    spread = serviceFor(derived, library, options);
    study = std::make_unique<StudyService>(derived.desk, library, options.wake);
    optimiser = std::make_unique<OptimiseService>(library, options.wake);
    liveFollows = false;
    columns.clear();
    requested.reset();
    if (settings.simulateByItself)
        requestSpread();
}

Result<Derived> Session::State::derivedFrom(const Plan& plan) const {
    const DerivedBefore before{history.draft(), derived};
    return derive(plan, *library, assets, &before);
}

Status Session::State::edit(Result<Plan> next, const std::string& label) {
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

bool Session::State::commit() {
    if (!history.commit())
        return false;
    autosave();
    if (settings.simulateByItself)
        requestSpread();
    return true;
}

bool Session::State::travel(int steps) {
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
    const DerivedBefore before{seen, derived};
    auto follows = derive(history.head(), *library, assets, &before);
    if (!follows) {
        // Only a head that can no longer be made gets here.
        while (gone-- > 0)
            go(!back);
        tell(Notice::Kind::Problem, follows.error().message);
        return false;
    }
    derived = std::move(follows).value();
    autosave();
    if (settings.simulateByItself)
        requestSpread();
    return true;
}

void Session::State::requestSpread() {
    if (requested && spreadAlike(*requested, history.head()))
        return;
    requested = history.head();
    spread->request(history.head(), derived.region, options.duration, options.previewUntil);
}

void Session::State::tell(Notice::Kind kind, std::string sentence) {
    notices.push_back({kind, std::move(sentence), ++serial});
    if (notices.size() > kMostNotices)
        notices.erase(notices.begin());
}

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::~Session() = default;

const Assets& Session::assets() const {
    return state_->assets;
}
const ClinicalLibrary& Session::library() const {
    return *state_->library;
}
const Plan& Session::plan() const {
    return state_->history.draft();
}
const Plan& Session::committed() const {
    return state_->history.head();
}
const Derived& Session::derived() const {
    return state_->derived;
}
store::Settings& Session::settings() {
    return state_->settings;
}
const store::Settings& Session::settings() const {
    return state_->settings;
}

Status Session::edit(Result<Plan> next, const std::string& label) {
    return state_->edit(std::move(next), label);
}

Status Session::layOut(plan::LayoutRequest request, const std::string& label) {
    const Derived& d = state_->derived;
    return edit(laidOutAnew(plan(), *d.desk, *d.region, library(), request), label);
}

Status Session::choosePreset(const std::string& presetId) {
    const anatomy::AreaPreset* preset = library().areas.find(presetId);
    return edit(withPreset(plan(), presetId, *state_->derived.desk, library()),
                "Area: " + (preset ? preset->name : presetId));
}

Status Session::drawArea(const std::vector<anatomy::ScalpCoordinate>& corners) {
    return edit(withDrawnArea(plan(), corners, *state_->derived.desk, library()), "Draw area");
}

bool Session::commit() {
    return state_->commit();
}

void Session::cancelDraft() {
    if (!state_->history.hasDraft())
        return;
    auto follows = state_->derivedFrom(committed());
    MESO_CHECK(follows.ok(), "a committed plan was derived before");
    state_->history.cancel();
    state_->derived = std::move(follows).value();
}

bool Session::undo() {
    return state_->travel(-1);
}
bool Session::redo() {
    return state_->travel(1);
}
bool Session::travel(int steps) {
    return state_->travel(steps);
}
std::vector<std::string> Session::undoLabels() const {
    return state_->history.undoLabels();
}
std::vector<std::string> Session::redoLabels() const {
    return state_->history.redoLabels();
}
const std::string* Session::undoLabel() const {
    return state_->history.undoLabel();
}
const std::string* Session::redoLabel() const {
    return state_->history.redoLabel();
}

Result<plan::SkinPlace> Session::placeAt(const geom::Vec3& position) const {
    constexpr double kMostOff = 5; // mm; the two surfaces of a head differ by far less
    const HeadDesk& desk = *state_->derived.desk;
    const geom::ClosestPoint skin = desk.head->scalp->index->closest(position);
    if (!(skin.distance <= kMostOff))
        return Error{"This place is off the scalp; sites can only lie on it."};
    const auto coordinate = desk.frame.coordinateOf(skin.position);
    if (!coordinate)
        return coordinate.error();
    return plan::SkinPlace{*coordinate, skin.point};
}

plan::SiteDefaults Session::siteDefaults() const {
    if (!plan().sites.empty()) {
        const plan::InjectionSite& last = plan().sites.back();
        return {last.volume, last.depth, last.angle};
    }
    const clinic::Protocol& protocol = library().protocol;
    return {protocol.defaultVolume, protocol.defaultDepth,
            angleFor(protocol.defaultDepth, plan().needle.length)};
}

std::string Session::now() const {
    return state_->options.clock ? state_->options.clock() : localNow();
}

const SpreadService& Session::spread() const {
    return *state_->spread;
}

StudyService& Session::study() {
    return *state_->study;
}
const StudyService& Session::study() const {
    return *state_->study;
}

OptimiseService& Session::optimiser() {
    return *state_->optimiser;
}
const OptimiseService& Session::optimiser() const {
    return *state_->optimiser;
}

Status Session::compareWith(const std::filesystem::path& path) {
    auto next = state_->loaded(path);
    if (!next)
        return next.error();
    OtherPlan other{path, std::move(next->plan), std::move(next->derived), nullptr, nullptr};
    const SessionOptions& options = state_->options;
    other.spread = serviceFor(other.derived, state_->library, options);
    other.study = std::make_unique<StudyService>(other.derived.desk, state_->library, options.wake);
    other.spread->request(other.plan, other.derived.region, options.duration, Seconds(0));
    state_->other = std::move(other);
    return Done{};
}

void Session::endComparison() {
    state_->other.reset();
}

const OtherPlan* Session::other() const {
    return state_->other ? &*state_->other : nullptr;
}

bool Session::spreadIsOutOfDate() const {
    const SpreadPtr& shown = state_->spread->shown();
    return !shown || !spreadAlike(shown->plan, plan()) || !spreadAlike(shown->plan, committed());
}

LiveSpread* Session::live(const LiveLook& look) {
    State& s = *state_;
    const SpreadPtr& shown = s.spread->shown();
    // The first spread of a case does not wait for what the live sum needs to be ready.
    if (!s.options.followsEdits || !shown || (!shown->complete && !s.live))
        return nullptr;
    const auto formulation = simulatedIngredients(plan(), *s.library);
    const auto ingredient =
        std::find_if(formulation.begin(), formulation.end(),
                     [&](const plan::Ingredient& i) { return i.compoundId == look.compoundId; });
    if (ingredient == formulation.end())
        return nullptr;
    if (!s.live)
        s.live = std::make_unique<LiveSpread>(s.library, s.options.wake);
    const bool follows =
        s.live->follow(plan(), {s.derived.desk, s.derived.region, *ingredient, look.depthId,
                                look.measure, s.options.duration, plan().tissue, s.columns});
    // The sum tells of the whole time, a preview only of its beginning.
    const bool standsIn = spreadIsOutOfDate() || !shown->complete;
    s.liveFollows = standsIn && (follows || (s.liveFollows && s.liveLook == look));
    s.liveLook = look;
    return s.liveFollows && s.live->figures() ? s.live.get() : nullptr;
}

void Session::lookBelow(std::vector<int> columns) {
    state_->columns = std::move(columns);
}

Seconds Session::followingTime() const {
    return state_->live ? state_->live->spent() : Seconds(0);
}

void Session::simulate() {
    commit();
    state_->requested.reset();
    state_->requestSpread();
}

void Session::cancelSimulation() {
    state_->spread->cancel();
}

void Session::setPreviewUntil(Seconds time) {
    state_->options.previewUntil = time;
}

bool Session::pump() {
    bool changed = state_->spread->pump();
    changed = state_->study->pump() || changed;
    changed = state_->optimiser->pump() || changed;
    changed = (state_->live && state_->live->pump()) || changed;
    if (state_->other) {
        changed = state_->other->spread->pump() || changed;
        changed = state_->other->study->pump() || changed;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now >= state_->nextLook) {
        state_->nextLook =
            now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                      std::chrono::duration<double>(state_->options.fileLookPeriod.value()));
        changed = state_->lookAtFile() || changed;
    }
    return changed;
}

const std::vector<Notice>& Session::notices() const {
    return state_->notices;
}
void Session::tell(Notice::Kind kind, std::string sentence) {
    state_->tell(kind, std::move(sentence));
}
void Session::dismiss(int serial) {
    std::erase_if(state_->notices, [&](const Notice& n) { return n.serial == serial; });
}

} // namespace meso::app
