#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "base/result.h"

namespace meso::anatomy {
struct ThicknessRegions;
}

namespace meso::app {

struct Assets;

/// How thick every place of a head's scalp grid is, worked out when it is first asked for (about
/// 0.1 s). May be asked from several threads.
class HeadThickness {
public:
    /// One factor per vertex, as SimInput::thicknessFactor. The regions count at the first call.
    const std::vector<float>& factors(const anatomy::Head& head, const anatomy::ScalpFrame& frame,
                                      const anatomy::ThicknessRegions& regions);

private:
    std::once_flag once_;
    std::vector<float> factors_;
};

/// A head with its coordinates: what every plan is worked out on.
struct HeadContext {
    anatomy::HeadPtr head;
    anatomy::ScalpFrame frame;
    /// Of its scalp grid, made when a plan asks for it.
    std::shared_ptr<HeadThickness> thickness = std::make_shared<HeadThickness>();
};

/// Builds the head of the measurements, or takes it from the cache. Fails with the head model's
/// reason (a measurement out of range, two that contradict each other, a damaged base file).
Result<HeadContext> openHead(const anatomy::HeadMeasurements& measurements, const Assets& assets);

} // namespace meso::app
