#pragma once
#include <cstddef>

#include "sim/fast_kernels.h"
#include "sim/fast_pack.h"

/// Stages of a polynomial along the surface. See fast_pack.h for what may be written here.
namespace meso::sim::kernels {

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

} // namespace meso::sim::kernels
