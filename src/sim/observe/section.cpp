#include "sim/observe/section.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {

SectionField sectionField(const SimResult& result, Seconds time, std::span<const geom::Vec3> places,
                          Mm depthStep, Measure measure) {
    MESO_CHECK(depthStep.value() > 0, "a section needs a depth step above zero");
    SectionField field;
    field.columns = static_cast<int>(places.size());
    field.depths =
        std::max(1, static_cast<int>(std::floor(result.layerBottom.back() / depthStep + 1e-9)));
    field.depthStep = depthStep;
    std::vector<double> depths_mm;
    for (int d = 0; d < field.depths; ++d)
        depths_mm.push_back((d + 0.5) * depthStep.value());
    field.mgPerMl = result.field->below(places, depths_mm, measure, time);
    return field;
}

} // namespace meso::sim
