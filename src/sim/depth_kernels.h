#pragma once
#include <cstddef>

#include "sim/fast_kernels.h"
#include "sim/fast_pack.h"

/// Products of rows with a matrix across depth. See fast_pack.h for what may be written here.
namespace meso::sim::kernels {

/// out = x through a matrix for as many rows as keep about 12 sums in registers.
template <int Lanes, int From, int To, int Rows>
[[gnu::always_inline]] inline void multiplyRows(const float* x, const float* transposed,
                                                float* out) {
    using P = typename Pack<Lanes>::Type;
    constexpr int kPacks = To / Lanes;
    P sum[Rows][kPacks];
#pragma GCC unroll 12
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 10
        for (int q = 0; q < kPacks; ++q)
            sum[r][q] = P{};
#pragma GCC unroll 1
    for (int k = 0; k < From; ++k) {
        const P* column = packsAt<Lanes>(transposed + static_cast<std::size_t>(k) * To);
        P entry[kPacks];
#pragma GCC unroll 10
        for (int q = 0; q < kPacks; ++q)
            entry[q] = column[q];
#pragma GCC unroll 12
        for (int r = 0; r < Rows; ++r) {
            const float value = x[r * From + k];
#pragma GCC unroll 10
            for (int q = 0; q < kPacks; ++q)
                sum[r][q] += value * entry[q];
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 10
        for (int q = 0; q < kPacks; ++q)
            packsAt<Lanes>(out + r * To)[q] = sum[r][q];
}

/// A whole tile; x and out are different.
template <int Lanes, int From, int To>
[[gnu::always_inline]] inline void multiplyTile(const float* x, const float* transposed,
                                                float* out) {
    constexpr int kPacks = To / Lanes;
    constexpr int kRows = kPacks >= kTileRows ? 1 : kTileRows / kPacks;
    static_assert(kTileRows % kRows == 0);
    for (int r = 0; r < kTileRows; r += kRows)
        multiplyRows<Lanes, From, To, kRows>(x + r * From, transposed, out + r * To);
}

} // namespace meso::sim::kernels
