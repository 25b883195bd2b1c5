#include "app/case/open_case.h"
#include "app/case/open_case_files.h"
#include "app/case/open_case_state.h"
#include "app/edits/area_edits.h"
#include "app/edits/plan_copies.h"
#include "app/plan_checks.h"
#include "base/file.h"
#include "store/plan_file.h"

namespace meso::app {

namespace fs = std::filesystem;
using plan::Plan;

namespace {

constexpr const char* kFirstPreset = "norwood_3_vertex";

Result<ReadyCase> derivedCase(std::shared_ptr<const HeadContext> headContext, Plan plan,
                              const ClinicalLibrary& library, CorridorMapPtr corridors = nullptr) {
    auto derived = deriveOn(std::move(headContext), plan, library, nullptr, std::move(corridors));
    if (!derived)
        return derived.error();
    return ReadyCase{std::move(plan), std::move(derived).value(), {}};
}

} // namespace

Result<ReadyCase> OpenCase::State::fresh() const {
    const std::shared_ptr<const HeadContext>& headContext = start->derived.headContext;
    auto bare = newPlan(kFirstPreset, *headContext, *library);
    if (!bare)
        return bare.error();
    Plan plan = std::move(bare).value();
    if (!library->compounds.compounds.empty()) {
        const clinic::Compound& first = library->compounds.compounds.front();
        plan.formulation = {{first.id, first.usualStrength}};
    }
    const auto region = regionOf(plan, *headContext);
    if (!region)
        return region.error();
    plan::LayoutRequest request;
    request.count = library->protocol.defaultSites;
    auto laidOut = layOutPlan(std::move(plan), *headContext, *region, *library, request);
    if (!laidOut)
        return laidOut.error();
    return derivedCase(headContext, std::move(laidOut).value(), *library);
}

Result<ReadyCase> OpenCase::State::ready(Plan plan, fs::path path) const {
    auto follows = derivedFrom(plan);
    if (!follows)
        return follows.error();
    if (auto placed = checkPlaces(plan, *follows->headContext); !placed)
        return placed.error();
    return ReadyCase{std::move(plan), std::move(follows).value(), std::move(path)};
}

Result<ReadyCase> OpenCase::State::loaded(const fs::path& path) const {
    auto plan = store::loadPlan(path);
    if (!plan)
        return plan.error();
    return ready(std::move(plan).value(), path);
}

Result<ReadyCase> OpenCase::State::fromTemplate(const fs::path& path) const {
    const auto kept = store::loadPlan(path);
    if (!kept)
        return kept.error();
    const std::shared_ptr<const HeadContext>& headContext = start->derived.headContext;
    auto plan = asTemplate(*kept, *headContext, kept->about.title);
    if (!plan)
        return plan.error();
    return derivedCase(headContext, std::move(plan).value(), *library);
}

Result<std::unique_ptr<OpenCase>> OpenCase::open(const Assets& assets, CaseOptions options) {
    auto start = makeStart(assets);
    if (!start)
        return start.error();
    return openFrom(std::move(start).value(), assets, std::move(options));
}

std::unique_ptr<OpenCase> OpenCase::openFrom(std::shared_ptr<const CaseStart> start,
                                             const Assets& assets, CaseOptions options) {
    auto state = std::make_unique<State>(assets, std::move(options), std::move(start));
    state->loadSettings();
    if (state->settings.autoSimulate)
        state->requestSimulation();
    std::unique_ptr<OpenCase> openCase(new OpenCase(std::move(state)));
    for (const std::string& warning : openCase->library().warnings)
        openCase->notify(Notice::Kind::Problem, warning);
    return openCase;
}

Status OpenCase::newCase() {
    auto next = state_->fresh();
    if (!next)
        return next.error();
    state_->show(std::move(next).value());
    return Done{};
}

Status OpenCase::openSample() {
    state_->show({state_->start->sample, state_->start->derived, {}});
    return Done{};
}

Status OpenCase::copyAsNewCase() {
    commit();
    auto next = state_->ready(asNewCase(committed()), {});
    if (!next)
        return next.error();
    state_->show(std::move(next).value());
    state_->watch = FileWatch({}, std::nullopt);
    state_->autosave();
    return Done{};
}

Status OpenCase::saveTemplate(const fs::path& path) {
    const auto whole = wholePath(path);
    if (!whole)
        return whole.error();
    const auto kept =
        asTemplate(plan(), *state_->start->derived.headContext, whole->stem().string());
    if (!kept)
        return kept.error();
    makeOwnFolder(whole->parent_path()); // savePlan says what is wrong with it
    return store::savePlan(*kept, *whole);
}

const fs::path& OpenCase::templateFolder() const {
    return state_->options.templateFolder;
}

Status OpenCase::newFromTemplate(const fs::path& path) {
    auto next = state_->fromTemplate(path);
    if (!next)
        return next.error();
    state_->show(std::move(next).value());
    return Done{};
}

Status OpenCase::openFile(const fs::path& path) {
    const auto whole = wholePath(path);
    if (!whole)
        return whole.error();
    auto next = state_->loaded(*whole);
    if (!next)
        return next.error();
    state_->show(std::move(next).value());
    state_->remember(*whole);
    return Done{};
}

Status OpenCase::recover(const fs::path& draft, const fs::path& path) {
    auto owned = DraftFile::adopt(draft);
    if (!owned)
        return owned.error();
    auto whole = path.empty() ? Result<fs::path>(fs::path()) : wholePath(path);
    if (!whole)
        return whole.error();
    auto kept = state_->loaded(draft);
    if (!kept)
        return kept.error();
    const Plan plan = kept->plan;
    // Where the file can be opened, going back to it is one undo away.
    auto saved = path.empty() ? Result<ReadyCase>(Error{}) : state_->loaded(*whole);
    const bool fromFile = saved.ok();
    ReadyCase start = fromFile ? std::move(saved).value() : std::move(kept).value();
    start.file = *whole;
    state_->show(std::move(start));
    state_->draft.emplace(std::move(owned).value());
    if (!fromFile)
        state_->watch = FileWatch(*whole, std::nullopt);
    else if (auto edited = state_->edit(plan, "Recover draft"); edited)
        state_->commit();
    if (!path.empty())
        state_->remember(*whole);
    return Done{};
}

} // namespace meso::app
