#include "verify/mesh/schedule.h"

#include <algorithm>
#include <cmath>

namespace meso::verify {
namespace {

struct Stage {
    double until_s, dt_s;
};
constexpr double kForever_s = 1e300;
constexpr Stage kStages[] = {{1800, 60}, {21600, 300}, {kForever_s, 1800}};

} // namespace

std::vector<StepRun> makeSchedule(const std::vector<Seconds>& outputTimes) {
    std::vector<StepRun> runs;
    double now_s = 0;
    for (const Seconds output : outputTimes) {
        for (const Stage& stage : kStages) {
            const double end_s = std::min(output.value(), stage.until_s);
            if (end_s <= now_s)
                continue;
            const double span_s = end_s - now_s;
            const int steps = std::max(1, static_cast<int>(std::ceil(span_s / stage.dt_s - 1e-9)));
            runs.push_back({Seconds(span_s / steps), steps, end_s == output.value()});
            now_s = end_s;
        }
    }
    return runs;
}

} // namespace meso::verify
