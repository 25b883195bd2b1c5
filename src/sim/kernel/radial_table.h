#pragma once
#include <memory>
#include <span>
#include <vector>

#include "sim/kernel/depot_kernel.h"

namespace meso::sim {

/// What of a kernel is looked at: the mean over a depth range.
struct Reading {
    DepthRange range;
    Measure measure = Measure::Total;
    bool operator==(const Reading&) const = default;
};

/// A reading of a kernel as a function of the distance along the skin, at some times (or of its
/// time integrals), tabulated in even steps of Disc::kStep_mm; linear between them, zero beyond.
struct RadialTable {
    int columns = 0;           ///< times
    std::vector<float> values; ///< step i, column t at [i * columns + t]; the last step is zero

    [[nodiscard]] int steps() const {
        return columns > 0 ? static_cast<int>(values.size()) / columns : 0;
    }
    /// Everything beyond is zero.
    [[nodiscard]] double reach_mm() const { return (steps() - 1) * Disc::kStep_mm; }
    /// Adds `scale` times all columns at a distance; nothing beyond the reach.
    void addTo(double distance_mm, float scale, float* columnsOut) const;
};
using RadialTablePtr = std::shared_ptr<const RadialTable>;

/// Shares of the injected strength below this are the noise of a cut series and read as zero.
inline constexpr double kNoiseShare = 1e-5;

/// At these times, s. What lies below kNoiseShare is zero. About 1 ms for 50 times.
RadialTable radialTable(const DepotKernel& kernel, const Reading& reading,
                        std::span<const double> times_s);
/// Two columns: the integrals of DepotKernel::integrals(), s and s2.
RadialTable integralTable(const DepotKernel& kernel, const Reading& reading);
/// One column per depth, at one time.
RadialTable depthTable(const DepotKernel& kernel, std::span<const double> depths_mm,
                       Measure measure, double time_s);

/// Sum of tables with one number of columns, each times its weight.
RadialTable mixed(std::span<const std::pair<double, const RadialTable*>> parts);

/// Mean over a depth range of what a total concentration of 1 reads as: 1, or the mean of 1 / K.
double unitLevel(const TissueColumn& column, const Reading& reading);

} // namespace meso::sim
