#pragma once

/// Rows of the lateral operator as the kernels read them; includes nothing, since the kernels are
/// built with flags of their own.
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

} // namespace meso::sim
