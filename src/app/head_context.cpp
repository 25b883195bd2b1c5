#include "app/head_context.h"

#include "anatomy/head_model.h"
#include "anatomy/thickness.h"
#include "app/assets.h"

namespace meso::app {

const std::vector<float>& HeadThickness::factors(const anatomy::Head& head,
                                                 const anatomy::ScalpFrame& frame,
                                                 const anatomy::ThicknessRegions& regions) {
    std::call_once(once_, [&] {
        factors_ = anatomy::ThicknessMap(frame, regions).factorsAt(head.scalp->mesh->vertices());
    });
    return factors_;
}

Result<HeadContext> openHead(const anatomy::HeadMeasurements& measurements, const Assets& assets) {
    const auto base = anatomy::readHeadBase(assets.headBase());
    if (!base)
        return base.error();
    const auto head = anatomy::loadOrBuildHead(measurements, *base, cacheFolder());
    if (!head)
        return head.error();
    auto frame = anatomy::ScalpFrame::make((*head)->display, (*head)->landmarks);
    if (!frame)
        return frame.error();
    return HeadContext{*head, std::move(frame).value()};
}

} // namespace meso::app
