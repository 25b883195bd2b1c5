#include "app/spread/live_exposure.h"

namespace meso::app {

namespace {

sim::BandSeries seriesOf(const AreaHistory& history, const BandScale& scale) {
    return {{history.depth.from, history.depth.to},
            history.measure,
            history.times,
            history.mgPerMl,
            scale.tailLoss,
            scale.meaningful};
}

bool isOneArea(const AreaHistory& a, const AreaHistory& b) {
    return a.vertices == b.vertices && a.weights_mm2 == b.weights_mm2 && a.times == b.times &&
           a.depth.id == b.depth.id && a.measure == b.measure;
}

sim::Target targetOf(const AreaHistory& history) {
    sim::Target target{
        history.weights_mm2, std::vector<char>(history.weights_mm2.size(), 1), {}, {}};
    for (const double weight : history.weights_mm2)
        target.area += Mm2(weight);
    return target;
}

} // namespace

BandAnalysis LiveExposure::look(const std::shared_ptr<const AreaHistory>& history,
                                const BandScale& scale, const LiveRequest& request, Mm2 spill) {
    const sim::BandSeries now = seriesOf(*history, scale);
    if (history_ && request_ == request && isOneArea(*history_, *history)) {
        sim::updateExposure(seriesOf(*history_, scale), now, exposure_);
    } else {
        exposure_ = sim::exposureOf(now, request.threshold);
        target_ = targetOf(*history);
    }
    history_ = history;
    request_ = request;
    return bandFigures(exposure_, history->depth, request.atLeast, target_, spill);
}

} // namespace meso::app
