#pragma once
#include <cstddef>

#include "sim/depth_kernels.h"
#include "sim/lateral_kernels.h"

/// The loops behind fast_kernels.h, on packs of Lanes floats. Included by one unit for each kind of
/// processor. See fast_pack.h for what may be written here.
namespace meso::sim::kernels {

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
