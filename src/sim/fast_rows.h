#pragma once
#include <span>
#include <vector>

#include "sim/lateral_operator.h"
#include "sim/row_view.h"

namespace meso::sim {

/// A lateral operator as the fast kernels read it: float, one line per vertex.
struct FastRows {
    std::vector<RowLine> line;
    std::vector<float> sum;           ///< of all weights of a vertex, 1/mm2
    std::vector<unsigned char> count; ///< neighbours of a vertex
    std::vector<RowExtra> extra;      ///< by row
    [[nodiscard]] int vertices() const { return static_cast<int>(line.size()); }
    [[nodiscard]] RowsView view() const {
        return {line.data(), sum.data(), count.data(), extra.data(),
                static_cast<int>(extra.size())};
    }
};

/// The operator in float. Fails by MESO_CHECK above 255 neighbours. O(n).
FastRows fastRows(const LateralOperator& lateral);

/// The rows of some vertices, numbered by their place in `vertices`; neighbours elsewhere are left
/// out, which closes the border. `place` is scratch: one -1 per vertex of the whole, and left so.
/// `out` is replaced and keeps its memory. O(vertices).
void cutRows(const FastRows& whole, std::span<const int> vertices, std::vector<int>& place,
             FastRows& out);

/// Divides every weight of a row by its own factor (> 0), one per row: the rows of a surface on
/// which that vertex has so many times its area. O(n).
void widenRows(FastRows& rows, std::span<const float> areaScale);

} // namespace meso::sim
