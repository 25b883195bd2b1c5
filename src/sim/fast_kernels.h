#pragma once
#include "sim/row_view.h"

/// The inner loops of the fast solver. States are rows of vertices with `modes` floats each (8, 16,
/// 24, 32 or 40) on 64-byte borders.
namespace meso::sim {

/// Vertices that the last stage and the depth product take together. States hold this many rows
/// more than they have vertices, and blocks of work start at multiples of it.
inline constexpr int kTileRows = 12;

/// One stage of a polynomial in the lateral operator B on vertices [first, last):
/// to = a base + b from + rate o B from + c before, o per mode. `before` may be `to`.
struct LateralStage {
    RowsView rows;
    int first = 0, last = 0;
    const float* from = nullptr;
    const float* rate = nullptr;   ///< per mode
    const float* base = nullptr;   ///< null: left out
    const float* before = nullptr; ///< null: left out
    float a = 0, b = 0, c = 0;
    float* to = nullptr;
};

/// The loops for one number of modes, on one kind of processor.
struct FastKernels {
    void (*stage)(const LateralStage& stage) = nullptr;
    /// A last stage: its result goes through a depth matrix (modes x modes, transposed: entry
    /// [from * modes + to]) into `to`, and as it is into `frame` unless that is null. `to` may be
    /// `base`.
    void (*lastStage)(const LateralStage& stage, const float* transposed, float* frame) = nullptr;
};

/// out = x through a matrix (from x to modes, transposed) on vertices [first, last); `out` is
/// another array than x unless from = to.
using DepthProduct = void (*)(const float* x, const float* transposed, float* out, int first,
                              int last);

/// Which loops run.
enum class KernelPath {
    Portable, ///< any processor
    Best      ///< AVX2 with fused multiply-add where this processor has it, else Portable
};

/// Numbers of modes that the kernels know, rising.
inline constexpr int kModeCounts[] = {8, 16, 24, 32, 40};

FastKernels fastKernels(int modes, KernelPath path = KernelPath::Best);
DepthProduct depthProduct(int from, int to, KernelPath path = KernelPath::Best);
/// Whether Best differs from Portable here.
bool hasFasterPath();

/// For fast_kernels.cpp: the loops of fast_kernels_v3.cpp, built for AVX2; null entries where the
/// compiler has none.
FastKernels kernelsV3(int modes);
DepthProduct productV3(int from, int to);

} // namespace meso::sim
