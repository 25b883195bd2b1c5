#include "sim/kernel/radial_table.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::sim {
namespace {

/// The table of a transform (wavenumbers x columns), without what lies below a column's floor.
RadialTable tabulated(const DepotKernel& kernel, const Eigen::MatrixXd& transform,
                      const Eigen::ArrayXd& floors) {
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Rows field = (kernel.medium().disc().table() * transform).cast<float>();
    const Eigen::ArrayXf least = floors.cast<float>();
    Eigen::Index steps = 0;
    for (Eigen::Index i = 0; i < field.rows(); ++i)
        if ((field.row(i).transpose().array() > least).any())
            steps = i + 1;
    RadialTable table;
    table.columns = static_cast<int>(transform.cols());
    table.values.assign(static_cast<std::size_t>((steps + 1) * transform.cols()), 0);
    for (Eigen::Index i = 0; i < steps; ++i)
        for (Eigen::Index t = 0; t < transform.cols(); ++t)
            if (field(i, t) > least[t])
                table.values[static_cast<std::size_t>(i * transform.cols() + t)] = field(i, t);
    return table;
}

} // namespace

void RadialTable::addTo(double distance_mm, float scale, float* columnsOut) const {
    const double place = distance_mm / Disc::kStep_mm;
    const int step = static_cast<int>(place);
    if (step + 1 >= steps())
        return;
    const float next = scale * static_cast<float>(place - step), own = scale - next;
    using Row = Eigen::Map<const Eigen::ArrayXf>;
    const float* at = values.data() + static_cast<std::size_t>(step) * columns;
    Eigen::Map<Eigen::ArrayXf>(columnsOut, columns) +=
        own * Row(at, columns) + next * Row(at + columns, columns);
}

RadialTable radialTable(const DepotKernel& kernel, const Reading& reading,
                        std::span<const double> times_s) {
    const DepthBasis& basis = kernel.medium().basis();
    const double floor = kNoiseShare * unitLevel(basis.column(), reading);
    return tabulated(kernel,
                     kernel.transform(basis.average(reading.range, reading.measure), times_s),
                     Eigen::ArrayXd::Constant(static_cast<Eigen::Index>(times_s.size()), floor));
}

RadialTable integralTable(const DepotKernel& kernel, const Reading& reading) {
    const DepthBasis& basis = kernel.medium().basis();
    const Eigen::MatrixXd transform =
        kernel.integrals(basis.average(reading.range, reading.measure));
    const Eigen::VectorXd axis = kernel.medium().disc().table().row(0) * transform;
    return tabulated(kernel, transform, (kNoiseShare * axis.array()).max(0.0));
}

RadialTable depthTable(const DepotKernel& kernel, std::span<const double> depths_mm,
                       Measure measure, double time_s) {
    const DepthBasis& basis = kernel.medium().basis();
    Eigen::ArrayXd floors(static_cast<Eigen::Index>(depths_mm.size()));
    for (std::size_t d = 0; d < depths_mm.size(); ++d) {
        const Mm depth(depths_mm[d]);
        floors[static_cast<Eigen::Index>(d)] =
            kNoiseShare * unitLevel(basis.column(), {{depth, depth + Mm(1e-6)}, measure});
    }
    return tabulated(kernel, kernel.transformAt(basis.values(depths_mm, measure), time_s), floors);
}

RadialTable mixed(std::span<const std::pair<double, const RadialTable*>> parts) {
    RadialTable out;
    out.columns = parts.front().second->columns;
    std::size_t size = 0;
    for (const auto& [weight, table] : parts) {
        MESO_CHECK(table->columns == out.columns, "only tables of one set of times can be mixed");
        size = std::max(size, table->values.size());
    }
    out.values.assign(size, 0);
    for (const auto& [weight, table] : parts)
        for (std::size_t i = 0; i < table->values.size(); ++i)
            out.values[i] += static_cast<float>(weight) * table->values[i];
    return out;
}

double unitLevel(const TissueColumn& column, const Reading& reading) {
    if (reading.measure == Measure::Total)
        return 1;
    double sum = 0, length = 0, top = 0;
    for (std::size_t l = 0; l < column.thickness_mm.size(); ++l) {
        const double bottom = top + column.thickness_mm[l];
        const double part =
            std::min(bottom, reading.range.to.value()) - std::max(top, reading.range.from.value());
        if (part > 0) {
            const double volume = part * column.metricAt(0.5 * (top + bottom));
            sum += volume / column.transports[l].capacity;
            length += volume;
        }
        top = bottom;
    }
    return length > 0 ? sum / length : 1;
}

} // namespace meso::sim
