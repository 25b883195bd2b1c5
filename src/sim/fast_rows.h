#pragma once
#include <span>
#include <vector>

#include "sim/lateral_operator.h"

namespace meso::sim {

inline constexpr int kRowEntries = 8;

/// The first neighbours of one vertex, one cache line. Unused places hold the vertex itself with
/// weight 0, so that a kernel may read all of them without asking how many there are.
struct alignas(64) RowLine {
    int column[kRowEntries];
    float weight[kRowEntries]; ///< w_ij, 1/mm2
};

/// A neighbour beyond the first eight; rare.
struct RowExtra {
    int row, column;
    float weight; ///< 1/mm2
};

/// Rows for the kernels: plain pointers, which stay valid as long as the FastRows do.
struct RowsView {
    const RowLine* line = nullptr;
    const float* sum = nullptr;
    const unsigned char* count = nullptr;
    const RowExtra* extra = nullptr;
    int extras = 0;
};

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

} // namespace meso::sim
