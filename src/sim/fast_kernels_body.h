#pragma once
#include <cstddef>

#include "sim/fast_kernels.h"

/// The loops behind fast_kernels.h, on packs of Lanes floats. Included by one unit for each kind of
/// processor; Lanes keeps their instances apart, so nothing here may call a function that both
/// units would instantiate alike. Loops over packs are unrolled by hand-set pragmas: without them
/// -O2 keeps the sums in memory, nine times slower.
namespace meso::sim::kernels {

template <int Lanes>
struct Pack {
    typedef float Type __attribute__((vector_size(4 * Lanes), may_alias));
};

template <int Lanes>
[[gnu::always_inline]] inline const typename Pack<Lanes>::Type* packsAt(const float* x) {
    return reinterpret_cast<const typename Pack<Lanes>::Type*>(x);
}
template <int Lanes>
[[gnu::always_inline]] inline typename Pack<Lanes>::Type* packsAt(float* x) {
    return reinterpret_cast<typename Pack<Lanes>::Type*>(x);
}

/// The neighbours of one row beyond its line.
template <int Lanes, int Modes>
[[gnu::noinline, gnu::cold]] void addExtras(const RowsView& rows, int row, const float* x,
                                            typename Pack<Lanes>::Type* sum) {
    const RowExtra* e = rows.extra;
    int low = 0, high = rows.extras;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (e[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    for (int k = rows.count[row] - kRowEntries; k > 0; --k, ++low) {
        const auto* there = packsAt<Lanes>(x + static_cast<std::size_t>(e[low].column) * Modes);
        for (int q = 0; q < Modes / Lanes; ++q)
            sum[q] += e[low].weight * there[q];
    }
}

/// sum = B x at one vertex. A row of few packs reads its whole line: a fixed count costs less there
/// than a mispredicted end of the loop.
template <int Lanes, int Modes>
[[gnu::always_inline]] inline void applyRow(const RowsView& rows, int row, const float* x,
                                            typename Pack<Lanes>::Type* sum) {
    constexpr int kPacks = Modes / Lanes;
    const RowLine& line = rows.line[row];
    const auto* own = packsAt<Lanes>(x + static_cast<std::size_t>(row) * Modes);
    const float total = -rows.sum[row];
    const int count = rows.count[row];
#pragma GCC unroll 10
    for (int q = 0; q < kPacks; ++q)
        sum[q] = total * own[q];
    const auto add = [&](int k) [[gnu::always_inline]] {
        const auto* there = packsAt<Lanes>(x + static_cast<std::size_t>(line.column[k]) * Modes);
        const float w = line.weight[k];
#pragma GCC unroll 10
        for (int q = 0; q < kPacks; ++q)
            sum[q] += w * there[q];
    };
    if constexpr (kPacks <= 2) {
#pragma GCC unroll 8
        for (int k = 0; k < kRowEntries; ++k)
            add(k);
    } else {
        const int here = count < kRowEntries ? count : kRowEntries;
        for (int k = 0; k < here; ++k)
            add(k);
    }
    if (__builtin_expect(count > kRowEntries, 0))
        addExtras<Lanes, Modes>(rows, row, x, sum);
}

/// One row of a stage; result in `out`, which has room for a row.
template <int Lanes, int Modes, bool Base, bool Before>
[[gnu::always_inline]] inline void stageRow(const LateralStage& s, int row, float* out) {
    using P = typename Pack<Lanes>::Type;
    constexpr int kPacks = Modes / Lanes;
    P sum[kPacks];
    applyRow<Lanes, Modes>(s.rows, row, s.from, sum);
    const std::size_t at = static_cast<std::size_t>(row) * Modes;
    const P* own = packsAt<Lanes>(s.from + at);
    const P* rate = packsAt<Lanes>(s.rate);
    P* to = packsAt<Lanes>(out);
#pragma GCC unroll 10
    for (int q = 0; q < kPacks; ++q) {
        P value = s.b * own[q] + rate[q] * sum[q];
        if constexpr (Base)
            value += s.a * packsAt<Lanes>(s.base + at)[q];
        if constexpr (Before)
            value += s.c * packsAt<Lanes>(s.before + at)[q];
        to[q] = value;
    }
}

template <int Lanes, int Modes, bool Base, bool Before>
void stageRows(const LateralStage& s) {
    for (int row = s.first; row < s.last; ++row)
        stageRow<Lanes, Modes, Base, Before>(s, row, s.to + static_cast<std::size_t>(row) * Modes);
}

template <int Lanes, int Modes>
void runStage(const LateralStage& s) {
    if (s.base && s.before)
        stageRows<Lanes, Modes, true, true>(s);
    else if (s.base)
        stageRows<Lanes, Modes, true, false>(s);
    else
        stageRows<Lanes, Modes, false, false>(s);
}

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

template <int Lanes, int Modes>
[[gnu::always_inline]] inline void copyRows(const float* x, int rows, float* out) {
    constexpr int kPacks = Modes / Lanes;
    for (int i = 0; i < rows * kPacks; ++i)
        packsAt<Lanes>(out)[i] = packsAt<Lanes>(x)[i];
}

template <int Lanes, int Modes, bool Base, bool Before>
void lastStageRows(const LateralStage& s, const float* transposed, float* frame) {
    alignas(64) float tile[kTileRows * Modes] = {}, moved[kTileRows * Modes];
    for (int first = s.first; first < s.last; first += kTileRows) {
        const int rows = s.last - first < kTileRows ? s.last - first : kTileRows;
        const std::size_t at = static_cast<std::size_t>(first) * Modes;
        for (int r = 0; r < rows; ++r)
            stageRow<Lanes, Modes, Base, Before>(s, first + r, tile + r * Modes);
        if (frame)
            copyRows<Lanes, Modes>(tile, rows, frame + at);
        if (rows == kTileRows) {
            multiplyTile<Lanes, Modes, Modes>(tile, transposed, s.to + at);
        } else {
            multiplyTile<Lanes, Modes, Modes>(tile, transposed, moved);
            copyRows<Lanes, Modes>(moved, rows, s.to + at);
        }
    }
}

template <int Lanes, int Modes>
void runLastStage(const LateralStage& s, const float* transposed, float* frame) {
    if (s.before)
        lastStageRows<Lanes, Modes, true, true>(s, transposed, frame);
    else
        lastStageRows<Lanes, Modes, true, false>(s, transposed, frame);
}

template <int Lanes, int From, int To>
void runProduct(const float* x, const float* transposed, float* out, int firstRow, int lastRow) {
    alignas(64) float tile[kTileRows * From] = {}, moved[kTileRows * To];
    for (int first = firstRow; first < lastRow; first += kTileRows) {
        const int rows = lastRow - first < kTileRows ? lastRow - first : kTileRows;
        copyRows<Lanes, From>(x + static_cast<std::size_t>(first) * From, rows, tile);
        multiplyTile<Lanes, From, To>(tile, transposed, moved);
        copyRows<Lanes, To>(moved, rows, out + static_cast<std::size_t>(first) * To);
    }
}

template <int Lanes>
FastKernels kernelsOf(int modes) {
    switch (modes) {
    case 8:
        return {runStage<Lanes, 8>, runLastStage<Lanes, 8>};
    case 16:
        return {runStage<Lanes, 16>, runLastStage<Lanes, 16>};
    case 24:
        return {runStage<Lanes, 24>, runLastStage<Lanes, 24>};
    case 32:
        return {runStage<Lanes, 32>, runLastStage<Lanes, 32>};
    case 40:
        return {runStage<Lanes, 40>, runLastStage<Lanes, 40>};
    default:
        return {};
    }
}

template <int Lanes, int From>
DepthProduct productFrom(int to) {
    switch (to) {
    case 8:
        return runProduct<Lanes, From, 8>;
    case 16:
        return runProduct<Lanes, From, 16>;
    case 24:
        return runProduct<Lanes, From, 24>;
    case 32:
        return runProduct<Lanes, From, 32>;
    case 40:
        return runProduct<Lanes, From, 40>;
    default:
        return nullptr;
    }
}

template <int Lanes>
DepthProduct productOf(int from, int to) {
    switch (from) {
    case 8:
        return productFrom<Lanes, 8>(to);
    case 16:
        return productFrom<Lanes, 16>(to);
    case 24:
        return productFrom<Lanes, 24>(to);
    case 32:
        return productFrom<Lanes, 32>(to);
    case 40:
        return productFrom<Lanes, 40>(to);
    default:
        return nullptr;
    }
}

} // namespace meso::sim::kernels
