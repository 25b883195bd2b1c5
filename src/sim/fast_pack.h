#pragma once

/// Packs of floats that one instruction handles. GCC's vector extensions: one text for SSE2, AVX2
/// and processors of other makes. Lanes keeps the instances of differently built units apart, so
/// nothing in the kernels may call a function that two such units would instantiate alike. Loops
/// over packs are unrolled by hand-set pragmas: without them -O2 keeps the sums in memory, nine
/// times slower.
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

} // namespace meso::sim::kernels
