#include "ui/viewport/scene_cache.h"

#include <algorithm>
#include <cmath>

#include "app/edits/derive.h"
#include "ui/state/playing.h"
#include "view/build_scene.h"

namespace meso::ui {

namespace {

view::ScalpValues shared(const std::vector<double>& values) {
    return std::make_shared<const std::vector<float>>(values.begin(), values.end());
}

void takeHead(SceneCache::State& cache, const anatomy::HeadPtr& head) {
    if (cache.head == head)
        return;
    cache.head = head;
    cache.display = std::make_unique<geom::SurfaceIndex>(head->display);
    cache.ball = view::headSphere(*head);
    cache.chart.reset();
    cache.marcher.reset();
    cache.measured.clear();
    cache.region.reset();
    cache.scene.head = head;
}

void takeRegion(SceneCache::State& cache, const std::shared_ptr<const geom::Region>& region) {
    if (cache.region == region)
        return;
    cache.region = region;
    cache.scene.regionDistance = shared(region->signedDistance());
    cache.scene.exclusionDistance =
        region->exclusions().empty() ? nullptr : shared(region->exclusionDistance());
}

/// Puts another plan's field, or how far this one's lies above it, in the place of the field. The
/// scale is that of the open plan.
void paintOther(view::Scene& scene, view::ScalarField other, const view::FieldChoice& choice,
                ComparedField painted) {
    if (painted == ComparedField::Difference)
        scene.field = view::differenceFieldOf(scene.field, other, choice);
    else
        scene.field.values = std::move(other.values);
    const std::string what = painted == ComparedField::Second ? "Plan B: " : "A − B: ";
    scene.field.title = what + scene.field.title;
    scene.caption.front() = what + scene.caption.front();
}

void takeField(SceneCache::State& cache, app::OpenCase& openCase, const UiState& state) {
    const app::CompoundRun* run = shownRun(openCase, state);
    if (!run) {
        cache.scene.field = {};
        cache.scene.caption.clear();
        cache.field = {};
        return;
    }
    const anatomy::BulbBand depth = shownDepth(openCase, state);
    const bool compares = state.workspace == Workspace::Spread && state.page == SpreadPage::Compare;
    const app::CompoundRun* other = compares ? comparedRun(openCase, state) : nullptr;
    const ComparedField painted = other ? state.painted : ComparedField::First;
    FieldKey key{openCase.simulation().shown(),
                 shownRunIndex(openCase, state),
                 depth.id,
                 shownTime(openCase, state),
                 state.measure,
                 state.colours,
                 painted,
                 other ? other->result : nullptr};
    if (cache.field == key)
        return;
    cache.field = std::move(key);
    const view::FieldChoice choice{run->compound.name, depth,         cache.field.time,
                                   run->strength,      state.measure, state.colours};
    cache.scene.field = view::concentrationField(*run->result, choice);
    cache.scene.caption = view::captionOf(choice, cache.field.time);
    if (painted != ComparedField::First)
        paintOther(cache.scene, view::concentrationField(*other->result, choice), choice, painted);
}

void takeSites(view::Scene& scene, const app::OpenCase& openCase, const UiState& state) {
    const app::Derived& derived = openCase.derived();
    const std::vector<plan::InjectionSite>& sites = openCase.plan().sites;
    scene.sites.clear();
    for (std::size_t i = 0; i < sites.size() && i < derived.positions.size(); ++i)
        scene.sites.push_back({derived.positions[i], derived.normals[i], sites[i].id,
                               state.selection.contains(sites[i].id)});
}

} // namespace

SceneCache::SceneCache() : state_(std::make_unique<State>()) {}
SceneCache::~SceneCache() = default;

bool SceneCache::wantsFrame() const {
    return state_->betterPictureWaits;
}

const view::Scene& SceneCache::scene(UiContext context, const view::Theme& theme, double scale) {
    const app::Derived& derived = context.openCase.derived();
    takeHead(*state_, derived.headContext->head);
    takeRegion(*state_, derived.region);
    takeField(*state_, context.openCase, context.state);
    view::Scene& scene = state_->scene;
    takeSites(scene, context.openCase, context.state);
    scene.camera = context.state.camera;
    scene.theme = theme;
    scene.show = context.state.show;
    scene.scale = scale;
    return scene;
}

} // namespace meso::ui
