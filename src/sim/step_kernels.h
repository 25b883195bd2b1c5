#pragma once
#include <cstddef>

/// The two inner loops of the solver, written on packs of 16 bytes so that one text serves float
/// and double. Rows are vertices, columns are depth cells, padded to whole packs with zeros; rows
/// start on 16-byte borders.
namespace meso::sim::kernels {

template <class Real>
struct PackOf {
    typedef Real Type __attribute__((vector_size(16), may_alias));
    static constexpr int kLanes = 16 / sizeof(Real);
};

/// Packs of a row that a kernel keeps in registers at a time.
inline constexpr int kPacksAtOnce = 7;

template <class Real>
inline const typename PackOf<Real>::Type* packs(const Real* p) {
    return reinterpret_cast<const typename PackOf<Real>::Type*>(p);
}
template <class Real>
inline typename PackOf<Real>::Type* packs(Real* p) {
    return reinterpret_cast<typename PackOf<Real>::Type*>(p);
}

/// One vertex of B x: sum_j w_j (x_j - x_v), columns [first, first + Count packs).
template <class Real, int Count>
inline void differences(const Real* x, int stride, int vertex, const int* column,
                        const Real* weight, int neighbours, int first, Real* out) {
    using Pack = typename PackOf<Real>::Type;
    const Pack* own = packs(x + static_cast<std::size_t>(vertex) * stride) + first;
    Pack here[Count], sum[Count];
    for (int q = 0; q < Count; ++q) {
        here[q] = own[q];
        sum[q] = Pack{};
    }
    for (int n = 0; n < neighbours; ++n) {
        const Pack* there = packs(x + static_cast<std::size_t>(column[n]) * stride) + first;
        const Pack w = weight[n] - Pack{};
        for (int q = 0; q < Count; ++q)
            sum[q] += w * (there[q] - here[q]);
    }
    Pack* to = packs(out) + first;
    for (int q = 0; q < Count; ++q)
        to[q] = sum[q];
}

/// out = E row for one row, with E stored by columns: transposed[c * stride + r] = E(r, c).
/// Columns [first, first + Count packs) of the result; `cells` columns of E are used.
template <class Real, int Count>
inline void propagateRow(const Real* row, const Real* transposed, int stride, int cells, int first,
                         Real* out) {
    using Pack = typename PackOf<Real>::Type;
    Pack sum[Count];
    for (int q = 0; q < Count; ++q)
        sum[q] = Pack{};
    for (int c = 0; c < cells; ++c) {
        const Pack* e = packs(transposed + static_cast<std::size_t>(c) * stride) + first;
        const Pack value = row[c] - Pack{};
        for (int q = 0; q < Count; ++q)
            sum[q] += value * e[q];
    }
    Pack* to = packs(out) + first;
    for (int q = 0; q < Count; ++q)
        to[q] = sum[q];
}

/// Calls f with the compile-time number of packs and the first pack, until the row is done.
template <class F>
inline void forPackGroups(int total, F&& f) {
    int first = 0;
    for (; total - first >= kPacksAtOnce; first += kPacksAtOnce)
        f.template operator()<kPacksAtOnce>(first);
    for (; total - first >= 3; first += 3)
        f.template operator()<3>(first);
    for (; first < total; ++first)
        f.template operator()<1>(first);
}

} // namespace meso::sim::kernels
