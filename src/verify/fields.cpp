#include "verify/fields.h"

#include <algorithm>
#include <cmath>

namespace meso::verify {

double worstApart(const Fields& fields, const Fields& reference) {
    double worst = 0;
    for (std::size_t t = 0; t < fields.size(); ++t) {
        double apart = 0, peak = 0;
        for (std::size_t i = 0; i < fields[t].size(); ++i) {
            apart = std::max(apart, std::abs(fields[t][i] - reference[t][i]));
            peak = std::max(peak, std::abs(reference[t][i]));
        }
        worst = std::max(worst, apart / peak);
    }
    return worst;
}

double worstL2(const Fields& fields, const Fields& reference) {
    double worst = 0;
    for (std::size_t t = 0; t < fields.size(); ++t) {
        double apart = 0, size = 0;
        for (std::size_t i = 0; i < fields[t].size(); ++i) {
            apart += (fields[t][i] - reference[t][i]) * (fields[t][i] - reference[t][i]);
            size += reference[t][i] * reference[t][i];
        }
        worst = std::max(worst, std::sqrt(apart / size));
    }
    return worst;
}

double worstUndershoot(const Fields& fields) {
    double worst = 0;
    for (const std::vector<double>& field : fields) {
        const auto [lowest, highest] = std::minmax_element(field.begin(), field.end());
        worst = std::max(worst, -*lowest / *highest);
    }
    return worst;
}

} // namespace meso::verify
