#include "app/spread/optimise_service.h"

#include "anatomy/danger.h"
#include "app/library.h"
#include "app/plan_checks.h"

namespace meso::app {

namespace {

OptimiseRequest requestFor(const OptimiseChoices& choices, const clinic::Protocol& protocol) {
    OptimiseRequest request;
    request.compoundId = choices.compoundId;
    request.bandId = choices.bandId;
    request.thresholdShare = choices.thresholdShare;
    request.atLeast = choices.atLeast;
    request.share = choices.share;
    request.limits = optimiseLimits(protocol);
    request.fewestSites = choices.fewestSites;
    request.duration = choices.duration;
    return request;
}

} // namespace

std::vector<char> insideCorridors(const HeadContext& headContext, const geom::Region& region,
                                  const anatomy::CorridorMap& corridors) {
    const geom::TriMesh& mesh = *headContext.head->scalp->mesh;
    std::vector<char> inside(mesh.vertices().size(), 0);
    for (std::size_t t = 0; t < mesh.triangles().size(); ++t)
        for (int corner = 0; corner < 3; ++corner) {
            const int vertex = mesh.triangles()[t][corner];
            if (inside[vertex] != 0 || region.signedDistance()[vertex] > 0)
                continue;
            geom::SurfacePoint point{static_cast<int>(t), {0, 0, 0}};
            point.weights[corner] = 1;
            const auto nearest = corridors.nearest(point);
            inside[vertex] = nearest && nearest->inside() ? 1 : 0;
        }
    return inside;
}

OptimiseService::OptimiseService(std::shared_ptr<const ClinicalLibrary> library,
                                 std::function<void()> wake, sim::KernelStorePtr store)
    : library_(std::move(library)), store_(std::move(store)),
      job_(std::move(wake), {"No places could be found: there was not enough memory.",
                             "No places could be found: "}) {}

void OptimiseService::start(const plan::Plan& plan, const Derived& derived,
                            const OptimiseChoices& choices) {
    answer_.reset();
    problem_.clear();
    job_.start([plan, headContext = derived.headContext, region = derived.region,
                corridors = derived.corridors, library = library_, store = store_,
                choices](const std::stop_token& stop,
                         const Progress& progress) -> Result<OptimiseResultPtr> {
        OptimiseRequest request = requestFor(choices, library->protocol);
        request.store = store;
        if (choices.offCorridors && corridors)
            request.forbidden = insideCorridors(*headContext, *region, *corridors);
        auto found = optimise({plan, *headContext, *region, *library}, request, stop, progress);
        if (!found)
            return found.error();
        return std::make_shared<const OptimiseResult>(
            OptimiseResult{plan, choices, std::move(found).value()});
    });
}

void OptimiseService::cancel() {
    job_.cancel();
}

bool OptimiseService::poll() {
    const auto delivery = job_.take();
    if (!delivery)
        return false;
    if (*delivery)
        answer_ = **delivery;
    else
        problem_ = delivery->error().message;
    return true;
}

} // namespace meso::app
